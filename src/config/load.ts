import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { Failure } from '../core/errors.ts';
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
  /** A name of a file without the extension that files of databases have. */
  readonly withoutExtension: (name: string) => string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
}

/** The frozen configuration: file, then flags over it. Fails naming the key, the value and what was expected. */
export function loadConfig(options: LoadOptions): Config {
  const path = resolve(options.workingFolder, options.file ?? 'mcp.config.json');
  if (options.file !== undefined && !existsSync(path)) throw new Failure('BAD_CONFIG', `the configuration file ${options.file} does not exist`);
  const useFile = options.file !== undefined || (options.dsns.length === 0 && existsSync(path));
  const file = useFile ? parseFile(path, options.environment) : {};
  const databases = options.dsns.length > 0 ? Object.fromEntries(options.dsns.map((dsn) => [nameOf(dsn, options), { dsn }])) : (file.databases ?? {});
  const { databases: _databases, $schema: _schema, ...rest } = file;
  const features = { ...file.features, ...featuresOf(options.environment) };
  return Object.freeze({ ...rest, features, databases, baseFolder: options.dsns.length > 0 ? options.workingFolder : dirname(path) });
}

function parseFile(path: string, environment: LoadOptions['environment']): ConfigFile {
  const text = readFileSync(path, 'utf8');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = configSchema.safeParse(interpolate(raw, environment, ''));
  if (parsed.success) return parsed.data;
  throw new Failure('BAD_CONFIG', `${path}: ${parsed.error.issues.slice(0, 5).map((issue) => describe(issue, raw)).join('; ')}`);
}

/** `databases.shop.dsn`, the value as it stands in the file (before secrets are filled in), and what was expected. */
function describe(issue: z.core.$ZodIssue, raw: unknown): string {
  const key = issue.path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') return `${key === 'the file' ? '' : `${key}.`}${issue.keys.join(', ')}: no such key`;
  const value = issue.path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined), raw);
  return `${key} is ${/token|secret|dsn|apikey|redis|pgvector/i.test(key) && typeof value === 'string' ? 'given' : JSON.stringify(value)}: ${issue.message}`;
}

/** `${NAME}` in any string becomes the variable of the environment; `${NAME:-default}` where it may be missing. */
function interpolate(value: unknown, environment: LoadOptions['environment'], key: string): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_, name: string, fallback: string | undefined) => {
      const found = environment[name] ?? fallback;
      if (found === undefined) throw new Failure('BAD_CONFIG', `${key}: the environment variable ${name} is not set`, { hints: [`Set ${name}, or write \${${name}:-default}.`] });
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((item, index) => interpolate(item, environment, `${key}.${index}`));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, interpolate(item, environment, key === '' ? name : `${key}.${name}`)]));
  return value;
}

/** A name for `--dsn`: the database in it, made unique among the others. */
function nameOf(dsn: string, { dsns, withoutExtension }: LoadOptions): string {
  const base = baseName(dsn, withoutExtension);
  const same = dsns.filter((other) => baseName(other, withoutExtension) === base);
  return same.length > 1 && same.indexOf(dsn) > 0 ? `${base}${same.indexOf(dsn) + 1}` : base;
}

function baseName(dsn: string, withoutExtension: LoadOptions['withoutExtension']): string {
  const path = dsn.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const name = withoutExtension(path.split(/[/\\:]/).at(-1) ?? '').replace(/[^\w-]/g, '_');
  return /^[A-Za-z]/.test(name) ? name : `db_${name}`;
}
