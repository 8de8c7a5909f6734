import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { ask } from '../../../src/answer/ask/ladder.ts';
import { runSql } from '../../../src/answer/ask/run-sql.ts';
import { observe } from '../../../src/answer/observe.ts';
import { performanceReport } from '../../../src/answer/report/performance.ts';
import { getSchema } from '../../../src/answer/report/schema.ts';
import type { Services } from '../../../src/answer/services.ts';
import { answerToWire } from '../../../src/answer/wire.ts';
import { accessOfStage, type World } from '../../../src/database/scratch/policy-worlds.ts';
import type { Outcome } from '../../../src/cli/validate/stage.ts';
import { filled, otherOf, type Worlds } from '../../../src/cli/validate/leak.ts';
import { engineOf } from '../../../src/database/engines.ts';
import { compose } from '../../../src/compose.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { toFailure } from '../../../src/core/errors.ts';
import { localPrincipal as principal } from '../../../src/core/question.ts';
import { type EngineName, type Scratch, scratchDatabase } from '../../database/engines.ts';
import { temporaryFolder } from '../../fixtures/make-database.ts';

/** Both worlds behind the server, with all that it keeps of its calls. */
export interface OpenWorlds extends Worlds {
  /** What the server itself answers, without us: the rows as text, or its error. */
  readonly bare: (world: World, sql: string) => Promise<{ readonly rows?: readonly (readonly unknown[])[]; readonly error?: string }>;
  /** The reply of a server without a policy. */
  readonly open: (world: World, sql: string) => Promise<Outcome>;
  /** What the other tools say of a question, as the host gets it. */
  readonly told: (question: string) => Promise<string>;
  /** Logs, audit log, traces and figures so far. */
  readonly kept: () => Promise<string>;
  /** Tells the person at the terminal: what is written to stderr otherwise is taken for the log. */
  readonly print: (line: string) => void;
}

interface OpenWorld {
  readonly services: Services;
  /** The same database under no policy. */
  readonly free: Services;
  readonly scratch: Scratch;
  readonly folder: string;
  readonly fill: (sql: string) => string;
}

export async function openWorlds(engine: EngineName): Promise<OpenWorlds> {
  const logged: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  onTestFinished(() => spy.mockRestore());
  const worlds = { a: await openWorld(engine, 'a'), b: await openWorld(engine, 'b') };
  const run = (world: World) => (sql: string) => outcomeOf(worlds[world].fill(sql), worlds[world].services);
  return {
    a: run('a'),
    b: run('b'),
    bare: (world, sql) => worlds[world].scratch.write(worlds[world].fill(sql)).then((rows) => ({ rows: rows.map((row) => Object.values(row)) }),
    (error: unknown) => ({ error: String(error) })),
    open: (world, sql) => outcomeOf(worlds[world].fill(sql), worlds[world].free),
    told: (question) => toldOf(question, worlds.a.services),
    kept: async () => [...logged.splice(0), await keptBy(worlds.a)].join(''),
    print: (line) => void write(`${line}\n`),
  };
}

async function openWorld(engine: EngineName, world: World): Promise<OpenWorld> {
  const scratch = await scratchDatabase(engine);
  const { pathname } = new URL(scratch.dsn);
  const name = engine === 'duckdb' ? parse(pathname).name : pathname.slice(1);
  const { policy } = await engineOf(scratch.dsn).attackStage();
  const [other, folder] = [otherOf(name), temporaryFolder()];
  if (policy.hasOther) {
    await scratch.write(`CREATE DATABASE ${other}`);
    onTestFinished(async () => {
      await scratch.write(`DROP DATABASE ${other}`);
    });
  }
  await scratch.write(...policy.setUp(world, other));
  const database = { dsn: scratch.dsn, timeoutMs: 1_500, pool: { max: 4 } };
  const config = { databases: { test: { ...database, access: accessOfStage() } }, baseFolder: '/', cursorSecret: 'the same in both worlds' };
  const services = await compose({ ...config, audit: { folder, texts: 'full' }, telemetry: { texts: 'full', log: { format: 'json', level: 'info' } } }, { careful: true });
  const free = await compose({ databases: { test: database }, baseFolder: '/' }, { careful: true });
  onTestFinished(async () => {
    await Promise.all([services.close(), free.close()]);
  });
  // Deadlines here are meant for statements, not for what the first call reads of the schema.
  for (const { targets } of [services, free]) await targets.get('test')?.knowledge.catalog();
  return { services, free, scratch, folder, fill: (sql) => filled(sql, name) };
}

async function outcomeOf(sql: string, services: Services): Promise<Outcome> {
  let answer: Answer | undefined;
  try {
    await observe({ tool: 'run_sql', input: { sql }, principal }, services, async (observed) => answerToWire((answer = await runSql({ sql, principal }, observed))));
  } catch (error) {
    return { kind: 'failure', failure: toFailure(error) };
  }
  return answer ? { kind: 'answer', answer } : { kind: 'failure', failure: toFailure(new Error('no answer')) };
}

async function toldOf(question: string, services: Services): Promise<string> {
  const parts = await Promise.all([
    observe({ tool: 'nl2sql', input: { question }, principal }, services,
    async (observed) => answerToWire(await ask({ question, principal }, observed))).catch((error: unknown) => toFailure(error).message),
    getSchema({ question, principal }, services).catch((error: unknown) => toFailure(error).message),
    getSchema({ search: question, detail: 'full', principal }, services).catch((error: unknown) => toFailure(error).message),
  ]);
  return JSON.stringify(parts);
}

async function keptBy({ services, folder }: OpenWorld): Promise<string> {
  const audit = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const reports = [await performanceReport({ slow: true, principal }, services), await performanceReport({ advice: true, principal }, services)];
  return [...audit, JSON.stringify(reports)].join('\n');
}
