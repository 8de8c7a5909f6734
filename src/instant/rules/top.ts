import { cueAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "top 5", "first 3", "the bottom two": how many rows; by what is said elsewhere. */
export const top: Rule = (lattice, at) => {
  const cue = cueAt(lattice, at, 'first', 'last');
  const number = cue ? lattice.tokens[cue.to]?.number : undefined;
  if (!cue || number === undefined || !Number.isInteger(number) || number < 1) return [];
  return [fragment('limit', { from: at, to: cue.to + 1 }, [{ kind: 'limit', limit: number, direction: cue.cue === 'first' ? 'desc' : 'asc' }])];
};
