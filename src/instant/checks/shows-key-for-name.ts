import { isKey, isKeyWord } from '../../catalog/roles.ts';
import { numberNouns } from '../../language/en/column-names.ts';
import { namesOf } from '../plan.ts';
import type { Check } from './check.ts';

/** "which patient": who it is has a name, and nobody spoke of a number; or the row is shown itself to which the key leads. */
export const showsKeyForName: Check = ({ plan: { projections }, lattice: { catalog, semantics, tokens } }) =>
  projections.some((measure) => {
    if (measure.kind !== 'column') return false;
    const { column } = measure;
    const last = column.stems.at(-1) ?? '';
    if (projections.some((other) => other.kind === 'referred' && other.via === column)) return true;
    if (column.stems.length < 2 || !isKeyOrNumber(last) || tokens.some((token) => isKeyOrNumber(token.stem) || token.stem === last)) return false;
    const referred = catalog.edges(column.table).filter(({ from, to, pairs }) => from === column.table && to !== from && pairs.some(([name]) => name === column.column.name));
    return referred.some(({ to }) => namesOf(semantics.entity(to)).some((name) => name.kind === 'referred' || (name.kind === 'column' && !isKey(name.column))));
  });

function isKeyOrNumber(word: string): boolean {
  return isKeyWord(word) || numberNouns.has(word);
}
