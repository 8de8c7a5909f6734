import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { digest } from '../../std/digest.ts';

const headBytes = 262_144;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The beginning of a text; empty where it is compressed in a way that Node can't read. */
export interface Head {
  readonly text: string;
  readonly encoding: Encoding;
}

/** Whether a text can be looked into, and made anew in another encoding. */
export function isReadable(path: string): boolean {
  return !/\.zst$/i.test(path);
}

/** What a text begins with says how it is written; a byte that is no UTF-8 may come later (`inUtf8` helps then, too). */
export function headOf(path: string): Head {
  if (!isReadable(path)) return { text: '', encoding: 'utf-8' };
  const start = bytesOf(path);
  const head = isPacked(path) ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, headBytes) : start;
  const encoding = encodingOf(head);
  return { encoding, text: new TextDecoder(encoding).decode(head, { stream: true }) };
}

/** A copy of a text in UTF-8, in the folder. */
export async function inUtf8(path: string, encoding: Encoding, folder: string): Promise<string> {
  const copy = join(folder, `${digest(path)}.csv`);
  const source = createReadStream(path);
  const decoder = new TextDecoder(encoding);
  const decode = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
  await (isPacked(path) ? pipeline(source, createGunzip(), decode, createWriteStream(copy)) : pipeline(source, decode, createWriteStream(copy)));
  return copy;
}

/** As people call it. */
export function encodingTitle(encoding: Encoding): string {
  return encoding === 'windows-1252' ? 'Latin-1' : encoding.toUpperCase();
}

function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

function bytesOf(path: string): Buffer {
  const bytes = Buffer.alloc(headBytes);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}

/** Whether a text is compressed in a way that Node reads. */
export function isPacked(path: string): boolean {
  return /\.gz$/i.test(path);
}
