export type TermKind = 'synonym' | 'metric' | 'filter';

/** What a word of the house means: another word for something, a measure, or a condition that always goes with a table. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
  readonly kind: TermKind;
}
