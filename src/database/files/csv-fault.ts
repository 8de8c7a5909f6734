import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Failure } from '../../core/errors.ts';
import { isPacked, isReadable } from './encoding.ts';

/** DuckDB's own limit. */
const lineBytesMax = 2_000_000;
const bytesLooked = 500_000_000;

const [newline, quote] = [0x0a, 0x22];
/** What stands around a cell: a comma, a semicolon, a tab, a bar, the end of a line. */
const ends: ReadonlySet<number> = new Set([0x2c, 0x3b, 0x09, 0x7c, 0x0d, newline]);

/** Why DuckDB can't tell what a delimited text holds, with the line; undefined where it is neither a line that is too long nor a quote that stays open. */
export async function faultOf(path: string): Promise<Failure | undefined> {
  if (!isReadable(path)) return undefined;
  const stream = isPacked(path) ? createReadStream(path).pipe(createGunzip()) : createReadStream(path);
  let [line, lineBytes, looked, last] = [1, 0, 0, newline];
  let opened: number | undefined;
  let mayClose = false;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (mayClose && ends.has(byte)) opened = undefined;
      // Of two quotes in one another's place the second stands for a text.
      mayClose = opened !== undefined && byte === quote && !mayClose;
      if (opened === undefined && byte === quote && ends.has(last)) opened = line;
      lineBytes += 1;
      if (lineBytes > lineBytesMax) return new Failure('UNAVAILABLE', `line ${line} is longer than 2 MB`, { hints: ['Shorten it, or leave it out.'] });
      if (byte === newline) [line, lineBytes] = [line + 1, 0];
      last = byte;
    }
    looked += chunk.length;
    if (looked > bytesLooked) return undefined;
  }
  return opened === undefined || mayClose ? undefined : new Failure('UNAVAILABLE', `the quote that opens in line ${opened} does not close`, { hints: ['Close it, or double quotes that stand inside of quoted texts.'] });
}
