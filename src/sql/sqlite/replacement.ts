/** What is written in place of a part of the text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function replaced(sql: string, replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of replacements.toSorted((a, b) => a.start - b.start)) {
    parts.push(sql.slice(at, start), text);
    at = end;
  }
  return [...parts, sql.slice(at)].join('');
}
