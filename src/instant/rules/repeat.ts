import type { IndexedTable } from '../../catalog/index.ts';
import { returning } from '../../language/en/linking-words.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

const waysMax = 2;

/** "repeat customers", "returning guests": somebody who bought, booked or gave more than once. */
export const repeat: Rule = (lattice, at) => {
  if (!returning.has(wordAt(lattice, at))) return [];
  return (lattice.tables[at + 1] ?? []).filter(({ table }) => ['person', 'organisation'].includes(lattice.semantics.entity(table).kind)).flatMap((link) =>
    deedsOf(lattice, link.table).map((other, rank): Fragment => {
      const filter: Filter = { kind: 'exists', table: link.table, other, filters: [], having: { operator: '>', value: 1, measure: { kind: 'count', table: other } }, negated: false };
      return fragment('repeat', { from: at, to: link.to }, [{ kind: 'entity', table: link.table }, { kind: 'filter', filter }], merge(linkFeatures(link), { 'repeat:rank': rank }));
    }));
};

/** What people do: transactions before other events. */
function deedsOf({ catalog, semantics }: Lattice, table: IndexedTable): IndexedTable[] {
  const children = [...new Set(catalog.edges(table).flatMap(({ from, to }) => (to === table && from !== table ? [from] : [])))];
  const of = (kind: string) => children.filter((child) => semantics.entity(child).kind === kind);
  return [...of('transaction'), ...of('event')].slice(0, waysMax);
}
