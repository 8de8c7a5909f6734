import type { Proposal } from '../core/answer.ts';
import type { Question } from '../core/question.ts';
import { digest } from '../std/digest.ts';
import { catalogFingerprint, tablesFingerprint } from './catalog-fingerprint.ts';
import type { Glossary } from './glossary.ts';
import type { VerifiedQuestion } from './knowledge-file.ts';
import { wordsKey } from './question-key.ts';
import { readsClock } from './reads-clock.ts';
import { anyGlossary, everyone, recordFormat, type RememberedQuestion } from './record.ts';
import { hasRelativeDate } from '../language/en/relative-dates.ts';
import type { Scope } from './scope.ts';

export interface AnsweredQuestion {
  readonly proposal: Proposal;
  /** The tables that the proof names. */
  readonly tables: readonly string[];
}

export function makeRecord(question: Question, scope: Scope, glossary: Glossary, { proposal, tables, at }: AnsweredQuestion & { readonly at: number }): RememberedQuestion {
  const { sql, reading, assumptions, confidence, verified, rung } = proposal;
  return {
    format: recordFormat,
    database: scope.database,
    question: question.text,
    history: question.history,
    sql,
    reading,
    assumptions,
    confidence,
    origin: rung,
    verified,
    owner: verified ? everyone : scope.principal,
    ...(verified ? { by: scope.principal } : {}),
    policy: verified ? '' : scope.policy,
    day: hasRelativeDate(question.text) && !readsClock(sql) ? scope.day : '',
    catalog: catalogFingerprint(scope.catalog),
    tables,
    tablesMark: tablesFingerprint(scope.catalog, tables),
    glossary: glossary.fingerprint(question.text),
    at,
  };
}

/** One record for each words, owner, policy and day: a newer answer takes the place of the older. */
export function recordKey({ database, history, question, owner, policy, day }: RememberedQuestion): string {
  return digest(wordsKey(database, history, question), owner, policy, day);
}

/** A verified question of the knowledge file. Whether its SQL fits the schema, its proof shows whenever it is served. */
export function recordOfFile(database: string, { question, sql, history }: VerifiedQuestion, at: number): RememberedQuestion {
  const always = { catalog: '', tables: [], tablesMark: digest(), glossary: anyGlossary, policy: '', day: '' };
  return { format: recordFormat, database, question, history: history ?? [], sql, reading: '', assumptions: [], confidence: 1, origin: 'host', verified: true, owner: everyone, ...always, at };
}
