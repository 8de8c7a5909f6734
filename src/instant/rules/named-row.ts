import { displayColumns, isIdentity } from '../../catalog/roles.ts';
import { tableToName } from '../../language/en/linking-words.ts';
import { type Lattice, skipStopWords, type ValueLink } from '../link/lattice.ts';
import { comparison, spellings } from './operands.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** The name of a row beside that of its table says which row it is: "the Mississippi river", "airline JetBlue", "the state of Texas". */
export const namedRow: Rule = (lattice, at) => [...nameFirst(lattice, at), ...tableFirst(lattice, at), ...fullName(lattice, at)];

function nameFirst(lattice: Lattice, at: number): Fragment[] {
  return named(lattice, at).flatMap((value) => (lattice.tables[value.to] ?? []).filter(({ table }) => table === value.column.table).flatMap((owner) => offers(lattice, at, owner.to, value, owner)));
}

function tableFirst(lattice: Lattice, at: number): Fragment[] {
  return (lattice.tables[at] ?? []).flatMap((owner) => named(lattice, skipStopWords(lattice, owner.to, tableToName)).filter(({ column }) => column.table === owner.table).flatMap((value) => offers(lattice, at, value.to, value, owner)));
}

/** "Steve Johnson": first and last name of one person. */
function fullName(lattice: Lattice, at: number): Fragment[] {
  return named(lattice, at).flatMap((given) => {
    const [first, last, ...rest] = displayColumns(given.column.table);
    if (first !== given.column || !last || rest.length > 0) return [];
    return (lattice.valueLinks[given.to] ?? []).filter(({ column, match }) => column === last && match !== 'part').map((family) =>
      fragment('full-name', { from: at, to: family.to }, [given, family].map((link) => ({ kind: 'filter' as const, filter: comparison(lattice, link.column, '=', link.value) })), { 'value:loss': 2 - Math.min(1, given.score) - Math.min(1, family.score) }));
  });
}

function named(lattice: Lattice, at: number): ValueLink[] {
  return (lattice.valueLinks[at] ?? []).filter((link) => link.match !== 'part' && isIdentity(link.column));
}

function offers(lattice: Lattice, from: number, to: number, value: ValueLink, owner: Parameters<typeof linkFeatures>[0]): Fragment[] {
  return spellings(value.value).map((spelling) =>
    fragment('named-row', { from, to }, [{ kind: 'filter', filter: comparison(lattice, value.column, '=', spelling.value) }], merge(linkFeatures(owner), spelling.features, { 'value:loss': 1 - Math.min(1, value.score) })));
}
