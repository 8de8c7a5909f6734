import { merge, told, type FeatureVector } from '../features.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { isAveraged } from '../../catalog/roles.ts';
import { type Adjective, phrasesAt } from '../../language/en/lexicon.ts';
import { isParticiple, isPlural } from '../../language/en/inflection.ts';
import { columnToSuperlative } from '../../language/en/linking-words.ts';
import { stem } from '../../language/en/stem.ts';
import { pluralLimit, superlativeLeads } from '../../language/en/superlatives.ts';
import { percentSigns } from '../../language/en/units.ts';
import type { Role } from '../../semantics/model.ts';
import { statePhrases } from '../../semantics/states.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { isAttributiveState } from './attributive.ts';
import { columnsGraded, isMoment, isOrdered, isQuantity } from './columns.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { measuresAt } from './measures.ts';
import { comparison } from './operands.ts';
import type { Rule } from './rule.ts';
import { ofEach } from './top.ts';

/** "the highest age", "3 most expensive", "the oldest", "the most concerts", "the most common type". */
export const superlative: Rule = (lattice, at) => {
  const { limit, start } = limitBefore(lattice, at);
  const offers = [...afterColumn(lattice, at), ...byMeasure(lattice, at, start, limit), ...byAdjective(lattice, at, start, limit), ...byAdjectiveColumn(lattice, at, start, limit), ...byCount(lattice, at, start, limit), ...byFrequency(lattice, at, start, limit), ...byParticiple(lattice, at, start, limit), ...adverbial(lattice, at)];
  return offers;
};

/** "the top 3 highest", "3 most", "the two oldest" */
function limitBefore(lattice: Lattice, at: number): { readonly limit: number; readonly start: number } {
  const lead = superlativeLeads.has(lattice.tokens[at]?.lower ?? '') ? at + 1 : at;
  const number = lattice.tokens[lead]?.number;
  const follows = number !== undefined && (triggerAt(lattice, lead + 1, 'high', 'low', 'most', 'fewest', 'common', 'rare') !== undefined || (lattice.adjectives[lead + 1] ?? []).some(({ adjective }) => adjective.superlative));
  return follows && number !== undefined ? { limit: number, start: lead + 1 } : { limit: 1, start: at };
}

/** There is a latest moment, and no most of it: "opened the most". */
function isMost(lattice: Lattice, { from }: { readonly from: number }): boolean {
  return ['most', 'least', 'fewest'].includes(wordAt(lattice, from));
}

/** Of what is so or is not there is no most: "the most discontinued products" are counted. */
function isFlag({ semantics }: Lattice, column: IndexedColumn): boolean {
  return semantics.attribute(column).role === 'flag';
}

/** "most expensive" grades the noun that follows, and is no figure of its own. */
function isGraded(lattice: Lattice, from: number, to: number): boolean {
  return (lattice.adjectives[from] ?? []).some((link) => link.adjective.superlative && link.to >= to);
}

function limitAfter(lattice: Lattice, at: number, limit: number): { readonly limit: number; readonly at: number } {
  const number = lattice.tokens[at]?.number;
  return limit === 1 && number !== undefined && number < 1_000 && !percentSigns.has(lattice.tokens[at + 1]?.lower ?? '') ? { limit: number, at: at + 1 } : { limit, at };
}

function byMeasure(lattice: Lattice, from: number, start: number, limit: number): Fragment[] {
  return (lattice.triggers[start] ?? []).filter(({ name }) => name === 'high' || name === 'low').flatMap((trigger) => {
    const after = limitAfter(lattice, trigger.to, limit);
    return measuresAt(lattice, after.at)
      .filter(({ to, measure }) => measure.kind !== 'column' || !isGraded(lattice, start, to))
      .filter(({ measure }) => measure.kind !== 'column' || (isOrdered(lattice, measure.column) && !isFlag(lattice, measure.column) && !(isMost(lattice, trigger) && isMoment(lattice, measure.column))))
      .flatMap(({ to, measure, features }) => limitsOf(lattice, to, after.limit).map((first) =>
        fragment('superlative', { from, to }, [{ kind: 'top', measure, direction: trigger.name === 'high' ? 'desc' : 'asc', limit: first.limit }], merge(features, first.features))));
  });
}

/** "the oldest", "the latest 10 appointments" */
function byAdjective(lattice: Lattice, from: number, start: number, before: number): Fragment[] {
  return (lattice.adjectives[start] ?? []).filter(({ adjective }) => adjective.superlative).flatMap(({ to: end, adjective }) => {
    const { limit, at: to } = limitAfter(lattice, end, before);
    const limits = limitsOf(lattice, skipStopWords(lattice, to), limit);
    const offer = (direction: 'asc' | 'desc') => (column: IndexedColumn, rank: number) => limits.map((first) =>
      fragment('superlative-adjective', { from, to }, [{ kind: 'top', measure: { kind: 'column', column }, direction, limit: first.limit, row: true }], merge({ 'dimension:rank': rank }, first.features)));
    const nouns = (lattice.tables[skipStopWords(lattice, to)] ?? []).filter(({ score }) => score > 0.75).map(({ table }) => table);
    const [most, least] = [ofNouns(lattice, nouns, adjective.up), ofNouns(lattice, nouns, adjective.down)];
    const ofRole = most.length + least.length > 0 ? [] : columnsOfRole(lattice, nouns, adjective);
    return [...averaged(lattice, { from, to }, nouns, adjective, limit), ...most.flatMap(offer('desc')), ...least.flatMap(offer('asc')), ...ofRole.flatMap(offer(directionOf(adjective, false)))];
  });
}

/** "the newest members": more than one, and it is not said how many. */
function limitsOf(lattice: Lattice, place: number, limit: number): readonly { readonly limit: number; readonly features: FeatureVector }[] {
  const several = limit === 1 && (lattice.tables[place] ?? []).some(({ to, score }) => score > 0.75 && isPlural(wordAt(lattice, to - 1)));
  return several ? [{ limit, features: told(oneOfSeveral) }, { limit: pluralLimit, features: { 'top:several': 1 } }] : [{ limit, features: {} }];
}

/** Bears one row for a question that speaks of several. */
export const oneOfSeveral = 'top:one-of-several';

/** "the conductor of the oldest orchestras": an adjective grades the noun that it stands before, where that can be graded; the largest of what has one figure is that of which the figure is largest. */
function ofNouns(lattice: Lattice, nouns: readonly IndexedTable[], names: readonly (readonly string[])[]): readonly IndexedColumn[] {
  const columns = columnsGraded(lattice, names);
  const own = columns.filter(({ table }) => nouns.includes(table));
  if (own.length > 0) return own;
  if (!names.some((name) => name.includes(size))) return columns;
  // The biggest invoice is that of the most money.
  const amounts = nouns.flatMap((table) => lattice.semantics.money(table)).filter(({ of, minor }) => !of && !minor).map(({ column }) => column).slice(0, 2);
  const figures = nouns.flatMap((table) => table.columns).filter((column) => isQuantity(lattice, column) && !unsized.has(lattice.semantics.attribute(column).role));
  return amounts.length > 0 ? amounts : figures.length === 1 ? figures : columns;
}

/** "the cheapest plan", whose money is its `monthly_cents`: what grades by its kind where no name tells. */
function columnsOfRole({ semantics }: Lattice, nouns: readonly IndexedTable[], { roles }: Adjective): readonly IndexedColumn[] {
  return roles.flatMap((role) => nouns.flatMap((table) => table.columns.filter((column) => semantics.attribute(column).role === role))).slice(0, ofRoleMax);
}

const ofRoleMax = 2;
const size = stem('size');
/** What is a number, and tells of no size. */
const unsized: ReadonlySet<Role> = new Set(['flag', 'code', 'year', 'coordinate', 'grade']);

/** "the best rated book": the ratings of a book are kept with its reviews. */
function averaged(lattice: Lattice, span: Span, nouns: readonly IndexedTable[], { up, down }: Adjective, limit: number): Fragment[] {
  const [noun, ...others] = nouns;
  if (!noun || others.length > 0 || ofNouns(lattice, nouns, [...up, ...down]).some(({ table }) => table === noun)) return [];
  const offer = (direction: 'asc' | 'desc') => (column: IndexedColumn, rank: number) => fragment('superlative-each', span, [{ kind: 'top', measure: ofEach(noun, { kind: 'column', column }), direction, limit }], { 'dimension:rank': rank });
  const children = (names: readonly (readonly string[])[]) => columnsGraded(lattice, names, childTables(lattice, noun)).filter((column) => isAveraged(column));
  return [...children(up).map(offer('desc')), ...children(down).map(offer('asc'))];
}

function childTables({ catalog }: Lattice, noun: IndexedTable): readonly IndexedTable[] {
  return [...new Set(catalog.edges(noun).flatMap(({ from, to }) => (to === noun && from !== noun ? [from] : [])))];
}

/** "whose price is the highest" */
function afterColumn(lattice: Lattice, at: number): Fragment[] {
  const quantity = triggerAt(lattice, at, 'count');
  const place = quantity ? skipStopWords(lattice, quantity.to) : at;
  // Keys have an order that means nothing: "who recruited the most" asks for no greatest key.
  return (lattice.columns[place] ?? []).filter(({ column }) => isOrdered(lattice, column) && lattice.semantics.attribute(column).role !== 'key').flatMap((link) => {
    const start = skipStopWords(lattice, link.to, columnToSuperlative);
    const trigger = start > link.to ? (lattice.triggers[start] ?? []).find(({ name, from, to }) => (name === 'high' || name === 'low') && !(isMost(lattice, { from }) && isMoment(lattice, link.column)) && (lattice.columns[skipStopWords(lattice, to)]?.length ?? 0) === 0) : undefined;
    return trigger ? [fragment('superlative-after', { from: at, to: trigger.to }, [{ kind: 'top', measure: { kind: 'column', column: link.column }, direction: trigger.name === 'high' ? 'desc' : 'asc', limit: 1 }], linkFeatures(link))] : [];
  });
}

/** "the shortest life expectancy": the adjective says only the direction. */
function byAdjectiveColumn(lattice: Lattice, from: number, start: number, limit: number): Fragment[] {
  return (lattice.adjectives[start] ?? []).filter(({ adjective }) => adjective.superlative).flatMap((link) =>
    (lattice.columns[skipStopWords(lattice, link.to)] ?? []).filter((named) => isOrdered(lattice, named.column) && !isAttributiveState(lattice, named)).map((named) =>
      graded({ from, to: named.to }, named, directionOf(link.adjective, isMoment(lattice, named.column)), limit)));
}

function graded(span: Span, link: ColumnLink, direction: 'asc' | 'desc', limit: number): Fragment {
  return fragment('superlative', span, [{ kind: 'top', measure: { kind: 'column', column: link.column }, direction, limit }], linkFeatures(link));
}

/** What is oldest began first, for all that its age is the greatest. */
function directionOf({ up, down }: Adjective, isDated: boolean): 'asc' | 'desc' {
  const tellsDate = (names: Adjective['up']) => names.some((name) => name.includes(date));
  return up.length > 0 && !(isDated && tellsDate(down)) ? 'desc' : 'asc';
}

const date = stem('date');

/** "the most concerts", "the fewest number of flights" */
function byCount(lattice: Lattice, from: number, start: number, limit: number): Fragment[] {
  return (lattice.triggers[start] ?? []).filter(({ name }) => name === 'most' || name === 'fewest').flatMap((trigger) => {
    const after = limitAfter(lattice, trigger.to, limit);
    const direction = trigger.name === 'most' ? 'desc' : 'asc';
    const place = skipStopWords(lattice, after.at);
    const columns = (lattice.columns[place] ?? []).filter(({ column }) => isQuantity(lattice, column) && !isFlag(lattice, column)).filter(({ to }) => !isGraded(lattice, start, to)).map((link) => fragment('superlative-quantity', { from, to: link.to }, [{ kind: 'top', measure: { kind: 'column', column: link.column }, direction, limit: after.limit }], linkFeatures(link)));
    // "the most cancelled orders" are no values of `cancelled_on`.
    const isSaidOf = ({ column, to }: ColumnLink) => (lattice.tables[to] ?? []).some(({ table }) => table === column.table);
    const values = (lattice.columns[place] ?? []).filter((link) => !isQuantity(lattice, link.column) && !isSaidOf(link)).map((link) => fragment('superlative-values', { from, to: link.to }, [{ kind: 'top', measure: { kind: 'count', table: link.column.table }, direction, limit: after.limit }], linkFeatures(link)));
    // "cost us the most in repairs" counts none.
    const counted = wordAt(lattice, after.at) === 'in' ? [] : lattice.tables[place] ?? [];
    const counts = counted.map((link) => fragment('superlative-count', { from, to: link.to }, [{ kind: 'top', measure: { kind: 'count', table: link.table }, direction, limit: after.limit }], linkFeatures(link)));
    return [...columns, ...values, ...byCountOf(lattice, { from, to: place }, direction, after.limit), ...counts];
  });
}

/** "which feature gets used most", "who shows up the most": how often something happens. */
function adverbial(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'most', 'fewest');
  if (!trigger || (lattice.tables[skipStopWords(lattice, trigger.to)] ?? []).length > 0 || (lattice.columns[skipStopWords(lattice, trigger.to)] ?? []).length > 0) return [];
  return [fragment('superlative-often', { from: at, to: trigger.to }, [{ kind: 'top', direction: trigger.name === 'most' ? 'desc' : 'asc', limit: 1 }])];
}

/** "the most damaged copies", "the fewest open tickets" */
function byCountOf(lattice: Lattice, { from, to: place }: Span, direction: 'asc' | 'desc', limit: number): Fragment[] {
  const states = phrasesAt(statePhrases, place, (index) => lattice.tokens[index]?.stem).flatMap(({ words, meaning }) => (lattice.tables[place + words.length] ?? []).flatMap((link) =>
    lattice.semantics.states(meaning, link.table).slice(0, 1).map((filter) =>
      fragment('superlative-count', { from, to: link.to }, [{ kind: 'top', measure: { kind: 'count', table: link.table }, direction, limit }, { kind: 'filter', filter }], linkFeatures(link)))));
  return [...states, ...valuesOf(lattice, { from, to: place }, direction, limit)];
}

function valuesOf(lattice: Lattice, { from, to: place }: Span, direction: 'asc' | 'desc', limit: number): Fragment[] {
  return (lattice.valueLinks[place] ?? []).filter(({ match }) => match !== 'part').flatMap((value) => (lattice.tables[value.to] ?? []).filter(({ table }) => table === value.column.table).map((link) =>
    fragment('superlative-count', { from, to: link.to }, [{ kind: 'top', measure: { kind: 'count', table: link.table }, direction, limit }, { kind: 'filter', filter: comparison(lattice, value.column, '=', value.value) }], merge(linkFeatures(link), { 'value:loss': 1 - Math.min(1, value.score) }))));
}

/** "the most borrowed title", "most booked player": by how often that happened, where a table keeps what happens. */
function byParticiple(lattice: Lattice, from: number, start: number, limit: number): Fragment[] {
  const trigger = triggerAt(lattice, start, 'most', 'fewest', 'high', 'low');
  const token = trigger && lattice.tokens[trigger.to];
  if (!trigger || !token || !isParticiple(token.lower) || !['most', 'least'].includes(lattice.tokens[trigger.to - 1]?.lower ?? '')) return [];
  const direction = lattice.tokens[trigger.to - 1]?.lower === 'most' ? 'desc' : 'asc';
  const place = skipStopWords(lattice, trigger.to + 1);
  const called = (lattice.tables[trigger.to] ?? []).map(({ table }) => table).filter((table) => lattice.semantics.entity(table).kind !== 'person');
  return (lattice.tables[place] ?? []).flatMap((link) => {
    const happened = called.length > 0 ? called : childTables(lattice, link.table).slice(0, childrenMax);
    return happened.filter((table) => table !== link.table).flatMap((table, rank) => limitsOf(lattice, place, limit).map((first) => {
      const done = { 'done:rank': rank, ...(called.length > 0 ? { 'done:called': 1 } : {}) };
      const top: Part = { kind: 'top', measure: { kind: 'count', table }, direction, limit: first.limit };
      return fragment('most-done', { from, to: link.to }, [{ kind: 'entity', table: link.table }, top], merge(linkFeatures(link), done, first.features));
    }));
  });
}

const childrenMax = 3;

/** "the most common hometown", "which type is least popular", "the most popular 3 types" */
function byFrequency(lattice: Lattice, from: number, start: number, limit: number): Fragment[] {
  return (lattice.triggers[start] ?? []).filter(({ name }) => name === 'common' || name === 'rare').flatMap((trigger) => {
    const direction = trigger.name === 'common' ? 'desc' : 'asc';
    const after = limitAfter(lattice, trigger.to, limit);
    const place = skipStopWords(lattice, after.at);
    const bare = limitsOf(lattice, place, after.limit).map(({ limit: first, features }) => fragment('frequency', { from, to: after.at }, [{ kind: 'top', direction, limit: first }], features));
    const columns = (lattice.columns[place] ?? []).map((link) => fragment('frequency-column', { from, to: link.to }, [{ kind: 'top', direction, limit: after.limit, key: link.column }], linkFeatures(link)));
    const tables = (lattice.tables[place] ?? []).flatMap((link) => limitsOf(lattice, place, after.limit).map((first) =>
      fragment('frequency-table', { from, to: link.to }, [{ kind: 'top', direction, limit: first.limit, key: link.table }], merge(linkFeatures(link), first.features))));
    return [...bare, ...columns, ...tables];
  });
}
