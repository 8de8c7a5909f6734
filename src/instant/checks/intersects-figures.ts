import { isAggregate } from '../plan.ts';
import type { Check } from './check.ts';

/** Rows may be in both of two lists; of two figures it says nothing that they are equal. */
export const intersectsFigures: Check = ({ plan: { combined, projections, groups } }) =>
  combined !== undefined && groups.length === 0 && projections.length > 0 && projections.every(isAggregate);
