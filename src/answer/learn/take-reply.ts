import { entryKinds } from '../../core/entry-kinds.ts';
import { toFailure } from '../../core/errors.ts';
import { isRefusal } from '../../core/proof.ts';
import type { ResultSet } from '../../core/result.ts';
import { probeOf } from '../../instant/probe-meaning.ts';
import { type Entries, entrySchemas, listed, placed, type PlacedEntry, placeOf } from '../../semantics/declared/entries.ts';
import { semanticsOf } from '../../semantics/infer.ts';
import { declaredFor } from '../target/declared.ts';
import type { Target } from '../target/target.ts';

export interface LearnedQuestion {
  readonly question: string;
  readonly sql: string;
}

/** What of a reply can be used, and what can't and why. */
export interface TakenReply {
  readonly entries: Entries;
  readonly questions: readonly LearnedQuestion[];
  readonly dropped: readonly { readonly place: string; readonly reason: string }[];
  /** How many entries and questions the reply held. */
  readonly given: { readonly entries: number; readonly questions: number };
}

type Dropped = TakenReply['dropped'][number];

const listMax = 2_000;
const limits = { rowsMax: 1, offset: 0, cellBytesMax: 200, bytesMax: 10_000 };

export interface TakeOptions {
  /** Of all entries, whatever they say of themselves. */
  readonly origin: 'person' | 'model';
  readonly signal?: AbortSignal | undefined;
}

/** Reads a reply: each entry is checked, proven and tried, each question proven and run. */
export async function takeReply(reply: Readonly<Record<string, unknown>>, target: Target, { origin, signal }: TakeOptions): Promise<TakenReply> {
  const { entries, questions: asked, dropped, given, placeInReply } = wellFormed(reply, origin);
  const { catalog, values } = await target.knowledge.get(signal);
  const declared = await declaredFor(target, catalog, entries);
  const unfit = new Map(declared.problems.filter(({ warning }) => !warning).map(({ place, reason }) => [place, reason]));
  const semantics = semanticsOf(catalog, values, declared);
  for (const { entry, meaning } of declared.said) {
    const place = placeOf(entry);
    const sql = unfit.has(place) ? undefined : probeOf(meaning, { catalog, semantics, dialect: target.dialect });
    const failed = typeof sql === 'string' ? await failureOf(sql, target, signal) : undefined;
    if (failed !== undefined) unfit.set(place, failed);
  }
  const questions: LearnedQuestion[] = [];
  for (const { at, question } of asked) {
    const failed = await failureOf(question.sql, target, signal);
    if (failed === undefined) questions.push(question);
    else dropped.push({ place: `questions[${at}]`, reason: failed });
  }
  const kept = [...placed(entries)].filter((entry) => !unfit.has(placeOf(entry)));
  return { entries: listed(kept), questions, dropped: [...dropped, ...[...unfit].map(([place, reason]): Dropped => ({ place: placeInReply.get(place) ?? place, reason }))], given };
}

interface WellFormed extends Pick<TakenReply, 'entries' | 'given'> {
  readonly questions: readonly { readonly at: number; readonly question: LearnedQuestion }[];
  readonly dropped: Dropped[];
  /** Where an entry stood in the reply, by its place among those that are well formed. */
  readonly placeInReply: ReadonlyMap<string, string>;
}

/** The entries and questions that have the form of one. */
export function wellFormed(reply: Readonly<Record<string, unknown>>, origin: TakeOptions['origin']): WellFormed {
  const dropped: Dropped[] = [];
  const entries: PlacedEntry[] = [];
  const placeInReply = new Map<string, string>();
  let given = 0;
  const lists: readonly string[] = [...entryKinds, 'questions'];
  for (const name of Object.keys(reply)) if (!lists.includes(name)) dropped.push({ place: name, reason: `there is no such list: ${lists.join(', ')}` });
  for (const kind of entryKinds) for (const [at, one] of listOf(reply[kind]).entries()) {
    given += 1;
    const parsed = entrySchemas[kind].safeParse(one);
    if (parsed.success) {
      placeInReply.set(placeOf({ kind, at: entries.filter((other) => other.kind === kind).length }), placeOf({ kind, at }));
      entries.push({ kind, at, entry: { ...parsed.data, origin } });
    }
    else dropped.push({ place: placeOf({ kind, at }), reason: parsed.error.issues.slice(0, 2).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') });
  }
  const asked = listOf(reply['questions']).map((one, at) => ({ at, question: questionIn(one) }));
  const questions = asked.flatMap(({ at, question }) => (question ? [{ at, question }] : []));
  for (const { at } of asked.filter(({ question }) => !question)) dropped.push({ place: `questions[${at}]`, reason: 'it is no question with its SQL' });
  return { entries: listed(entries), questions, dropped, given: { entries: given, questions: asked.length }, placeInReply };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, listMax) : [];
}

function questionIn(value: unknown): LearnedQuestion | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { question, sql } = value as { readonly question?: unknown; readonly sql?: unknown };
  return typeof question === 'string' && question.trim() !== '' && typeof sql === 'string' && sql.trim() !== '' ? { question: question.trim(), sql: sql.trim().replace(/;\s*$/, '') } : undefined;
}

/** Why a statement can't be run; undefined where it ran. */
async function failureOf(sql: string, { prover, database, policy }: Target, signal: AbortSignal | undefined): Promise<string | undefined> {
  const call = { timeoutMs: policy.timeoutMs, ...(signal ? { signal } : {}) };
  try {
    const statement = await prover.prove(sql, call);
    if (isRefusal(statement)) return statement.reason;
    const result: ResultSet = await database.execute(statement, limits, call);
    return result.columns.length === 0 ? 'it gives no columns' : undefined;
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'UNAVAILABLE' || failure.code === 'CANCELLED') throw failure;
    return failure.message;
  }
}
