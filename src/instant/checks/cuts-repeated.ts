import { ordersMultiplied } from '../compose/multiplicity.ts';
import type { Check } from './check.ts';

/** The first five customers are five customers, and not one of them for each of five payments. */
export const cutsRepeated: Check = ({ plan, path }) => (plan.limit ?? 0) > 1 && ordersMultiplied(plan, path);
