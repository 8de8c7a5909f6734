import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import type { Target } from '../../src/answer/target/target.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

export const engineNames = ['sqlite', 'postgres', 'mysql'] as const;
export type EngineName = (typeof engineNames)[number];

/** A fresh database of an engine, with a second connection that may do everything. */
export interface Scratch {
  readonly dsn: string;
  /** Runs statements over the second connection; gives the rows of the last one. */
  readonly write: (...statements: string[]) => Promise<Record<string, unknown>[]>;
  /** Opens it as the server does. */
  open(config?: Partial<DatabaseConfig>): Promise<Target>;
}

const makers = { sqlite: sqliteScratch, postgres: postgresScratch, mysql: mysqlScratch } as const;

/** Made for one test and dropped after it. */
export async function scratchDatabase(engine: EngineName): Promise<Scratch> {
  const { dsn, write } = await makers[engine](`t_${randomBytes(6).toString('hex')}`);
  const open = async (config: Partial<DatabaseConfig> = {}) => {
    const services = await compose({ databases: { test: { dsn, ...config } }, baseFolder: '/' }, { careful: true });
    onTestFinished(() => services.close());
    const target = services.targets.get('test');
    if (!target) throw new Error('no target');
    return target;
  };
  return { dsn, write, open };
}

type Made = Pick<Scratch, 'dsn' | 'write'>;

async function sqliteScratch(name: string): Promise<Made> {
  const path = join(temporaryFolder(), `${name}.sqlite`);
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return { dsn: `sqlite:${path}`, write: async (...statements) => statements.map((statement) => database.prepare(statement).all() as Record<string, unknown>[]).at(-1) ?? [] };
}

async function postgresScratch(name: string): Promise<Made> {
  const url = inject('postgresUrl');
  const admin = new Client(url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const dsn = url.replace(/\/[^/]*$/, `/${name}`);
  const client = new Client(dsn);
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  return {
    dsn,
    write: async (...statements) => {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
      return rows;
    },
  };
}

async function mysqlScratch(name: string): Promise<Made> {
  const url = inject('mysqlUrl');
  const admin = await mysql.createConnection(url);
  await admin.query(`CREATE DATABASE ${name}`);
  const dsn = url.replace(/\/[^/]*$/, `/${name}`);
  const client = await mysql.createConnection({ uri: dsn, dateStrings: true, supportBigNumbers: true });
  onTestFinished(async () => {
    await client.end();
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  });
  return {
    dsn,
    write: async (...statements) => {
      let rows: unknown = [];
      for (const statement of statements) [rows] = await client.query(statement);
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
  };
}
