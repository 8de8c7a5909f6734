import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../core/answer.ts';
import type { Failure } from '../../core/errors.ts';
import type { AttackStage } from '../../database/scratch/stage.ts';
import type { Writer } from '../../database/scratch/writer.ts';

/** An attack, or a valid statement, with what must hold after it: see `violation`. */
export interface Case {
  readonly id: string;
  readonly engine: string;
  readonly sql: string;
  readonly expect: string;
  readonly file?: string;
  /** Where an engine has several servers, and only one of them knows what it says. */
  readonly server?: string;
  /** How many rows it must give, where it runs. */
  readonly rows?: number;
}

export function readCases(file: URL | string): Case[] {
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
}

export type Outcome = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'failure'; readonly failure: Failure };

/** Where a case is run, and what the second connection sees. */
export interface Stage {
  run(sql: string, limit?: number): Promise<Outcome>;
  /** All that an attack could have changed, as one text. */
  state(): Promise<string>;
  /** How many statements the server is working on for us. */
  working(): Promise<number>;
}

export type Write = Writer['write'];

export async function stateOf({ state }: Pick<AttackStage, 'state'>, write: Write): Promise<string> {
  const parts: unknown[] = [];
  for (const sql of state) parts.push(await write(sql).catch((error: unknown) => String(error)));
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

export async function workingOf({ working }: Pick<AttackStage, 'working'>, write: Write): Promise<number> {
  return working === undefined ? 0 : Number((await write(working))[0]?.['n']);
}

/** What is wrong with the outcome of a case, or undefined. */
export async function violation(one: Case, stage: Stage, before: string): Promise<string | undefined> {
  if (one.file !== undefined) rmSync(one.file, { force: true });
  const outcome = await stage.run(one.sql);
  const after = await stage.state();
  if (after.includes('rror:')) return `${one.id}: the state can not be read: ${after}`;
  if (after !== before) return `${one.id}: the database has changed:\n${before}\n${after}`;
  if (one.file !== undefined && existsSync(one.file)) return `${one.id}: it wrote ${one.file}`;
  const told = outcome.kind === 'failure' ? `${outcome.failure.code} ${outcome.failure.message}` : outcome.answer.status === 'refused' ? `refused: ${outcome.answer.reason}` : outcome.answer.status;
  if (outcome.kind === 'failure' && (outcome.failure.code === 'INTERNAL' || outcome.failure.code === 'UNAVAILABLE')) return `${one.id}: ${told}`;
  if (one.expect === 'must-be-cut' && (await busyAfter(100, stage))) return `${one.id}: the database still works on it`;
  const ran = outcome.kind === 'answer' && outcome.answer.status === 'ok';
  if (one.expect === 'must-refuse' && ran) return `${one.id}: it ran`;
  if (one.expect === 'must-pass' && !ran) return `${one.id}: ${told}`;
  if (one.expect === 'must-be-capped' && ran && !isCapped(outcome.answer)) return `${one.id}: it was not capped`;
  return undefined;
}

async function busyAfter(ms: number, stage: Stage): Promise<boolean> {
  await sleep(ms);
  return (await stage.working()) > 0;
}

function isCapped(answer: Answer): boolean {
  return answer.status === 'ok' && JSON.stringify(answer.rows).length <= 1_100_000 && (answer.truncated || answer.warnings.length > 0);
}
