import type { Store } from '../core/ports.ts';
import type { Clock } from '../std/clock.ts';
import { AskedQuestions } from './asked.ts';
import { Glossaries } from './glossaries.ts';
import { type KnowledgeFile, questionsOf, termsOf } from './knowledge-file.ts';
import { KnowledgeSource } from './knowledge-source.ts';
import { RememberedQuestions, type RememberedOptions } from './remembered.ts';

/** All that is remembered between calls and runs. */
export interface Memory {
  readonly store: Store;
  readonly remembered: RememberedQuestions;
  readonly glossaries: Glossaries;
  readonly asked: AskedQuestions;
  /** Rises with everything that is taught, remembered, rejected or forgotten, by whichever process. */
  revision(): number;
  /** The user's own file of verified questions and terms, where one is configured. */
  readonly knowledge?: KnowledgeSource;
}

export interface MemoryOptions extends RememberedOptions {
  readonly clock: Clock;
  /** Path of the knowledge file. */
  readonly knowledge?: string;
  /** The configured databases: identity by name. */
  readonly databases: ReadonlyMap<string, string>;
  readonly warn: (message: string) => void;
}

export async function openMemory(options: MemoryOptions): Promise<Memory> {
  const { store, clock, databases, warn } = options;
  const glossaries = new Glossaries(store);
  const asked = new AskedQuestions(store, clock);
  const [remembered] = await Promise.all([RememberedQuestions.open(options), ...[glossaries, asked].map((part) => part.load().catch(() => undefined))]);
  const memory = { store, remembered, glossaries, asked, revision: () => remembered.revision + glossaries.revision };
  if (options.knowledge === undefined) return memory;
  const changed = (file: KnowledgeFile) => {
    for (const [name, identity] of databases) {
      glossaries.setFileTerms(identity, termsOf(file, name));
      remembered.setFileQuestions(identity, questionsOf(file, name));
    }
  };
  const knowledge = new KnowledgeSource({ path: options.knowledge, clock, changed, warn });
  knowledge.refresh();
  return { ...memory, knowledge };
}
