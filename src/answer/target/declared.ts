import type { CatalogIndex } from '../../catalog/index.ts';
import { ValueIndex } from '../../catalog/values.ts';
import { toFailure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import { proofOf } from '../../instant/probe-meaning.ts';
import type { Entries, PlacedEntry } from '../../semantics/declared/entries.ts';
import { placeOf } from '../../semantics/declared/entries.ts';
import { examplesOf } from '../../semantics/declared/examples.ts';
import { type Declared, type Problem, readEntries, type SaidBy } from '../../semantics/declared/read.ts';
import { semanticsOf } from '../../semantics/infer.ts';
import type { Prover } from '../verify/prover.ts';
import type { Target } from './target.ts';

type Evidence = readonly { readonly question: string; readonly sql: string }[];

interface Known {
  readonly catalog: CatalogIndex;
  readonly entries: Entries;
  readonly evidence: Evidence;
  readonly declared: Promise<Declared>;
}

const known = new WeakMap<Prover, Known>();
const call: CallOptions = { timeoutMs: 10_000 };
/** Statements that are proven at once: each waits for a connection where the engine binds. */
const togetherMax = 4;
const noValues = new ValueIndex();
const none: Evidence = [];

/**
 * What was said of a database, as far as it holds for this view of it: its names are there, and its SQL is proven. What is not stands among
 * the problems. Questions with their SQL come along as `evidence`: their words and columns are compared, and nothing of them runs here. Worked out once for each
 * version of the schema and of what was said.
 */
export function declaredFor(target: Pick<Target, 'name' | 'prover' | 'dialect'>, catalog: CatalogIndex, entries: Entries, evidence: Evidence = none): Promise<Declared> {
  const found = known.get(target.prover);
  if (found?.catalog === catalog && found.entries === entries && found.evidence === evidence) return found.declared;
  const read = readEntries(entries, { catalog, dialect: target.dialect, database: target.name });
  const examples = evidence.length > 0 ? { examples: examplesOf(evidence, { catalog, dialect: target.dialect }) } : {};
  const declared = proven({ ...read, ...examples }, target, catalog);
  known.set(target.prover, { catalog, entries, evidence, declared });
  // A database that could not be asked is asked again.
  declared.catch(() => known.delete(target.prover));
  return declared;
}

async function proven(declared: Declared, { prover, dialect }: Pick<Target, 'prover' | 'dialect'>, catalog: CatalogIndex): Promise<Declared> {
  const scope = { catalog, dialect, semantics: semanticsOf(catalog, noValues, declared) };
  const failed = new Map<PlacedEntry, Problem>();
  const waiting = [...new Map(declared.said.flatMap((said) => {
    const sql = proofOf(said.meaning, scope);
    return sql === undefined ? [] : [[`${placeOf(said.entry)} ${sql}`, { said, sql }] as const];
  })).values()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const reason = next.sql === null ? { reason: 'its tables can\'t be joined', hints: [] } : await refusalOf(next.sql, prover, catalog);
      if (reason) failed.set(next.said.entry, { place: placeOf(next.said.entry), ...reason });
    }
  };
  await Promise.all(Array.from({ length: togetherMax }, work));
  if (failed.size === 0) return declared;
  return { ...declared, said: declared.said.filter(({ entry }: SaidBy) => !failed.has(entry)), problems: [...declared.problems, ...failed.values()] };
}

async function refusalOf(sql: string, prover: Prover, catalog: CatalogIndex): Promise<Pick<Problem, 'reason' | 'hints'> | undefined> {
  try {
    const outcome = await prover.proveUnder(catalog, sql, call);
    return isRefusal(outcome) ? { reason: outcome.reason, hints: outcome.hints } : undefined;
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'UNAVAILABLE') throw failure;
    return { reason: failure.message, hints: failure.hints };
  }
}
