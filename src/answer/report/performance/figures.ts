/** Milliseconds as a reader likes them: three digits that mean something. */
export function ms(value: number): number {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 3;
  return Number(value.toFixed(digits));
}

/** A part of a whole in percent with one decimal; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 10;
}

/** A part of a whole, 0 to 1. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 1_000;
}

/** `1 question`, `2 questions`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
