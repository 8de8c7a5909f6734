import { triggerAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "without", "do not have", "never": what follows must be missing. */
export const without: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'without', 'ne');
  return trigger ? [fragment('without', trigger, [{ kind: 'without' }])] : [];
};

/** "what percentage of": of which rows is said by conditions. */
export const share: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'percentage');
  return trigger ? [fragment('share', trigger, [{ kind: 'share' }])] : [];
};

/** Words between conditions. */
export const connective: Rule = (lattice, at) => {
  const found = (lattice.triggers[at] ?? []).filter(({ name }) => name === 'or' || name === 'both' || name === 'butNot');
  return found.map((trigger) => fragment(trigger.name, trigger, [{ kind: 'link', word: trigger.name as 'or' | 'both' | 'butNot' }]));
};
