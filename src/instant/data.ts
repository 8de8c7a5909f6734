import { readFileSync } from 'node:fs';

/** A data file by its path in this folder, parsed. */
export function readData(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
