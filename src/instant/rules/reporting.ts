import type { IndexedColumn } from '../../catalog/index.ts';
import { displayColumns, selfReferencingKey } from '../../catalog/roles.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { reportingKeys, reportingPhrases, type ReportingWay, superiorNouns } from '../../language/en/reporting.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "who reports to Lee", "who does Lee report to", "Lee's boss": along the key by which rows refer to those above them. */
export const reporting: Rule = (lattice, at) => [...phraseFirst(lattice, at), ...nameFirst(lattice, at)];

/** "reports to Lee", "supervises Lee" */
function phraseFirst(lattice: Lattice, at: number): Fragment[] {
  const [phrase] = phrasesAt(reportingPhrases, at, (index) => wordAt(lattice, index));
  if (!phrase) return [];
  return namesAt(lattice, at + phrase.words.length).flatMap((named) => offer(lattice, { from: at, to: named.to }, named, phrase.meaning));
}

/** "does Lee report to", "Lee's boss" */
function nameFirst(lattice: Lattice, at: number): Fragment[] {
  return namesAt(lattice, at).flatMap((named) => {
    const phrase = phrasesAt(reportingPhrases, named.to, (index) => wordAt(lattice, index)).find(({ meaning }) => meaning === 'below');
    const to = phrase ? named.to + phrase.words.length : superiorNouns.has(wordAt(lattice, named.to)) ? named.to + 1 : undefined;
    return to === undefined ? [] : offer(lattice, { from: at, to }, named, 'above');
  });
}

interface Named {
  readonly filters: readonly (Filter & { readonly kind: 'compare' })[];
  readonly to: number;
}

/** The name of one row, in one column or in two. */
function namesAt(lattice: Lattice, at: number): Named[] {
  const links = (lattice.valueLinks[at] ?? []).filter(({ column, match }) => match !== 'part' && displayColumns(column.table).includes(column));
  return links.flatMap((link): Named[] => {
    const [first, last] = displayColumns(link.column.table);
    const own: Filter & { readonly kind: 'compare' } = { kind: 'compare', column: link.column, operator: '=', value: link.value };
    if (!last) return [{ filters: [own], to: link.to }];
    const behind = first === link.column ? (lattice.valueLinks[link.to] ?? []).find(({ column, match }) => column === last && match !== 'part') : undefined;
    return behind ? [{ filters: [own, { kind: 'compare', column: behind.column, operator: '=', value: behind.value }], to: behind.to }] : [];
  });
}

function offer(lattice: Lattice, span: { readonly from: number; readonly to: number }, { filters }: Named, way: ReportingWay): Fragment[] {
  const [first] = filters;
  const via = first && keyAbove(lattice, first.column);
  if (!first || !via) return [];
  const shown = displayColumns(first.column.table).map((column): Part => ({ kind: 'projection', measure: way === 'above' ? { kind: 'referred', column, via } : { kind: 'column', column } }));
  const conditions = filters.map((filter): Part => ({ kind: 'filter', filter: way === 'above' ? filter : { ...filter, via } }));
  return [fragment(`reporting-${way}`, span, [...shown, ...conditions])];
}

/** The key to the one above: the only one, or the one that is called so. */
function keyAbove({ catalog }: Lattice, { table }: IndexedColumn): IndexedColumn | undefined {
  const inferred = catalog.edges(table).flatMap(({ from, to, pairs }) => (from === table && to === table && pairs.length === 1 ? [pairs[0]?.[0]] : []));
  const keys = table.columns.filter((column) => selfReferencingKey(column) !== undefined || inferred.includes(column.column.name));
  return keys.find(({ stems }) => stems.some((word) => reportingKeys.has(word))) ?? (keys.length === 1 ? keys[0] : undefined);
}
