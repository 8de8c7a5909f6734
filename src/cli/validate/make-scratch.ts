import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConfig } from '../../config/schema.ts';
import { Failure } from '../../core/errors.ts';
import type { EngineDefinition, FileEngine, ServerEngine } from '../../database/definition.ts';
import { fileDsn } from '../../database/engines.ts';
import type { Writer } from '../../database/scratch/writer.ts';

export interface ValidateRequest {
  readonly name: string;
  readonly entry: DatabaseConfig;
  readonly baseFolder: string;
  /** A database of this name is made on the server, and dropped at the end; where databases are files, a temporary one. */
  readonly scratch: string;
}

/** A new database, and a connection that may write to it. */
export interface Made {
  readonly dsn: string;
  readonly writer: Writer;
  drop(): Promise<void>;
}

export function makeScratch(engine: EngineDefinition, request: ValidateRequest): Promise<Made> {
  return engine.kind === 'file' ? makeFile(engine.triedOn ?? engine) : makeDatabase(engine, request);
}

async function makeDatabase(engine: ServerEngine, { entry, scratch }: ValidateRequest): Promise<Made> {
  if (!/^[a-z]\w{0,40}$/.test(scratch)) throw new Failure('BAD_CONFIG', `--scratch is ${scratch}`, { hints: ['A name for a new database: lower-case letters, digits, underscores.'] });
  const admin = await engine.openWriter(entry.dsn);
  await admin.write(`CREATE DATABASE ${scratch}`).catch(async (error: unknown) => {
    await admin.close();
    throw new Failure('PERMISSION_DENIED', `the database ${scratch} can not be made: ${error instanceof Error ? error.message : String(error)}`,
    { hints: ['Give the name of a database that does not exist, as a role that may create databases.'] });
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
  return { dsn: fileDsn(path, engine), writer, drop: async () => { await writer.close(); rmSync(folder, { recursive: true, force: true }); } };
}
