/** A text of so many characters at most, its end marked where it was cut. The copy keeps nothing of the long text that it was cut from. */
export function cut(text: string, charsMax: number): string {
  return text.length > charsMax ? `${Buffer.from(text.slice(0, charsMax)).toString()}…` : text;
}
