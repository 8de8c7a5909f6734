import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { isBirth } from '../../semantics/moments.ts';
import { type Filter, filterTables, negate } from '../plan.ts';
import { type FeatureVector, merge } from '../features.ts';
import { isDeparture } from './current.ts';
import { type Gathered, tablesIn } from './gather.ts';
import type { Scope } from './conditions.ts';
import { leadsTo } from './paths.ts';

export interface Absence {
  readonly filters: readonly Filter[];
  readonly features: FeatureVector;
}

/** All that is missing, in each way in which each part of it may be. */
export function absencesOf(withouts: readonly Gathered[], subject: IndexedTable, scope: Scope): Absence[] {
  if (withouts.length > 1 && withouts.some((without) => tablesIn(without).length === 0)) return [];
  return withouts.flatMap((without) => apart(without, subject, scope.catalog)).reduce<Absence[]>(
    (found, without) => found.flatMap((before) => absence(without, subject, scope).map(({ filters, features }) => ({ filters: [...before.filters, ...filters], features: merge(before.features, features) }))),
    [{ filters: [], features: {} }],
  );
}

/** "without orders or reviews": there is neither. Of "booked a session" one refers to the other, and both are one. */
function apart(without: Gathered, subject: IndexedTable, catalog: CatalogIndex): Gathered[] {
  const named = without.entities.filter((table) => table !== subject);
  const isAllThatIsSaid = tablesIn(without).every((table) => without.entities.includes(table)) && without.filters.length === 0 && without.having.length === 0;
  const isOne = !without.halved && named.some((table) => named.some((other) => other !== table && leadsTo(catalog, other, table)));
  return named.length < 2 || !isAllThatIsSaid || isOne ? [without] : named.map((table) => ({ ...without, entities: [table], halved: false }));
}

/** "without any concert in 2014": rows of the subject that have no partner there; of a condition on the subject itself, its opposite. None where nothing is left to be missing. */
function absence(without: Gathered, subject: IndexedTable, scope: Scope): Absence[] {
  // "not full time or on leave": one side is missing, and the other is not.
  if (without.halved) return [];
  const tables = tablesIn(without);
  const other = without.entities.find((table) => table !== subject) ?? tables.find((table) => table !== subject);
  const [having] = without.having;
  const [filter, ...more] = without.filters;
  // What is said of those who lack something is no condition on what they lack.
  if (other && without.filters.some((filter) => filterTables(filter).every((table) => table === subject))) return [];
  if (other) {
    const missing: Filter = { kind: 'exists', table: subject, other, filters: without.filters, negated: true, ...(having?.measure ? { having: { ...having.having, measure: having.measure } } : {}) };
    return [{ filters: [missing], features: { 'without:exists': 1 } }];
  }
  const [asked] = without.projections;
  if (!filter && asked) return unknown(asked).map((missing) => ({ filters: [missing], features: { 'without:unknown': 1 } }));
  if (!filter && without.both.length === 0) return children(subject, scope.catalog).map((child, rank) => unreferred(subject, child, rank));
  const negated = filter && more.length === 0 ? negate(filter) : undefined;
  if (!filter || !negated) return [];
  // "dogs that have not been in since June" did not live until then alone: nothing has happened with them.
  if (filter.kind === 'period' && (isDeparture(filter.column, scope.semantics) || isBirth(filter.column))) return childrenSince(filter, subject, scope);
  // Who has not logged in since then may never have.
  const never: Filter[] = filter.kind === 'compare' && filter.unit !== undefined && filter.column.column.nullable ? [{ kind: 'null', column: filter.column, negated: false }] : [];
  return [{ filters: [never.length > 0 ? { kind: 'or', filters: [...never, negated] } : negated], features: { 'without:negated': 1 } }];
}

/** "clients whose papers we never checked": what would tell of it is not known. */
function unknown(asked: Gathered['projections'][number]): Filter[] {
  if (asked.kind !== 'projection' || asked.measure.kind !== 'column' || !asked.measure.column.column.nullable) return [];
  return [{ kind: 'null', column: asked.measure.column, negated: false }];
}

function unreferred(subject: IndexedTable, other: IndexedTable, rank: number): Absence {
  return { filters: [{ kind: 'exists', table: subject, other, filters: [], negated: true }], features: { 'without:child': 1, 'without:child-rank': rank } };
}

/** "labels nobody uses": rows to which no other refers; where several might, each is offered. */
function children(subject: IndexedTable, catalog: CatalogIndex): IndexedTable[] {
  const found = new Set(catalog.edges(subject).flatMap(({ from, to }) => (to === subject && from !== subject ? [from] : [])));
  return [...found].slice(0, childrenMax);
}

const childrenMax = 3;

/** Rows to which nothing refers that happened in a stretch of time. */
function childrenSince(filter: Filter & { kind: 'period' }, subject: IndexedTable, { catalog, semantics }: Scope): Absence[] {
  return children(subject, catalog).flatMap((child, rank) => {
    const [column] = semantics.entity(child).moments;
    const missing: Filter[] = column ? [{ kind: 'exists', table: subject, other: child, filters: [{ ...filter, column }], negated: true }] : [];
    return missing.length === 0 ? [] : [{ filters: missing, features: { 'without:child': 1, 'without:child-rank': rank } }];
  });
}
