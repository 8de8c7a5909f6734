import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Of a file that is not there. */
export const none = '-';

/** Some bytes of a file in hexadecimal digits. */
export function bytesAt(path: string, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return none;
  }
  try {
    readSync(file, bytes, 0, length, position);
  } finally {
    closeSync(file);
  }
  return bytes.toString('hex');
}

/** Size, time and place of a file, for tools that copy one into the place of another. */
export function sizeAndTime(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.size}@${stat.mtimeNs}@${stat.ino}` : none;
}
