import { columnToMissing, missingToColumn } from '../../language/en/linking-words.ts';
import { cueAt, skipGlue } from '../link/lattice.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "whose email is missing", "without a phone number", "with no note", "with known birth date". */
export const nullFilter: Rule = (lattice, at) => {
  const after = (lattice.columns[at] ?? []).flatMap((link) => {
    const cue = cueAt(lattice, link.to, 'known', 'missing') ?? cueAt(lattice, skipGlue(lattice, link.to, columnToMissing), 'known', 'missing');
    return cue ? [fragment('null', { from: at, to: cue.to }, [{ kind: 'filter', filter: { kind: 'null', column: link.column, negated: cue.cue === 'known' } }], linkFeatures(link))] : [];
  });
  const cue = cueAt(lattice, at, 'without', 'missing');
  if (!cue) return after;
  const start = skipGlue(lattice, cue.to, missingToColumn);
  const before = (lattice.columns[start] ?? []).filter((link) => link.column.column.nullable).map((link) => fragment('null-before', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'null', column: link.column, negated: false } }], linkFeatures(link)));
  return [...after, ...before];
};
