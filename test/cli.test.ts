import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostConfigs } from '../src/cli/host-config.ts';
import { textTable } from '../src/cli/table.ts';
import { runLine as cli } from './command-line.ts';
import { sqliteFile, temporaryFolder } from './fixtures/make-database.ts';
import { mainModule } from './stdio-server.ts';

const pets = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT, age INTEGER); INSERT INTO pets VALUES (1, 'Rex', 3), (2, 'Tom', 5)";

describe('ask', () => {
  test('prints SQL, a table, and how it was answered', async () => {
    const { code, stdout } = await cli('ask', 'How many pets are there?', '--dsn', `sqlite:${sqliteFile(pets)}`);
    expect(code).toBe(0);
    expect(stdout).toContain('SELECT COUNT(*) AS "pets" FROM "pets"');
    expect(stdout).toMatch(/1 row · instant/);
  });

  test('--json prints the answer as the tools give it', async () => {
    const { stdout } = await cli('ask', 'How many pets are there?', '--json', '--dsn', `sqlite:${sqliteFile(pets)}`);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'ok', rows: [[2]], rung: 'instant' });
  });

  test('a question that nothing can answer ends with 3 and the reason', async () => {
    const { code, stdout } = await cli('ask', 'what is love', '--dsn', `sqlite:${sqliteFile(pets)}`);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^(No answer|Not sure)\b/);
  });
});

test.each([
  ['ask', ['ask', 'How many pets are there?']],
  ['--help', ['--help']],
])('%s whose reader has left ends as it would have', async (_, args) => {
  const child = spawn(process.execPath, [mainModule, ...args, '--dsn', `sqlite:${sqliteFile(pets)}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  expect(said).not.toMatch(/EPIPE|\n\s+at /);
  expect(code).toBe(0);
});

describe('wrong use', () => {
  test.each([
    ['an unknown flag, with the nearest', ['--demoo'], /--demo/],
    ['an unknown command, with the nearest', ['serv'], /serve/],
    ['a missing configuration file', ['doctor', '--config', 'none.json'], /there is no configuration file \/.*\/none\.json/],
    ['an unknown scheme', ['doctor', '--dsn', 'oracle://x/y'], /postgres/],
    ['a port that is none', ['serve', '--http', 'abc'], /--http is abc/],
    ['two transports', ['serve', '--stdio', '--http', '1'], /exclude/],
    ['no question', ['ask', '--demo'], /no question/],
    ['eval without files', ['eval'], /--questions/],
    ['a term without its meaning', ['teach', '--demo', '--term', 'buyers'], /a term needs its meaning/],
    ['a reply that is not there', ['learn', '--demo', '--reply', 'none.json'], /there is no file none\.json/],
  ])('%s ends with 2 and says what would work', async (_, args, expected) => {
    const { code, stderr, stdout } = await cli(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  });
});

describe('what stands in the way', () => {
  test('a file that is not there is named with its path', async () => {
    const { code, stderr } = await cli('ask', 'How many?', '--dsn', 'sqlite:/nowhere/shop.sqlite');
    expect(code).toBe(1);
    expect(stderr).toContain('databases.shop: there is no file /nowhere/shop.sqlite');
  });

  test('without any database, it is told where one was looked for', async () => {
    expect((await cli('ask', 'How many?')).stderr).toMatch(/no database: there is no \/.*\/mcp\.config\.json, and neither --demo nor --dsn was given/);
  });
});

describe('serve', () => {
  test('tells the address of the page', async () => {
    const child = spawn(process.execPath, [mainModule, 'serve', '--http', '0', '--dsn', `sqlite:${sqliteFile(pets)}`], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [line] = (await once(child.stderr, 'data')) as [Buffer];
    const page = /the page is at (http:\/\/\S+)/.exec(line.toString())?.[1] ?? '';
    expect((await fetch(page)).headers.get('content-type')).toContain('text/html');
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  test('on a terminal, says that it waits for a host', async () => {
    const child = spawn('script', ['-qec', `${process.execPath} ${mainModule} --dsn sqlite:${sqliteFile(pets)}`, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(line.toString()).toContain('waiting for an MCP host');
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
});

describe('doctor', () => {
  test('tells a healthy database', async () => {
    const { code, stdout } = await cli('doctor', '--dsn', `sqlite:${sqliteFile(pets)}`);
    expect(code).toBe(0);
    expect(stdout).toContain('connected; 1 tables and views');
  });

  test('tells a database that is down, with what to try, and ends with 1', async () => {
    const { code, stdout } = await cli('doctor', '--dsn', 'postgres://u@127.0.0.1:1/x');
    expect(code).toBe(1);
    expect(stdout).toContain('UNAVAILABLE');
  });
});

test('eval writes one prediction a line, reads no gold, and scores', async () => {
  const folder = temporaryFolder();
  const database = sqliteFile(pets, folder);
  const { renameSync } = await import('node:fs');
  renameSync(database, join(folder, 'pets.sqlite'));
  const questions = [
    { id: 'a', db_id: 'pets', question: 'How many pets are there?', gold_sql: 'SELECT count(*) FROM pets', hardness: 'easy' },
    { id: 'b', db_id: 'pets', question: 'How many pets are there?', gold_sql: 'SELECT 99', hardness: 'easy', label_check: 'INCORRECT' },
    { id: 'c', db_id: 'pets', question: 'what is love', gold_sql: 'SELECT 1', hardness: 'hard' },
    { id: 'd', db_id: 'pets', question: 'delete all pets', answerable: false },
  ];
  writeFileSync(join(folder, 'q.jsonl'), questions.map((question) => JSON.stringify(question)).join('\n'));
  const { code, stdout } = await cli('eval', '--questions', join(folder, 'q.jsonl'), '--databases', folder, '--out', join(folder, 'p.jsonl'));
  expect(code).toBe(0);
  const lines = readFileSync(join(folder, 'p.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map((line) => [line['id'], line['sql'] !== null])).toEqual([['a', true], ['b', true], ['c', false], ['d', false]]);
  expect(Object.keys(lines[0] ?? {})).toEqual(['id', 'sql', 'best_sql', 'confidence', 'rung', 'ms']);
  expect(stdout).toMatch(/all\s+3\s+2\s+1\s+0\s+0\.6667\s+0\.5000\s+0\.3333/);
  expect(stdout).toMatch(/not wrong\s+2\s+1\s+1\s+0\s+0\.5000\s+1\.0000\s+0\.5000/);
});

describe('what people paste', () => {
  test('Windows paths are absolute and escaped', () => {
    const [desktop, , , code] = hostConfigs({ command: 'C:\\Program Files\\nodejs\\node.exe', args: ['C:\\nl2sql\\dist\\main.js', 'serve', '--demo'] }, 'win32');
    expect(JSON.parse(desktop?.text ?? '')).toEqual({ mcpServers: { nl2sql: { command: 'C:\\Program Files\\nodejs\\node.exe', args: ['C:\\nl2sql\\dist\\main.js', 'serve', '--demo'] } } });
    expect(JSON.parse(code?.text ?? '')).toMatchObject({ servers: { nl2sql: { type: 'stdio' } } });
    expect(desktop?.file).toContain('%APPDATA%');
  });

  test('words with spaces are quoted for the shell', () => {
    expect(hostConfigs({ command: '/opt/my node/bin/node', args: ["/it's/main.js"] }, 'linux')[1]?.text).toBe(`claude mcp add nl2sql -- '/opt/my node/bin/node' '/it'\\''s/main.js'`);
  });
});

test('tables align numbers to the right and cut long cells', () => {
  expect(textTable(['n', 'text'], [[1, 'a'], [20, 'x'.repeat(60)], [null, null]])).toBe([' n  text', `──  ${'─'.repeat(40)}`, ' 1  a', `20  ${'x'.repeat(39)}…`, ''].join('\n'));
});
