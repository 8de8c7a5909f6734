import { digest } from '../std/digest.ts';

/** Most keys are shorter, and are kept as they are: a digest costs more than a lookup. */
const charsMax = 1_000;

/** The key under which an entry is held: a long one, such as one that holds a long statement, by its digest. */
export function shortKey(key: string): string {
  return key.length > charsMax ? digest(key) : key;
}
