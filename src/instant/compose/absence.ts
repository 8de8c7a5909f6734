import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { type Filter, filterTables, negate } from '../plan.ts';
import type { FeatureVector } from '../features.ts';
import { type Gathered, tablesIn } from './gather.ts';

export interface Absence {
  readonly filters: readonly Filter[];
  readonly features: FeatureVector;
}

/** "without any concert in 2014": rows of the subject that have no partner there; of a condition on the subject itself, its opposite. None where nothing is left to be missing. */
export function absence(without: Gathered, subject: IndexedTable, catalog?: CatalogIndex): Absence[] {
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
  if (!filter && catalog) return children(subject, catalog).map((child, rank) => unreferred(subject, child, rank));
  const negated = filter && more.length === 0 ? negate(filter) : undefined;
  return negated ? [{ filters: [negated], features: { 'without:negated': 1 } }] : [];
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
