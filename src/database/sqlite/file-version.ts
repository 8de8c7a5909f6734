import { closeSync, openSync, readSync, statSync } from 'node:fs';

/**
 * A mark of the file's content: the change counter in the header (SQLite file format, section 1.3.7; raised by every
 * transaction outside WAL) with size and time of the file and its WAL. Null for a database in memory.
 * Limit: a writer in WAL mode within the clock's resolution and without a change of size is not seen.
 */
export function fileVersion(path: string): string | null {
  if (path === ':memory:') return null;
  const header = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, 4, 24);
  } finally {
    closeSync(file);
  }
  return [header.readUInt32BE(), mark(path), mark(`${path}-wal`)].join('/');
}

function mark(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.size}@${stat.mtimeNs}` : '-';
}
