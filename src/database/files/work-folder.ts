import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'nl2sql-mcp-files-';

/** Where the scratch database lies in a folder of ours. */
export function scratchDatabase(folder: string): string {
  return join(folder, 'files.duckdb');
}

/** A new folder that nobody else may look into; those of processes that are gone are removed. */
export function makeWorkFolder(): string {
  for (const name of readdirSync(tmpdir())) if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length).split('-')[0]))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
