import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { hourlyNouns, stretchQuestions, truncationAdverbs, type TruncationUnit, truncationUnits } from '../../language/en/dates.ts';
import { fiscalUnitAt } from '../../language/en/fiscal.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { keyToKey } from '../../language/en/linking-words.ts';
import type { Span } from '../link/span.ts';
import { isMoment, isQuantity, momentPlace, temporalColumns } from './columns.ts';
import { type FeatureVector, merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { aggregateOf } from './money-measures.ts';
import type { Rule } from './rule.ts';
import { stretchSaid } from './stretch.ts';

/** "per month", "by year", "monthly": one row for each stretch of a date. A column that is called so is grouped by like any other. */
export const truncatedDate: Rule = (lattice, at) => {
  const found = truncationAt(lattice, at);
  if (!found || (lattice.columns[found.at] ?? []).some(({ score }) => score > 0.9)) return [];
  const dates = temporalColumns(lattice).filter((column) => isMoment(lattice, column));
  const cut = (column: IndexedColumn): Part => ({ kind: 'projection', measure: { kind: 'part', column, unit: found.unit } });
  const alone = dates.map((column) => fragment('bucket', found, [cut(column)], momentPlace(column, dates)));
  // "by year and plan"
  const seconds = secondKeys(lattice, found.to).flatMap(({ to, key, features }) => dates.slice(0, momentsMax).map((column) =>
    fragment('bucket-two', { from: at, to }, [{ kind: 'group', key }, cut(column)], merge(features, momentPlace(column, dates)))));
  return [...alone, ...seconds];
};

function secondKeys(lattice: Lattice, at: number): { readonly to: number; readonly key: IndexedColumn | IndexedTable; readonly features: FeatureVector }[] {
  if (!['and', ','].includes(wordAt(lattice, at))) return [];
  const place = skipStopWords(lattice, at + 1, keyToKey);
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => !isQuantity(lattice, column)).slice(0, 3).map((link) => ({ to: link.to, key: link.column, features: linkFeatures(link) }));
  return [...columns, ...(lattice.tables[place] ?? []).slice(0, 2).map((link) => ({ to: link.to, key: link.table, features: linkFeatures(link) }))];
}

interface Truncation extends Span {
  readonly unit: TruncationUnit;
  /** Where the unit is said. */
  readonly at: number;
}

function truncationAt(lattice: Lattice, from: number): Truncation | undefined {
  const adverb = truncationAdverbs.get(wordAt(lattice, from));
  // An hourly rate is what an hour costs, whatever the hour.
  if (adverb === 'hour' && hourlyNouns.has(wordAt(lattice, from + 1))) return undefined;
  if (adverb) return { from, at: from, to: from + 1, unit: adverb };
  const trigger = triggerAt(lattice, from, 'each', 'by');
  if (!trigger) return undefined;
  const place = skipStopWords(lattice, trigger.to);
  const unit = weekdayAt(lattice, place);
  return unit && { from, at: place, ...unit };
}

/** "month"; "fiscal year", where it was said when they begin. */
export function unitAt(lattice: Lattice, at: number): { readonly unit: TruncationUnit; readonly to: number } | undefined {
  const fiscal = lattice.semantics.customs.calendar.fiscal && fiscalUnitAt((place) => wordAt(lattice, place), at);
  const unit = truncationUnits.get(wordAt(lattice, at));
  return fiscal ?? (unit && { unit, to: at + 1 });
}

/** "the busiest day of the week" is a weekday, and no date. */
function weekdayAt(lattice: Lattice, at: number): { readonly to: number; readonly unit: TruncationUnit } | undefined {
  const found = unitAt(lattice, at);
  const week = found?.unit === 'day' && wordAt(lattice, at + 1) === 'of' ? skipStopWords(lattice, at + 2) : at;
  return wordAt(lattice, week) === 'week' && week > at ? { to: week + 1, unit: 'weekday' } : found;
}

/** "the busiest hour", "our best month ever for donations": the stretch of time in which most happened. */
export const peak: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'high', 'low', 'common', 'rare', 'most', 'fewest');
  const graded = trigger ?? (lattice.adjectives[at] ?? []).find(({ adjective }) => adjective.superlative);
  const place = graded && skipStopWords(lattice, graded.to);
  const cut = place === undefined ? undefined : weekdayAt(lattice, place);
  const unit = cut?.unit;
  // "the most hours" are those that were put in.
  const amounts = trigger !== undefined && (trigger.name === 'most' || trigger.name === 'fewest') && isPlural(wordAt(lattice, place ?? at));
  // "last month" is one, and not the greatest of them.
  if (!graded || !cut || !unit || amounts || stretchSaid(lattice, at)) return [];
  const direction = trigger ? (['low', 'rare', 'fewest'].includes(trigger.name) ? 'asc' : 'desc') : lowest.test(wordAt(lattice, at)) ? 'asc' : 'desc';
  const span: Span = { from: at, to: cut.to };
  const moments = temporalColumns(lattice).filter((column) => isMoment(lattice, column)).slice(0, momentsMax);
  return moments.flatMap((column): Fragment[] => {
    const part: Part = { kind: 'projection', measure: { kind: 'part', column, unit } };
    const money = lattice.semantics.money(column.table).filter(({ minor }) => !minor).slice(0, 1).map((measure) => aggregateOf(measure, 'sum'));
    return [
      fragment('peak', span, [part, { kind: 'top', measure: { kind: 'count', table: column.table }, direction, limit: 1 }], momentPlace(column, moments)),
      ...money.map((measure) => fragment('peak-money', span, [part, { kind: 'top', measure, direction, limit: 1 }], momentPlace(column, moments))),
    ];
  });
};

/** "which month had the most tickets", "in what year did we take the most": the stretch of time of which the greatest is asked for. */
export const stretchAsked: Rule = (lattice, at) => {
  if (!stretchQuestions.has(wordAt(lattice, at)) || !ranksLater(lattice, at + 1)) return [];
  const cut = weekdayAt(lattice, at + 1);
  if (!cut || (lattice.columns[at + 1] ?? []).some(({ score }) => score > 0.9)) return [];
  const moments = temporalColumns(lattice).filter((column) => isMoment(lattice, column)).slice(0, momentsMax);
  return moments.map((column) => fragment('stretch-asked', { from: at, to: cut.to }, [{ kind: 'projection', measure: { kind: 'part', column, unit: cut.unit } }], momentPlace(column, moments)));
};

function ranksLater(lattice: Lattice, from: number): boolean {
  return lattice.tokens.some((_, at) => at >= from && triggerAt(lattice, at, 'high', 'low', 'most', 'fewest') !== undefined);
}

const momentsMax = 3;
const lowest = /^(?:worst|lowest|least|slowest|quietest|fewest|weakest|poorest|smallest)$/;
