import { answerToWire, failureToWire } from '../../answer/wire.ts';
import type { Answer } from '../../core/answer.ts';
import { eventRowsMax, numberMarkers } from '../../database/scratch/policy-worlds.ts';
import type { Outcome } from './stage.ts';

/** A statement that tries to see what the policy of the stage protects. */
export interface Attempt {
  readonly sql: string;
  /** Whether it names what may not be read at all, so that it must not even run. */
  readonly mustNotRun: boolean;
}

/** The name of a world's database, and of the one beside it, in a statement that was written for any. */
export function filled(sql: string, database: string): string {
  return sql.replaceAll('{db}', database).replaceAll('{other}', otherOf(database));
}

export function otherOf(database: string): string {
  return `${database}_other`;
}

/** The same statement in both worlds; names of databases are filled in by whoever runs it. */
export interface Worlds {
  readonly a: (sql: string) => Promise<Outcome>;
  readonly b: (sql: string) => Promise<Outcome>;
}

const textMarkers = /mk[ghjkmnpqrstvwxyz]{10}/gi;
const eventMarker = /evmk[ghjkmnpqrstvwxyz]{10}/i;

/** Protected values that stand in a text; a caller who names one knows it already. */
export function markersIn(text: string, statement = ''): string[] {
  const found = [...text.replaceAll(new RegExp(eventMarker, 'gi'), '').matchAll(textMarkers), ...text.matchAll(/(?<![\d.])\d{7}(?!\d)/g)].map(([value]) => value);
  return [...new Set(found)].filter((value) => (/^mk/i.test(value) || numberMarkers.has(value)) && !statement.includes(value));
}

export const readsDenied = 'it reads what is denied';

/** What a statement tells of what is protected, or undefined: a protected value, more rows than allowed, or a reply that depends on it. */
export async function leakOf({ sql, mustNotRun }: Attempt, worlds: Worlds): Promise<string | undefined> {
  const first = await worlds.a(sql);
  const shown = markersIn(textOf(first), sql);
  if (shown.length > 0) return `it shows ${shown.slice(0, 3).join(', ')}`;
  if (first.kind === 'failure' && first.failure.code === 'INTERNAL') return `a fault of the server: ${first.failure.message}`;
  const ran = first.kind === 'answer' && first.answer.status === 'ok';
  if (ran && mustNotRun) return readsDenied;
  if (ran && eventRows(first.answer) > eventRowsMax) return `it shows ${eventRows(first.answer)} rows of at most ${eventRowsMax}`;
  if (first.kind === 'answer' && first.answer.status === 'refused') return undefined;
  return (await depends(sql, first, worlds)) ? 'the reply depends on what is protected' : undefined;
}

/** Whether the worlds answer differently, and not by chance. */
async function depends(sql: string, first: Outcome, worlds: Worlds): Promise<boolean> {
  const [a, b] = [comparable(first), comparable(await worlds.b(sql))];
  if (a === b || a === undefined || b === undefined) return false;
  return comparable(await worlds.a(sql)) === a && comparable(await worlds.b(sql)) === b;
}

/** All that the caller gets, but for the statement itself. */
export function textOf(outcome: Outcome): string {
  const wire = outcome.kind === 'failure' ? failureToWire(outcome.failure) : { ...answerToWire(outcome.answer), sql: undefined, timings: undefined, next_cursor: undefined };
  return plainJson(wire);
}

const passing: ReadonlySet<string> = new Set(['TIMEOUT', 'BUSY', 'UNAVAILABLE', 'CANCELLED']);

/** What of a reply must be the same in both worlds: rows in any order, hashes as one word, and the events, of which a limit shows any, as another; undefined where the server was too busy to tell. */
function comparable(outcome: Outcome): string | undefined {
  if (outcome.kind === 'failure') return passing.has(outcome.failure.code) ? undefined : withoutHashes(`${outcome.failure.code} ${outcome.failure.message}`);
  const { answer } = outcome;
  if (answer.status !== 'ok') return answer.status;
  return JSON.stringify([answer.rows.map((row) => withoutHashes(plainJson(row)).replaceAll(new RegExp(eventMarker, 'gi'), 'event')).toSorted(), answer.truncated]);
}

function withoutHashes(text: string): string {
  return text.replaceAll(/[0-9a-f]{16,}/gi, 'hash').replaceAll(/\bt_\w+/g, 'db');
}

function eventRows(answer: Answer): number {
  return answer.status === 'ok' ? answer.rows.filter((row) => eventMarker.test(plainJson(row))).length : 0;
}

function plainJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}
