const rankConstant = 60;

/** Lists of keys as one, by reciprocal rank (Cormack, Clarke and Büttcher 2009). */
export function fused(lists: readonly (readonly string[])[], countMax: number): string[] {
  const scores = new Map<string, number>();
  for (const list of lists) for (const [rank, key] of list.entries()) scores.set(key, (scores.get(key) ?? 0) + 1 / (rankConstant + rank + 1));
  return [...scores].toSorted(([, a], [, b]) => b - a).slice(0, countMax).map(([key]) => key);
}
