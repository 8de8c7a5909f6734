import type { FeatureVector } from '../features.ts';
import type { IndexedTable } from '../../catalog/index.ts';
import { headcounts, staffNouns } from '../../language/en/possession.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

const peopleMax = 2;

/** "headcount by department", "driver headcount per depot": how many people there are. */
export const headcount: Rule = (lattice, at) => {
  if (headcounts.has(wordAt(lattice, at))) return staff(lattice).map((table, rank) => counted({ from: at, to: at + 1 }, table, { 'headcount:rank': rank }));
  return (lattice.tables[at] ?? []).filter(({ to }) => headcounts.has(wordAt(lattice, to))).map((link) => counted({ from: at, to: link.to + 1 }, link.table, linkFeatures(link)));
};

function counted(span: { readonly from: number; readonly to: number }, table: IndexedTable, features: FeatureVector): Fragment {
  return fragment('headcount', span, [{ kind: 'count', distinct: false, present: true }, { kind: 'entity', table }], features);
}

function staff({ catalog, semantics }: Lattice): IndexedTable[] {
  return catalog.tables.filter((table) => semantics.entity(table).kind === 'person' && table.stems.some((word) => staffNouns.has(word))).slice(0, peopleMax);
}
