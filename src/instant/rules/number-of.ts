import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns } from '../../catalog/roles.ts';
import { numberNouns } from '../../language/en/naming.ts';
import { phoneWords, theirs } from '../../language/en/possession.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "Zoe Forbes's number", "the contact at Tidewater and their number": the number by which somebody is called. */
export const numberOf: Rule = (lattice, at) => {
  if (!numberNouns.has(wordAt(lattice, at)) || wordAt(lattice, at + 1) === 'of') return [];
  const isTheirs = theirs.has(wordAt(lattice, at - 1));
  const before = wordAt(lattice, at - 1) === 's' ? at - 2 : at - 1;
  const named = tablesNamed(lattice).filter(({ to }) => isTheirs || to === before + 1).map(({ table }) => table);
  const phones = [...new Set(named)].flatMap((table) => table.columns.find(isPhone) ?? []);
  return phones.map((column) => fragment('number-of', { from: isTheirs ? at - 1 : at, to: at + 1 }, [{ kind: 'projection', measure: { kind: 'column', column } }]));
};

/** Of whom a row is called so. */
function tablesNamed({ valueLinks, semantics }: Lattice): readonly { readonly table: IndexedTable; readonly to: number }[] {
  const isParty = (table: IndexedTable) => ['person', 'organisation'].includes(semantics.entity(table).kind);
  const links = valueLinks.flat().filter(({ column, match }) => match !== 'part' && isParty(column.table) && displayColumns(column.table).includes(column));
  return links.map(({ column: { table }, to }) => ({ table, to }));
}

function isPhone({ column, stems }: IndexedColumn): boolean {
  return column.family === 'text' && stems.some((word) => phoneWords.has(word));
}
