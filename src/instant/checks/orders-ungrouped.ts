import { isAggregate } from '../plan.ts';
import type { Check } from './check.ts';

/** Single rows have no figures to be ordered by, and a single figure has no order. */
export const ordersUngrouped: Check = ({ plan: { groups, order, projections } }) => {
  if (groups.length > 0) return false;
  const isFigure = projections.length > 0 && projections.every(isAggregate);
  const ofFigures = order.some(({ measure }) => isAggregate(measure)) && !projections.some((projection) => isAggregate(projection) || projection.kind === 'part');
  return ofFigures || (isFigure && order.some(({ measure }) => measure.kind === 'column'));
};
