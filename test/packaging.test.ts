import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseArguments } from '../src/cli/arguments.ts';
import { installLinks } from '../src/cli/host-config.ts';
import { loadConfig } from '../src/config/load.ts';
import { nameIn } from '../src/database/engines.ts';
import { tools } from '../src/mcp/tools/all.ts';
import { runLine } from './command-line.ts';
import { sqliteFile } from './fixtures/make-database.ts';

const root = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const json = (file: string): unknown => JSON.parse(text(file));
const packageFile = json('package.json') as { readonly version: string; readonly name: string; readonly mcpName: string; readonly repository: { readonly url: string } };

describe('what is published', () => {
  test('has one version and one name everywhere', () => {
    const { version, name } = packageFile;
    expect(json('server.json')).toMatchObject({ version, name: packageFile.mcpName, packages: [{ identifier: name, version }] });
    expect(json('packaging/mcpb/manifest.json')).toMatchObject({ version, name });
    expect(json('packaging/plugin/.claude-plugin/plugin.json')).toMatchObject({ version });
    expect(text('packaging/plugin/.mcp.json')).toContain(`"${name}@${version}"`);
    // The registry takes a name under io.github only from the repository's owner.
    expect(packageFile.repository.url).toContain(packageFile.mcpName.replace('io.github.', 'github.com/'));
  });

  test('marks what holds a password as secret, and is described in as many characters as the registry takes', () => {
    const { packages, description } = json('server.json') as { packages: { environmentVariables: object[] }[]; description: string };
    expect(packages[0]?.environmentVariables).toEqual([expect.objectContaining({ name: 'NL2SQL_DSN', isSecret: true, isRequired: true })]);
    expect(description.length).toBeLessThanOrEqual(100);
    expect(json('packaging/mcpb/manifest.json')).toMatchObject({ user_config: { dsn: { sensitive: true, required: true } } });
  });

  test('lists the tools that there are', () => {
    const { tools: listed } = json('packaging/mcpb/manifest.json') as { tools: { name: string }[] };
    expect(listed.map(({ name }) => name).toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
    const skill = text('packaging/plugin/skills/ask-database/SKILL.md');
    expect([...skill.matchAll(/`(\w+_\w+|nl2sql|teach)`/g)].map(([, name]) => name).filter((name) => name !== 'needs_sql' && !tools.some((tool) => tool.name === name))).toEqual([]);
  });
});

describe('the container', () => {
  test('is built from all that the build reads, and from no secret', () => {
    const left = text('.dockerignore').trim().split('\n');
    // scripts/join.mjs looks into these for what they import of dist.
    expect(left.filter((line) => /^\/?(?:bench|packaging|scripts|src|test|web)\b/.test(line))).toEqual([]);
    expect(left).toContain('.env');
  });

  test('copies files that there are, and starts with options that there are', () => {
    const file = text('Dockerfile');
    const copied = [...file.matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, from = '']) => from);
    expect(copied.length).toBeGreaterThan(0);
    expect(copied.filter((from) => !existsSync(join(root, from)))).toEqual([]);
    const [, words = '[]'] = /^CMD (\[.*\])$/m.exec(file) ?? [];
    expect(parseArguments(JSON.parse(words) as string[])).toMatchObject({ command: 'serve', options: { http: '8080' } });
    expect(file).toMatch(/^USER node$/m);
  });

  test.each(['packaging/docker/mcp.config.json', 'packaging/compose/mcp.config.json'])('%s is a configuration, and wants its token', async (file) => {
    const environment = { NL2SQL_DSN: 'postgres://u@h/d', NL2SQL_TOKEN: 'sixteen-characters-at-least', NL2SQL_REDIS: 'redis://redis:6379' };
    const load = (given: Readonly<Record<string, string>>) => loadConfig({ file, dsns: [], nameIn, environment: given, workingFolder: root });
    expect((await load(environment)).http).toMatchObject({ host: '0.0.0.0', tokens: [{ token: environment.NL2SQL_TOKEN }] });
    await expect(load({ ...environment, NL2SQL_TOKEN: 'short' })).rejects.toThrow(/token/);
    await expect(load({ NL2SQL_DSN: environment.NL2SQL_DSN })).rejects.toThrow(/not set/);
  });

  test('compose mounts files that there are', () => {
    const mounted = [...text('compose.yaml').matchAll(/- \.\/(\S+?):\//g)].map(([, from = '']) => from);
    expect(mounted.length).toBeGreaterThan(1);
    expect(mounted.filter((from) => !existsSync(join(root, from)))).toEqual([]);
  });
});

test('NL2SQL_DSN names databases where the command line names none', async () => {
  const dsn = sqliteFile('CREATE TABLE pets (id INTEGER PRIMARY KEY)');
  process.env['NL2SQL_DSN'] = `${dsn} sqlite:/nowhere/other.sqlite`;
  try {
    expect((await runLine('ask', 'How many pets are there?', '--database', 'test')).stdout).toContain('1 row · instant');
    expect((await runLine('ask', 'How many?', '--demo', '--dsn', dsn)).code).toBe(2);
  } finally {
    delete process.env['NL2SQL_DSN'];
  }
});

test('one-click links hold the command', () => {
  const links = installLinks({ command: '/usr/bin/node', args: ['/a b/main.js', 'serve'] });
  const [code, cursor] = links.map(({ url }) => new URL(url));
  expect(JSON.parse(decodeURIComponent(code?.search.slice(1) ?? ''))).toEqual({ name: 'nl2sql', type: 'stdio', command: '/usr/bin/node', args: ['/a b/main.js', 'serve'] });
  expect(JSON.parse(atob(cursor?.searchParams.get('config') ?? ''))).toEqual({ command: '/usr/bin/node', args: ['/a b/main.js', 'serve'] });
});
