import type { IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { roleOf } from '../../catalog/joins.ts';
import { displayColumns, isKey } from '../../catalog/roles.ts';
import { doerAt, doersSaid } from '../../language/en/doers.ts';
import { personQuestions } from '../../language/en/questions.ts';
import { contestRoles, numberedWords, opponentWords, ownershipWords, wayRoles } from '../../language/en/roles.ts';
import { stem } from '../../language/en/stem.ts';
import { told } from '../features.ts';
import { type Lattice, skipStopWords, type ValueLink, wordAt } from '../link/lattice.ts';
import { saidRoles } from '../rank/doing.ts';
import { type Filter, type Measure, namesOf } from '../plan.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { once } from './once.ts';
import type { Rule } from './rule.ts';

/** A key beside others to the same table, and the words that tell it from them. */
interface RoleKey {
  readonly edge: JoinEdge;
  readonly key: IndexedColumn;
  readonly words: readonly string[];
}

/** Two keys of one table to another that stand for opposite parts. */
interface Opposites {
  readonly first: RoleKey;
  readonly second: RoleKey;
  readonly contest: boolean;
}

/** "home matches of Rovers", "crossings to Bergen": a word that tells which of several keys to the same table is meant. */
export const role: Rule = (lattice, at) => roleKeys(lattice).flatMap(({ edge, key, words }) => {
  const to = at + words.length;
  const isSaid = lattice.tokens[at]?.kind === 'word' && words.every((word, index) => lattice.tokens[at + index]?.stem === word);
  const isNamed = (table: IndexedTable) => (lattice.valueLinks[to] ?? []).some(({ column, match }) => column.table === table && match !== 'part');
  const isBefore = (table: IndexedTable) => isNamed(table) || (lattice.tables[to] ?? []).some((link) => link.table === table);
  return isSaid && (isBefore(edge.from) || isBefore(edge.to)) ? [{ ...fragment('role', { from: at, to }, []), about: key.table, along: key }] : [];
});

/** "parcels from Leeds to York", "Rovers against Wanderers", "between Rovers and Wanderers": two rows of one table, each in its own part. */
export const inRoles: Rule = (lattice, at) => oppositesOf(lattice).flatMap((pair) => {
  const word = wordAt(lattice, at);
  if (word === 'between') return twoNames(lattice, pair, at + 1, (joiner) => joiner === 'and').map((two) => offer(at, two, eitherWay(pair, two)));
  if (!pair.contest && word === 'from') return twoNames(lattice, pair, at + 1, (joiner) => joiner === 'to').map((two) => offer(at, two, [oneWay(pair, two)]));
  return pair.contest ? twoNames(lattice, pair, at, (joiner) => opponentWords.has(joiner)).map((two) => offer(at, two, eitherWay(pair, two))) : [];
});

/** "matches of Rovers", "did Rovers play": at home or away, where the question does not say. */
export const eitherRole: Rule = (lattice, at) => oppositesOf(lattice).flatMap((pair) => {
  const { first, second, contest } = pair;
  if (!contest || !lattice.named.has(first.edge.from) || [...first.words, ...second.words].some((word) => saidRoles(lattice).has(word))) return [];
  return rowsNamed(lattice, pair, at).map((link) => ({
    ...fragment('either-role', link, [{ kind: 'filter', filter: { kind: 'or', filters: [named(first, link), named(second, link)] } }], { ...told(`value:${link.match}`), 'value:own': 1 }),
    about: first.key.table,
  }));
});

/** "the phone number of Lee's next of kin": a column of the row that a key in a part refers to. */
export const columnOfRole: Rule = (lattice, at) => (lattice.columns[at] ?? []).flatMap((link): Fragment[] => {
  const to = numberedWords.has(wordAt(lattice, link.to)) ? link.to + 1 : link.to;
  if (isKey(link.column) || !ownershipWords.has(wordAt(lattice, to))) return [];
  const isSaid = (key: IndexedColumn) => lattice.columns.slice(link.to + 1, link.to + reachMax).some((links) => links.some(({ column, score }) => column === key && score > keyMin));
  return personKeys(lattice, link.column.table).filter(({ key }) => isSaid(key)).map(({ key }) => {
    const measure: Measure = { kind: 'referred', column: link.column, via: key };
    return { ...fragment('column-of-role', { from: at, to }, [{ kind: 'projection', measure }], linkFeatures(link)), about: key.table, along: key };
  });
});

/** "who taught Cy Marsh": of those who are people in several parts, the ones who are called after what is done. */
export const doer: Rule = (lattice, at) => {
  const token = lattice.tokens[at];
  if (!token || at === 0 || !personQuestions.has(wordAt(lattice, 0))) return [];
  const said = doersSaid([token]);
  const roles = lattice.catalog.tables.filter((table) => table.stems.some((word) => said.has(word)) && lattice.semantics.entity(table).bearer);
  return [...roles.map((table) => fragment('doer', { from: at, to: at + 1 }, [{ kind: 'entity', table }])), ...inCharge(lattice, at)];
};

/** "who looks after the Eagle hut": the row behind it has a key to whoever is called after that. */
function inCharge(lattice: Lattice, at: number): Fragment[] {
  const verb = doerAt(lattice.tokens, at);
  if (!verb?.nouns.has(responsible)) return [];
  const links = lattice.valueLinks.slice(verb.to).flat().filter(({ column, match }) => match !== 'part' && displayColumns(column.table).includes(column));
  const named = new Set(links.map(({ column }) => column.table));
  return [...named].flatMap((table) => lattice.catalog.edges(table).flatMap((edge): Fragment[] => {
    const key = edge.from === table && edge.to !== table ? table.columns.find(({ column }) => column.name === edge.pairs[0]?.[0]) : undefined;
    const people = namesOf(lattice.semantics.entity(edge.to));
    if (!key || people.length === 0 || !key.stems.some((word) => verb.nouns.has(word))) return [];
    const shown = people.map((measure): Part => ({ kind: 'projection', measure }));
    return [{ ...fragment('doer', { from: at, to: verb.to }, [...shown, { kind: 'entity', table, between: true }]), along: key }];
  }));
}

const responsible = stem('responsible');

/** The keys of whose rows something else is asked than what they are called. */
export const askedThrough = once((lattice): ReadonlySet<IndexedColumn> => new Set(lattice.tokens.flatMap((_, at) => columnOfRole(lattice, at).flatMap(({ along }) => along ?? []))));

const reachMax = 7;
const keyMin = 0.45;

/** The keys in a part to a table, of tables whose rows are themselves called by a name that stands there. */
function personKeys(lattice: Lattice, table: IndexedTable): readonly RoleKey[] {
  return roleKeys(lattice).filter(({ edge }) => edge.to === table && lattice.semantics.entity(edge.from).bearer?.display[0]?.table === table);
}

function offer(at: number, { to, links }: TwoNames, ways: readonly Filter[]): Fragment {
  const [only] = ways;
  const filter: Filter = ways.length === 1 && only ? only : { kind: 'or', filters: ways };
  return fragment('in-roles', { from: at, to }, [{ kind: 'filter', filter }], { 'value:loss': 1 - Math.min(1, ...links.map(({ score }) => score)) });
}

interface TwoNames {
  readonly links: readonly [ValueLink, ValueLink];
  readonly to: number;
}

/** Two names of rows of the table to which both keys lead. */
function twoNames(lattice: Lattice, pair: Opposites, at: number, joins: (word: string) => boolean): TwoNames[] {
  return rowsNamed(lattice, pair, at).flatMap((one) => (joins(wordAt(lattice, one.to)) ? rowsNamed(lattice, pair, skipStopWords(lattice, one.to + 1, opponentWords)) : [])
    .filter(({ value }) => value !== one.value).map((other): TwoNames => ({ links: [one, other], to: other.to })));
}

function rowsNamed(lattice: Lattice, { first }: Opposites, at: number): readonly ValueLink[] {
  const [name, more] = displayColumns(first.edge.to);
  return more ? [] : (lattice.valueLinks[at] ?? []).filter(({ column, match }) => column === name && match !== 'part');
}

function oneWay({ first, second }: Opposites, { links: [one, other] }: TwoNames): Filter {
  return { kind: 'and', filters: [named(first, one), named(second, other)] };
}

function eitherWay(pair: Opposites, { links: [one, other], to }: TwoNames): readonly Filter[] {
  return [oneWay(pair, { links: [one, other], to }), oneWay(pair, { links: [other, one], to })];
}

function named({ key }: RoleKey, { column, value }: ValueLink): Filter {
  return { kind: 'compare', column, operator: '=', value, via: key };
}

/** Of the tables that are named, or of which a column is, the keys that have others beside them, and words of their own. */
const roleKeys = once((lattice): readonly RoleKey[] => {
  const owners = lattice.columns.flatMap((links) => links.flatMap(({ column, score }) => (score > ownedMin ? [column.table] : [])));
  const edges = new Set([...lattice.named.keys(), ...owners].flatMap((table) => lattice.catalog.edges(table).filter(({ from, to, pairs }) => from !== to && pairs.length === 1)));
  const hasRival = (edge: JoinEdge) => lattice.catalog.edges(edge.from).some((other) => other !== edge && other.from === edge.from && other.to === edge.to);
  return [...edges].filter(hasRival).flatMap((edge) => {
    const key = edge.from.columns.find(({ column }) => column.name === edge.pairs[0]?.[0]);
    const words = roleOf(edge);
    return key && words.length > 0 ? [{ edge, key, words }] : [];
  });
});

const ownedMin = 0.9;

const oppositesOf = once((lattice): readonly Opposites[] => {
  const keys = roleKeys(lattice);
  return keys.flatMap((first) => keys.flatMap((second): Opposites[] => {
    const [one, other] = [first, second].map(({ words: [word] }) => word);
    const stands = (pairs: readonly (readonly string[])[]) => pairs.some((pair) => pair[0] === one && pair[1] === other);
    const contest = stands(contestRoles);
    return first.edge.from === second.edge.from && first.edge.to === second.edge.to && (contest || stands(wayRoles)) ? [{ first, second, contest }] : [];
  }));
});
