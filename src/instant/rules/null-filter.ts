import { columnToMissing, missingToColumn } from '../../language/en/linking-words.ts';
import { skipStopWords, triggerAt } from '../link/lattice.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "whose email is missing", "without a phone number", "with no note", "with known birth date". */
export const nullFilter: Rule = (lattice, at) => {
  const after = (lattice.columns[at] ?? []).flatMap((link) => {
    const trigger = triggerAt(lattice, link.to, 'known', 'missing') ?? triggerAt(lattice, skipStopWords(lattice, link.to, columnToMissing), 'known', 'missing');
    return trigger ? [fragment('null', { from: at, to: trigger.to }, [{ kind: 'filter', filter: { kind: 'null', column: link.column, negated: trigger.name === 'known' } }], linkFeatures(link))] : [];
  });
  const trigger = triggerAt(lattice, at, 'without', 'missing');
  if (!trigger) return after;
  const start = skipStopWords(lattice, trigger.to, missingToColumn);
  const before = (lattice.columns[start] ?? []).filter((link) => link.column.column.nullable).map((link) => fragment('null-before', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'null', column: link.column, negated: false } }], linkFeatures(link)));
  return [...after, ...before];
};
