import { adjectiveFilter } from './adjective-filter.ts';
import { averageFilter } from './average-filter.ts';
import { columnFilter } from './column-filter.ts';
import { flagFilter } from './flag-filter.ts';
import { group } from './group.ts';
import { having } from './having.ts';
import { aggregate, all, bothNames, column, count, distinct, entity, mention, nameOf, questionWord, referenced } from './items.ts';
import { connective, without } from './links.ts';
import { momentFilter } from './moment-filter.ts';
import { nullFilter } from './null-filter.ts';
import { numberFilter } from './number-filter.ts';
import { order } from './order.ts';
import { patternFilter } from './pattern-filter.ts';
import type { Rule } from './rule.ts';
import { terms } from './terms.ts';
import { superlative } from './superlative.ts';
import { top } from './top.ts';
import { valueFilter } from './value-filter.ts';

/** Every rule reads at every token; their order means nothing, the ranker decides. */
export const rules: readonly Rule[] = [
  column, mention, nameOf, bothNames, referenced, entity, aggregate, count, questionWord, all, distinct,
  columnFilter, valueFilter, numberFilter, adjectiveFilter, averageFilter, patternFilter, momentFilter, nullFilter, flagFilter,
  having, group, superlative, top, order,
  without, connective, terms,
];
