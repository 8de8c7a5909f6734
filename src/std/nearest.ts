const charsMax = 200;

/** The candidates nearest to a misspelled name, best first; only those within a third of the name's length (edits, see below). */
export function nearest(name: string, candidates: Iterable<string>, countMax = 3): string[] {
  // What is longer than names are is no slip, and comparing it with thousands of them would take long.
  if (name.length > charsMax) return [];
  const wanted = name.toLowerCase();
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const contains = lower.length > 2 && wanted.length > 2 && (lower.includes(wanted) || wanted.includes(lower));
    const score = contains ? 0.5 : edits(wanted, lower, reach);
    if (score <= reach) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, countMax).map((entry) => entry.candidate);
}

/** Whether a word of at least four letters may be a slip of the other: one edit, two in words of eight letters and more. */
export function isNear(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  const reach = shorter >= 8 ? 2 : 1;
  return shorter >= 4 && edits(word, other, reach) <= reach;
}

/**
 * How many edits turn a word into another: a letter put in, left out or changed, or two neighbours that have changed places (Damerau's distance
 * by optimal string alignment). Infinity where there are more than `max`.
 */
function edits(word: string, other: string, max: number): number {
  if (Math.abs(word.length - other.length) > max) return Infinity;
  let twoAbove: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (word[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1] ? (twoAbove[j - 2] ?? 0) + 1 : Infinity;
      const count = Math.min(changed, swapped, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row.push(count);
      if (count < least) least = count;
    }
    // No later row holds less than this one.
    if (least > max) return Infinity;
    twoAbove = above;
    above = row;
  }
  const count = above[other.length] ?? Infinity;
  return count <= max ? count : Infinity;
}
