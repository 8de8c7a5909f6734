import type { IndexedColumn } from '../../catalog/index.ts';
import { quantityToAmount } from '../../language/en/linking-words.ts';
import { havingSome, someArticles } from '../../language/en/possession.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { isQuantity } from './columns.ts';
import { flagValues } from './flag-filter.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "orders with a discount": of a quantity there is some; "sites with solar", "accounts with a vat number": something is known. */
export const hasSome: Rule = (lattice, at) => {
  if (!havingSome.has(wordAt(lattice, at))) return [];
  const article = someArticles.has(wordAt(lattice, at + 1));
  return [...(article ? amounts(lattice, at) : []), ...known(lattice, at, article ? at + 2 : at + 1)];
};

function amounts(lattice: Lattice, at: number): Fragment[] {
  return (lattice.columns[at + 2] ?? []).filter(({ column, to }) => isQuantity(lattice, column) && !isMeasured(lattice, to)).map((link) =>
    fragment('has-some', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'compare', column: link.column, operator: '>', value: 0 } }], linkFeatures(link)));
}

const heldLength = 4;

/** Of a column that may be empty, by its name or the first word of it. */
function known(lattice: Lattice, at: number, place: number): Fragment[] {
  // Whoever may keep pets has a "no" there, too.
  const optional = (target: IndexedColumn) => target.column.nullable && !target.table.table.primaryKey.includes(target.column.name) && (isQuantity(lattice, target) || !flagValues(lattice, target));
  // "with unit price above 1" speaks of the whole name.
  const whole = (lattice.columns[place] ?? []).filter(({ column, to }, _, all) => !all.some((other) => other.column === column && other.to > to));
  const links = whole.filter(({ column, to, score }) => score > 0.6 && optional(column) && !isQuantity(lattice, column) && !isMeasured(lattice, to));
  const called = links.map((link) => ({ to: link.to, column: link.column, features: linkFeatures(link) }));
  const said = lattice.tokens[place];
  const goesOn = called.length > 0 || (lattice.tables[place] ?? []).length > 0 || whole.some(({ to }) => to > place + 1) || isMeasured(lattice, place + 1);
  const begun = said?.kind === 'word' && said.lower.length >= heldLength && !goesOn
    ? [...lattice.named.keys()].flatMap((table) => table.columns.filter((column) => column.stems[0] === said.stem && optional(column))).map((column) => ({ to: place + 1, column, features: { 'has:begun': 1 } }))
    : [];
  const some = (column: IndexedColumn): Filter => (isQuantity(lattice, column) ? { kind: 'compare', column, operator: '>', value: 0 } : { kind: 'null', column, negated: true });
  return [...called, ...begun].map(({ to, column, features }) => fragment('has-known', { from: at, to }, [{ kind: 'filter', filter: some(column) }], features));
}

/** "with a length of 90", "with a price above 20" */
function isMeasured(lattice: Lattice, to: number): boolean {
  const next = skipStopWords(lattice, to);
  return lattice.tokens[next]?.number !== undefined || (lattice.triggers[next] ?? []).length > 0 || quantityToAmount.has(wordAt(lattice, to));
}
