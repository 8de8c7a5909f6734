/** Characters as JSON text, in which a text travels. */
export function sizeOf(text: string): number {
  return JSON.stringify(text).length - 2;
}
