/** Text of a database or a person without what a terminal would take for a command: escape sequences, bells, carriage returns. Lines stay lines. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '\u{fffd}');
}
