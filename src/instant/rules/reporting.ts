import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns, selfReferencingKey } from '../../catalog/roles.ts';
import { isComparative } from '../../language/en/inflection.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { beforeSuperiors, comparedPay, payNouns, payVerbs, referralKeys, referralPhrases, reportingKeys, reportingPhrases, type ReportingWay, somebody, superiorNouns } from '../../language/en/reporting.ts';
import { whoWords } from '../../language/en/questions.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { FeatureVector } from '../features.ts';
import { type Comparison, type Filter, type Measure, namesOf } from '../plan.ts';
import { operators } from './column-filter.ts';
import { isQuantity } from './columns.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { onceAt } from './once.ts';
import type { Rule } from './rule.ts';

/** "who reports to Lee", "who does Lee report to", "Lee's boss": along the key by which rows refer to those above them. */
export const reporting: Rule = onceAt((lattice, at) => [...phraseFirst(lattice, at), ...nameFirst(lattice, at), ...brought(lattice, at), ...besideAbove(lattice, at), ...paired(lattice, at), ...mostOften(lattice, at)]);

/** "who earns more per hour than their boss", "a higher limit than their mentor": a figure of a row against that of the one above. */
function besideAbove(lattice: Lattice, at: number): Fragment[] {
  return [...paidBeside(lattice, at), ...figureBeside(lattice, at)].flatMap(({ than, operator, isFigure, features }) => {
    const noun = beforeSuperiors.has(wordAt(lattice, than + 1)) ? [3, 2].map((more) => than + more).find((place) => superiorNouns.has(wordAt(lattice, place)) || isKeyNoun(lattice, place)) : undefined;
    return noun === undefined ? [] : lattice.catalog.tables.flatMap((table) => {
      const via = selfKeys(lattice, table).find(({ stems }) => stems.includes(lattice.tokens[noun]?.stem ?? '')) ?? keyAbove(lattice, table);
      const [figure, ...others] = via ? table.columns.filter(isFigure) : [];
      if (!via || !figure || others.length > 0) return [];
      const filter: Filter = { kind: 'columns', left: figure, operator, right: figure, via };
      return [fragment('reporting-paid', { from: at, to: noun + 1 }, [{ kind: 'entity', table }, { kind: 'filter', filter }], features)];
    });
  });
}

interface Beside {
  /** Where "than" stands. */
  readonly than: number;
  readonly operator: Comparison;
  readonly isFigure: (column: IndexedColumn) => boolean;
  readonly features: FeatureVector;
}

function paidBeside(lattice: Lattice, at: number): Beside[] {
  const direction = payVerbs.has(wordAt(lattice, at)) ? comparedPay.get(wordAt(lattice, at + 1)) : undefined;
  const than = wordAt(lattice, at + 2) === 'per' ? at + 4 : at + 2;
  return direction && wordAt(lattice, than) === 'than' ? [{ than, operator: operators[direction], isFigure: ({ stems }) => stems.some((word) => payNouns.has(word)), features: {} }] : [];
}

function figureBeside(lattice: Lattice, at: number): Beside[] {
  const graded = (lattice.adjectives[at] ?? []).find(({ adjective, to }) => !adjective.superlative && isComparative(wordAt(lattice, to - 1)));
  const trigger = triggerAt(lattice, at, 'gt', 'lt');
  const start = (trigger ?? graded)?.to;
  if (start === undefined) return [];
  const isUp = trigger ? trigger.name === 'gt' : (graded?.adjective.up.length ?? 0) > 0;
  return (lattice.columns[start] ?? []).filter(({ column, to }) => isQuantity(lattice, column) && wordAt(lattice, to) === 'than').map((link) =>
    ({ than: link.to, operator: isUp ? '>' : '<', isFigure: (column) => column === link.column, features: linkFeatures(link) }));
}

/** "their mentor": a word of the key that leads to them. */
function isKeyNoun(lattice: Lattice, at: number): boolean {
  const said = lattice.tokens[at];
  return said?.kind === 'word' && lattice.catalog.tables.some((table) => selfKeys(lattice, table).some(({ stems }) => stems.includes(said.stem)));
}

/** "recruited by Lee", "introduced by Lee", "did Lee recruit": those whom somebody brought, by the key that keeps who did. */
function brought(lattice: Lattice, at: number): Fragment[] {
  const [phrase] = phrasesAt(referralPhrases, at, (index) => wordAt(lattice, index));
  const own = lattice.tokens[at];
  const passive = phrase ? at + phrase.words.length : own?.kind === 'word' && wordAt(lattice, at + 1) === 'by' ? at + 2 : undefined;
  const isMeant = (key: IndexedColumn) => (phrase ? key.stems.some((word) => referralKeys.has(word)) : own !== undefined && key.stems.includes(own.stem));
  const behind = passive === undefined ? [] : namesAt(lattice, passive).flatMap((named) => ofThose(lattice, { from: at, to: named.to }, named, isMeant));
  const before = namesAt(lattice, at).flatMap((named) => {
    const verb = lattice.tokens[named.to];
    const isVerb = verb?.kind === 'word' && ['did', 'does', 'do', 'has', 'have'].includes(wordAt(lattice, at - 1));
    return isVerb ? ofThose(lattice, { from: at, to: named.to + 1 }, named, ({ stems }) => stems.includes(verb.stem)) : [];
  });
  return [...behind, ...before];
}

/** "who mentors whom", "who is the boss of whom", "members referred by another member, and who referred them": both, along the key that is called so. */
function paired(lattice: Lattice, at: number): Fragment[] {
  const isOfWhom = ['who', 'is', 'the'].every((word, offset) => wordAt(lattice, at + offset) === word) && wordAt(lattice, at + 4) === 'of' && wordAt(lattice, at + 5) === 'whom';
  if (isOfWhom) {
    const people = lattice.catalog.tables.filter((table) => lattice.semantics.entity(table).kind === 'person');
    return people.flatMap((table) => {
      const via = keyCalled(lattice, table, at + 3)?.via;
      return via ? [pair(lattice, { from: at, to: at + 6 }, table, { via, named: true })] : [];
    });
  }
  const asksBoth = wordAt(lattice, at) === 'who' && wordAt(lattice, at + 2) === 'whom';
  const verb = lattice.tokens[asksBoth ? at + 1 : at];
  const by = !asksBoth && wordAt(lattice, at + 1) === 'by' ? wordAt(lattice, at + 2) : '';
  if (verb?.kind !== 'word' || !(asksBoth || by === 'another' || somebody.has(by))) return [];
  return lattice.catalog.tables.flatMap((table) => {
    const link = by === 'another' ? (lattice.tables[at + 3] ?? []).find((one) => one.table === table) : { to: at + 3 };
    const via = link ? selfKeys(lattice, table).find(({ stems }) => stems.includes(verb.stem)) : undefined;
    if (!link || !via) return [];
    const end = asksBoth ? link.to : askedAgain(lattice, link.to, verb.stem);
    return [pair(lattice, { from: at, to: end ?? link.to }, table, { via, named: end !== undefined })];
  });
}

/** Those of whom it is known who is above them; where both are asked for, by both names. */
function pair({ semantics }: Lattice, span: Span, table: IndexedTable, { via, named }: { readonly via: IndexedColumn; readonly named: boolean }): Fragment {
  const entity = semantics.entity(table);
  const above = entity.display.map((column): Measure => ({ kind: 'referred', column, via }));
  const names = named ? [...namesOf(entity), ...above].map((measure): Part => ({ kind: 'projection', measure })) : [];
  return fragment('reporting-pair', span, [{ kind: 'entity', table }, ...names, { kind: 'filter', filter: { kind: 'null', column: via, negated: true } }]);
}

/** "referred the most people": whoever most keys of that name lead to. Of the fewest nothing tells, for many have none. */
function mostOften(lattice: Lattice, at: number): Fragment[] {
  const verb = lattice.tokens[at];
  const trigger = triggerAt(lattice, skipStopWords(lattice, at + 1), 'most');
  if (verb?.kind !== 'word' || !trigger) return [];
  const noun = wordAt(lattice, trigger.to) === 'new' ? trigger.to + 1 : trigger.to;
  return (lattice.tables[noun] ?? []).flatMap(({ table, to }) => {
    const via = selfKeys(lattice, table).find(({ stems }) => stems.includes(verb.stem));
    if (!via) return [];
    const names = lattice.semantics.entity(table).display.map((column): Part => ({ kind: 'projection', measure: { kind: 'referred', column, via } }));
    const top: Part = { kind: 'top', measure: { kind: 'count', table }, direction: 'desc', limit: 1 };
    const known: Part = { kind: 'filter', filter: { kind: 'null', column: via, negated: true } };
    return names.length === 0 ? [] : [fragment('reporting-most', { from: at, to }, [{ kind: 'group', key: via }, ...names, known, top])];
  });
}

/** The end of ", and who referred them", "along with who referred them", "and by whom". */
function askedAgain(lattice: Lattice, from: number, verb: string): number | undefined {
  const place = Array.from({ length: askedReach }, (_, offset) => from + offset).find((index) => whoWords.has(wordAt(lattice, index)));
  if (place === undefined) return undefined;
  if (wordAt(lattice, place) === 'whom') return wordAt(lattice, place - 1) === 'by' ? place + 1 : undefined;
  return lattice.tokens[place + 1]?.stem === verb && wordAt(lattice, place + 2) === 'them' ? place + 3 : undefined;
}

/** So many words stand before it at most, with a comma. */
const askedReach = 4;

function ofThose(lattice: Lattice, span: Span, { filters }: Named, isMeant: (key: IndexedColumn) => boolean): Fragment[] {
  return bearersOf(lattice, filters).flatMap(({ table, through }) => {
    const via = selfKeys(lattice, table).find(isMeant);
    const conditions = filters.map((filter): Part => ({ kind: 'filter', filter: { ...filter, ...(via ? { via } : {}), ...through } }));
    return via ? [fragment('reporting-below', span, [{ kind: 'entity', table }, ...conditions])] : [];
  });
}

interface Bearer {
  readonly table: IndexedTable;
  /** Where its rows are called as those of another table: the key to them. */
  readonly through?: { readonly through: IndexedColumn };
}

/** Whose rows bear names that stand in these columns: the table itself, and those of roles, which refer to it. */
function bearersOf({ catalog, semantics }: Lattice, filters: Named['filters']): Bearer[] {
  const table = filters[0]?.column.table;
  if (!table) return [];
  const roles = [...new Set(catalog.edges(table).flatMap(({ from, to }) => (to === table && from !== table ? [from] : [])))];
  return [{ table }, ...roles.flatMap((role): Bearer[] => {
    const bearer = semantics.entity(role).bearer;
    return bearer && bearer.display.every((column) => column.table === table) ? [{ table: role, through: { through: bearer.key } }] : [];
  })];
}

/** "reports to Lee", "supervises Lee" */
function phraseFirst(lattice: Lattice, at: number): Fragment[] {
  const [phrase] = phrasesAt(reportingPhrases, at, (index) => wordAt(lattice, index));
  if (!phrase) return [];
  return namesAt(lattice, at + phrase.words.length).flatMap((named) => offer(lattice, { from: at, to: named.to }, named, phrase.meaning));
}

/** "does Lee report to", "Lee's boss", "has Lee as their manager" */
function nameFirst(lattice: Lattice, at: number): Fragment[] {
  return namesAt(lattice, at).flatMap((named) => {
    const noun = [1, 2].map((more) => named.to + more).find((place) => superiorNouns.has(wordAt(lattice, place)));
    if (wordAt(lattice, named.to) === 'as' && noun !== undefined) return offer(lattice, { from: at, to: noun + 1 }, named, 'below');
    const phrase = phrasesAt(reportingPhrases, named.to, (index) => wordAt(lattice, index)).find(({ meaning }) => meaning === 'below');
    const to = phrase ? named.to + phrase.words.length : superiorNouns.has(wordAt(lattice, named.to)) ? named.to + 1 : undefined;
    return to === undefined ? [] : offer(lattice, { from: at, to }, named, 'above');
  });
}

interface Named {
  readonly filters: readonly (Filter & { readonly kind: 'compare' })[];
  readonly to: number;
}

/** The name of one row, in one column or in two, of which one may stand for both. */
function namesAt(lattice: Lattice, at: number): Named[] {
  const links = (lattice.valueLinks[at] ?? []).filter(({ column, match }) => match !== 'part' && displayColumns(column.table).includes(column));
  return links.flatMap((link): Named[] => {
    const [first, last] = displayColumns(link.column.table);
    const own: Filter & { readonly kind: 'compare' } = { kind: 'compare', column: link.column, operator: '=', value: link.value };
    if (!last) return [{ filters: [own], to: link.to }];
    const behind = first === link.column ? (lattice.valueLinks[link.to] ?? []).find(({ column, match }) => column === last && match !== 'part') : undefined;
    return [behind ? { filters: [own, { kind: 'compare', column: behind.column, operator: '=', value: behind.value }], to: behind.to } : { filters: [own], to: link.to }];
  });
}

function offer(lattice: Lattice, span: Span, { filters }: Named, way: ReportingWay): Fragment[] {
  return bearersOf(lattice, filters).flatMap(({ table, through }) => {
    const via = keyAbove(lattice, table);
    if (!via || (through && !isCalledAbove(via))) return [];
    const names = lattice.semantics.entity(table);
    const above = (through ? (names.bearer?.display ?? []) : names.display).map((column): Measure => ({ kind: 'referred', column, via, ...through }));
    const shown = (way === 'above' ? above : namesOf(names)).map((measure): Part => ({ kind: 'projection', measure }));
    const conditions = filters.map((filter): Part => ({ kind: 'filter', filter: way === 'above' ? filter : { ...filter, via, ...through } }));
    return [fragment(`reporting-${way}`, span, [...shown, ...conditions])];
  });
}

/** The key to the one above: the only one, or the one that is called so. */
function keyAbove(lattice: Lattice, table: IndexedTable): IndexedColumn | undefined {
  const keys = selfKeys(lattice, table);
  // Who brought somebody is nobody's boss for that.
  const isReferral = ({ stems }: IndexedColumn) => stems.some((word) => referralKeys.has(word));
  const [only, ...others] = keys;
  return keys.find(isCalledAbove) ?? (only && others.length === 0 && !isReferral(only) ? only : undefined);
}

function isCalledAbove({ stems }: IndexedColumn): boolean {
  return stems.some((word) => reportingKeys.has(word));
}

function selfKeys({ catalog }: Lattice, table: IndexedTable): readonly IndexedColumn[] {
  const keys = selfKeysKnown.get(catalog) ?? new Map<IndexedTable, readonly IndexedColumn[]>();
  selfKeysKnown.set(catalog, keys);
  const found = keys.get(table) ?? findSelfKeys(catalog, table);
  keys.set(table, found);
  return found;
}

const selfKeysKnown = new WeakMap<CatalogIndex, Map<IndexedTable, readonly IndexedColumn[]>>();

function findSelfKeys(catalog: CatalogIndex, table: IndexedTable): IndexedColumn[] {
  const inferred = catalog.edges(table).flatMap(({ from, to, pairs }) => (from === table && to === table && pairs.length === 1 ? [pairs[0]?.[0]] : []));
  return table.columns.filter((column) => selfReferencingKey(column) !== undefined || inferred.includes(column.column.name));
}

/** "their manager", "the person who referred them": the key that leads to them, and where its name ends. */
export function keyCalled(lattice: Lattice, table: IndexedTable, at: number): { readonly via: IndexedColumn; readonly to: number } | undefined {
  const verb = whoWords.has(wordAt(lattice, at + 1)) ? at + 2 : whoWords.has(wordAt(lattice, at)) ? at + 1 : undefined;
  const place = verb ?? at;
  const said = lattice.tokens[place];
  const via = selfKeys(lattice, table).find(({ stems }) => stems.includes(said?.stem ?? '')) ?? (superiorNouns.has(said?.lower ?? '') ? keyAbove(lattice, table) : undefined);
  return via && { via, to: verb === undefined ? place + 1 : wordAt(lattice, place + 1) === 'them' ? place + 2 : place + 1 };
}
