import { readFileSync } from 'node:fs';

/** A data file by its path in this folder. The build joins the modules of the folder into one file here: no other module can tell by its own place where data stand. */
export function readData(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
