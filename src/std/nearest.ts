import { distance } from 'fastest-levenshtein';

const charsMax = 200;

/** The candidates nearest to a misspelled name, best first; only those within a third of the name's length (edit distance). */
export function nearest(name: string, candidates: Iterable<string>, countMax = 3): string[] {
  // What is longer than names are is no slip, and comparing it with thousands of them would take long.
  if (name.length > charsMax) return [];
  const wanted = name.toLowerCase();
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const contains = lower.length > 2 && wanted.length > 2 && (lower.includes(wanted) || wanted.includes(lower));
    const score = contains ? 0.5 : distance(wanted, lower);
    if (score <= reach) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, countMax).map((entry) => entry.candidate);
}

/** Whether a word of at least four letters may be a slip of the other: one edit, two in words of eight letters and more. */
export function isNear(word: string, other: string): boolean {
  const reach = Math.min(word.length, other.length) >= 8 ? 2 : 1;
  return Math.min(word.length, other.length) >= 4 && Math.abs(word.length - other.length) <= reach && (distance(word, other) <= reach || swapped(word, other));
}

/** Two neighbouring letters have changed places. */
function swapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  return word[at] === other[at + 1] && word[at + 1] === other[at] && word.slice(at + 2) === other.slice(at + 2);
}
