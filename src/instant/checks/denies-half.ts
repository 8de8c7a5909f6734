import { denies, type Filter } from '../plan.ts';
import type { Check } from './check.ts';

/** "not cancelled or unpaid" hardly means what is not cancelled together with what is unpaid: it denies both, or nobody knows. */
export const deniesHalf: Check = ({ plan }) => plan.filters.some(deniesOneOf);

function deniesOneOf(filter: Filter): boolean {
  return filter.kind === 'or' && filter.filters.some(denies) && filter.filters.some((part) => !denies(part));
}
