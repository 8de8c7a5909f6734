import type { CatalogIndex } from '../../catalog/index.ts';
import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import { entryOf, isInWords } from '../../memory/glossary-entry.ts';
import type { Term } from '../../memory/term.ts';
import type { Entries } from '../../semantics/declared/entries.ts';
import type { Problem } from '../../semantics/declared/read.ts';
import { declaredFor } from '../target/declared.ts';
import type { Target } from '../target/target.ts';
import type { LearnedQuestion } from './take-reply.ts';

export interface Knowledge {
  readonly terms: readonly Term[];
  readonly entries: Entries;
  readonly questions: readonly LearnedQuestion[];
}

/** What does not hold of what was said of a database, and what holds with a doubt; nothing where all is well. */
export async function checkKnowledge({ terms, entries, questions }: Knowledge, target: Target, signal?: AbortSignal): Promise<Problem[]> {
  const { catalog } = await target.knowledge.get(signal);
  const call = { timeoutMs: target.policy.timeoutMs, ...(signal ? { signal } : {}) };
  const problems = [...(await declaredFor(target, catalog, entries)).problems];
  for (const term of terms) problems.push(...(await problemsOfTerm(term, target, catalog, call)));
  for (const { question, sql } of questions) problems.push(...(await refusalOf(`question "${question}"`, sql, target, call)));
  return problems;
}

async function problemsOfTerm({ term, meaning, kind }: Term, target: Target, catalog: CatalogIndex, call: CallOptions): Promise<Problem[]> {
  const place = `${kind} "${term}"`;
  const problem = (reason: string, ...hints: string[]): Problem[] => [{ place, reason, hints }];
  if (kind === 'filter') {
    if (!catalog.table(term)) return problem(`there is no table ${term}`, ...catalog.nearestTables(term).map((near) => `Did you mean ${near}?`));
    return refusalOf(place, `SELECT 1 FROM ${term} WHERE (${meaning}) AND 1 = 0`, target, call);
  }
  const entry = entryOf({ term, meaning, kind });
  const unknown = [entry && 'column' in entry ? entry.column : undefined, entry && 'times' in entry ? entry.times : undefined].find((path) => path?.includes('.') && !hasColumn(path, catalog));
  if (unknown !== undefined) return problem(`there is no column ${unknown}`);
  if (kind === 'synonym') return entry || isInWords(meaning) ? [] : problem(`"${meaning}" is neither words nor a condition on one column`, 'Say it as a state, or as a measure.');
  const [, sql = '', table] = /^(.*?)(?: of (\S+))?$/s.exec(meaning) ?? [];
  return table === undefined || !catalog.table(table) ? [] : refusalOf(place, `SELECT ${sql} FROM ${table} WHERE 1 = 0`, target, call);
}

function hasColumn(path: string, catalog: CatalogIndex): boolean {
  const dot = path.lastIndexOf('.');
  const name = path.slice(dot + 1).toLowerCase();
  return catalog.table(path.slice(0, dot))?.columns.some(({ column }) => column.name.toLowerCase() === name) ?? false;
}

async function refusalOf(place: string, sql: string, { prover }: Target, call: CallOptions): Promise<Problem[]> {
  try {
    const outcome = await prover.prove(sql, call);
    return isRefusal(outcome) ? [{ place, reason: outcome.reason, hints: outcome.hints }] : [];
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'UNAVAILABLE' || failure.code === 'CANCELLED') throw failure;
    return [{ place, reason: failure.message, hints: failure.hints }];
  }
}
