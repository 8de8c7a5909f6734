import { basename, dirname } from 'node:path';
import { groupBy } from '../../std/group-by.ts';
import { bareName, type Format, type FoundFile } from './paths.ts';
import type { TableSource } from './table-source.ts';

/** Whether files of a folder have one schema, by what tells the schema of a file. */
export type SchemaOf = (file: FoundFile) => Promise<string>;

/** A table a file; a folder of one format and one schema is one table. */
export async function tablesOf(files: readonly FoundFile[], schemaOf: SchemaOf): Promise<TableSource[]> {
  const sources: { readonly name: string; readonly files: readonly FoundFile[] }[] = [];
  for (const [folder, inside] of groupBy(files, (file) => file.folder ?? '')) {
    const isOne = folder !== '' && inside.length > 1 && (await isOneTable(inside, schemaOf));
    sources.push(...(isOne ? [{ name: basename(folder), files: inside }] : inside.map((file) => ({ name: bareName(file.path), files: [file] }))));
  }
  return named(sources);
}

const together: ReadonlySet<Format> = new Set(['csv', 'parquet']);

async function isOneTable(files: readonly FoundFile[], schemaOf: SchemaOf): Promise<boolean> {
  const [first] = files;
  if (!first || !together.has(first.format) || files.some(({ format }) => format !== first.format)) return false;
  const schema = await schemaOf(first);
  for (const file of files.slice(1)) if ((await schemaOf(file)) !== schema) return false;
  return true;
}

/** Of several files with one name the later ones have that of their folder before it, or a number behind. */
function named(sources: readonly TableSource[]): TableSource[] {
  const taken = new Set<string>();
  return sources.map(({ name, files }) => {
    const [{ path } = { path: '' }] = files;
    const plain = tableName(name);
    const names = [plain, tableName(`${basename(dirname(path))}_${name}`)];
    const free = names.find((one) => !taken.has(one.toLowerCase())) ?? numbered(plain, taken);
    taken.add(free.toLowerCase());
    return { name: free, files };
  });
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n += 1) if (!taken.has(`${name}_${n}`.toLowerCase())) return `${name}_${n}`;
}

/** A name as people write it in SQL: letters, digits and underscores, not a digit first. */
export function tableName(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
  return plain === '' ? 'data' : /^\p{N}/u.test(plain) ? `t_${plain}` : plain;
}
