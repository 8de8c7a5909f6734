import { placesBehind } from '../../language/en/numbers.ts';
import { type Lattice, triggerAt, wordAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "the second highest salary", "the 3rd oldest patient", "the second best selling product" */
export const place: Rule = (lattice, at) => {
  const nth = placesBehind.get(wordAt(lattice, at));
  return nth !== undefined && isSuperlative(lattice, at + 1) ? [fragment('place', { from: at, to: at + 1 }, [{ kind: 'place', offset: nth - 1 }])] : [];
};

function isSuperlative(lattice: Lattice, at: number): boolean {
  return triggerAt(lattice, at, 'high', 'low', 'most', 'fewest', 'common', 'rare') !== undefined || (lattice.adjectives[at] ?? []).some(({ adjective }) => adjective.superlative);
}
