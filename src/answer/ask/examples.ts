import type { Example } from '../../core/model.ts';
import type { Telemetry } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Question } from '../../core/question.ts';
import { fused } from '../../memory/fused.ts';
import type { Memory } from '../../memory/memory.ts';
import type { RememberedQuestion } from '../../memory/record.ts';
import type { Target } from '../target/target.ts';
import { Meanings, type MeaningsOptions } from './meanings.ts';
import type { ExampleFinder } from './preparation.ts';
import { type RecollectionServices, recollectToKeep } from './recollection.ts';

export interface ExamplesOptions extends RecollectionServices {
  readonly telemetry: Telemetry;
  /** Absent: by words alone. */
  readonly meaning?: MeaningsOptions;
}

/** Each list is searched this much deeper than what is asked for, so that the two can agree. */
const depth = 4;

/** Verified questions that are like a new one, by their words (BM25) and, where a provider embeds, by their meaning. */
export function exampleFinder({ meaning, telemetry, ...services }: ExamplesOptions): ExampleFinder {
  const meanings = meaning && new Meanings(meaning);
  return {
    similar: async (question, target, countMax, signal) => {
      const { memory, scope, glossary } = await recollectToKeep(target, question.principal, await target.knowledge.catalog(signal), services);
      const proven = (found: readonly Example[]) => withEvidence(found, { question, target, memory, countMax }, signal);
      const byWords = memory.remembered.similar(question, scope, glossary, countMax * depth);
      const verified = () => memory.remembered.verified(scope.database).map((record) => record.question);
      const findable = { database: scope.database, generation: memory.remembered.generation(scope.database), texts: verified };
      const byMeaning = await meanings?.similar(asText(question), findable, countMax * depth, signal).catch(() => telemetry.count('embeddings.failures'));
      if (!byMeaning) return proven(byWords.slice(0, countMax).map(example));
      const byQuestion = new Map([...memory.remembered.holding(scope, glossary), ...byWords].map((record) => [record.question, record]));
      return proven(fused([byWords.map((record) => record.question), byMeaning], countMax).flatMap((text) => byQuestion.get(text) ?? []).map(example));
    },
  };
}

interface Lacking {
  readonly question: Question;
  readonly target: Target;
  readonly memory: Memory;
  readonly countMax: number;
}

/** Where few were verified, questions that a model wrote stand beside them: those whose SQL this caller may run. */
async function withEvidence(found: readonly Example[], { question, target, memory, countMax }: Lacking, signal: AbortSignal | undefined): Promise<readonly Example[]> {
  const evidence = memory.meanings.of(target.identity).similar(asText(question), countMax - found.length);
  const proofs = await Promise.all(evidence.map(async ({ sql }) => target.prover.prove(sql, { timeoutMs: target.policy.timeoutMs, ...(signal ? { signal } : {}) }).catch(() => undefined)));
  return [...found, ...evidence.filter((_, at) => proofs[at] !== undefined && !isRefusal(proofs[at]))].slice(0, countMax);
}

function asText({ text, history }: Question): string {
  return [...history.slice(-1), text].join(' ');
}

function example({ question, sql }: RememberedQuestion) {
  return { question, sql };
}
