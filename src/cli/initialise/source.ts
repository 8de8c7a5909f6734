import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { configFolder } from '../../config/folders.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { Failure } from '../../core/errors.ts';
import { absoluteDsn, dsnForms, nameIn } from '../../database/engines.ts';
import type { Options } from '../arguments.ts';
import { replyTo } from '../asking/prompt.ts';
import { configure } from '../configure.ts';
import type { Change } from './changes.ts';
import { withValue } from './json-edit.ts';
import { textOf } from './written-file.ts';

export interface Source {
  /** What is tried. */
  readonly config: Config;
  /** What the server is started with. */
  readonly args: readonly string[];
  readonly changes: readonly Change[];
}

/** The databases that were named, by options, as files, or in reply to a question. */
export async function sourceOf(options: Options, files: readonly string[]): Promise<Source> {
  if (options.demo) return { config: await configure(options), args: ['serve', '--demo'], changes: [] };
  if (options.config !== undefined) return { config: await configure(options), args: ['serve', '--config', resolve(options.config)], changes: [] };
  const named = [...(options.dsn ?? []), ...files];
  const dsns = named.length > 0 ? named : await askForDatabase();
  if (dsns.length === 0) return sourceOf({ ...options, demo: true }, []);
  const config = await loadConfig({ dsns, nameIn, environment: process.env, workingFolder: process.cwd() });
  const path = ownConfiguration();
  const args = ['serve', '--config', path];
  return { config, args, changes: databasesIn(path, config) };
}

async function askForDatabase(): Promise<string[]> {
  if (!process.stdin.isTTY) throw new Failure('BAD_ARGUMENT', 'which databases are meant?', { hints: [`nl2sql-mcp init --dsn URL (${dsnForms.join(', ')}), or --demo, or the path of a file`] });
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = (await replyTo(`Which database? A file, or ${dsnForms.join(', ')} (Enter: the demo shop): `, lines)).trim();
    return reply === '' ? [] : [reply];
  } finally {
    lines.close();
  }
}

/** The databases of the configuration, besides those that it had. Paths are made absolute: the server starts anywhere. */
function databasesIn(path: string, { databases, baseFolder }: Config): Change[] {
  const added = Object.entries(databases).map(([name, { dsn }]) => [name, { dsn: absoluteDsn(dsn, baseFolder) }] as const);
  const text = added.reduce((before, [name, entry]) => withValue(before, ['databases', name], entry), textOf(path));
  const names = added.map(([name]) => name).join(', ');
  if (text === textOf(path)) return [];
  return [{ path, done: `Configuration: added ${names} to`, planned: `Configuration: would add ${names} to`, text, shown: added.map(([name]) => `databases.${name}.dsn: as given`).join('\n') }];
}

function ownConfiguration(): string {
  return join(configFolder(process.env, process.platform), 'mcp.config.json');
}

export function removedConfiguration(): Change[] {
  const path = ownConfiguration();
  return existsSync(path) ? [{ path, done: 'Configuration: put away', planned: 'Configuration: would put away', text: undefined, shown: 'it stays beside, under another name' }] : [];
}
