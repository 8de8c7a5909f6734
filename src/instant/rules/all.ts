import { adjectiveFilter } from './adjective-filter.ts';
import { age } from './age.ts';
import { amountInUnit, bareSum, mass } from './amounts.ts';
import { beside } from './beside.ts';
import { averageFilter } from './average-filter.ts';
import { peak, stretchAsked, truncatedDate } from './truncated-date.ts';
import { compared } from './compared.ts';
import { columnFilter } from './column-filter.ts';
import { columnsFilter } from './columns-filter.ts';
import { gradedOrder } from './graded-order.ts';
import { eventNoun } from './events.ts';
import { eventFilter } from './event-filter.ts';
import { flagFilter } from './flag-filter.ts';
import { group } from './group.ts';
import { hasSome } from './has-some.ts';
import { having } from './having.ts';
import { aggregate, all, alsoNamed, bothNames, column, companions, count, distinct, entity, happening, mention, nameOf, ofLater, questionWord, referenced } from './projections.ts';
import { averageNumber, averageOfRows, connective, onAverage, share, whoNever, without } from './links.ts';
import { duration } from './duration.ts';
import { lasting } from './lasting.ts';
import { absent, hoursWorked, present } from './present.ts';
import { priceOf } from './price-of.ts';
import { rate } from './rate.ts';
import { spenders } from './spenders.ts';
import { reporting } from './reporting.ts';
import { columnOfRole, doer, eitherRole, inRoles, role } from './roles.ts';
import { money, moneyDone, moneyOfRows, moneyVerb, taxSaid } from './money.ts';
import { manner } from './manner.ts';
import { measureBy } from './measure-by.ts';
import { numberOf } from './number-of.ts';
import { occasion } from './occasions.ts';
import { dateFilter } from './date-filter.ts';
import { namedRow } from './named-row.ts';
import { noneLeft } from './none-left.ts';
import { nullFilter } from './null-filter.ts';
import { numberFilter } from './number-filter.ts';
import { order } from './order.ts';
import { patternFilter } from './pattern-filter.ts';
import { period } from './period.ts';
import { place } from './place.ts';
import { apart, change, difference, growth, running } from './change.ts';
import { bestsellers, mostPieces, neverSold, piecesSold } from './bestsellers.ts';
import { headcount } from './headcount.ts';
import { repeat } from './repeat.ts';
import type { Rule } from './rule.ts';
import { sameAs } from './same-as.ts';
import { saidHappened, saidMeasure, saidState } from './said.ts';
import { ours, standing } from './standing.ts';
import { state } from './state.ts';
import { tenure } from './tenure.ts';
import { terms } from './terms.ts';
import { superlative } from './superlative.ts';
import { counted, first, firstToDo, top } from './top.ts';
import { monthOfYear, weekday } from './weekday.ts';
import { kindOf, valueFilter } from './value-filter.ts';
import { contrast, versus } from './versus.ts';

/** Every rule reads at every token; their order means nothing, the ranker decides. */
export const rules: readonly Rule[] = [
  column, mention, nameOf, ofLater, bothNames, referenced, companions, beside, alsoNamed, entity, aggregate, count, questionWord, happening, all, distinct,
  columnFilter, columnsFilter, valueFilter, versus, contrast, kindOf, numberFilter, adjectiveFilter, averageFilter, patternFilter,
  dateFilter, period, weekday, monthOfYear, age, present, absent, nullFilter, eventFilter, eventNoun, noneLeft, hasSome, namedRow, flagFilter, state, standing, ours,
  having, headcount, repeat, bestsellers, neverSold, piecesSold, mostPieces, spenders, priceOf, numberOf, occasion, group, manner, compared, measureBy, mass, bareSum, amountInUnit, rate,
  money, moneyVerb, moneyOfRows, moneyDone, taxSaid, duration, lasting, hoursWorked, reporting, sameAs, role, inRoles, eitherRole, columnOfRole, doer,
  truncatedDate, peak, stretchAsked, superlative, tenure, top, first, firstToDo, counted, order, gradedOrder,
  without, whoNever, share, onAverage, averageNumber, averageOfRows, difference, apart, growth, change, running, place, connective, terms, saidState, saidHappened, saidMeasure,
];
