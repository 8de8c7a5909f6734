import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { isPacked } from './encoding.ts';

const charsMax = 500_000_000;

/** A record as it is read: its text, and what tells where it ends. */
interface Reading {
  text: string;
  depth: number;
  isQuoted: boolean;
  isEscaped: boolean;
  /** The line that it begins in. */
  line: number;
}

/**
 * The line in which the first record begins that is no JSON, in a text of records or an array of them; undefined where half a
 * gigabyte holds none. DuckDB tells the line after that, and of an array no line at all.
 */
export async function faultyLine(path: string): Promise<number | undefined> {
  const stream = isPacked(path) ? createReadStream(path).pipe(createGunzip()) : createReadStream(path);
  const record: Reading = { text: '', depth: 0, isQuoted: false, isEscaped: false, line: 0 };
  const decoder = new TextDecoder();
  let [line, chars] = [1, 0];
  for await (const chunk of stream) {
    for (const char of decoder.decode(chunk as Buffer, { stream: true })) {
      if (!take(record, char, line)) return record.line;
      if (char === '\n') line += 1;
    }
    chars += (chunk as Buffer).length;
    if (chars > charsMax) return undefined;
  }
  return record.text === '' ? undefined : record.line;
}

/** False where the record is no JSON. What separates records is passed by. */
function take(record: Reading, char: string, line: number): boolean {
  if (record.text === '') {
    if (/[\s,[\]\uFEFF]/.test(char)) return true;
    record.line = line;
    if (char !== '{') return false;
  }
  record.text += char;
  if (record.isQuoted) {
    record.isQuoted = char !== '"' || record.isEscaped;
    record.isEscaped = char === '\\' && !record.isEscaped;
    return true;
  }
  if (char === '"') record.isQuoted = true;
  if (char === '{' || char === '[') record.depth += 1;
  if (char === '}' || char === ']') record.depth -= 1;
  if (record.depth > 0) return true;
  const { text } = record;
  record.text = '';
  return isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
