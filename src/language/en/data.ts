import { readFileSync } from 'node:fs';

/** A data file of this folder, parsed. */
export function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
