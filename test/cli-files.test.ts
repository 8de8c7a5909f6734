import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseArguments } from '../src/cli/arguments.ts';
import { runLine } from './command-line.ts';
import { sqliteFile, temporaryFolder } from './fixtures/make-database.ts';
import { startServer, type StdioServer } from './stdio-server.ts';

const people = 'id,name,town\n1,Ann,Rome\n2,Bob,Oslo\n3,Cyd,Rome\n';
const towns = 'town;country\nRome;Italy\nOslo;Norway\n';
const book = join(import.meta.dirname, 'fixtures/book.xlsx');

/** To be loaded first: DuckDB is not found. */
const withoutDuckdb = `const Module = require('node:module');
const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => {
  if (name.startsWith('@duckdb/')) throw Object.assign(new Error(name), { code: 'MODULE_NOT_FOUND' });
  return resolve(name, ...rest);
};
`;

function written(name: string, content: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

async function started(args: readonly string[], environment: Record<string, string> = {}): Promise<StdioServer> {
  const server = await startServer(args, { environment });
  onTestFinished(() => server.close());
  return server;
}

describe('files on the command line', () => {
  test('a question behind a file is answered from it', async () => {
    const { code, stdout } = await runLine('ask', written('people.csv', people), 'how many people are there');
    expect(stdout).toMatch(/\b3\b[\s\S]*1 row · instant/);
    expect(code).toBe(0);
  });

  test('a host gets files of data as one database, and files of databases as one each', async () => {
    const server = await started([written('people.csv', people), written('towns.csv', towns), book, sqliteFile('CREATE TABLE pets (id INTEGER PRIMARY KEY)')]);
    const joined = await server.call('run_sql', { database: 'files', sql: "SELECT p.name, t.country, s.price FROM people p JOIN towns t USING (town) JOIN book_Sales s USING (id)" });
    expect(joined.rows).toEqual([['Ann', 'Italy', 10.5], ['Bob', 'Norway', null]]);
    expect(JSON.stringify(await server.call('get_schema', { database: 'files' }))).toContain('people.csv');
    expect((await server.fail('run_sql', { sql: 'SELECT 1', database: 'none' })).hints.join(' ')).toMatch(/files/);
  });

  test('patterns and paths become DSNs; words of a question do not', () => {
    const dsns = (...words: string[]) => parseArguments(words).options.dsn;
    const file = written('people.csv', people);
    expect(dsns(file)).toEqual([`files:${file}`]);
    expect(dsns('data/*.csv', book)).toEqual([`files:data/*.csv,${book}`]);
    expect(dsns('serve', file, '--dsn', 'sqlite:x.sqlite')).toEqual(['sqlite:x.sqlite', `files:${file}`]);
    expect(parseArguments(['ask', file, 'how many rows are in people.csv?'])).toMatchObject({ command: 'ask', options: { dsn: [`files:${file}`] }, positionals: ['how many rows are in people.csv?'] });
    expect(parseArguments(['ask', 'what is in people.csv?', '--demo'])).toMatchObject({ positionals: ['what is in people.csv?'] });
  });

  test('a file that is not there is named', async () => {
    expect(await runLine('nothing.csv')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('there is no file nothing.csv') });
    expect(await runLine('ask', 'nothing.sqlite', 'how many rows')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('there is no file nothing.sqlite') });
  });
});

describe('without DuckDB', () => {
  test('the message says what installs it, and other databases are answered', async () => {
    const missing = written('missing.cjs', withoutDuckdb);
    const server = await started([written('people.csv', people), sqliteFile('CREATE TABLE pets (id INTEGER PRIMARY KEY)')], { NODE_OPTIONS: `--require ${missing}` });
    const { message, hints } = await server.fail('run_sql', { database: 'people', sql: 'SELECT 1' });
    expect(message).toContain('DuckDB is not installed here');
    expect(hints.join(' ')).toContain('npm install @duckdb/node-api');
    expect((await server.call('run_sql', { database: 'test', sql: 'SELECT count(*) FROM pets' })).rows).toEqual([[0]]);
  });
});
