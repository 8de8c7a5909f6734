import { displayColumns, isKey, isKeyWord } from '../../catalog/roles.ts';
import { numberNouns } from '../../language/en/column-names.ts';
import type { Check } from './check.ts';

/** "which patient": who it is has a name, and nobody spoke of a number. */
export const showsKeyForName: Check = ({ plan: { projections }, lattice: { catalog, tokens } }) =>
  projections.some((measure) => {
    if (measure.kind !== 'column') return false;
    const { column } = measure;
    const last = column.stems.at(-1) ?? '';
    if (column.stems.length < 2 || !isKeyOrNumber(last) || tokens.some((token) => isKeyOrNumber(token.stem) || token.stem === last)) return false;
    return catalog.edges(column.table).some(({ from, to, pairs }) => from === column.table && to !== from && pairs.some(([name]) => name === column.column.name) && displayColumns(to).some((name) => !isKey(name)));
  });

function isKeyOrNumber(word: string): boolean {
  return isKeyWord(word) || numberNouns.has(word);
}
