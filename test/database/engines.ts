import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { dialectNames } from '../../src/core/dialect.ts';
import { fileDsn } from '../../src/database/engines.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';
import type { EngineUnderTest, Scratch } from './contract.ts';

export type { Scratch };

export const engineNames = dialectNames;
export type EngineName = (typeof engineNames)[number];

interface TestedEngine extends EngineUnderTest {
  readonly name: EngineName;
  /** Makes a database for one test; gives its DSN. */
  readonly make: (name: string) => Promise<string>;
}

const recursion = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';

const sqlite: TestedEngine = {
  name: 'sqlite',
  endless: recursion,
  binary: "x'00ff'",
  decimal: "'12345678901234567890.12'",
  dropTable: (name) => `DROP TABLE ${name}`,
  replaceView: (name, query) => [`DROP VIEW IF EXISTS ${name}`, `CREATE VIEW ${name} AS ${query}`],
  settlingMs: 0,
  unreachableDsn: 'sqlite:/nowhere/none.sqlite',
  make: async (name) => fileDsn(join(temporaryFolder(), `${name}.sqlite`)),
};

const postgres: TestedEngine = {
  name: 'postgres',
  endless: recursion,
  running: "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'nl2sql-mcp' AND state = 'active' AND datname = current_database()",
  binary: "'\\x00ff'::bytea",
  decimal: '12345678901234567890.12::numeric',
  dropTable: (name) => `DROP TABLE ${name} CASCADE`,
  replaceView: (name, query) => [`CREATE OR REPLACE VIEW ${name} AS ${query}`],
  replaceFunction: (value) => `CREATE OR REPLACE FUNCTION answer() RETURNS int LANGUAGE sql STABLE AS 'SELECT ${value}'`,
  settlingMs: 0,
  unreachableDsn: 'postgres://nobody@127.0.0.1:1/none',
  make: (name) => makeOnServer(inject('postgresUrl'), name, `DROP DATABASE ${name} WITH (FORCE)`),
};

const mysql: TestedEngine = {
  name: 'mysql',
  endless: 'SELECT count(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b, information_schema.COLUMNS c',
  running: "SELECT count(*) AS n FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query' AND INFO LIKE '%COLUMNS a, %' AND INFO NOT LIKE '%PROCESSLIST%'",
  binary: "x'00ff'",
  decimal: 'CAST(12345678901234567890.12 AS DECIMAL(30,2))',
  dropTable: (name) => `DROP TABLE ${name}`,
  replaceView: (name, query) => [`CREATE OR REPLACE VIEW ${name} AS ${query}`],
  settlingMs: 3_200,
  unreachableDsn: 'mysql://nobody@127.0.0.1:1/none',
  make: (name) => makeOnServer(inject('mysqlUrl'), name, `DROP DATABASE ${name}`),
};

const duckdb: TestedEngine = {
  name: 'duckdb',
  endless: recursion,
  binary: "from_hex('00ff')",
  decimal: '12345678901234567890.12::DECIMAL(30, 2)',
  dropTable: (name) => `DROP TABLE ${name}`,
  replaceView: (name, query) => [`CREATE OR REPLACE VIEW ${name} AS ${query}`],
  replaceFunction: (value) => `CREATE OR REPLACE MACRO answer() AS ${value}`,
  settlingMs: 0,
  unreachableDsn: 'duckdb:/nowhere/none.duckdb',
  make: async (name) => `duckdb:${join(temporaryFolder(), `${name}.duckdb`)}`,
};

export const enginesUnderTest: readonly TestedEngine[] = [sqlite, duckdb, postgres, mysql];

export function engineUnderTest(name: EngineName): TestedEngine {
  const engine = enginesUnderTest.find((candidate) => candidate.name === name);
  if (!engine) throw new Error(`no database can be made on ${name}`);
  return engine;
}

/** Which server an engine is tested on, where it has several: `TEST_MYSQL_URL` may lead to either. */
export async function serverOf<E extends EngineName>(engine: E): Promise<E | 'mariadb'> {
  if (engine !== 'mysql') return engine;
  const asked = await openWriter(inject('mysqlUrl'));
  const [row] = await asked.write('SELECT VERSION() AS version');
  await asked.close();
  return /mariadb/i.test(String(row?.['version'])) ? 'mariadb' : engine;
}

/** Made for one test and dropped after it; opened by a way of its own where one is given, and written to directly. */
export async function scratchDatabase(name: EngineName, wayTo: (dsn: string) => string = (dsn) => dsn): Promise<Scratch> {
  const engine = engineUnderTest(name);
  const made = await engine.make(`t_${randomBytes(6).toString('hex')}`);
  const writer = await openWriter(made);
  onTestFinished(() => writer.close());
  const dsn = wayTo(made);
  const open = async (config: Partial<DatabaseConfig> = {}) => {
    const services = await compose({ databases: { test: { dsn, ...config } }, baseFolder: '/' }, { careful: true });
    onTestFinished(() => services.close());
    const target = services.targets.get('test');
    if (!target) throw new Error('no target');
    return target;
  };
  return { dsn, write: writer.write, open };
}

async function makeOnServer(url: string, name: string, drop: string): Promise<string> {
  const admin = await openWriter(url);
  await admin.write(`CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await admin.write(drop);
    await admin.close();
  });
  return url.replace(/\/[^/]*$/, `/${name}`);
}
