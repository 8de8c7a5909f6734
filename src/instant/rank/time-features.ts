import type { Add } from '../features.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { isYear } from '../../catalog/roles.ts';
import { isParticiple } from '../../language/en/inflection.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { stem } from '../../language/en/stem.ts';
import { eventVerbs } from '../../semantics/events.ts';
import { moneyVerbs } from '../../semantics/measures.ts';
import type { EntityKind, SemanticModel } from '../../semantics/model.ts';
import type { Lattice } from '../link/lattice.ts';
import { momentsTold, saidMoments } from '../rules/events.ts';
import { once } from '../rules/once.ts';
import { type Filter, filterTables, type Measure, measuresOf, type Plan, tablesOf } from '../plan.ts';

/** How the moments of a plan fit what it measures: "customers by revenue in 2025" speaks of when was sold, and not of when they signed up. */
export function timeFeatures(plan: Plan, lattice: Lattice, add: Add): void {
  const { catalog, semantics } = lattice;
  const cut = plan.projections.flatMap((measure) => (measure.kind === 'part' ? [measure.column] : []));
  const sides = plan.projections.flatMap(withinOf);
  const compared = [...plan.filters, ...sides.flat()].flatMap(momentsOf);
  const said = [...new Set([...cut, ...compared])];
  if (said.length === 0) return;
  const measured = new Set(figures(plan).flatMap(tablesOf));
  const happens = (table: IndexedTable) => happening.has(semantics.entity(table).kind);
  const heads = new Set([...measured].flatMap((table) => catalog.edges(table).flatMap(({ from, to }) => (from === table && to !== table && happens(to) ? [to] : []))));
  const read = tablesRead(plan);
  // Who has no end, or one that is still to come, and what is due and was not paid, is told by a state.
  const still = new Set(plan.filters.flatMap((filter) => (filter.kind === 'or' || filter.kind === 'and' ? momentsOf(filter) : [])));
  for (const column of said) {
    if (measured.size > 0) add(`time:${fit(column.table, measured, heads)}`);
    const { moments, kind } = semantics.entity(column.table);
    add(moments[0] === column ? 'time:first' : moments.includes(column) ? 'time:later' : 'time:other');
    add(`time:${kind}`);
    const told = momentsTold(lattice, column.table);
    if (told.length > 0 && !told.includes(column) && !still.has(column)) add('time:unsaid');
    if (happening.has(kind) || saidMoments(lattice, column.table).includes(column)) continue;
    if (kind === 'person' && tellsDeed(lattice)) add('time:person-did');
    const isGrouped = plan.groups.some((key) => ('column' in key ? key.table : key) === column.table);
    const tells = (table: IndexedTable) => table !== column.table && (happens(table) || (isGrouped && measured.has(table))) && semantics.entity(table).moments.length > 0;
    if (!still.has(column) && read.some(tells)) add('time:standing');
  }
  const ended = plan.filters.flatMap((filter) => happenedIn(filter, semantics));
  if (ended.some((moment) => said.some((column) => column !== moment && column.table === moment.table))) add('time:unheeded');
  const periods = new Set(sides.flatMap((filters) => filters.flatMap(momentsOf)));
  if ((cut.length > 0 && compared.some((column) => !cut.includes(column))) || periods.size > 1) add('time:mixed');
}

/** "visits by carer in May": of the tables that a plan speaks of, those whose rows happened tell when; a carer was hired on another day. */
function tablesRead(plan: Plan): IndexedTable[] {
  return [...measuresOf(plan).flatMap(tablesOf), ...plan.filters.flatMap(filterTables), ...plan.groups.map((key) => ('column' in key ? key.table : key)), ...plan.tables];
}

/** The conditions of each of the figures that a measure compares: of one quarter, and of the one before. */
function withinOf(measure: Measure): (readonly Filter[])[] {
  if (measure.kind === 'arithmetic') return [...withinOf(measure.left), ...withinOf(measure.right)];
  return measure.kind === 'within' ? [measure.filters] : [];
}

/** "how many members borrowed something in May": the question tells what people did, and not when they joined. */
const tellsDeed = once(({ tokens }): boolean => {
  const stemAt = (index: number) => tokens[index]?.stem;
  return tokens.some(({ lower }, at) => at > 0 && (isParticiple(lower) || phrasesAt(moneyVerbs, at, stemAt).length > 0 || phrasesAt(eventVerbs, at, stemAt).some(({ meaning }) => !meaning.who)));
});

/** Of these, "in May" is when they happened; of a thing it is when it was launched. */
const happening: ReadonlySet<EntityKind> = new Set(['transaction', 'event', 'log', 'line']);

function fit(table: IndexedTable, measured: ReadonlySet<IndexedTable>, heads: ReadonlySet<IndexedTable>): 'measured' | 'head' | 'beside' {
  return measured.has(table) ? 'measured' : heads.has(table) ? 'head' : 'beside';
}

function figures(plan: Plan): Measure[] {
  return measuresOf(plan).flatMap(parts).filter(({ kind }) => kind === 'aggregate' || kind === 'count' || kind === 'share' || kind === 'portion' || kind === 'within');
}

function parts(measure: Measure): Measure[] {
  return measure.kind === 'arithmetic' ? [...parts(measure.left), ...parts(measure.right)] : [measure];
}

/** What has happened to the rows that a condition leaves: of withdrawn copies, told by their day or by their state, the day of that is known. */
function happenedIn(filter: Filter, semantics: SemanticModel): readonly IndexedColumn[] {
  if (filter.kind === 'and') return filter.filters.flatMap((part) => happenedIn(part, semantics));
  if (filter.kind === 'null') return filter.negated ? [filter.column] : [];
  if (filter.kind !== 'compare' || filter.operator !== '=' || typeof filter.value !== 'string') return [];
  const state = stem(filter.value.toLowerCase());
  return semantics.entity(filter.column.table).moments.filter(({ stems }) => stems.includes(state));
}

function momentsOf(filter: Filter): IndexedColumn[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.flatMap(momentsOf);
    case 'period':
      return [filter.column];
    case 'compare':
    case 'between':
      return filter.unit === undefined && !isYear(filter.column) ? [] : [filter.column];
    case 'columns':
    case 'lasting':
    case 'like':
    case 'null':
    case 'aggregate':
    case 'extreme':
    case 'exists':
    case 'sql':
      return [];
  }
}
