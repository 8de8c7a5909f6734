import { bytesAt, sizeAndTime } from '../file-process/file-marks.ts';

/** Two headers lie behind the first block of the file, each with a counter that every other checkpoint raises. */
const headersAt = [4_096, 8_192] as const;
const headerBytes = 64;

/** A mark of the file's content, in a few microseconds: size and time of the file and of its log, and the headers of the file. */
export function fileMark(path: string): string | null {
  return [sizeAndTime(path), sizeAndTime(`${path}.wal`), ...headersAt.map((at) => bytesAt(path, at, headerBytes))].join('/');
}
