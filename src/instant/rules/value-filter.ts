import { merge, told, type FeatureVector } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { displayColumns, isIdentity, selfReferencingKey } from '../../catalog/roles.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { exclusions, negationToValue, valueToColumn } from '../../language/en/linking-words.ts';
import { functionWords } from '../../language/en/stop-words.ts';
import { type Lattice, skipStopWords, triggerAt, type ValueLink, wordAt } from '../link/lattice.ts';
import type { EntityKind } from '../../semantics/model.ts';
import type { Filter } from '../plan.ts';
import { type Fragment, fragment } from './fragment.ts';
import { comparison, moreOperands, spellings } from './operands.ts';
import type { Rule } from './rule.ts';

/** A value of the data says of which column it is: "students from France", "the PPT template type", "not in Ohio". */
export const valueFilter: Rule = (lattice, at) => {
  const negation = triggerAt(lattice, at, 'ne', 'without');
  const own = (lattice.valueLinks[at] ?? []).filter(({ to, match }) => !negation || (to > negation.to && match !== 'part'));
  const plain = own.flatMap((link) => [...fragmentsFor(lattice, at, link, false), ...excluded(lattice, at, link)]);
  if (!negation) return plain;
  // "no show" is what the data says, and no lack of a show.
  const denied = (lattice.valueLinks[skipStopWords(lattice, negation.to, negationToValue)] ?? []).filter((link) => !own.some(({ column, to }) => column === link.column && to >= link.to));
  return [...plain, ...denied.flatMap((link) => fragmentsFor(lattice, at, link, true))];
};

function fragmentsFor(lattice: Lattice, at: number, link: ValueLink, negated: boolean): Fragment[] {
  const features = { ...told(`value:${link.match}`), 'value:loss': 1 - Math.min(1, link.score), ...told(`bare:${casing(lattice, link)}`), ...(isIdentity(link.column) ? { 'value:own': 1 } : {}), ...told(`${isIdentity(link.column) ? 'own' : 'other'}<${beforeValue(lattice, at)}`), ...(negated ? { 'filter:negated': 1 } : {}), ...(isBorrowed(lattice, link) ? { 'value:borrowed': 1 } : {}), ...(isRelation(lattice, link) ? { 'value:relation': 1 } : {}) };
  const named = columnAfter(lattice, link);
  const offers = spellings(link.value).flatMap((spelling): Fragment[] => {
    const filter = comparison(lattice, link.column, negated ? '<>' : '=', spelling.value);
    const own = { ...features, ...spelling.features };
    const plain = fragment('value', { from: at, to: link.to }, [{ kind: 'filter', filter }], own);
    return named === undefined ? [plain] : [plain, fragment('value-column', { from: at, to: named }, [{ kind: 'filter', filter }], { ...own, 'value:named': 1 })];
  });
  return [...offers, ...lists(lattice, at, link, features, negated)];
}

/** "void invoices excluded", "refunds not included" */
function excluded(lattice: Lattice, at: number, link: ValueLink): Fragment[] {
  const nouns = (lattice.tables[link.to] ?? []).filter(({ table }) => table === link.column.table).map(({ to }) => to);
  const place = [link.to, ...nouns].find((to) => phrasesAt(exclusions, to, (index) => wordAt(lattice, index)).length > 0);
  const [said] = place === undefined ? [] : phrasesAt(exclusions, place, (index) => wordAt(lattice, index));
  if (place === undefined || !said) return [];
  return fragmentsFor(lattice, at, link, true).filter(({ rule }) => rule === 'value').map((found) => ({ ...found, to: place + said.words.length }));
}

/** "the population of Texas" speaks of Texas itself, "cities in Texas" need not. */
function beforeValue(lattice: Lattice, at: number): string {
  const word = wordAt(lattice, at - 1);
  return functionWords.has(word) ? word : '_';
}

/** "the population of Texas": the row called so has a population of its own, and the question speaks of nothing else that is merely in Texas. */
function isBorrowed(lattice: Lattice, { column, from, to }: ValueLink): boolean {
  if (isIdentity(column) || lattice.named.has(column.table)) return false;
  const owners = (lattice.valueLinks[from] ?? []).filter((other) => other.to === to && other.match === 'exact' && other.column.table !== column.table && isIdentity(other.column)).map((other) => other.column.table);
  return owners.length > 0 && lattice.columns.some((links) => links.some((asked) => asked.column.table === column.table && links.some((own) => own.to === asked.to && own.score >= asked.score && owners.includes(own.column.table))));
}

/** "without a manager": the word names a key to another row, and a value of something else only by chance. */
function isRelation(lattice: Lattice, { from, to }: ValueLink): boolean {
  return (lattice.columns[from] ?? []).some((named) => named.to === to && lattice.named.has(named.column.table) && selfReferencingKey(named.column) !== undefined);
}

function casing(lattice: Lattice, link: ValueLink) {
  const token = lattice.tokens[link.from];
  if (!token || token.kind === 'quoted') return 'quoted';
  const shape = /^\p{Lu}/u.test(token.text) ? (link.from === 0 ? 'initial' : 'capital') : /^\d/.test(token.text) ? 'digits' : 'small';
  const alsoName = lattice.columns[link.from]?.some((name) => name.score > 0.8) || lattice.tables[link.from]?.some((name) => name.score > 0.8);
  return alsoName ? (`${shape}-name` as const) : shape;
}

/** Where the name of the value's column ends, if it follows: "the math course", "Ohio as state". */
function columnAfter(lattice: Lattice, link: ValueLink): number | undefined {
  const next = skipStopWords(lattice, link.to, valueToColumn);
  return lattice.columns[next]?.find((column) => column.column === link.column && column.score > 0.5)?.to;
}

function lists(lattice: Lattice, at: number, link: ValueLink, features: FeatureVector, negated: boolean): Fragment[] {
  const { operands, word, to } = moreOperands(lattice, { from: link.from, to: link.to, value: link.value, features: {} }, link.column);
  if (!word) return [];
  const filters = operands.map((operand): Filter => comparison(lattice, link.column, negated ? '<>' : '=', operand.value));
  const either = fragment('value-list', { from: at, to }, [{ kind: 'filter', filter: { kind: 'or', filters } }], merge(features, told(`filter:list-${word}`)));
  if (word === 'or' || negated) return [either];
  return [either, fragment('value-both', { from: at, to }, [{ kind: 'both', filters }], merge(features, { 'filter:both': 1 }))];
}

/** "our goalkeepers", "forwards": a value of a list of kinds speaks of the rows that are of that kind. */
export const kindOf: Rule = (lattice, at) => (lattice.valueLinks[at] ?? []).filter(({ match, column }) => match !== 'part' && isKind(lattice, column)).flatMap((link) => {
  const referring = [...new Set(lattice.catalog.edges(link.column.table).flatMap(({ from, to }) => (to === link.column.table && from !== to ? [from] : [])))].slice(0, referringMax);
  const filter = comparison(lattice, link.column, '=', link.value);
  return referring.map((table, rank) => fragment('kind-of', { from: at, to: link.to }, [{ kind: 'entity', table }, { kind: 'filter', filter }], { ...told(`value:${link.match}`), 'value:loss': 1 - Math.min(1, link.score), 'kind:rank': rank, ...told(`kind:${lattice.semantics.entity(table).kind}`) }));
});

/** What a row of a list of kinds, or a thing, is called by: no place of it. */
function isKind({ semantics, named }: Lattice, column: IndexedColumn): boolean {
  return kinds.has(semantics.entity(column.table).kind) && displayColumns(column.table).includes(column) && !named.has(column.table);
}

const kinds: ReadonlySet<EntityKind> = new Set(['code list', 'thing']);
const referringMax = 3;
