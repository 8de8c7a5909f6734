import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files that the folder may hold; those that were written longest ago go. */
const filesMax = 20;

export interface KeptFileOptions {
  /** In a folder that holds nothing else. */
  readonly path: string;
  /** A mark of the code that writes and reads it: what other code wrote is not read. */
  readonly code: string;
}

/** A text that outlives the process, in a file that only this user can read. What can't be read or written is done without. */
export class KeptFile {
  readonly #path: string;
  readonly #head: string;

  constructor({ path, code }: KeptFileOptions) {
    this.#path = path;
    this.#head = `${code}\n`;
  }

  read(): string | undefined {
    try {
      const text = readFileSync(this.#path, 'utf8');
      return text.startsWith(this.#head) ? text.slice(this.#head.length) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whole or not at all: others may read it meanwhile. */
  write(text: string): void {
    const folder = dirname(this.#path);
    const draft = `${this.#path}.${process.pid}`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(draft, this.#head + text, { mode: 0o600 });
      renameSync(draft, this.#path);
      for (const name of outdated(folder, basename(this.#path))) rmSync(join(folder, name), { force: true });
    } catch {
      if (existsSync(draft)) rmSync(draft, { force: true });
    }
  }
}

function outdated(folder: string, written: string): string[] {
  const others = readdirSync(folder).filter((name) => name !== written).map((name) => ({ name, at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  return others.toSorted((a, b) => b.at - a.at).slice(filesMax - 1).map(({ name }) => name);
}
