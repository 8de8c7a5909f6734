import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { ElapsedUnit } from '../../core/query.ts';
import { namesBeginning, namesEnd } from '../../language/en/column-names.ts';
import { stretchOpenings } from '../../language/en/changes.ts';
import {
  aheadWords, durationNouns, durationOpenings, elapsedJoiners, elapsedUnits, fixedNames, lengthNouns, momentNouns, reachingWords, verbParticles,
} from '../../language/en/dates.ts';
import { stem } from '../../language/en/stem.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { articles } from '../../language/en/stop-words.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { momentsCalled } from '../../semantics/events.ts';
import { isPlanned } from '../../semantics/moments.ts';
import { stintOf } from '../../semantics/stints.ts';
import { type AggregateName, type Measure, tablesOf } from '../plan.ts';
import { tablesInPlay, tablesNear } from './columns.ts';
import { momentsCalledAfter, momentsOfVerb, momentsSaidAt } from './events.ts';
import type { FeatureVector } from '../features.ts';
import type { Fragment } from './fragment.ts';
import { functionsAt } from './measures.ts';
import { enclosing, inside } from './inside.ts';
import type { Rule } from './rule.ts';

const reach = 12;

/** "how many days does it take to pay an invoice", "average time to resolve", "days from booking to delivery", "average rental length": the time between two moments of a row. */
export const duration: Rule = (lattice, at) => {
  const opened = openingAt(lattice, at);
  if (!opened) return [];
  const before = ahead(lattice, at, opened);
  if (before.length > 0) return before;
  const between = fromTo(lattice, at, opened);
  const until = between.length > 0 ? [] : untilVerb(lattice, at, opened);
  return [...between, ...until, ...wholeLength(lattice, at, opened)];
};

/** "how many days in advance do people book", "average days booked ahead": from when it was fixed until its day. */
function ahead(lattice: Lattice, at: number, opened: Opening): Fragment[] {
  const place = Array.from({ length: aheadReach }, (_, offset) => opened.to + offset).find((index) => aheadWords.has(wordAt(lattice, index)));
  if (place === undefined) return [];
  return tablesInPlay(lattice).flatMap((table) => {
    const moments = entityMoments(lattice, table);
    const [fixed] = momentsCalled(fixedNames.map((name) => [stem(name)]), table, lattice.semantics);
    const days = moments.filter((column) => column !== fixed && !column.column.nullable);
    const day = days.find(({ stems }) => namesBeginning(stems)) ?? days[0];
    if (!fixed || !day) return [];
    const verb = Array.from({ length: aheadReach }, (_, offset) => place + 1 + offset).find((index) => momentsOfVerb(lattice, index, [table])?.columns.includes(fixed));
    const holes = [{ from: opened.to, to: place }, { from: place + 1, to: verb ?? place + 1 }];
    return [offer(lattice, { from: at, to: (verb ?? place) + 1 }, elapsed({ ...opened, unit: saidUnit(lattice) ?? opened.unit }, fixed, day), { 'duration:stretch': 1 }, holes)];
  }).slice(0, 1);
}

const aheadReach = 4;

/** From when rows begin until what the verb says has happened. */
function untilVerb(lattice: Lattice, at: number, opened: Opening): Fragment[] {
  const offers: Fragment[] = [];
  for (let place = opened.to; place < Math.min(lattice.tokens.length, opened.to + reach); place += 1) {
    if (articles.has(wordAt(lattice, place - 1))) continue;
    const verb = momentsOfVerb(lattice, place, tablesInPlay(lattice)) ?? { to: place + 1, columns: momentsCalledAfter(lattice, place, tablesInPlay(lattice)) };
    for (const [rank, end] of verb.columns.entries()) {
      const begin = beginningOf(lattice, end);
      const measure = begin && elapsed({ ...opened, unit: saidUnit(lattice) ?? opened.unit }, begin, end);
      if (measure) offers.push(offer(lattice, { from: at, to: verb.to }, measure, { 'moment:rank': rank, 'duration:gap': place - opened.to }, [{ from: opened.to, to: place }]));
    }
    if (offers.length > 0) break;
  }
  return offers;
}

/** A time that goes by; `holes` are what stands between the words that ask for it. */
function offer(lattice: Lattice, span: Span, measure: Measure, features: FeatureVector, holes: readonly Span[] = []): Fragment {
  const owners = tablesOf(measure);
  const within = inside(lattice, holes, owners);
  const isGrouped = within.parts.some(({ kind }) => kind === 'group');
  const told = { ...features, ...(owners[0] && lattice.named.has(owners[0]) ? { 'duration:named': 1 } : {}), ...(isGrouped ? { 'duration:grouped': 1 } : {}) };
  return enclosing('duration', span, { parts: [{ kind: 'projection', measure }], features: told }, within);
}

/** "from shipping to delivery", "between booking and pickup", "order to shipment". */
function fromTo(lattice: Lattice, at: number, opened: Opening): Fragment[] {
  for (let place = opened.to; place < Math.min(lattice.tokens.length, opened.to + reach); place += 1) {
    const start = stretchOpenings.has(wordAt(lattice, place)) ? place + 1 : place;
    const places = Array.from({ length: start > place ? openedReach : momentReach }, (_, offset) => start + 1 + offset);
    const joiner = places.find((next) => elapsedJoiners.has(wordAt(lattice, next)));
    if (joiner === undefined) continue;
    const pairs = pairsNamed(lattice, start, joiner + 1);
    if (pairs.length === 0) continue;
    const to = endOfMoment(lattice, joiner + 1);
    const unit = saidUnit(lattice) ?? opened.unit;
    const holes = [{ from: opened.to, to: place }, { from: endOfMoment(lattice, start), to: joiner }];
    return pairs.slice(0, pairsMax).map(([begin, end], rank) =>
      offer(lattice, { from: at, to }, elapsed({ ...opened, unit }, begin, end), { 'moment:rank': rank, 'duration:stretch': 1 }, holes));
  }
  return [];
}

const pairsMax = 3;
const momentReach = 4;
/** Behind "from" and "between" a moment may say of what: "between an application for a loan and the payout". */
const openedReach = 6;

/** Of the tables in play; where none has two such moments, of any: "from brewing to packaging" speaks of batches, which it does not name. */
function pairsNamed(lattice: Lattice, start: number, end: number): (readonly [IndexedColumn, IndexedColumn])[] {
  const pairs = (tables: readonly IndexedTable[]) => {
    const ends = momentsNamed(lattice, end, tables);
    return momentsNamed(lattice, start, tables).flatMap((begin) => ends.filter((other) => other !== begin && other.table === begin.table).map((other) => [begin, other] as const));
  };
  const played = pairs(tablesInPlay(lattice));
  return played.length > 0 || lattice.catalog.tables.length > scannedMax ? played : pairs(lattice.catalog.tables);
}

const scannedMax = 100;

/** The moments that a word names, by what happens or by their own names. */
function momentsNamed(lattice: Lattice, at: number, tables: readonly IndexedTable[]): readonly IndexedColumn[] {
  const place = skipStopWords(lattice, at, reachingWords);
  const said = lattice.tokens[place]?.stem ?? '';
  const called = tables.flatMap((table) => entityMoments(lattice, table).filter(({ stems }) => said !== '' && stems.includes(said)));
  const meant = momentNouns.get(wordAt(lattice, place));
  const standing = meant ? tables.flatMap((table) => momentsCalled(meant.map((name) => [stem(name)]), table, lattice.semantics)) : [];
  return [...new Set([...called, ...standing, ...momentsSaidAt(lattice, place, tables)])];
}

/** The place behind such a word and its particle: "to the pick-up". */
function endOfMoment(lattice: Lattice, at: number): number {
  const place = skipStopWords(lattice, at, reachingWords);
  const isParticle = verbParticles.has(wordAt(lattice, place + 1)) && !triggerAt(lattice, place + 1, 'average');
  return momentsOfVerb(lattice, place, [])?.to ?? (isParticle ? place + 2 : place + 1);
}

/** "average rental length", "how long does a breakdown last": the time that is kept of a row, or that between its begin and its end. */
function wholeLength(lattice: Lattice, at: number, opened: Opening): Fragment[] {
  const place = Array.from({ length: reach }, (_, offset) => opened.to - 1 + offset).find((index) => lengthNouns.has(wordAt(lattice, index)));
  if (place === undefined) return [];
  const own = lengthsOf(lattice, at, opened, tablesInPlay(lattice).slice(0, tablesMax));
  // Who stays has a stay: "average stay per car park" speaks of what begins and ends there.
  const beside = own.length > 0 ? [] : tablesNear(lattice).filter((table) => stintOf(table, lattice.semantics) !== undefined);
  return [...own, ...lengthsOf(lattice, at, opened, beside.slice(0, tablesMax))];
}

/** The lengths of the rows of some tables. */
function lengthsOf(lattice: Lattice, at: number, opened: Opening, tables: readonly IndexedTable[]): Fragment[] {
  return tables.flatMap((table, rank): Fragment[] => {
    const kept = table.columns.filter((column) => lattice.semantics.attribute(column).role === 'duration').map((column): Measure => ({ kind: 'aggregate', function: opened.name, column, distinct: false }));
    const moments = entityMoments(lattice, table);
    const stint = stintOf(table, lattice.semantics);
    const begin = stint?.begin ?? moments.find(({ stems }) => namesBeginning(stems)) ?? moments[0];
    const end = stint?.end ?? moments.find((column) => column !== begin && namesEnd(column.stems));
    const gone = begin && end ? [elapsed({ ...opened, unit: saidUnit(lattice) ?? opened.unit }, begin, end)] : [];
    return [...kept, ...gone].slice(0, 1).map((measure) => offer(lattice, { from: at, to: opened.to }, measure, { 'duration:whole': 1, 'duration:rank': rank }));
  });
}

const tablesMax = 3;

/** "mean time to resolve alerts, in hours" */
function saidUnit({ tokens }: Lattice): ElapsedUnit | undefined {
  return tokens.map(({ lower }) => elapsedUnits.get(lower)).find((unit) => unit !== undefined);
}

interface Opening {
  readonly unit: ElapsedUnit;
  readonly name: AggregateName;
  readonly to: number;
}

/** "how long", "how many days", "average time", "average number of days". */
function openingAt(lattice: Lattice, at: number): Opening | undefined {
  // Of "how many days" the days alone ask for nothing.
  if (wordAt(lattice, at - 1) === 'many' || wordAt(lattice, at - 2) === 'number') return undefined;
  const named = functionsAt(lattice, at);
  const place = named ? named.to : at;
  const [phrase] = phrasesAt(durationOpenings, place, (index) => wordAt(lattice, index));
  if (phrase) return { unit: phrase.meaning, name: named?.functions[0] ?? 'avg', to: place + phrase.words.length };
  const unit = named && durationNouns.get(wordAt(lattice, place));
  const [owner] = named && !unit ? (lattice.tables[place] ?? []) : [];
  if (named && owner && durationNouns.has(wordAt(lattice, owner.to))) return { unit: 'day', name: named.functions[0] ?? 'avg', to: owner.to + 1 };
  return unit && { unit, name: named.functions[0] ?? 'avg', to: place + 1 };
}

/** The first of the moments of a row that come before. */
export function beginningOf(lattice: Lattice, end: IndexedColumn): IndexedColumn | undefined {
  const moments = entityMoments(lattice, end.table);
  const before = moments.slice(0, Math.max(moments.indexOf(end), 0)).filter((column) => !isPlanned(column));
  return before.find(({ column }) => !column.nullable) ?? before[0];
}

function entityMoments({ semantics }: Lattice, table: IndexedTable): readonly IndexedColumn[] {
  return semantics.entity(table).moments;
}

function elapsed({ unit, name }: Opening, from: IndexedColumn, to: IndexedColumn): Measure {
  return { kind: 'aggregate', function: name, column: from, distinct: false, of: { kind: 'elapsed', unit, from, to } };
}
