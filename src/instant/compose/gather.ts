import type { IndexedTable } from '../../catalog/index.ts';
import type { Filter } from '../plan.ts';
import { type Fragment, ownerOf, type Part } from '../rules/fragment.ts';
import { denies, excludes, filterTables, negate, tablesOf } from '../plan.ts';

type PartOf<K extends Part['kind']> = Extract<Part, { kind: K }>;

/** The parts of one scope of a question, by kind, each kind in the order of the question. */
export interface Gathered {
  readonly projections: readonly (PartOf<'projection'> | PartOf<'count'>)[];
  readonly filters: readonly Filter[];
  readonly both: readonly (readonly Filter[])[];
  readonly having: readonly PartOf<'having'>[];
  readonly tops: readonly PartOf<'top'>[];
  readonly orders: readonly PartOf<'order'>[];
  readonly limit: PartOf<'limit'> | undefined;
  /** Rows before the first that is asked for: "the second highest". */
  readonly offset: number | undefined;
  readonly groups: readonly PartOf<'group'>['key'][];
  /** For each of which the first rows are asked for. */
  readonly within?: PartOf<'group'>['key'];
  readonly entities: readonly IndexedTable[];
  /** Tables through which others are joined. */
  readonly between: readonly IndexedTable[];
  /** Those of the entities in which rows must have partners. */
  readonly had: readonly IndexedTable[];
  /** Those of the entities that are named in the plural. */
  readonly plural: readonly IndexedTable[];
  /** Something is asked of each of those that are named. */
  readonly each: boolean;
  readonly distinct: boolean;
  readonly all: boolean;
  readonly who: boolean;
  /** The question begins with it. */
  readonly whoFirst: boolean;
  /** What is asked for is shown beside what the rows are called. */
  readonly beside: boolean;
  /** The figures that are asked for are shown beside rows that are told for each of something. */
  readonly figuresBeside: boolean;
  /** How many percent meet the conditions is asked for. */
  readonly share: PartOf<'share'> | undefined;
  /** The figure is asked for "on average". */
  readonly averaged: boolean;
  readonly difference: PartOf<'difference'> | undefined;
  /** What a figure has changed since the stretch of time before is asked for, too. */
  readonly change: boolean;
  /** What a figure has come to by then is asked for. */
  readonly running: boolean;
  /** The scopes of which each must be missing ("without any concert in 2014 and with no address"). */
  readonly withouts: readonly Gathered[];
  /** An "or" joins what this scope says with what was said outside, or one table with another, of which one would be left out. */
  readonly halved: boolean;
  /** Two things are held against each other, of which each is told by itself. */
  readonly contrasted: boolean;
  /** The entity that each `count` of `items` counts: the first that is named after it. */
  readonly counted: ReadonlyMap<Part, IndexedTable>;
}

/** What belongs to the whole question wherever it stands. */
const global: ReadonlySet<Part['kind']> = new Set(['order', 'limit', 'projection', 'count', 'all', 'who', 'beside', 'share', 'averaged', 'difference', 'change', 'running', 'place', 'distinct', 'group', 'top']);

export function gather(fragments: readonly Fragment[]): Gathered {
  const parts = fragments.flatMap((fragment) => fragment.parts);
  const opening = parts.findIndex(opens);
  if (opening < 0) return collect(parts, []);
  const inside: Gathered[] = [];
  const outside: Part[] = parts.slice(0, opening);
  for (const scope of scopesOf(parts.slice(opening))) {
    const hasTarget = scope.some(isTarget);
    const isMoved = (part: Part, index: number) => (global.has(part.kind) && (hasTarget || part.kind !== 'projection')) || isAsked(part, scope[index + 1]);
    outside.push(...scope.filter(isMoved));
    inside.push(collect(scope.filter((part, index) => !isMoved(part, index)), []));
  }
  return collect(outside, inside);
}

function opens(part: Part): boolean {
  return part.kind === 'without' || (part.kind === 'link' && part.word === 'butNot');
}

function isTarget(part: Part): boolean {
  return part.kind === 'entity' || part.kind === 'filter' || part.kind === 'having';
}

/** "or who never ordered": those are asked for, and nothing is denied of them. */
function isAsked(part: Part, next: Part | undefined): boolean {
  return part.kind === 'entity' && next?.kind === 'who';
}

/** What each negation denies: up to the next one, where something stands between them. */
function scopesOf(parts: readonly Part[]): Part[][] {
  const scopes: Part[][] = [[]];
  for (const part of parts) {
    if (!opens(part)) scopes.at(-1)?.push(part);
    else if (scopes.at(-1)?.some(isTarget)) scopes.push([]);
  }
  return scopes;
}

function collect(parts: readonly Part[], withouts: readonly Gathered[]): Gathered {
  const kinds = new Set(parts.map(({ kind }) => kind));
  const of = <K extends Part['kind']>(kind: K) => (kinds.has(kind) ? parts.filter((part): part is PartOf<K> => part.kind === kind) : []);
  const entities = of('entity');
  const { filters, both } = conditions(parts);
  return {
    projections: withoutEchoes(parts.filter((part) => part.kind === 'projection' || part.kind === 'count')),
    filters,
    both,
    having: of('having'),
    tops: of('top'),
    orders: of('order'),
    limit: of('limit')[0],
    offset: of('place')[0]?.offset,
    groups: of('group').map((part) => part.key),
    entities: [...new Set(entities.flatMap((part) => (part.between ? [] : [part.table])))],
    between: entities.flatMap((part) => (part.between ? [part.table] : [])),
    had: entities.flatMap((part) => (part.had ? [part.table] : [])),
    plural: entities.flatMap((part) => (part.plural ? [part.table] : [])),
    each: entities.some((part) => part.each),
    distinct: kinds.has('distinct'),
    all: kinds.has('all'),
    who: kinds.has('who'),
    whoFirst: parts[0]?.kind === 'who' && parts[0].asks === true,
    beside: kinds.has('beside'),
    figuresBeside: showsFiguresBeside(parts),
    share: of('share')[0],
    averaged: kinds.has('averaged'),
    difference: of('difference')[0],
    change: kinds.has('change'),
    running: kinds.has('running'),
    withouts,
    halved: isHalved(parts),
    contrasted: parts.some((part) => part.kind === 'link' && part.word === 'and'),
    counted: countedBy(parts),
  };
}

/** "the average monthly permit fee": words on both sides of a noun name one column, of which the figure alone is asked for. */
function withoutEchoes(projections: Gathered['projections']): Gathered['projections'] {
  const figures = new Set(projections.flatMap((part) => (part.kind === 'projection' && part.measure.kind === 'aggregate' && part.measure.function !== 'count' ? [part.measure.column] : [])));
  return figures.size === 0 ? projections : projections.filter((part) => part.kind === 'count' || part.measure.kind !== 'column' || !figures.has(part.measure.column));
}

/** "orders per month and their revenue": no figure was asked for before. */
function showsFiguresBeside(parts: readonly Part[]): boolean {
  const before = parts.slice(0, Math.max(0, parts.findIndex(({ kind }) => kind === 'beside')));
  const isStretch = (part: Part) => part.kind === 'projection' && part.measure.kind === 'part';
  return before.some((part) => part.kind === 'group' || isStretch(part)) && !before.some((part) => part.kind === 'count' || (part.kind === 'projection' && !isStretch(part)));
}

/** Conditions joined by "or" form one; two values of one column in "and" can hold only for different rows, and so it is of those that are held against each other. */
function conditions(parts: readonly Part[]): { readonly filters: readonly Filter[]; readonly both: readonly (readonly Filter[])[] } {
  const filters: Filter[] = [];
  const both: (readonly Filter[])[] = [];
  let either = false;
  let against = false;
  for (const part of parts) {
    if (part.kind === 'link' && part.word === 'or') either = filters.length > 0;
    if (part.kind === 'link' && part.word === 'and') against = filters.length > 0;
    if (part.kind === 'both') both.push(part.filters);
    if (part.kind !== 'filter' || filters.some((filter) => isSame(filter, part.filter))) continue;
    const last = filters.at(-1);
    const opposed = last && (against || excludes(last, part.filter));
    const denied = either && last && denies(last) ? neither(last, part.filter) : undefined;
    if (denied) filters.push(denied);
    else if (either && last) filters.splice(-1, 1, { kind: 'or', filters: last.kind === 'or' ? [...last.filters, part.filter] : [last, part.filter] });
    else if (last && opposed) {
      filters.pop();
      both.push([last, part.filter]);
    } else filters.push(part.filter);
    either = false;
    against = false;
  }
  return { filters, both };
}

/** "not from Rome or Oslo": neither holds. */
function neither(denied: Filter, next: Filter): Filter | undefined {
  const isOfColumn = denied.kind === 'compare' && next.kind === 'compare' && denied.column === next.column && !denies(next);
  return isOfColumn ? negate(next) : undefined;
}

/** "our doctors who are still here": what is missing was said twice. */
function isSame(one: Filter, other: Filter): boolean {
  return one.kind === 'null' && other.kind === 'null' && one.column === other.column && one.negated === other.negated;
}

function isHalved(parts: readonly Part[]): boolean {
  const isOr = (part: Part) => part.kind === 'link' && part.word === 'or';
  const [first, last] = [parts.findIndex(isOr), parts.findLastIndex(isOr)];
  const joinsTables = parts[first - 1]?.kind === 'entity' && parts[first + 1]?.kind === 'entity';
  return first >= 0 && (joinsTables || !(parts.slice(0, first).some(mayBeJoined) && parts.slice(last + 1).some(mayBeJoined)));
}

/** Whom a clause is about is none of what it says. */
function mayBeJoined(part: Part, index: number, parts: readonly Part[]): boolean {
  return part.kind === 'filter' || part.kind === 'having' || part.kind === 'projection' || (part.kind === 'entity' && parts[index - 1]?.kind !== 'who' && parts[index + 1]?.kind !== 'who');
}

function countedBy(parts: readonly Part[]): Map<Part, IndexedTable> {
  const counted = new Map<Part, IndexedTable>();
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'count') continue;
    const rest = parts.slice(index + 1);
    const found = rest.find((later) => later.kind === 'entity') ?? rest.find((later) => later.kind === 'filter');
    if (found?.kind === 'entity') counted.set(part, found.table);
    else if (found?.kind === 'filter') {
      const [table] = filterTables(found.filter);
      if (table) counted.set(part, table);
    }
  }
  return counted;
}

/** All tables that the scope speaks of, in the order of their first mention by kind. */
export function tablesIn(gathered: Gathered): IndexedTable[] {
  return [...new Set([
    ...gathered.entities,
    ...gathered.projections.flatMap((projection) => (projection.kind === 'projection' ? tablesOf(projection.measure) : [])),
    ...gathered.filters.flatMap(filterTables),
    ...gathered.both.flat().flatMap(filterTables),
    ...gathered.having.flatMap((part) => (part.measure ? tablesOf(part.measure) : [])),
    ...gathered.tops.flatMap((part) => [...(part.measure ? tablesOf(part.measure) : []), ...(part.key ? [ownerOf(part.key)] : [])]),
    ...gathered.groups.map(ownerOf),
    ...(gathered.within ? [ownerOf(gathered.within)] : []),
    ...gathered.orders.flatMap((part) => (part.measure ? tablesOf(part.measure) : [])),
  ])];
}

/** What the question is about: whose columns it asks for, else the first thing that it names and does not merely count. */
export function subjectOf(gathered: Gathered): IndexedTable | undefined {
  for (const projection of gathered.projections) if (projection.kind === 'projection' && projection.measure.kind === 'column') return projection.measure.column.table;
  const counted = new Set<IndexedTable>([...gathered.counted.values(), ...gathered.tops.flatMap((top) => (top.measure?.kind === 'count' ? [top.measure.table] : []))]);
  return gathered.entities.find((table) => !counted.has(table)) ?? gathered.groups.map(ownerOf)[0] ?? gathered.entities[0] ?? [...counted][0] ?? tablesIn(gathered)[0];
}
