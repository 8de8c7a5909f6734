import { existsSync, statSync } from 'node:fs';
import { Failure } from '../core/errors.ts';
import { fileDsns, isFileName } from '../database/engines.ts';

export interface Named {
  /** A database of each file that is one, and one of all files of data. */
  readonly dsns: readonly string[];
  readonly rest: readonly string[];
}

/** Takes the files that a command line begins with from the question, or what else follows them. */
export function namedFiles(words: readonly string[]): Named {
  const end = words.findIndex((word) => !isFile(word));
  const files = end < 0 ? words : words.slice(0, end);
  const missing = files.find((word) => !existsSync(word) && !/[*?]/.test(word));
  if (missing !== undefined) throw new Failure('BAD_CONFIG', `there is no file ${missing}`, { hints: ['A path from the working directory, or a pattern such as "data/*.csv".'] });
  return { dsns: fileDsns(files), rest: words.slice(files.length) };
}

/** Whether a word names files, there or not. */
export function isFile(word: string): boolean {
  return isThere(word) || (isFileName(word) && !/\s/.test(word));
}

function isThere(word: string): boolean {
  return existsSync(word) ? isFileName(word) || statSync(word).isDirectory() : /^[^\s?]*\*[^\s]*$/.test(word) && isFileName(word);
}
