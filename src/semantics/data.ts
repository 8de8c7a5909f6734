import { readFileSync } from 'node:fs';
import { stem } from '../language/en/stem.ts';

/** The lists of words of a data file, each as a set of stems. */
export function wordSets<K extends string>(path: string): ReadonlyMap<K, ReadonlySet<string>> {
  // The keys are those of the file.
  const lists = Object.entries(readData(path) as Record<K, readonly string[]>) as [K, readonly string[]][];
  return new Map(lists.map(([kind, words]) => [kind, new Set(words.map(stem))]));
}

/** A data file by its path in this folder, parsed. */
export function readData(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
