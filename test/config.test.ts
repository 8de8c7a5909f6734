import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config/load.ts';
import { Failure } from '../src/core/errors.ts';
import { parseServerDsn } from '../src/database/dsn.ts';
import { engineOf, withoutExtension } from '../src/database/engines.ts';
import { temporaryFolder } from './fixtures/make-database.ts';

function load(content: unknown, environment: Record<string, string> = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mcp.config.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return { folder, config: loadConfig({ dsns: [], withoutExtension, environment, workingFolder: folder }) };
}

function message(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'BAD_CONFIG') return error.message;
    throw error;
  }
  throw new Error('expected a failure');
}

describe('the configuration file', () => {
  test('is read from the working directory, and its folder is where relative paths start', () => {
    const { config, folder } = load({ databases: { shop: { dsn: 'sqlite:./shop.sqlite' } } });
    expect(config).toMatchObject({ databases: { shop: { dsn: 'sqlite:./shop.sqlite' } }, baseFolder: folder });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('takes values from the environment, with defaults', () => {
    const { config } = load({ databases: { shop: { dsn: 'postgres://u:${PASS}@${HOST:-localhost}/shop' } } }, { PASS: 'secret' });
    expect(config.databases['shop']?.dsn).toBe('postgres://u:secret@localhost/shop');
  });

  test.each([
    ['a missing variable', { databases: { shop: { dsn: '${NOT_SET}' } } }, /databases\.shop\.dsn.*NOT_SET/],
    ['a misspelled key', { databases: { shop: { dsn: 'sqlite:x', timeoutms: 5 } } }, /databases\.shop\.timeoutms.*no such key/],
    ['a value of the wrong type', { databases: { shop: { dsn: 'sqlite:x', timeoutMs: 'soon' } } }, /databases\.shop\.timeoutMs is "soon".*expected number/],
    ['a value out of range', { databases: { shop: { dsn: 'sqlite:x', pool: { max: 0 } } } }, /databases\.shop\.pool\.max is 0.*>=1/],
    ['a bad name of a database', { databases: { '1 shop': { dsn: 'sqlite:x' } } }, /databases/],
    ['no JSON', '{ "databases": ', /not JSON/],
  ])('%s names the key and what was expected', (_, content, expected) => {
    expect(message(() => load(content))).toMatch(expected);
  });

  test('secrets do not stand in the message', () => {
    expect(message(() => load({ http: { tokens: [{ name: 'a b', token: 'short-secret' }] } }))).not.toContain('short-secret');
  });

  test('--dsn replaces the databases of the file and names them after themselves', () => {
    const dsns = ['sqlite:/data/shop.sqlite', 'postgres://u:p@h/shop', 'C:\\data\\Archive 2020.db'];
    const { databases } = loadConfig({ dsns, withoutExtension, environment: {}, workingFolder: temporaryFolder() });
    expect(Object.keys(databases)).toEqual(['shop', 'shop2', 'Archive_2020']);
  });

  test('a file that is named but missing is told', () => {
    expect(message(() => loadConfig({ file: 'no.json', dsns: [], withoutExtension, environment: {}, workingFolder: temporaryFolder() }))).toContain('no.json');
  });
});

describe('the DSN of a server', () => {
  const parse = (dsn: string, options = {}) => parseServerDsn(dsn, { port: 5_432, ...engineOf(dsn) }, { baseFolder: '/base', ...options });

  test('decodes user, password, database and names defaults', () => {
    expect(parse('postgres://a%40b:p%2Fw%23@db.example/my%20shop')).toMatchObject({ user: 'a@b', password: 'p/w#', host: 'db.example', port: 5_432, database: 'my shop', applicationName: 'nl2sql-mcp' });
  });

  test('takes unix sockets', () => {
    expect(parse('postgres:///shop?host=/run/postgresql')).toMatchObject({ socketPath: '/run/postgresql/.s.PGSQL.5432' });
    expect(parse('mysql://u@localhost/shop?socket=/run/mysqld/mysqld.sock')).toMatchObject({ socketPath: '/run/mysqld/mysqld.sock' });
  });

  test('takes TLS from the DSN, paths relative to the configuration, and verifies in full where a CA is given', () => {
    expect(parse('postgres://u@h/d?sslmode=require').tls).toEqual({ mode: 'require' });
    expect(parse('postgres://u@h/d?sslrootcert=ca.pem').tls).toEqual({ mode: 'verify-full', ca: '/base/ca.pem' });
    expect(parse('postgres://u@h/d', { tls: { mode: 'verify-ca', ca: '/x/ca.pem', cert: 'c.pem', key: 'k.pem' } }).tls).toEqual({ mode: 'verify-ca', ca: '/x/ca.pem', cert: '/base/c.pem', key: '/base/k.pem' });
    expect(parse('postgres://u@h/d').tls).toBeUndefined();
  });

  test.each(['postgres://u@h/', 'postgres://u@h/d?sslmode=maybe', 'postgres://u:p@ss:w@rd@h:x/d'])('%s is refused without showing it', (dsn) => {
    expect(message(() => parse(dsn))).not.toContain('p@ss');
  });
});
