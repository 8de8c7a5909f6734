import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../core/errors.ts';
import { digest } from '../../std/digest.ts';

/** The reader holds a whole book in memory, unpacked. */
const bookBytesMax = 100_000_000;

/** A sheet of a book, as a delimited text of ours. */
export interface Sheet {
  readonly name: string;
  readonly path: string;
}

/** The sheets of a book that hold anything, as delimited texts in the folder. */
export async function sheetsOf(book: { readonly path: string; readonly bytes: number }, folder: string): Promise<Sheet[]> {
  if (book.bytes > bookBytesMax) throw new Failure('UNAVAILABLE', `it has more than ${bookBytesMax / 1e6} MB`, { hints: ['Save its sheets as CSV.'] });
  const read = await loadReader();
  const sheets = (await read(book.path)).filter(({ data }) => data.some((row) => row.some((cell) => cell !== null)));
  return Promise.all(sheets.map(async ({ sheet: name, data }, index) => {
    const path = join(folder, `${digest(book.path)}-${index}.csv`);
    await pipeline(Readable.from(linesOf(data)), createWriteStream(path));
    return { name, path };
  }));
}

/** It is an optional dependency. */
async function loadReader() {
  try {
    return (await import('read-excel-file/node')).default;
  } catch (error) {
    throw new Failure('UNAVAILABLE', 'the reader of Excel files is not installed', { hints: ['npm install read-excel-file, beside nl2sql-mcp; installed with --omit=optional it is left out.'], cause: error });
  }
}

function* linesOf(rows: readonly (readonly unknown[])[]): Generator<string> {
  for (const row of rows) yield `${row.map(cellText).join(',')}\n`;
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().replace('T', ' ').replace(/(?: 00:00:00)?\.000Z$/, '');
  if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'boolean') return '';
  return `"${String(cell).replaceAll('"', '""')}"`;
}
