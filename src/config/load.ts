import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { Failure } from '../core/errors.ts';
import { withConnectionKeys } from './connection-keys.ts';
import { featuresOf } from './features.ts';
import { type ConfigFile, configSchema, type DatabaseConfig } from './schema.ts';

export interface Config extends Readonly<Omit<ConfigFile, 'databases' | '$schema'>> {
  readonly databases: Readonly<Record<string, DatabaseConfig>>;
  /** Paths in the configuration are relative to this folder. */
  readonly baseFolder: string;
}

export interface LoadOptions {
  /** `--config`; where absent, `mcp.config.json` of the working directory, if there is one. */
  readonly file?: string;
  /** `--dsn`, in order: they replace the databases of the file. */
  readonly dsns: readonly string[];
  /** What the database behind a DSN is called. */
  readonly nameIn: (dsn: string) => string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
}

/** The frozen configuration: file, then flags over it. Fails naming the key, the value and what was expected. */
export async function loadConfig(options: LoadOptions): Promise<Config> {
  const path = resolve(options.workingFolder, options.file ?? 'mcp.config.json');
  if (options.file !== undefined && !existsSync(path)) throw new Failure('BAD_CONFIG', `there is no configuration file ${path}`, { hints: ['--config takes a path, from the working directory.'] });
  const useFile = options.file !== undefined || (options.dsns.length === 0 && existsSync(path));
  const file = useFile ? await parseFile(path, options.environment) : {};
  if (options.file === undefined) refusePrograms(path, file.databases ?? {});
  const databases = options.dsns.length > 0 ? Object.fromEntries(options.dsns.map((dsn) => [nameOf(dsn, options), { dsn }])) : completed(file.databases ?? {});
  const { databases: _databases, $schema: _schema, ...rest } = file;
  const features = { ...file.features, ...featuresOf(options.environment) };
  return Object.freeze({ ...rest, features, databases, baseFolder: options.dsns.length > 0 ? options.workingFolder : dirname(path) });
}

/** Hosts start servers in whatever folder is open, and what lies there may be a stranger's. */
function refusePrograms(path: string, databases: Readonly<Record<string, DatabaseConfig>>): void {
  const name = Object.keys(databases).find((one) => databases[one]?.passwordCommand);
  if (name === undefined) return;
  throw new Failure('BAD_CONFIG', `databases.${name}.passwordCommand would run a program because of the folder that the server was started in`, { hints: [`Say that you mean it: --config ${path}`] });
}

function completed(databases: Readonly<Record<string, DatabaseConfig>>): Record<string, DatabaseConfig> {
  return Object.fromEntries(Object.entries(databases).map(([name, entry]) => [name, withConnectionKeys(`databases.${name}`, entry)]));
}

async function parseFile(path: string, environment: LoadOptions['environment']): Promise<ConfigFile> {
  const text = readFileSync(path, 'utf8');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw new Failure('BAD_CONFIG', `${path} is not JSON: ${(await import('./json-problem.ts')).jsonProblem(text)}`, { hints: ['Correct it there.'], cause });
  }
  const parsed = configSchema.safeParse(interpolate(raw, { environment, folder: dirname(path) }, ''));
  if (parsed.success) return parsed.data;
  const { nearestKeys } = await import('./known-keys.ts');
  throw new Failure('BAD_CONFIG', `${path}: ${parsed.error.issues.slice(0, 5).map((issue) => describe(issue, raw, nearestKeys)).join('; ')}`);
}

/** `databases.shop.dsn`, the value as it stands in the file (before secrets are filled in), and what was expected. */
function describe(issue: z.core.$ZodIssue, raw: unknown, nearestKeys: (key: string, path: readonly PropertyKey[]) => readonly string[]): string {
  const key = issue.path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const near = issue.keys.flatMap((name) => nearestKeys(name, issue.path));
    return `${key === 'the file' ? '' : `${key}.`}${issue.keys.join(', ')}: no such key${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}`;
  }
  const value = issue.path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined), raw);
  return `${key} is ${/token|secret|password|passphrase|dsn|apikey|redis|pgvector/i.test(key) && typeof value === 'string' ? 'given' : JSON.stringify(value)}: ${issue.message}`;
}

interface Sources {
  readonly environment: LoadOptions['environment'];
  /** Where relative paths start. */
  readonly folder: string;
}

/** In any string `${NAME}` becomes the variable of the environment, `${NAME:-default}` where it may be missing, and `${file:PATH}` the text of a file. */
function interpolate(value: unknown, sources: Sources, key: string): unknown {
  if (typeof value === 'string') {
    const textFor = (_: string, path: string | undefined, name = '', fallback?: string) => (path === undefined ? variableOf(name, fallback, sources, key) : textOf(path, sources, key));
    return value.replace(/\$\{file:([^}]+)\}|\$\{(\w+)(?::-([^}]*))?\}/g, textFor);
  }
  if (Array.isArray(value)) return value.map((item, index) => interpolate(item, sources, `${key}.${index}`));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, interpolate(item, sources, key === '' ? name : `${key}.${name}`)]));
  return value;
}

function variableOf(name: string, fallback: string | undefined, { environment }: Sources, key: string): string {
  const found = environment[name] ?? fallback;
  if (found === undefined) throw new Failure('BAD_CONFIG', `${key}: the environment variable ${name} is not set`, { hints: [`Set ${name}, or write \${${name}:-default}.`] });
  return found;
}

/** Without the line break at its end, which editors and secret stores leave there. */
function textOf(path: string, { folder }: Sources, key: string): string {
  try {
    return readFileSync(resolve(folder, path), 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new Failure('BAD_CONFIG', `${key}: the file ${path} can't be read`, { hints: ['A relative path starts in the folder of the configuration.'], cause });
  }
}

/** A name for `--dsn`: the database in it, made unique among the others. */
function nameOf(dsn: string, { dsns, nameIn }: LoadOptions): string {
  const base = baseName(dsn, nameIn);
  const same = dsns.filter((other) => baseName(other, nameIn) === base);
  return same.length > 1 && same.indexOf(dsn) > 0 ? `${base}${same.indexOf(dsn) + 1}` : base;
}

function baseName(dsn: string, nameIn: LoadOptions['nameIn']): string {
  const name = nameIn(dsn).replace(/[^\w-]/g, '_');
  return /^[A-Za-z]/.test(name) ? name : `db_${name}`;
}
