const wide = /[^\0-\u00ff]/;

/** About how much memory a text takes: V8 keeps a character in one byte where all of them fit, else each in two. */
export function textBytes(text: string): number {
  return 24 + text.length * (wide.test(text) ? 2 : 1);
}

/** About how much memory plain data takes: texts, numbers, lists and objects of them, with nothing that refers back. */
export function dataBytes(value: unknown): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 32;
  for (const item of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) bytes += 8 + dataBytes(item);
  return bytes;
}
