import type { Check } from './check.ts';

/** Rows that are joined to their rentals, and have none. */
export const lacksWhatItJoins: Check = ({ plan: { filters }, tables }) =>
  filters.some((filter) => filter.kind === 'exists' && filter.negated && filter.filters.length === 0 && !filter.having && filter.other !== filter.table && tables.includes(filter.other));
