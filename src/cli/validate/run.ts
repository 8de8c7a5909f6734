import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSql } from '../../answer/ask/run-sql.ts';
import type { Services } from '../../answer/services.ts';
import { compose } from '../../compose.ts';
import type { DatabaseConfig } from '../../config/schema.ts';
import { Failure, toFailure } from '../../core/errors.ts';
import { localPrincipal } from '../../core/question.ts';
import type { FileEngine, ServerEngine } from '../../database/definition.ts';
import { engineOf, fileDsn } from '../../database/engines.ts';
import { type AttackStage, refill } from '../../database/scratch/stage.ts';
import type { Writer } from '../../database/scratch/writer.ts';
import { type Outcome, readCases, stateOf, violation, workingOf } from './stage.ts';

export interface ValidateRequest {
  readonly name: string;
  readonly entry: DatabaseConfig;
  readonly baseFolder: string;
  /** A database of this name is made on the server, and dropped at the end; where databases are files, a temporary one. */
  readonly scratch: string;
}

const timeoutMs = 1_500;

/** Runs the corpus of attacks against the user's own server, in a database made for it, and says what got through; empty when nothing did. */
export async function validate(request: ValidateRequest): Promise<readonly string[]> {
  const engine = engineOf(request.entry.dsn);
  const attackStage = await engine.attackStage();
  const made = engine.kind === 'file' ? await makeFile(engine) : await makeDatabase(engine, request);
  try {
    await made.writer.write(...attackStage.setUp);
    const services = await compose({ databases: { scratch: { ...request.entry, access: undefined, dsn: made.dsn, timeoutMs } }, baseFolder: request.baseFolder }, { careful: true });
    try {
      return await runAttacks(attackStage, services, made.writer);
    } finally {
      await services.close();
    }
  } finally {
    await made.drop();
  }
}

async function runAttacks(attackStage: AttackStage, services: Services, writer: Writer): Promise<string[]> {
  const stage = { run: (sql: string) => outcomeOf(sql, services), state: () => stateOf(attackStage, writer.write), working: () => workingOf(attackStage, writer.write) };
  const before = await stage.state();
  const found: string[] = [];
  for (const attack of readCases(attackStage.attacks)) {
    const wrong = await violation(attack, stage, before);
    if (wrong === undefined) continue;
    found.push(wrong);
    await writer.write(...refill);
  }
  return found;
}

function outcomeOf(sql: string, services: Services): Promise<Outcome> {
  return runSql({ sql, principal: localPrincipal }, services).then(
    (answer): Outcome => ({ kind: 'answer', answer }),
    (error: unknown): Outcome => ({ kind: 'failure', failure: toFailure(error) }),
  );
}

interface Made {
  readonly dsn: string;
  readonly writer: Writer;
  drop(): Promise<void>;
}

async function makeDatabase(engine: ServerEngine, { entry, scratch }: ValidateRequest): Promise<Made> {
  if (!/^[a-z]\w{0,40}$/.test(scratch)) throw new Failure('BAD_CONFIG', `--scratch is ${scratch}`, { hints: ['A name for a new database: lower-case letters, digits, underscores.'] });
  const admin = await engine.openWriter(entry.dsn);
  await admin.write(`CREATE DATABASE ${scratch}`).catch(async (error: unknown) => {
    await admin.close();
    throw new Failure('PERMISSION_DENIED', `the database ${scratch} can not be made: ${error instanceof Error ? error.message : String(error)}`, { hints: ['Give the name of a database that does not exist, as a role that may create databases.'] });
  });
  const url = new URL(entry.dsn);
  url.pathname = `/${scratch}`;
  const writer = await engine.openWriter(url.href);
  const drop = async () => {
    await writer.close();
    try {
      await admin.write(`DROP DATABASE ${scratch}`);
    } finally {
      await admin.close();
    }
  };
  return { dsn: url.href, writer, drop };
}

async function makeFile(engine: FileEngine): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-validate-'));
  const path = join(folder, `scratch.${engine.extensions[0]}`);
  const writer = await engine.openWriter(path);
  return { dsn: fileDsn(path), writer, drop: async () => { await writer.close(); rmSync(folder, { recursive: true, force: true }); } };
}
