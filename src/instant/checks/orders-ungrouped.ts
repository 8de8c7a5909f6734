import { isAggregate } from '../plan.ts';
import type { Check } from './check.ts';

/** Single rows have no figures to be ordered by. */
export const ordersUngrouped: Check = ({ plan: { groups, order, projections } }) =>
  groups.length === 0 && order.some(({ measure }) => isAggregate(measure)) && !projections.some((projection) => isAggregate(projection) || projection.kind === 'part');
