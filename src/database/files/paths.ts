import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve, sep } from 'node:path';
import { digest } from '../../std/digest.ts';

export type Format = 'csv' | 'json' | 'parquet' | 'excel';

/** By the end of a file's name, in lower case; texts may be compressed. */
const formats: Readonly<Record<string, Format>> = { csv: 'csv', tsv: 'csv', json: 'json', jsonl: 'json', ndjson: 'json', parquet: 'parquet', xlsx: 'excel' };
const compressions = ['gz', 'zst'];
const texts = ['csv', 'tsv', 'json', 'jsonl', 'ndjson'] as const;

/** How files of data end. */
export const dataExtensions: readonly [string, ...string[]] = [...texts, 'parquet', 'xlsx', ...texts.flatMap((text) => compressions.map((end) => `${text}.${end}`))];

const filesMax = 10_000;

/** A file of data, as it was when it was looked at. */
export interface FoundFile {
  readonly path: string;
  readonly format: Format;
  /** The folder that was named, where the file was found in one. */
  readonly folder?: string;
  readonly bytes: number;
  /** Differs from that of whatever the path held before. */
  readonly mark: string;
}

/** The patterns in the address of a DSN, each absolute. A comma separates them; a name that has one is written with ? in its place. */
export function patternsOf(address: string, baseFolder: string): string[] {
  return address.split(',').filter((pattern) => pattern.trim() !== '').map((pattern) => (isAbsolute(pattern) ? pattern : resolve(baseFolder, pattern)));
}

/** The files that patterns mean now; no more than ten thousand. */
export function filesOf(patterns: readonly string[]): FoundFile[] {
  const found = new Map<string, FoundFile>();
  for (const file of patterns.flatMap(matches)) if (!found.has(file.path) && found.size < filesMax) found.set(file.path, file);
  return [...found.values()];
}

/** One mark of all files. */
export function markOf(files: readonly FoundFile[]): string {
  return digest(...files.flatMap(({ path, mark }) => [path, mark]));
}

/** Patterns that mean no file now. */
export function unmatched(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => matches(pattern).length === 0);
}

/** The name of a file without folder and extensions. */
export function bareName(path: string): string {
  const name = basename(path);
  return formatOf(name) === undefined ? name : name.replace(new RegExp(`\\.(?:${compressions.join('|')})$`, 'i'), '').replace(/\.[^.]*$/, '');
}

/** Undefined for what is no file of data. */
function formatOf(path: string): Format | undefined {
  const name = basename(path).toLowerCase();
  const extension = dataExtensions.find((known) => name.endsWith(`.${known}`));
  return extension === undefined ? undefined : formats[extension.split('.')[0] ?? ''];
}

function matches(pattern: string): FoundFile[] {
  const stat = statOf(pattern);
  if (stat?.isDirectory()) return below(pattern).flatMap((path) => found(path, pattern));
  if (stat) return found(pattern);
  return /[*?[]/.test(pattern) ? expanded(pattern).flatMap((path) => found(path)) : [];
}

function found(path: string, folder?: string): FoundFile[] {
  const format = formatOf(path);
  const stat = format && statSync(path, { throwIfNoEntry: false, bigint: true });
  if (!format || !stat?.isFile()) return [];
  return [{ path, format, bytes: Number(stat.size), mark: `${stat.size}@${stat.mtimeNs}@${stat.ino}`, ...(folder === undefined ? {} : { folder }) }];
}

/** All files below a folder, in order; hidden ones and their folders are passed by. */
function below(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => (entry.isDirectory() ? below(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** `*` and `?` within a name, `**` for any folders, `[ab]` for one of these characters. */
function expanded(pattern: string): string[] {
  const parts = pattern.split(/[/\\]/);
  const fixed = parts.findIndex((part) => /[*?[]/.test(part));
  const root = parts.slice(0, fixed).join(sep) || sep;
  return walk(root, parts.slice(fixed));
}

function walk(folder: string, [part = '', ...rest]: readonly string[]): string[] {
  if (part === '**') return [...walk(folder, rest), ...entriesOf(folder).filter((entry) => entry.isDirectory()).flatMap((entry) => walk(join(folder, entry.name), [part, ...rest]))];
  const name = new RegExp(`^${part.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
  const named = entriesOf(folder).filter((entry) => name.test(entry.name));
  if (rest.length === 0) return named.filter((entry) => !entry.isDirectory()).map((entry) => join(folder, entry.name));
  return named.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).flatMap((entry) => walk(join(folder, entry.name), rest));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !/^[._]/.test(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}
