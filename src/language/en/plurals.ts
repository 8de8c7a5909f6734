import pluralize from 'pluralize';

/** The plural of a noun, or of the last noun of a name: "order_lines" of "order_line". */
export function pluralOf(noun: string): string {
  return pluralize.plural(noun);
}

/** The singular of a noun, or of the last noun of a name. */
export function singularOf(noun: string): string {
  return pluralize.singular(noun);
}
