import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { isAdditive, isKey, isNumeric } from '../../catalog/roles.ts';
import { beforeCountedRows } from '../../language/en/questions.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { pluralLimit, rankingWords } from '../../language/en/superlatives.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { type Filter, type Measure, tablesOf } from '../plan.ts';
import { tablesInPlay, temporalColumns } from './columns.ts';
import { momentsOfVerb } from './events.ts';
import { type FeatureVector, merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type MeasureLink, type Part } from './fragment.ts';
import { measuresAt } from './measures.ts';
import { aggregateOf } from './money-measures.ts';
import { comparison } from './operands.ts';
import { rowsCalled } from './rows-called.ts';
import type { Rule } from './rule.ts';

/** "top 5", "first 3", "the bottom two": how many rows; by what is said elsewhere. */
export const top: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'first', 'last');
  const number = trigger ? lattice.tokens[trigger.to]?.number : undefined;
  if (!trigger || wordAt(lattice, at - 1) === 'at' || number === undefined || !Number.isInteger(number) || number < 1) return [];
  const direction = trigger.name === 'first' ? 'desc' : 'asc';
  const wanted = { from: trigger.to + 1, limit: number, direction } as const;
  const limit: Part = { kind: 'limit', limit: number, direction, ...(rankingWords.has(wordAt(lattice, at)) ? { ranked: true } : {}) };
  return [...topBy(lattice, at, wanted), ...byRole(lattice, at, wanted), ...inTime(lattice, at, wanted), fragment('limit', { from: at, to: trigger.to + 1 }, [limit])];
};

/** "top salesperson by cars sold", "our biggest supporter", "leading scorer": the first of them, by what is said or by how often they occur. */
export const first: Rule = (lattice, at) => {
  const number = lattice.tokens[at]?.number;
  const limit = number !== undefined && Number.isInteger(number) && number > 1 && number <= limitMax ? number : 1;
  const lead = limit > 1 ? at + 1 : at;
  const trigger = triggerAt(lattice, lead, 'high', 'first');
  const graded = (lattice.adjectives[lead] ?? []).find(({ adjective }) => adjective.superlative && adjective.up.length > 0);
  const from = trigger && (rankingWords.has(wordAt(lattice, lead)) || limit > 1) ? trigger.to : (graded?.to ?? (rankingWords.has(wordAt(lattice, lead)) ? lead + 1 : undefined));
  if (from === undefined) return [];
  const place = skipStopWords(lattice, from);
  const directions = directionsOf(wordAt(lattice, lead));
  const direction = directions.at(-1) ?? 'desc';
  const isParty = (table: IndexedTable) => ['person', 'organisation'].includes(lattice.semantics.entity(table).kind);
  const bare = (lattice.tables[place] ?? []).filter(({ table, to }) => isParty(table) && (limit === 1 || isPlural(wordAt(lattice, to - 1)))).map((link) => {
    // "our best customers": more than one, and it is not said how many.
    const isSeveral = limit === 1 && isPlural(wordAt(lattice, link.to - 1));
    const rows: Part = { kind: 'limit', limit: isSeveral ? pluralLimit : limit, direction, ranked: true };
    return fragment('first', { from: at, to: link.to }, [{ kind: 'entity', table: link.table }, rows], merge(linkFeatures(link), isSeveral ? { 'top:several': 1 } : {}));
  });
  return [...directions.flatMap((each) => topBy(lattice, at, { from, limit, direction: each })), ...byRole(lattice, at, { from, limit, direction }), ...bare];
};

/** The worst by what is bad have most of it, by what is good least; the bottom ones have least of anything. */
function directionsOf(word: string): readonly Wanted['direction'][] {
  if (word === 'worst') return ['desc', 'asc'];
  return word === 'bottom' ? ['asc'] : ['desc'];
}

const limitMax = 1_000;

/** "top 5 scorers", kept as the player that a goal refers to: those who occur most often in that role; "the biggest donor": with the most money; "top adopters by fees": by what is said. */
function byRole(lattice: Lattice, at: number, { from, limit, direction }: Wanted): Fragment[] {
  return (lattice.columns[skipStopWords(lattice, from)] ?? []).filter(({ tier }) => tier !== 'comment').flatMap((link) => {
    const { table, column } = link.column;
    const target = lattice.catalog.edges(table).find((edge) => edge.from === table && edge.pairs.length === 1 && edge.pairs[0]?.[0] === column.name)?.to;
    if (!target || target === table) return [];
    const ranked = (measure: Measure, features: FeatureVector, to = link.to) =>
      fragment('top-role', { from: at, to }, [{ kind: 'entity', table: target }, { kind: 'top', measure, direction, limit }], merge(linkFeatures(link), features));
    const by = triggerAt(lattice, link.to, 'by', 'orderBy');
    const measured = by ? measuresAt(lattice, by.to).filter(({ measure }) => tablesOf(measure).includes(table)).map((said) => ranked(ofEach(target, said.measure), said.features, said.to)) : [];
    const money = lattice.semantics.money(table).filter(({ flow, minor }) => flow === 'in' && !minor).slice(0, 1).map((found) => ranked(aggregateOf(found, 'sum'), { 'money:role': 1 }));
    return [...measured, ...money, ranked({ kind: 'count', table }, {})];
  });
}

/** "which three cities have the largest population": how many rows, before what they are. */
export const counted: Rule = (lattice, at) => {
  const token = lattice.tokens[at];
  if (token?.number === undefined || !Number.isInteger(token.number) || token.number < 2 || token.number > 1_000 || !beforeCountedRows.has(wordAt(lattice, at - 1))) return [];
  const limit = token.number;
  return (lattice.tables[at + 1] ?? []).map((link) => fragment('counted', { from: at, to: link.to }, [{ kind: 'entity', table: link.table }, { kind: 'limit', limit, direction: 'desc' }], linkFeatures(link)));
};

interface Wanted {
  readonly from: number;
  readonly limit: number;
  readonly direction: 'asc' | 'desc';
}

/** "the first customer to order": by when they did so, and not by when they came. */
export const firstToDo: Rule = (lattice, at) => {
  const word = wordAt(lattice, at);
  if (word !== 'last' && word !== 'first') return [];
  return (lattice.tables[at + 1] ?? []).flatMap((owner) => {
    const verb = wordAt(lattice, owner.to) === 'to' ? momentsOfVerb(lattice, owner.to + 1, tablesInPlay(lattice)) : undefined;
    if (!verb) return [];
    const top = (column: IndexedColumn): Part => ({ kind: 'top', measure: { kind: 'column', column }, direction: word === 'last' ? 'desc' : 'asc', limit: 1 });
    return verb.columns.map((column, rank) => fragment('top-moment', { from: at, to: verb.to }, [{ kind: 'entity', table: owner.table }, top(column)], merge(linkFeatures(owner), { 'moment:rank': rank })));
  });
};

/** "the last 5 orders", "first 3 payments": in the order of their dates. */
function inTime(lattice: Lattice, at: number, { from, limit }: Wanted): Fragment[] {
  const word = wordAt(lattice, at);
  if (word !== 'last' && word !== 'first') return [];
  const direction = word === 'last' ? 'desc' : 'asc';
  return (lattice.tables[skipStopWords(lattice, from)] ?? []).flatMap((owner) => temporalColumns(lattice).filter(({ table }) => table === owner.table).map((column, rank) =>
    fragment('top-moment', { from: at, to: owner.to }, [{ kind: 'entity', table: owner.table }, { kind: 'top', measure: { kind: 'column', column }, direction, limit }], merge(linkFeatures(owner), { 'moment:rank': rank }))));
}

/** "top 5 customers by revenue": said in one breath, it can mean nothing else. */
function topBy(lattice: Lattice, at: number, { from, limit, direction }: Wanted): Fragment[] {
  const start = skipStopWords(lattice, from);
  // "top 3 pubs by turnover": customers of a kind.
  const kinds = rowsCalled(lattice, start).map(({ to, table, filter, features }) => ({ to, table, features, parts: [{ kind: 'filter' as const, filter }] }));
  const tables = (lattice.tables[start] ?? []).map((link) => ({ to: link.to, table: link.table, features: linkFeatures(link), parts: [] }));
  return [...tables, ...kinds].flatMap((owner) => {
    const by = triggerAt(lattice, owner.to, 'by', 'orderBy');
    if (!by) return [];
    const ranked = (to: number, measure: Measure, features: FeatureVector, more: readonly Part[] = []) => {
      const isOwn = measure.kind === 'column' && measure.column.table === owner.table;
      const first: Part = { kind: 'top', measure: ofEach(owner.table, measure), direction, limit, ...(isOwn ? { row: true } : {}) };
      return fragment('top-by', { from: at, to }, [{ kind: 'entity', table: owner.table }, first, ...owner.parts, ...more], merge(owner.features, features));
    };
    const place = skipStopWords(lattice, by.to);
    const counted = (lattice.tables[place] ?? []).filter(({ table, to }) => table !== owner.table && isPlural(wordAt(lattice, to - 1)));
    const rows = counted.map((link) => ranked(link.to, { kind: 'count', table: link.table }, merge(linkFeatures(link), { 'measure:count': 1 })));
    const measured = measuresAt(lattice, by.to).map(({ to, measure, features }) => ranked(to, measure, features));
    return [...measured, ...rows, ...ofKind(lattice, place).map(({ to, measure, features, filter }) => ranked(to, measure, features, [{ kind: 'filter', filter }]))];
  });
}

/** "by sick days": a figure of the rows that are of a kind. */
function ofKind(lattice: Lattice, place: number): (MeasureLink & { readonly filter: Filter })[] {
  return (lattice.valueLinks[place] ?? []).filter(({ match }) => match !== 'part').flatMap((value) => {
    const filter = comparison(lattice, value.column, '=', value.value);
    return measuresAt(lattice, value.to).filter(({ measure }) => tablesOf(measure).includes(value.column.table)).map((link) => ({ ...link, filter }));
  });
}

/** "customers by revenue": a figure of other rows is added up for each, or averaged where a sum means nothing. */
export function ofEach(owner: IndexedTable, measure: Measure): Measure {
  if (measure.kind !== 'column' || measure.column.table === owner || !isNumeric(measure.column) || isKey(measure.column)) return measure;
  return { kind: 'aggregate', function: isAdditive(measure.column) ? 'sum' : 'avg', column: measure.column, distinct: false };
}
