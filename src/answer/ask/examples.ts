import type { Telemetry } from '../../core/ports.ts';
import type { Question } from '../../core/question.ts';
import { fused } from '../../memory/fused.ts';
import type { RememberedQuestion } from '../../memory/record.ts';
import type { Targets } from '../target/target.ts';
import { Meanings, type MeaningsOptions } from './meanings.ts';
import type { ExampleFinder } from './preparation.ts';
import { type RecollectionServices, recollectToKeep } from './recollection.ts';

export interface ExamplesOptions {
  readonly services: () => Targets & RecollectionServices & { readonly telemetry: Telemetry };
  /** Absent: by words alone. */
  readonly meaning?: MeaningsOptions;
}

/** Each list is searched this much deeper than what is asked for, so that the two can agree. */
const depth = 4;

/** Verified questions that are like a new one, by their words (BM25) and, where a provider embeds, by their meaning. */
export function exampleFinder({ services, meaning }: ExamplesOptions): ExampleFinder {
  const meanings = meaning && new Meanings(meaning);
  return {
    similar: async (question, countMax, signal) => {
      const target = services().targets.get(question.database);
      if (!target) return [];
      const { memory, scope, glossary } = await recollectToKeep(target, question.principal, await target.knowledge.catalog(signal), services());
      const byWords = memory.remembered.similar(question, scope, glossary, countMax * depth);
      const verified = () => memory.remembered.verified(scope.database).map((record) => record.question);
      const findable = { database: scope.database, generation: memory.remembered.generation(scope.database), texts: verified };
      const byMeaning = await meanings?.similar(asText(question), findable, countMax * depth, signal).catch(() => services().telemetry.count('embeddings.failures'));
      if (!byMeaning) return byWords.slice(0, countMax).map(example);
      const byQuestion = new Map([...memory.remembered.holding(scope, glossary), ...byWords].map((record) => [record.question, record]));
      return fused([byWords.map((record) => record.question), byMeaning], countMax).flatMap((text) => byQuestion.get(text) ?? []).map(example);
    },
  };
}

function asText({ text, history }: Question): string {
  return [...history.slice(-1), text].join(' ');
}

function example({ question, sql }: RememberedQuestion) {
  return { question, sql };
}
