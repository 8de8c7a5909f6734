import { changeWords } from '../../language/en/changes.ts';
import { triggerAt, wordAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "without", "do not have", "never": what follows must be missing. */
export const without: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'without', 'ne');
  return trigger && !changeWords.has(wordAt(lattice, at)) ? [fragment('without', trigger, [{ kind: 'without' }])] : [];
};

/** "what percentage of": of which rows is said by conditions. */
export const share: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'percentage');
  return trigger ? [fragment('share', trigger, [{ kind: 'share' }])] : [];
};

/** "on average", wherever it stands: of the figure that is asked for. */
export const onAverage: Rule = (lattice, at) =>
  (wordAt(lattice, at) === 'on' && wordAt(lattice, at + 1) === 'average' ? [fragment('on-average', { from: at, to: at + 2 }, [{ kind: 'averaged' }])] : []);

/** "the average number of orders per customer": what is counted is divided by how many there are of the other. */
export const averageNumber: Rule = (lattice, at) =>
  (triggerAt(lattice, at, 'average') && wordAt(lattice, at + 1) === 'number' && wordAt(lattice, at + 2) === 'of' ? [fragment('average-number', { from: at, to: at + 1 }, [{ kind: 'averaged' }])] : []);

/** Words between conditions. */
export const connective: Rule = (lattice, at) => {
  return (lattice.triggers[at] ?? []).flatMap(({ name, ...span }) => (name === 'or' || name === 'both' || name === 'butNot' ? [fragment(name, span, [{ kind: 'link', word: name }])] : []));
};
