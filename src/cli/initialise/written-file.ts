import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Only its owner may read a new file: it may come to hold passwords. */
const privateMode = 0o600;

/** The text of a file, empty where there is none. */
export function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Replaces a file in one step and keeps what stood there beside it; gives the path of that copy. */
export function writeKeeping(path: string, text: string, now: Date): string | undefined {
  mkdirSync(dirname(path), { recursive: true });
  // Whoever keeps settings elsewhere and links to them wants the link to stay.
  const place = existsSync(path) ? realpathSync(path) : path;
  const backup = backUp(place, now);
  const unfinished = `${place}.${process.pid}.part`;
  writeFileSync(unfinished, text, { mode: privateMode });
  if (backup !== undefined) chmodSync(unfinished, statSync(place).mode);
  renameSync(unfinished, place);
  return backup;
}

/** Takes a file away and keeps it under another name, which it gives. */
export function putAway(path: string, now: Date): string {
  const backup = backupName(path, now);
  renameSync(path, backup);
  return backup;
}

function backUp(path: string, now: Date): string | undefined {
  if (!existsSync(path)) return undefined;
  const backup = backupName(path, now);
  copyFileSync(path, backup);
  return backup;
}

/** With the time in it, so that none is written over. */
function backupName(path: string, now: Date): string {
  return `${path}.${now.toISOString().replaceAll(/[-:.]/g, '')}.bak`;
}
