import { adjectiveFilter } from './adjective-filter.ts';
import { age } from './age.ts';
import { averageFilter } from './average-filter.ts';
import { truncatedDate } from './truncated-date.ts';
import { columnFilter } from './column-filter.ts';
import { columnsFilter } from './columns-filter.ts';
import { gradedOrder } from './graded-order.ts';
import { eventFilter } from './event-filter.ts';
import { flagFilter } from './flag-filter.ts';
import { group } from './group.ts';
import { hasSome } from './has-some.ts';
import { having } from './having.ts';
import { aggregate, all, alsoNamed, bothNames, column, companions, count, distinct, entity, mention, nameOf, ofLater, questionWord, referenced } from './projections.ts';
import { connective, share, without } from './links.ts';
import { measureBy } from './measure-by.ts';
import { dateFilter } from './date-filter.ts';
import { namedRow } from './named-row.ts';
import { noneLeft } from './none-left.ts';
import { nullFilter } from './null-filter.ts';
import { numberFilter } from './number-filter.ts';
import { order } from './order.ts';
import { patternFilter } from './pattern-filter.ts';
import { period } from './period.ts';
import type { Rule } from './rule.ts';
import { terms } from './terms.ts';
import { superlative } from './superlative.ts';
import { counted, top } from './top.ts';
import { valueFilter } from './value-filter.ts';

/** Every rule reads at every token; their order means nothing, the ranker decides. */
export const rules: readonly Rule[] = [
  column, mention, nameOf, ofLater, bothNames, referenced, companions, alsoNamed, entity, aggregate, count, questionWord, all, distinct,
  columnFilter, columnsFilter, valueFilter, numberFilter, adjectiveFilter, averageFilter, patternFilter, dateFilter, period, age, nullFilter, eventFilter, noneLeft, hasSome, namedRow, flagFilter,
  having, group, measureBy, truncatedDate, superlative, top, counted, order, gradedOrder,
  without, share, connective, terms,
];
