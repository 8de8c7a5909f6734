import type { Store } from '../core/ports.ts';
import type { Clock } from '../std/clock.ts';
import { AskedQuestions } from './asked.ts';
import { Glossaries } from './glossaries.ts';
import { entriesOf, evidenceOf, type KnowledgeFile, type NamedQuestion, questionsOf, termsOf, toolsOf } from './knowledge-file.ts';
import { type ImportedFilesOptions, watchImported } from './imported-files.ts';
import { KnowledgeSource } from './knowledge-source.ts';
import { Meanings } from './meanings.ts';
import { RememberedQuestions, type RememberedOptions } from './remembered.ts';
import { UnansweredQuestions, type UnansweredOptions } from './unanswered.ts';

/** All that is remembered between calls and runs. */
export interface Memory {
  readonly store: Store;
  readonly remembered: RememberedQuestions;
  readonly glossaries: Glossaries;
  readonly meanings: Meanings;
  readonly asked: AskedQuestions;
  /** What could not be answered. */
  readonly unanswered: UnansweredQuestions;
  /** Rises with everything that is taught, remembered, rejected or forgotten, by whichever process. */
  revision(): number;
  /** Looks whether the files have changed that were written by hand; what they say now holds at once. */
  refresh(): void;
  /** The questions of the knowledge file that are tools, of one database. */
  namedQuestions(identity: string): readonly NamedQuestion[];
  /** Says once, until the knowledge file changes, what is wrong with it. */
  complain(message: string): void;
  /** The user's own file of verified questions and terms, where one is configured. */
  readonly knowledge?: KnowledgeSource;
}

export interface MemoryOptions extends RememberedOptions, ImportedFilesOptions {
  readonly clock: Clock;
  /** Path of the knowledge file. */
  readonly knowledge?: string;
  /** The configured databases, by name, each with its identity; one that is seen in several ways has several. */
  readonly databases: Iterable<readonly [name: string, identity: string]>;
  readonly warn: (message: string) => void;
  readonly keep: UnansweredOptions['keep'];
}

export async function openMemory(options: MemoryOptions): Promise<Memory> {
  const { store, clock, databases, warn } = options;
  const glossaries = new Glossaries(store);
  const meanings = new Meanings(store, warn);
  const asked = new AskedQuestions(store, clock);
  const unanswered = new UnansweredQuestions(options);
  const [remembered] = await Promise.all([RememberedQuestions.open(options), ...[glossaries, meanings, asked, unanswered].map((part) => part.load().catch(() => undefined))]);
  const named = new Map<string, readonly NamedQuestion[]>();
  const complained = new Set<string>();
  const complain = (message: string) => {
    if (!complained.has(message)) warn(message);
    complained.add(message);
  };
  const namedQuestions = (identity: string) => named.get(identity) ?? [];
  const revision = () => remembered.revision + glossaries.revision + meanings.revision;
  const imported = await watchImported(options, meanings);
  const memory = { store, complain, refresh: imported, namedQuestions, remembered, glossaries, meanings, asked, unanswered, revision };
  imported();
  if (options.knowledge === undefined) return memory;
  const changed = (file: KnowledgeFile) => {
    complained.clear();
    for (const [name, identity] of databases) {
      glossaries.setFileTerms(identity, termsOf(file, name));
      meanings.setFile(identity, { name, entries: entriesOf(file), evidence: evidenceOf(file, name) });
      remembered.setFileQuestions(identity, questionsOf(file, name));
      named.set(identity, toolsOf(file, name));
    }
  };
  const knowledge = new KnowledgeSource({ path: options.knowledge, clock, changed, warn });
  const refresh = () => {
    knowledge.refresh();
    imported();
  };
  knowledge.refresh();
  return { ...memory, refresh, knowledge };
}
