import { bytesAt, none, sizeAndTime } from '../file-process/file-marks.ts';

/**
 * A mark of the file's content, in a few microseconds: the change counter in its header (SQLite file format, section 1.3.7),
 * raised by every transaction outside WAL; the WAL index's header with its own counter (WAL-mode file format, section 2.1),
 * changed by every transaction in WAL mode; size and time of file and WAL, for tools that copy a file into its place.
 * Null for a database in memory.
 */
export function fileVersion(path: string): string | null {
  if (path === ':memory:') return null;
  const wal = sizeAndTime(`${path}-wal`);
  // Without a log nothing is indexed; and trying to open what is not there costs as much as reading what is.
  return [bytesAt(path, 24, 4), sizeAndTime(path), wal === none ? none : bytesAt(`${path}-shm`, 0, 48), wal].join('/');
}
