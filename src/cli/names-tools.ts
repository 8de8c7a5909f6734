import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config/load.ts';

/**
 * Tells, whenever it is asked, whether the knowledge file may name questions as tools: only then anything is wired before the first
 * call. Undefined without such a file. What is wrong with it is told where it is read.
 */
export function namesTools({ knowledge, baseFolder }: Config): (() => boolean) | undefined {
  if (knowledge === undefined) return undefined;
  const path = resolve(baseFolder, knowledge);
  let seen = { mark: '', names: false };
  return () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    const mark = `${stat?.mtimeMs}/${stat?.size}/${stat?.ino}`;
    if (mark !== seen.mark) seen = { mark, names: holdsTools(path) };
    return seen.names;
  };
}

function holdsTools(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes('"tools"');
  } catch {
    return false;
  }
}
