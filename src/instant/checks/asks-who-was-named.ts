import type { Check } from './check.ts';

/** "who coaches Cy Marsh": whoever is asked for is not the one whose name was said. */
export const asksWhoWasNamed: Check = ({ plan: { projections, filters }, path }) =>
  projections.every(({ kind }) => kind === 'referred') && projections.some((measure) => {
    if (measure.kind !== 'referred') return false;
    const { column, via } = measure;
    const isJoined = path.some(({ from, to, pairs }) => from === via.table && to === column.table && pairs[0]?.[0] === via.column.name);
    return isJoined && filters.some((filter) => filter.kind === 'compare' && filter.operator === '=' && filter.column === column);
  });
