import type { IndexedTable } from '../../catalog/index.ts';
import { filterTables } from '../plan.ts';
import type { TermLink } from './glossary.ts';
import type { SaidLink } from './meant.ts';
import type { Span } from './span.ts';

/** Words of which a person said which rows of a table they mean: what its columns and values suggest beside that is not meant. */
export interface Decided extends Span {
  readonly table: IndexedTable;
}

export function decidedBy(links: readonly SaidLink[], terms: readonly TermLink[]): Decided[] {
  const states = links.flatMap(({ from, to, meaning, certainty }) => (certainty === 1 && (meaning.kind === 'state' || meaning.kind === 'rows') ? [{ from, to, table: meaning.table }] : []));
  return [...states, ...terms.flatMap(({ from, to, meaning }) => (meaning.kind === 'filter' ? filterTables(meaning.filter).map((table) => ({ from, to, table })) : []))];
}

export function isDecided(decided: readonly Decided[], { from, to }: Span, table: IndexedTable): boolean {
  return decided.some((phrase) => phrase.table === table && phrase.from <= from && to <= phrase.to);
}
