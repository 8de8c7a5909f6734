import { closeSync, openSync, readSync, statSync } from 'node:fs';

/**
 * A mark of the file's content, in a few microseconds: the change counter in its header (SQLite file format, section 1.3.7),
 * raised by every transaction outside WAL; the WAL index's header with its own counter (WAL-mode file format, section 2.1),
 * changed by every transaction in WAL mode; size and time of file and WAL, for tools that copy a file into its place.
 * Null for a database in memory.
 */
export function fileVersion(path: string): string | null {
  if (path === ':memory:') return null;
  return [bytesOf(path, 24, 4), mark(path), bytesOf(`${path}-shm`, 0, 48), mark(`${path}-wal`)].join('/');
}

function bytesOf(path: string, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '-';
  }
  try {
    readSync(file, bytes, 0, length, position);
  } finally {
    closeSync(file);
  }
  return bytes.toString('hex');
}

function mark(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.size}@${stat.mtimeNs}@${stat.ino}` : '-';
}
