/** The lower-case words of running text, without possessive endings. */
export function textWords(text: string): string[] {
  return text.toLowerCase().replace(/['’]s\b/g, '').match(/[\p{L}\p{N}]+(?:[.'’_@-][\p{L}\p{N}]+)*/gu) ?? [];
}
