import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { namedTools, runNamed } from '../../src/answer/ask/named-tools.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { observe } from '../../src/answer/observe.ts';
import { performanceReport } from '../../src/answer/report/performance.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { answerToWire } from '../../src/answer/wire.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { type Caller, localCaller } from '../../src/core/caller.ts';
import type { OkWire } from '../../src/core/wire.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import { scratchDatabase } from '../database/engines.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

const caller = (principal: string, claims: Record<string, string> = { sub: principal }): Caller => ({ principal, scopes: ['read', 'teach'], roles: [], claims });
const [ann, bob] = [caller('ann'), caller('bob')];
/** A name that would end a literal, in either of the ways in which servers read one. */
const odd = caller('odd', { sub: "o'd\\'; RESET ROLE --" });

interface Stage {
  readonly services: Services;
  /** The DSN of a role that may read and no more. */
  readonly dsn: string;
  readonly write: (...statements: string[]) => Promise<unknown>;
  readonly role: (name: string) => string;
}

interface StagedEngine {
  readonly name: 'postgres' | 'mysql';
  /** Notes that are seen by their owners alone. */
  readonly rows: readonly string[];
  readonly reader: (name: string) => readonly string[];
  readonly dropReader: (name: string) => readonly string[];
  readonly config: Partial<DatabaseConfig>;
  /** Statements by which a session would read or change who it is. */
  readonly escapes: readonly string[];
}

const postgres: StagedEngine = {
  name: 'postgres',
  rows: [
    'CREATE TABLE notes (id int PRIMARY KEY, owner text NOT NULL, subject text NOT NULL, pages int NOT NULL)',
    "INSERT INTO notes VALUES (1, 'ann', 'Aardvark', 5), (2, 'ann', 'Abacus', 7), (3, 'bob', 'Bassoon', 11), (4, 'o''d\\''; RESET ROLE --', 'Oddity', 13)",
    'ALTER TABLE notes ENABLE ROW LEVEL SECURITY',
    "CREATE POLICY own ON notes USING (owner = current_setting('app.user', true))",
  ],
  reader: (name) => [`CREATE ROLE ${name} LOGIN PASSWORD 'reads'`, `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${name}`],
  dropReader: (name) => [`DROP OWNED BY ${name}`, `DROP ROLE IF EXISTS ${name}`],
  config: {},
  escapes: ["SELECT set_config('app.user', 'bob', true)", "SELECT current_setting('app.user')", "SET LOCAL app.user = 'bob'", 'SHOW app.user', 'RESET ROLE', "SELECT count(*) FROM notes; SET app.user = 'bob'"],
};

const mysql: StagedEngine = {
  name: 'mysql',
  rows: [
    'CREATE TABLE all_notes (id int PRIMARY KEY, owner varchar(60) NOT NULL, subject varchar(60) NOT NULL, pages int NOT NULL)',
    String.raw`INSERT INTO all_notes VALUES (1, 'ann', 'Aardvark', 5), (2, 'ann', 'Abacus', 7), (3, 'bob', 'Bassoon', 11), (4, 'o''d\\''; RESET ROLE --', 'Oddity', 13)`,
    'CREATE FUNCTION app_user() RETURNS varchar(60) DETERMINISTIC READS SQL DATA RETURN @`app.user`',
    'CREATE VIEW notes AS SELECT id, owner, subject, pages FROM all_notes WHERE owner = app_user()',
  ],
  reader: (name) => [`CREATE USER ${name}@'127.0.0.1' IDENTIFIED BY 'reads'`, `GRANT SELECT, SHOW VIEW ON notes TO ${name}@'127.0.0.1'`, `GRANT EXECUTE ON FUNCTION app_user TO ${name}@'127.0.0.1'`],
  dropReader: (name) => [`DROP USER IF EXISTS ${name}@'127.0.0.1'`],
  config: { functions: ['app_user'] },
  escapes: ["SELECT @`app.user` := 'bob'", 'SELECT @`app.user`', "SET @`app.user` = 'bob'", 'SELECT app_user() INTO @x', 'SET ROLE NONE', "SELECT count(*) FROM notes; SET @`app.user` = 'bob'"],
};

/** A database whose rows are for their owners, and a role that may only read it. */
async function open(engine: StagedEngine, config: Partial<DatabaseConfig> = {}, prepare: (role: (name: string) => string) => readonly string[] = () => [], further: object = {}): Promise<Stage> {
  const made = await scratchDatabase(engine.name);
  const mark = randomBytes(4).toString('hex');
  const role = (name: string) => `${name}_${mark}`;
  await made.write(...engine.rows, ...engine.reader(role('reader')), ...prepare(role));
  onTestFinished(async () => {
    const admin = await openWriter(made.dsn);
    await admin.write(...engine.dropReader(role('reader'))).catch(() => undefined);
    await admin.close();
  });
  const url = new URL(made.dsn);
  url.username = role('reader');
  url.password = 'reads';
  const notes = { dsn: url.href, identity: { settings: { 'app.user': 'claims.sub' } }, pool: { max: 2 }, ...engine.config, ...config };
  const services = await compose({ databases: { notes }, state: { file: ':memory:' }, baseFolder: '/', ...further }, { careful: true });
  onTestFinished(() => services.close());
  return { services, dsn: url.href, write: made.write, role };
}

const asked = async (services: Services, who: Caller, question: string, further: object = {}) => answerToWire(await ask({ question, principal: who.principal, ...further }, services.as(who)));
const run = async (services: Services, who: Caller, sql: string, further: object = {}) => answerToWire(await runSql({ sql, principal: who.principal, ...further }, services.as(who)));

describe.each([postgres, mysql])('on $name each caller sees the rows that the database gives it', (engine) => {
  test('from the statement, from caches, from next pages, at once and one after the other', async () => {
    const { services } = await open(engine);
    const sql = 'SELECT subject FROM notes ORDER BY id';
    const of = async (who: Caller, further: object = {}) => ((await run(services, who, sql, further)) as OkWire).rows?.flat();
    for (let round = 0; round < 3; round += 1) expect([await of(ann), await of(bob), await of(odd)]).toEqual([['Aardvark', 'Abacus'], ['Bassoon'], ['Oddity']]);
    for (let round = 0; round < 3; round += 1) expect([await of(bob, { maxAge: 3_600 }), await of(ann, { maxAge: 3_600 })]).toEqual([['Bassoon'], ['Aardvark', 'Abacus']]);
    const many = await Promise.all(Array.from({ length: 40 }, (_, n) => of(n % 2 === 0 ? ann : bob, { maxAge: 0 })));
    expect(many.map((found) => found?.length)).toEqual(many.map((_, n) => (n % 2 === 0 ? 2 : 1)));
    const first = (await run(services, ann, sql, { limit: 1 })) as { next_cursor?: string };
    expect(await run(services, ann, sql, { limit: 1, cursor: first.next_cursor })).toMatchObject({ rows: [['Abacus']] });
    await expect(run(services, bob, sql, { limit: 1, cursor: first.next_cursor })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    expect(await of(caller('nobody'))).toEqual([]);
  });

  test('two who share a principal and differ in what their credentials say share no rows', async () => {
    const { services } = await open(engine, { identity: { settings: { 'app.user': 'claims.tenant' } } });
    const [first, second] = [caller('service', { tenant: 'ann' }), caller('service', { tenant: 'bob' })];
    const count = async (who: Caller) => (await run(services, who, 'SELECT count(*) FROM notes', { maxAge: 3_600, question: 'How many notes do I have here?' })) as OkWire;
    for (let round = 0; round < 2; round += 1) expect([(await count(first)).rows, (await count(second)).rows]).toEqual([[[2]], [[1]]]);
    const again = async (who: Caller) => asked(services, who, 'How many notes do I have here?', { maxAge: 3_600 });
    expect([await again(second), await again(first)]).toMatchObject([{ rows: [[1]] }, { rows: [[2]] }]);
    // Each answer lies beside the other: none takes the place of another one's.
    const before = services.answers.stats().hits;
    expect([await again(second), await again(first)]).toMatchObject([{ rows: [[1]] }, { rows: [[2]] }]);
    expect(services.answers.stats()).toMatchObject({ entries: 2, hits: before + 2 });
    const ofValue = 'How many notes with the subject aardvark are there?';
    expect(await asked(services, first, ofValue)).toMatchObject({ sql: expect.stringContaining("'Aardvark'"), rows: [[1]] });
    expect(JSON.stringify(await asked(services, second, ofValue))).not.toContain('Aardvark');
  });

  test('nor a proof, which tells how many rows the planner expects', async () => {
    const { services } = await open(engine, { identity: { settings: { 'app.user': 'claims.tenant' } } });
    const sql = "SELECT pages FROM notes WHERE subject = 'Aardvark'";
    const known = async (tenant: string) => {
      const target = services.as(caller('service', { tenant })).targets.get('notes');
      return target?.prover.known(sql, await target.knowledge.catalog());
    };
    await run(services, caller('service', { tenant: 'ann' }), sql);
    expect([await known('ann'), await known('bob')]).toEqual([expect.anything(), undefined]);
  });

  test('nor a cursor, a trace or a figure', async () => {
    const { services } = await open(engine, { identity: { settings: { 'app.user': 'claims.tenant' } } });
    const [first, second] = [caller('service', { tenant: 'ann' }), caller('service', { tenant: 'bob' })];
    const page = (await run(services, first, 'SELECT subject FROM notes ORDER BY id', { limit: 1 })) as OkWire;
    await expect(run(services, second, 'SELECT subject FROM notes ORDER BY id', { limit: 1, cursor: page.next_cursor })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    const question = 'How thick is the Aardvark of mine?';
    const call = { tool: 'nl2sql', input: { question, database: 'notes' }, principal: 'service' };
    const own = { sql: "SELECT pages FROM notes WHERE subject = 'Aardvark'", question, principal: 'service' };
    for (let n = 0; n < 6; n += 1) await observe(call, services.as(first), async (observed) => answerToWire(await runSql(own, observed)));
    const report = async (who: Caller, further: object) => JSON.stringify(await performanceReport({ principal: 'service', ...further }, services.as(who)));
    for (const further of [{ slow: true }, { advice: true }]) {
      expect(await report(first, further), JSON.stringify(further)).toContain('Aardvark');
      expect(await report(second, further), JSON.stringify(further)).not.toContain('Aardvark');
    }
  });

  test('on each rung: what rules compile, what was taught and templates of it', async () => {
    const { services } = await open(engine);
    for (let round = 0; round < 3; round += 1) {
      expect(await asked(services, ann, 'How many notes are there?')).toMatchObject({ status: 'ok', rows: [[2]] });
      expect(await asked(services, bob, 'How many notes are there?')).toMatchObject({ status: 'ok', rows: [[1]] });
    }
    await teach({ question: 'How thick is Aardvark?', sql: "SELECT pages FROM notes WHERE subject = 'Aardvark'", verdict: 'accept', principal: 'ann' }, services.as(ann));
    expect(await asked(services, ann, 'How thick is Aardvark?')).toMatchObject({ rung: 'remembered', rows: [[5]] });
    expect(await asked(services, bob, 'How thick is Aardvark?')).toMatchObject({ rung: 'remembered', rows: [] });
    expect(await asked(services, ann, 'How thick is Abacus?')).toMatchObject({ rung: 'remembered', rows: [[7]] });
    expect(await asked(services, bob, 'How thick is Bassoon?')).toMatchObject({ rung: 'remembered', rows: [[11]] });
  });

  test('in a file that is taken away, and from a tool that was made of a question', async () => {
    const folder = temporaryFolder();
    const knowledge = join(folder, 'knowledge.json');
    const sql = 'SELECT subject FROM notes ORDER BY id';
    writeFileSync(knowledge, JSON.stringify({ tools: [{ name: 'my_notes', description: 'Notes of the caller', question: 'my own notes', sql }] }));
    const { services } = await open(engine, {}, () => [], { knowledge, exports: { folder: join(folder, 'exports') } });
    for (const [who, subjects] of [[ann, ['Aardvark', 'Abacus']], [bob, ['Bassoon']], [odd, ['Oddity']]] as const) {
      const own = services.as(who);
      const { principal } = who;
      const taken = await runSql({ sql, principal, exportTo: own.exports.target('csv') }, own);
      expect(readFileSync(fileURLToPath((taken.status === 'ok' && taken.exported?.uri) || ''), 'utf8').trim().split('\r\n')).toEqual(['subject', ...subjects]);
      const [tool] = await namedTools(principal, own);
      if (!tool) throw new Error('no tool');
      for (let round = 0; round < 2; round += 1) expect(await runNamed(tool, { values: {}, maxAge: 3_600, principal }, own)).toMatchObject({ rows: subjects.map((subject) => [subject]) });
    }
  });

  test('a plan that names a value of one caller is not another one’s', async () => {
    const { services } = await open(engine);
    const question = 'How many notes with the subject aardvark are there?';
    expect(await asked(services, ann, question)).toMatchObject({ sql: expect.stringContaining("'Aardvark'"), rows: [[1]] });
    expect(JSON.stringify(await asked(services, bob, question))).not.toContain('Aardvark');
  });

  test('values of rows that a caller does not see are neither found nor corrected to', async () => {
    const { services } = await open(engine);
    const told = async (who: Caller) => JSON.stringify(await asked(services, who, 'frobnicate the bassoon and the abacus of it', { execute: false }));
    await asked(services, ann, 'How many notes are there?');
    expect(await told(ann)).toContain('Abacus');
    expect(await told(ann)).not.toContain('Bassoon');
    expect(await told(bob)).toContain('Bassoon');
    expect(await told(bob)).not.toContain('Abacus');
  });

  test('whoever started the server acts as the connected role, and leaves nothing behind in sessions that others get', async () => {
    const { services } = await open(engine, { pool: { max: 1 } });
    const count = 'SELECT count(*) FROM notes';
    for (const [who, expected] of [[ann, 2], [localCaller, 0], [bob, 1], [localCaller, 0]] as const) expect(await run(services, who, count, { maxAge: 0 }), who.principal).toMatchObject({ rows: [[expected]] });
  });

  test('a statement can neither read nor change who it is run as', async () => {
    const { services } = await open(engine);
    for (const sql of engine.escapes) {
      const outcome = await run(services, ann, sql).catch((error: { code: string }) => ({ status: error.code }));
      expect(outcome.status, sql).toMatch(/refused|SYNTAX_ERROR|BAD_ARGUMENT/);
    }
    expect(await run(services, ann, 'SELECT count(*) FROM notes', { maxAge: 0 })).toMatchObject({ rows: [[2]] });
  });

  test('a caller whose credentials do not say who it is gets nothing, and is told why', async () => {
    const { services } = await open(engine);
    await expect(run(services, caller('eve', {}), 'SELECT 1')).rejects.toMatchObject({ code: 'PERMISSION_DENIED', message: expect.stringContaining('claims.sub') });
    await expect(run(services, caller('eve', { sub: 'ann\0' }), 'SELECT 1')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

// On MySQL the rows of callers come from a view, which no policy lets be read.
test('the policy of a role holds beside the identity, also for two of whom the database thinks the same', async () => {
  const { services } = await open(postgres, { roles: { all: {}, some: { columns: { 'notes.subject': 'hidden' } } } });
  const [all, some] = [{ ...ann, roles: ['all'] }, { ...ann, roles: ['some'] }];
  for (let round = 0; round < 2; round += 1) {
    expect(await run(services, all, 'SELECT subject FROM notes ORDER BY id')).toMatchObject({ rows: [['Aardvark'], ['Abacus']] });
    await expect(run(services, some, 'SELECT subject FROM notes ORDER BY id')).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
    expect(await run(services, some, 'SELECT count(*) FROM notes')).toMatchObject({ rows: [[2]] });
  }
});

describe('a role of PostgreSQL', () => {
  const grants = (role: (name: string) => string) => ['ann', 'bob'].flatMap((name) => [`CREATE ROLE "${role(name)}"`, `GRANT "${role(name)}" TO ${role('reader')}`]);

  test('brings its grants, and its policies', async () => {
    const policy = ['DROP POLICY own ON notes', 'CREATE POLICY own ON notes USING (owner || substr(current_user, 4) = current_user)'];
    const prepare = (name: Stage['role']) => [...grants(name), `GRANT SELECT ON notes TO "${name('ann')}"`, `GRANT SELECT (id, subject) ON notes TO "${name('bob')}"`, ...policy];
    const { services, role, write } = await open(postgres, { identity: { role: 'claims.db_role' } }, prepare);
    const long = `${role('ann')}${' '.repeat(80)}`;
    onTestFinished(async () => void (await write(...['ann', 'bob'].flatMap((name) => [`DROP OWNED BY "${role(name)}"`, `DROP ROLE "${role(name)}"`]))));
    const [first, second] = ['ann', 'bob'].map((name) => caller(name, { db_role: role(name) })) as [Caller, Caller];
    for (let round = 0; round < 2; round += 1) {
      expect(await run(services, first, 'SELECT sum(pages) FROM notes')).toMatchObject({ rows: [[12]] });
      expect(await run(services, second, 'SELECT subject FROM notes')).toMatchObject({ rows: [['Bassoon']] });
      await expect(run(services, second, 'SELECT sum(pages) FROM notes')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    }
    const [one, other] = ['ann', 'bob'].map((name) => caller('service', { db_role: role(name) })) as [Caller, Caller];
    const count = (who: Caller) => run(services, who, 'SELECT count(id) FROM notes', { maxAge: 3_600 });
    for (let round = 0; round < 2; round += 1) expect([await count(one), await count(other)]).toMatchObject([{ rows: [[2]] }, { rows: [[1]] }]);
    await expect(run(services, caller('eve', { db_role: 'postgres' }), 'SELECT count(*) FROM notes')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(run(services, caller('eve', { db_role: 'no such role' }), 'SELECT count(*) FROM notes')).rejects.toThrow();
    // To the server `none` is the connected role, and a name that is too long is its beginning.
    await expect(run(services, caller('eve', { db_role: 'none' }), 'SELECT count(*) FROM notes')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(run(services, caller('eve', { db_role: long }), 'SELECT count(*) FROM notes')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

test('a role of MySQL brings its grants, and none of them stays with the session', async () => {
  const grants = (role: Stage['role']) => [
    ...['ann', 'bob'].flatMap((name) => [`CREATE ROLE ${role(name)}`, `GRANT ${role(name)} TO ${role('reader')}@'127.0.0.1'`]),
    `GRANT SELECT ON all_notes TO ${role('ann')}`,
    `GRANT SELECT (id, subject) ON all_notes TO ${role('bob')}`,
  ];
  const { services, role, write } = await open(mysql, { identity: { role: 'claims.db_role' }, pool: { max: 1 } }, grants);
  onTestFinished(async () => void (await write(...['ann', 'bob'].map((name) => `DROP ROLE ${role(name)}`))));
  const [first, second] = ['ann', 'bob'].map((name) => caller(name, { db_role: role(name) })) as [Caller, Caller];
  const outcome = (who: Caller, sql: string) => run(services, who, sql).then((answer) => (answer as OkWire).rows, (error: { code: string }) => error.code);
  for (let round = 0; round < 2; round += 1) {
    expect(await outcome(first, 'SELECT max(pages) FROM all_notes')).toEqual([[13]]);
    expect(await outcome(second, 'SELECT count(subject) FROM all_notes')).toEqual([[4]]);
    expect(await outcome(second, 'SELECT max(pages) FROM all_notes')).toMatch(/PERMISSION_DENIED|UNKNOWN_COLUMN/);
    expect(await outcome(localCaller, 'SELECT count(*) FROM all_notes')).toMatch(/PERMISSION_DENIED|UNKNOWN_TABLE/);
  }
  expect(await outcome(caller('eve', { db_role: 'no such role' }), 'SELECT count(*) FROM all_notes')).toBe('PERMISSION_DENIED');
});

test('an engine that knows no identity is named', async () => {
  const { dsn } = await scratchDatabase('sqlite');
  await expect(compose({ databases: { shop: { dsn, identity: { settings: { 'app.user': 'principal' } } } }, baseFolder: '/' }, { careful: true })).rejects.toThrow(/databases\.shop\.identity/);
});
