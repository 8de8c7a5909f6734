import { cueAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "without", "do not have", "never": what follows must be missing. */
export const without: Rule = (lattice, at) => {
  const cue = cueAt(lattice, at, 'without', 'ne');
  return cue ? [fragment('without', cue, [{ kind: 'without' }])] : [];
};

/** "what percentage of": of which rows is said by conditions. */
export const share: Rule = (lattice, at) => {
  const cue = cueAt(lattice, at, 'percentage');
  return cue ? [fragment('share', cue, [{ kind: 'share' }])] : [];
};

/** Words between conditions. */
export const connective: Rule = (lattice, at) => {
  const found = (lattice.cues[at] ?? []).filter(({ cue }) => cue === 'or' || cue === 'both' || cue === 'butNot');
  return found.map((cue) => fragment(cue.cue, cue, [{ kind: 'link', word: cue.cue as 'or' | 'both' | 'butNot' }]));
};
