import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config/load.ts';
import { Failure } from '../src/core/errors.ts';
import { parseServerDsn } from '../src/database/dsn.ts';
import { engineOf, nameIn } from '../src/database/engines.ts';
import { temporaryFolder } from './fixtures/make-database.ts';

async function load(content: unknown, environment: Record<string, string> = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mcp.config.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return { folder, config: await loadConfig({ dsns: [], nameIn, environment, workingFolder: folder }) };
}

async function message(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'BAD_CONFIG') return error.message;
    throw error;
  }
  throw new Error('expected a failure');
}

describe('the configuration file', () => {
  test('is read from the working directory, and its folder is where relative paths start', async () => {
    const { config, folder } = await load({ databases: { shop: { dsn: 'sqlite:./shop.sqlite' } } });
    expect(config).toMatchObject({ databases: { shop: { dsn: 'sqlite:./shop.sqlite' } }, baseFolder: folder });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('takes values from the environment, with defaults', async () => {
    const { config } = await load({ databases: { shop: { dsn: 'postgres://u:${PASS}@${HOST:-localhost}/shop' } } }, { PASS: 'secret' });
    expect(config.databases['shop']?.dsn).toBe('postgres://u:secret@localhost/shop');
  });

  test.each([
    ['a missing variable', { databases: { shop: { dsn: '${NOT_SET}' } } }, /databases\.shop\.dsn.*NOT_SET/],
    ['a misspelled key', { databases: { shop: { dsn: 'sqlite:x', timeoutms: 5 } } }, /databases\.shop\.timeoutms: no such key; did you mean timeoutMs\?/],
    ['a misspelled key at the top', { database: {} }, /database: no such key; did you mean databases\?/],
    ['a value of the wrong type', { databases: { shop: { dsn: 'sqlite:x', timeoutMs: 'soon' } } }, /databases\.shop\.timeoutMs is "soon".*expected number/],
    ['a value out of range', { databases: { shop: { dsn: 'sqlite:x', pool: { max: 0 } } } }, /databases\.shop\.pool\.max is 0.*>=1/],
    ['a bad name of a database', { databases: { '1 shop': { dsn: 'sqlite:x' } } }, /databases/],
    ['a text that ends too soon', '{ "databases": ', /not JSON: line 1, column 16: value expected/],
    ['a missing comma', '{\n  "databases": {}\n  "http": {}\n}', /not JSON: line 3, column 3: comma expected/],
    ['a word that is no value', '{\n  "careful": tru\n}', /not JSON: line 2, column 14: invalid symbol/],
    ['a comment', '{\n  // mine\n}', /not JSON: line 2, column 3: invalid comment token/],
  ])('%s names the key and what was expected', async (_, content, expected) => {
    expect(await message(() => load(content))).toMatch(expected);
  });

  test('runs a program only where it was named: what lies in a working directory may be a stranger\'s', async () => {
    const content = { databases: { shop: { dsn: 'postgres://reader@db.example/shop', passwordCommand: ['vault', 'read'] } } };
    expect(await message(() => load(content))).toMatch(/databases\.shop\.passwordCommand/);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'own.json'), JSON.stringify(content));
    expect(await loadConfig({ file: 'own.json', dsns: [], nameIn, environment: {}, workingFolder: folder })).toMatchObject(content);
  });

  test('secrets do not stand in the message', async () => {
    expect(await message(() => load({ http: { tokens: [{ name: 'a b', token: 'short-secret' }] } }))).not.toContain('short-secret');
  });

  test('--dsn replaces the databases of the file and names them after themselves', async () => {
    const dsns = ['sqlite:/data/shop.sqlite', 'postgres://u:p@h/shop', 'C:\\data\\Archive 2020.db'];
    const { databases } = await loadConfig({ dsns, nameIn, environment: {}, workingFolder: temporaryFolder() });
    expect(Object.keys(databases)).toEqual(['shop', 'shop2', 'Archive_2020']);
  });

  test('a file that is named but missing is told', async () => {
    expect(await message(() => loadConfig({ file: 'no.json', dsns: [], nameIn, environment: {}, workingFolder: temporaryFolder() }))).toContain('no.json');
  });
});

test('the scheme of a DSN tells the engine, whatever its name ends in; a path is told by its end', () => {
  const dsns = ['duckdb:/data/shop.db', 'postgres://u@h/shop.db', 'mysql://u@h/shop.csv', 'files:/data/shop.db', '/data/shop.db', '/data/shop.duckdb', '/data/shop.csv'];
  const engines = dsns.map((dsn) => engineOf(dsn).dsnForms[0]?.split(':')[0]);
  expect(engines).toEqual(['duckdb', 'postgres', 'mysql', 'files', 'sqlite', 'duckdb', 'files']);
});

describe('the DSN of a server', () => {
  const parse = (dsn: string, options = {}) => parseServerDsn(dsn, { port: 5_432, ...engineOf(dsn) }, { baseFolder: '/base', ...options });

  test('decodes user, password, database and names defaults', async () => {
    const settings = parse('postgres://a%40b:p%2Fw%23@db.example/my%20shop');
    expect(settings).toMatchObject({ user: 'a@b', host: 'db.example', port: 5_432, database: 'my shop', applicationName: 'nl2sql-mcp' });
    expect(await settings.password?.()).toBe('p/w#');
  });

  test('takes unix sockets', async () => {
    expect(parse('postgres:///shop?host=/run/postgresql')).toMatchObject({ socketPath: '/run/postgresql/.s.PGSQL.5432' });
    expect(parse('mysql://u@localhost/shop?socket=/run/mysqld/mysqld.sock')).toMatchObject({ socketPath: '/run/mysqld/mysqld.sock' });
  });

  test('takes TLS from the DSN, paths relative to the configuration, and verifies in full where a CA is given', async () => {
    expect(parse('postgres://u@h/d?sslmode=require').tls).toEqual({ mode: 'require' });
    expect(parse('postgres://u@h/d?sslrootcert=ca.pem').tls).toEqual({ mode: 'verify-full', ca: '/base/ca.pem' });
    expect(parse('postgres://u@h/d', { tls: { mode: 'verify-ca', ca: '/x/ca.pem', cert: 'c.pem', key: 'k.pem' } }).tls).toEqual({ mode: 'verify-ca', ca: '/x/ca.pem', cert: '/base/c.pem', key: '/base/k.pem' });
    expect(parse('postgres://u@h/d').tls).toBeUndefined();
  });

  test.each(['postgres://u@h/', 'postgres://u@h/d?sslmode=maybe', 'postgres://u:p@ss:w@rd@h:x/d'])('%s is refused without showing it', async (dsn) => {
    expect(await message(() => parse(dsn))).not.toContain('p@ss');
  });
});
