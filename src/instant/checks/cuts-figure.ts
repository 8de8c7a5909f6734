import { isAggregate } from '../plan.ts';
import type { Check } from './check.ts';

/** A figure over all rows is one row, of which there are no first five. */
export const cutsFigure: Check = ({ plan: { projections, groups, limit } }) => limit !== undefined && groups.length === 0 && projections.length > 0 && projections.every(isAggregate);
