import { groupBy } from '../std/group-by.ts';
import type { Evidence } from './evidence.ts';
import type { CatalogIndex, IndexedTable } from './index.ts';
import { isLikely } from './joins.ts';

/** Tables that a question may be about together, with what a match in each of them counts for the area. */
export type Area = ReadonlyMap<IndexedTable, number>;

type EvidenceByTable = ReadonlyMap<IndexedTable, Evidence>;

/** What holds more tables is not one area. */
const areaTablesMax = 60;
/** Around so many tables areas are made of their neighbours. */
const seedsMax = 60;
/** A neighbour's match counts for less the further away it is. */
const hopDecay = [1, 0.8, 0.5] as const;
const namedAlikeCloseness = 0.8;
/** The others are too unlikely to have a table shown. */
const areasMax = 30;

interface Groups {
  readonly bySchema: ReadonlyMap<string, readonly IndexedTable[]>;
  /** By schema and the first word of their names: `hr_employees`, `hr_salaries`. */
  readonly byPrefix: ReadonlyMap<string, readonly IndexedTable[]>;
}

const groupsOf = new WeakMap<CatalogIndex, Groups>();

/** Schemas that are one of several and small; in others, what lies within two joins of each table that most speaks for, with those of its prefix. */
export function areasOf(catalog: CatalogIndex, evidence: EvidenceByTable): Area[] {
  let groups = groupsOf.get(catalog);
  if (!groups) groupsOf.set(catalog, (groups = { bySchema: groupBy(catalog.tables, schemaOf), byPrefix: groupBy(catalog.tables, prefixOf) }));
  const { bySchema, byPrefix } = groups;
  const small = new Set<string>();
  const large: IndexedTable[] = [];
  for (const table of evidence.keys()) {
    if (bySchema.size > 1 && (bySchema.get(schemaOf(table))?.length ?? 0) <= areaTablesMax) small.add(schemaOf(table));
    else large.push(table);
  }
  const own = new Map(large.map((table) => [table, sumOf(evidence.get(table)?.words.values() ?? [])]));
  const seeds = large.toSorted((a, b) => (own.get(b) ?? 0) - (own.get(a) ?? 0) || a.position - b.position).slice(0, seedsMax);
  return [...[...small].map((schema) => new Map((bySchema.get(schema) ?? []).map((table) => [table, 1]))), ...seeds.map((seed) => around(catalog, seed, byPrefix.get(prefixOf(seed)) ?? []))];
}

const schemaOf = ({ table }: IndexedTable) => table.schema;
const prefixOf = ({ table, stems }: IndexedTable) => `${table.schema}.${stems[0]}`;

/** The nearest tables within two joins, and those of one prefix, unless many have it. */
function around(catalog: CatalogIndex, seed: IndexedTable, namedAlike: readonly IndexedTable[]): Area {
  const hops = new Map([[seed, 0]]);
  for (const [table, count] of hops) {
    if (count >= hopDecay.length - 1) break;
    for (const next of joinsOf(catalog, table).neighbours) {
      if (hops.size >= areaTablesMax) break;
      if (!hops.has(next)) hops.set(next, count + 1);
    }
  }
  const area = new Map([...hops].map(([table, count]) => [table, hopDecay[count] ?? 0]));
  if (namedAlike.length <= areaTablesMax) for (const table of namedAlike) area.set(table, Math.max(area.get(table) ?? 0, namedAlikeCloseness));
  return area;
}

interface Joins {
  readonly neighbours: ReadonlySet<IndexedTable>;
  /** How many joins lead to the table, and from it to others. */
  readonly referred: number;
  readonly referring: number;
}

const joinsByTable = new WeakMap<CatalogIndex, Map<IndexedTable, Joins>>();

function joinsOf(catalog: CatalogIndex, table: IndexedTable): Joins {
  let known = joinsByTable.get(catalog);
  if (!known) joinsByTable.set(catalog, (known = new Map()));
  let joins = known.get(table);
  if (!joins) {
    const edges = catalog.edges(table).filter((edge) => isLikely(edge) && edge.from !== edge.to);
    const referred = edges.filter((edge) => edge.to === table).length;
    known.set(table, (joins = { neighbours: new Set(edges.map((edge) => (edge.from === table ? edge.to : edge.from))), referred, referring: edges.length - referred }));
  }
  return joins;
}

/** What the best table of an area adds: one that explains most of a question by itself says more than as many words here and there. */
const bestTableWeight = 0.35;

/** The areas by what of the question they explain, with their share of the likelihood: evidence is log-odds. */
export function likeliest(areas: readonly Area[], evidence: EvidenceByTable): { readonly area: Area; readonly likelihood: number }[] {
  const scored = areas.map((area) => ({ area, score: scoreOf(area, evidence) })).toSorted((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  const total = sumOf(scored.map(({ score }) => Math.exp(score - best)));
  return scored.slice(0, areasMax).map(({ area, score }) => ({ area, likelihood: Math.exp(score - best) / total }));
}

function scoreOf(area: Area, evidence: EvidenceByTable): number {
  let best = 0;
  for (const [table, closeness] of area) best = Math.max(best, closeness * sumOf(evidence.get(table)?.words.values() ?? []));
  return sumOf(explainedBy(area, evidence).values()) + bestTableWeight * best;
}

/** The best match of each word among the tables. */
function explainedBy(area: Area, evidence: EvidenceByTable): Map<string, number> {
  const best = new Map<string, number>();
  for (const [table, closeness] of area) for (const [word, score] of evidence.get(table)?.words ?? []) best.set(word, Math.max(best.get(word) ?? 0, score * closeness));
  return best;
}

/**
 * Learned as the log-odds of a table to be in the gold SQL, within the schema of the question (logistic regression on the training sets), then
 * by how far behind the last needed table stands among those of all schemas (coordinate ascent).
 */
const chance = { none: -4.44, own: 1.89, foremost: 7.13, between: 0.72, referred: 0.5, referring: 0.47 } as const;
/** Explaining this much better than any other table makes a neighbour one of the ends between which a table stands. */
const foremostMin = 0.15;
const betweenMax = 3;

/**
 * How likely each table of an area is needed, if the question is about it: by its share of what the area explains, by what it explains best of
 * all (shared where several do so equally), by how many such tables it lies between, and by how many it is joined to.
 */
export function chancesIn(catalog: CatalogIndex, area: Area, evidence: EvidenceByTable): Map<IndexedTable, number> {
  const explained = explainedBy(area, evidence);
  const total = sumOf(explained.values());
  const isBest = (word: string, score: number, closeness: number) => score * closeness >= (explained.get(word) ?? 0) - 1e-9;
  const bearers = new Map<string, number>();
  for (const [table, closeness] of area) for (const [word, score] of evidence.get(table)?.words ?? []) if (isBest(word, score, closeness)) bearers.set(word, (bearers.get(word) ?? 0) + 1);
  const shares = new Map<IndexedTable, { readonly own: number; readonly foremost: number }>();
  for (const [table, closeness] of area) {
    let [own, foremost] = [0, 0];
    for (const [word, score] of evidence.get(table)?.words ?? []) {
      own += score * closeness;
      if (isBest(word, score, closeness)) foremost += (score * closeness) / (bearers.get(word) ?? 1);
    }
    shares.set(table, total > 0 ? { own: own / total, foremost: foremost / total } : { own: 0, foremost: 0 });
  }
  const foremost = [...area.keys()].filter((table) => (shares.get(table)?.foremost ?? 0) > foremostMin);
  return new Map([...shares].map(([table, share]) => {
    const { neighbours, referred, referring } = joinsOf(catalog, table);
    const ends = foremost.filter((other) => neighbours.has(other)).length;
    const odds = chance.none + chance.own * share.own + chance.foremost * share.foremost + chance.between * Math.min(betweenMax, ends)
      + chance.referred * Math.log1p(referred) + chance.referring * Math.log1p(referring);
    return [table, 1 / (1 + Math.exp(-odds))];
  }));
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
