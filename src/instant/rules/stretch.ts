import { stretchAt } from '../../language/en/stretches.ts';
import { onceAt } from './once.ts';

/** The stretch of time that is said at a place, in the calendar of the house. */
export const stretchSaid = onceAt(({ tokens, semantics }, at) => stretchAt(tokens, at, semantics.customs.calendar));
