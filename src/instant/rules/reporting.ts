import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns, selfReferencingKey } from '../../catalog/roles.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { referralKeys, referralPhrases, reportingKeys, reportingPhrases, type ReportingWay, superiorNouns } from '../../language/en/reporting.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { Filter } from '../plan.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "who reports to Lee", "who does Lee report to", "Lee's boss": along the key by which rows refer to those above them. */
export const reporting: Rule = (lattice, at) => [...phraseFirst(lattice, at), ...nameFirst(lattice, at), ...brought(lattice, at)];

/** "recruited by Lee", "introduced by Lee", "did Lee recruit": those whom somebody brought, by the key that keeps who did. */
function brought(lattice: Lattice, at: number): Fragment[] {
  const [phrase] = phrasesAt(referralPhrases, at, (index) => wordAt(lattice, index));
  const own = lattice.tokens[at];
  const passive = phrase ? at + phrase.words.length : own?.kind === 'word' && wordAt(lattice, at + 1) === 'by' ? at + 2 : undefined;
  const isMeant = (key: IndexedColumn) => (phrase ? key.stems.some((word) => referralKeys.has(word)) : own !== undefined && key.stems.includes(own.stem));
  const behind = passive === undefined ? [] : namesAt(lattice, passive).flatMap((named) => ofThose(lattice, { from: at, to: named.to }, named, isMeant));
  const before = namesAt(lattice, at).flatMap((named) => {
    const verb = lattice.tokens[named.to];
    const isVerb = verb?.kind === 'word' && ['did', 'has', 'have'].includes(wordAt(lattice, at - 1));
    return isVerb ? ofThose(lattice, { from: at, to: named.to + 1 }, named, ({ stems }) => stems.includes(verb.stem)) : [];
  });
  return [...behind, ...before];
}

function ofThose(lattice: Lattice, span: Span, { filters }: Named, isMeant: (key: IndexedColumn) => boolean): Fragment[] {
  const table = filters[0]?.column.table;
  const via = table && selfKeys(lattice, table).find(isMeant);
  return via ? [fragment('reporting-below', span, [{ kind: 'entity', table }, ...filters.map((filter): Part => ({ kind: 'filter', filter: { ...filter, via } }))])] : [];
}

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

function offer(lattice: Lattice, span: Span, { filters }: Named, way: ReportingWay): Fragment[] {
  const [first] = filters;
  const via = first && keyAbove(lattice, first.column);
  if (!first || !via) return [];
  const shown = displayColumns(first.column.table).map((column): Part => ({ kind: 'projection', measure: way === 'above' ? { kind: 'referred', column, via } : { kind: 'column', column } }));
  const conditions = filters.map((filter): Part => ({ kind: 'filter', filter: way === 'above' ? filter : { ...filter, via } }));
  return [fragment(`reporting-${way}`, span, [...shown, ...conditions])];
}

/** The key to the one above: the only one, or the one that is called so. */
function keyAbove(lattice: Lattice, { table }: IndexedColumn): IndexedColumn | undefined {
  const keys = selfKeys(lattice, table);
  return keys.find(({ stems }) => stems.some((word) => reportingKeys.has(word))) ?? (keys.length === 1 ? keys[0] : undefined);
}

function selfKeys({ catalog }: Lattice, table: IndexedTable): readonly IndexedColumn[] {
  const inferred = catalog.edges(table).flatMap(({ from, to, pairs }) => (from === table && to === table && pairs.length === 1 ? [pairs[0]?.[0]] : []));
  return table.columns.filter((column) => selfReferencingKey(column) !== undefined || inferred.includes(column.column.name));
}
