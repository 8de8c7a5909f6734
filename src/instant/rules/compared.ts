import { isPlural } from '../../language/en/inflection.ts';
import { skipStopWords, wordAt } from '../link/lattice.ts';
import { isQuantity } from './columns.ts';
import { type Fragment, fragment, linkFeatures, ownerOf, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

type Key = Extract<Part, { kind: 'group' }>['key'];

/** "how do the channels compare in revenue": a figure for each; where none is said, how many rows there are. */
export const compared: Rule = (lattice, at) => {
  if (wordAt(lattice, at) !== 'how' || !['do', 'did', 'does'].includes(wordAt(lattice, at + 1))) return [];
  const place = skipStopWords(lattice, at + 2);
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => !isQuantity(lattice, column)).map((link) => ({ link, key: link.column as Key }));
  const tables = (lattice.tables[place] ?? []).map((link) => ({ link, key: link.table as Key }));
  return [...columns, ...tables].filter(({ link: { to } }) => isPlural(wordAt(lattice, to - 1)) && wordAt(lattice, to) === 'compare').map(({ link, key }): Fragment => {
    const isAll = link.to + 1 >= lattice.tokens.length - 1;
    const rows: readonly Part[] = isAll ? [{ kind: 'projection', measure: { kind: 'count', table: ownerOf(key) } }] : [];
    return fragment('compared', { from: at, to: link.to + 1 }, [{ kind: 'group', key }, ...rows], linkFeatures(link));
  });
};
