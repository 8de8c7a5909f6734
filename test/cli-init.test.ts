import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expandPath, hostConfigs, hostFile, hosts } from '../src/cli/host-config.ts';
import { withoutValue, withValue } from '../src/cli/initialise/json-edit.ts';
import { serverCommand } from '../src/cli/initialise/server-command.ts';
import type { RanLine } from './command-line.ts';
import { sqliteFile, temporaryFolder } from './fixtures/make-database.ts';
import { mainModule } from './stdio-server.ts';

const pets = 'CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT)';

/** A home with the given files, and the command run in it. */
function home(files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, '.config'), NL2SQL_STATE_DIR: join(folder, 'state') };
  const init = (...args: readonly string[]): Promise<RanLine> =>
    new Promise((resolve) => {
      execFile(process.execPath, [mainModule, 'init', ...args], { cwd: folder, env: environment }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
      });
    });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const json = (name: string) => JSON.parse(read(name)) as Record<string, unknown>;
  return { folder, init, read, json };
}

const cursor = '.cursor/mcp.json';
const code = '.config/Code/User/mcp.json';
const others = '{\n\t// mine\n\t"servers": {\n\t\t"other": { "command": "x" }\n\t}\n}\n';

describe('init', () => {
  test('tries the database, writes one configuration, and tells it to the hosts that are there', async () => {
    const { folder, init, read, json } = home({ [cursor]: '{}', [code]: others });
    const { code: exit, stdout } = await init(sqliteFile(pets, folder));
    expect(exit).toBe(0);
    expect(stdout).toContain('connected; 1 tables and views');
    const own = join('.config', 'nl2sql-mcp', 'mcp.config.json');
    const entry = { command: process.execPath, args: [mainModule, 'serve', '--config', join(folder, own)] };
    expect(json(cursor)).toEqual({ mcpServers: { nl2sql: entry } });
    expect(read(code)).toContain('// mine');
    expect(read(code)).toContain('\t\t"nl2sql": {\n\t\t\t"type": "stdio",');
    expect(json(own)).toMatchObject({ databases: { test: { dsn: expect.stringMatching(/^sqlite:\//) } } });
    expect(statSync(join(folder, own)).mode & 0o777).toBe(0o600);
    expect(stdout).not.toContain('Windsurf');
  });

  test('what it wrote starts a server', async () => {
    const { folder, init, json } = home({ [cursor]: '{}' });
    await init(sqliteFile(pets, folder));
    const { mcpServers } = json(cursor) as { mcpServers: { nl2sql: { command: string; args: string[] } } };
    const { command, args } = mcpServers.nl2sql;
    const ran = await new Promise<string>((resolve) => execFile(command, [...args.slice(0, 1), 'doctor', ...args.slice(2)], { cwd: '/' }, (_, stdout) => resolve(stdout)));
    expect(ran).toContain('connected; 1 tables and views');
  });

  test('--remove brings each file back to what it was, and keeps copies', async () => {
    const { folder, init, read, json } = home({ [cursor]: '{}', [code]: others });
    await init(sqliteFile(pets, folder));
    const { code: exit, stdout } = await init('--remove');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/Cursor: removed the server "nl2sql".*\(as it was: .*\.bak\)/);
    expect(json(cursor)).toEqual({});
    expect(JSON.parse(read(code).replace('// mine', ''))).toEqual({ servers: { other: { command: 'x' } } });
    expect(readdirSync(join(folder, '.cursor')).filter((name) => name.endsWith('.bak'))).toHaveLength(2);
    expect(readdirSync(join(folder, '.config/nl2sql-mcp')).every((name) => name.endsWith('.bak'))).toBe(true);
    expect((await init('--remove')).stdout).toContain('Nothing is set up');
  });

  test('a second time changes nothing, and keeps no more copies', async () => {
    const { folder, init, read } = home({ [cursor]: '{}' });
    const path = sqliteFile(pets, folder);
    await init(path);
    const before = read(cursor);
    const { code: exit, stdout } = await init(path);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('Cursor: has the server "nl2sql" already') });
    expect(read(cursor)).toBe(before);
    expect(readdirSync(join(folder, '.cursor')).filter((name) => name.endsWith('.bak'))).toHaveLength(1);
    expect(readdirSync(join(folder, '.config/nl2sql-mcp'))).toEqual(['mcp.config.json']);
  });

  test('--dry-run says what would be written, without secrets, and writes nothing', async () => {
    const { folder, init, read } = home({ [cursor]: '{}' });
    const { code: exit, stdout } = await init(sqliteFile(pets, folder), '--dry-run');
    expect(exit).toBe(0);
    expect(stdout).toContain('"nl2sql": {');
    expect(stdout).toContain('Nothing was written');
    expect(read(cursor)).toBe('{}');
    expect(readdirSync(folder)).not.toContain('.config');
  });

  test('a second database joins the first', async () => {
    const { folder, init, json } = home({ [cursor]: '{}' });
    await init(sqliteFile(pets, folder));
    writeFileSync(join(folder, 'copy.sqlite'), readFileSync(sqliteFile(pets)));
    await init('copy.sqlite');
    expect(Object.keys(json('.config/nl2sql-mcp/mcp.config.json')['databases'] as object)).toEqual(['test', 'copy']);
  });

  test('a database that does not answer changes nothing', async () => {
    const { init, read } = home({ [cursor]: '{}' });
    const { code: exit, stdout } = await init('--dsn', 'postgres://u:secret@127.0.0.1:1/x');
    expect(exit).toBe(1);
    expect(stdout).toContain('UNAVAILABLE');
    expect(stdout).not.toContain('secret');
    expect(read(cursor)).toBe('{}');
  });

  test('a file that is no JSON is left alone and named, the others are written', async () => {
    const { folder, init, read, json } = home({ [cursor]: '{ "mcpServers": {,} }', [code]: '{}' });
    const { code: exit, stdout } = await init(sqliteFile(pets, folder));
    expect(exit).toBe(1);
    expect(stdout).toMatch(/Cursor is left alone: .*mcp\.json: it is not JSON: line 1, column \d+/);
    expect(read(cursor)).toBe('{ "mcpServers": {,} }');
    expect(json(code)).toHaveProperty('servers.nl2sql');
  });

  test('a file behind a link stays behind it', async () => {
    const { folder, init, read } = home({ 'dotfiles/mcp.json': '{}' });
    mkdirSync(join(folder, '.cursor'));
    symlinkSync(join(folder, 'dotfiles/mcp.json'), join(folder, cursor));
    await init(sqliteFile(pets, folder));
    expect(read('dotfiles/mcp.json')).toContain('nl2sql');
  });

  test('--host writes for one host, found or not; an unknown one is told', async () => {
    const { folder, init, json } = home({ [cursor]: '{}' });
    await init(sqliteFile(pets, folder), '--host', 'windsurf');
    expect(json(cursor)).toEqual({});
    expect(json('.codeium/windsurf/mcp_config.json')).toHaveProperty('mcpServers.nl2sql');
    expect(await init('--demo', '--host', 'cursr')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean cursor?') });
  });

  test('without a database, and nobody to ask, it says what is missing', async () => {
    expect(await home().init()).toMatchObject({ code: 2, stderr: expect.stringMatching(/which databases are meant\?[\s\S]*--dsn/) });
  });
});

describe('the files of hosts', () => {
  test('on Windows lie in the profile', () => {
    const surroundings = { environment: { APPDATA: 'C:\\Users\\a\\AppData\\Roaming', USERPROFILE: 'C:\\Users\\a' } };
    expect(hosts.map((host) => expandPath(hostFile(host, 'win32'), surroundings))).toEqual([
      'C:\\Users\\a\\AppData\\Roaming\\Claude\\claude_desktop_config.json', 'C:\\Users\\a\\.claude.json', 'C:\\Users\\a\\.cursor\\mcp.json',
      'C:\\Users\\a\\AppData\\Roaming\\Code\\User\\mcp.json', 'C:\\Users\\a\\.codeium\\windsurf\\mcp_config.json',
    ]);
  });

  test('hold what can be pasted, too', () => {
    expect(hostConfigs({ command: 'node', args: ['/a.js'] }, 'linux').map(({ host }) => host)).toEqual(hosts.map(({ name }) => name));
  });

  test.each([['', '{}\n'], ['{}', '{}'], ['{ "a": 1 }', undefined], ['{\r\n  "mcpServers": {\r\n    "b": {}\r\n  }\r\n}\r\n', undefined]])('"%s" comes back after an entry was added and taken away', (text, expected) => {
    const path = ['mcpServers', 'nl2sql'];
    expect(withoutValue(withValue(text, path, { command: 'x' }), path).replaceAll(/\s/g, '')).toBe((expected ?? text).replaceAll(/\s/g, ''));
  });
});

test('a server that npx started is started by npx again', () => {
  const folder = join(temporaryFolder(), '_npx/1a2b');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.js'), '');
  expect(serverCommand(['serve'], join(folder, 'main.js'), 'linux')).toEqual({ command: 'npx', args: ['-y', expect.stringMatching(/^nl2sql-mcp@\d/), 'serve'] });
  expect(serverCommand(['serve'], join(folder, 'main.js'), 'win32').command).toBe('cmd');
});
