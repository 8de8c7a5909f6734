import type { IndexedColumn } from '../catalog/index.ts';
import { type Gathered, subjectOf, tablesIn } from './compose/gather.ts';
import type { Context } from './candidates.ts';
import type { Filter } from './plan.ts';
import { referenceOf } from '../language/en/follow-ups.ts';
import type { QuestionToken } from '../language/en/tokens.ts';

/** What an earlier question leaves behind for one that builds on it; undefined where the question stands on its own, `namesTable` among its signs. */
export function contextOf(tokens: readonly QuestionToken[], before: Gathered, namesTable: boolean): Context | undefined {
  const { also, refers } = referenceOf(tokens);
  if (namesTable && !also && !refers) return undefined;
  return { tables: tablesIn(before), combine: (next) => combine(before, next, also) };
}

/** The parts of a question laid over those of the one before: what is said anew replaces, conditions add up. */
function combine(before: Gathered, next: Gathered, also: boolean): Gathered {
  const asks = next.projections.length > 0 || next.all || next.who;
  const ordered = next.tops.length > 0 || next.orders.length > 0 || next.limit !== undefined;
  const subject = subjectOf(before);
  const replaced = next.filters.flatMap(fixedColumn);
  const counted = new Map(next.counted);
  if (subject) for (const projection of next.projections) if (projection.kind === 'count' && !counted.has(projection)) counted.set(projection, subject);
  const regrouped = next.groups.length > 0;
  return {
    projections: asks ? (also ? [...before.projections, ...next.projections] : next.projections) : before.projections,
    filters: [...before.filters.filter((filter) => !fixedColumn(filter).some((column) => replaced.includes(column))), ...next.filters],
    both: [...before.both, ...next.both],
    having: next.having.length > 0 ? next.having : regrouped ? [] : before.having,
    tops: ordered ? next.tops : before.tops,
    orders: ordered ? next.orders : before.orders,
    limit: ordered ? next.limit : before.limit,
    groups: regrouped ? next.groups : before.groups,
    entities: [...new Set([...(subject ? [subject] : []), ...next.entities, ...before.entities])],
    between: [...before.between, ...next.between],
    had: [...before.had, ...next.had],
    plural: [...before.plural, ...next.plural],
    each: next.each,
    distinct: next.distinct || (!asks && before.distinct),
    all: next.all || (!asks && before.all),
    whoFirst: false,
    who: next.who || (!asks && before.who),
    beside: next.beside || (!asks && before.beside),
    figuresBeside: next.figuresBeside || (!asks && before.figuresBeside),
    difference: next.difference,
    change: next.change || (!asks && before.change),
    running: next.running || (!asks && before.running),
    offset: next.offset,
    halved: next.halved,
    contrasted: next.contrasted,
    averaged: next.averaged || (!asks && before.averaged),
    share: next.share ?? (asks ? undefined : before.share),
    withouts: next.withouts.length > 0 ? next.withouts : before.withouts,
    counted: new Map([...before.counted, ...counted]),
  };
}

/** The column that a condition fixes to one value: another value of it takes its place ("and in 2015?"). */
function fixedColumn(filter: Filter): IndexedColumn[] {
  return filter.kind === 'compare' && filter.operator === '=' ? [filter.column] : [];
}
