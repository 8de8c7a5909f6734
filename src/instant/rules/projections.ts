import type { RuleName } from '../features.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { roleOf } from '../../catalog/joins.ts';
import { displayColumns, isAdditive, isKey, isYear, keyColumns, selfReferencingKey } from '../../catalog/roles.ts';
import { isParticiple, isPlural } from '../../language/en/inflection.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { columnListEnds, columnListJoiners, ownerPrepositions } from '../../language/en/linking-words.ts';
import { numberNouns, timeNouns } from '../../language/en/column-names.ts';
import { introductions, keyWords, nameWords } from '../../language/en/naming.ts';
import { beingWords, clauseOpenings, companionArticles, companionJoiners, havingPartner, ownersAgain, partnerArticles, possessives, togetherWords } from '../../language/en/possession.ts';
import { actors, beforeQuestionWord, whoWords } from '../../language/en/questions.ts';
import { stem } from '../../language/en/stem.ts';
import { isBirth } from '../../semantics/moments.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { type AggregateName, type Measure, namesOf } from '../plan.ts';
import { columnsCalled, holdsAmounts, isMoment, isNumber, isOrdered, isQuantity, temporalColumns } from './columns.ts';
import { afterVerb, columnsOfVerb } from './date-filter.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { flagValues } from './flag-filter.ts';
import { columnsAfter, functionsAt } from './measures.ts';
import { referencedTable } from './referenced.ts';
import { reporting } from './reporting.ts';
import { askedThrough } from './roles.ts';
import { rowsCalled } from './rows-called.ts';
import type { Rule } from './rule.ts';

/** A column that is simply named; "named" itself says that a name follows, and asks for none. */
export const column: Rule = (lattice, at) => (introductions.has(wordAt(lattice, at)) ? [] : lattice.columns[at] ?? []).map((link) =>
  fragment('column', link, [{ kind: 'projection', measure: { kind: 'column', column: link.column } }], merge(linkFeatures(link), isReference(lattice, link.column) ? { 'column:reference': 1 } : {}, isDone(lattice, link) ? { 'column:done': 1 } : {}, isRelation(link) ? { 'column:relation': 1 } : {})));

/** "the manager of Lee": who it is, and not the number that `manager_id` holds. */
function isRelation({ column: target, score }: ColumnLink): boolean {
  return score < 0.95 && selfReferencingKey(target) !== undefined && displayColumns(target.table).length > 0;
}

/** "tickets opened by users": the verb tells what was done, and does not ask when. */
function isDone(lattice: Lattice, { from, to, column: target, tier }: ColumnLink): boolean {
  return to === from + 1 && tier !== 'exact' && isMoment(lattice, target) && isParticiple(wordAt(lattice, from));
}

/** A column that is called like the table to which it refers: the airline of a flight is a number to those who ask for airlines. */
function isReference(lattice: Lattice, target: IndexedColumn): boolean {
  const table = referencedTable(lattice, target);
  return table !== undefined && table.stems.length === target.stems.length && table.stems.every((word) => target.stems.includes(word)) && displayColumns(table).length > 0;
}

/** A column that only says of what kind something else is, such as the language in "where English is the language"; one of yes and no says more by its name. */
export const mention: Rule = (lattice, at) => (lattice.columns[at] ?? []).filter((link) => isMentioned(lattice, link)).map((link) => ({
  ...fragment('mention', link, [], linkFeatures(link)), about: link.column.table, ...(isPart(lattice, link.column) ? { along: link.column } : {}),
}));

function isMentioned(lattice: Lattice, link: ColumnLink): boolean {
  return !flagValues(lattice, link.column) && !isOwned(lattice, link) && !isDividing(lattice, link) && !isDeed(lattice, link);
}

/** "how many clients have we barred": whose day may be missing says of which it is so. */
function isDeed(lattice: Lattice, { from, column: target }: ColumnLink): boolean {
  return target.column.nullable && isMoment(lattice, target) && isParticiple(wordAt(lattice, from));
}

/** "delay by ship", "crew per rank": what figures are told for is more than mentioned; "by artist Ray Lee" says who it was. */
function isDividing(lattice: Lattice, { from, to }: ColumnLink): boolean {
  const [before, word] = [wordAt(lattice, from - 2), wordAt(lattice, from - 1)];
  return word === 'per' || (word === 'by' && !isParticiple(before) && (lattice.valueLinks[to] ?? []).length === 0);
}

/** "Ivy's phone": what stands last behind the name of a row is asked for. */
function isOwned(lattice: Lattice, { from, to, column: target }: ColumnLink): boolean {
  const names = displayColumns(target.table);
  const isNamed = lattice.valueLinks.slice(0, from).some((links) => links.some((link) => link.to === from && link.match !== 'part' && names.includes(link.column)));
  return isNamed && !isKey(target) && lattice.tokens.slice(to).every(({ kind }) => kind === 'punctuation');
}

/** "Lee's next of kin": a key to somebody else of those by whose names the rows are called says whom the question is about. */
function isPart({ semantics, catalog }: Lattice, target: IndexedColumn): boolean {
  const bearer = semantics.entity(target.table).bearer;
  const leads = catalog.edges(target.table).find(({ from, pairs }) => from === target.table && pairs[0]?.[0] === target.column.name)?.to;
  return bearer !== undefined && bearer.key !== target && leads !== undefined && (leads === target.table || bearer.display.some(({ table }) => table === leads));
}

/** "airline names", "the names of airlines": the columns by which rows are called, whatever they are called in the schema. */
export const nameOf: Rule = (lattice, at) => {
  const word = (index: number) => nameWords.has(lattice.tokens[index]?.lower ?? '');
  const projections = (table: IndexedTable) => (titled(lattice, at, table) ? [] : namesOf(lattice.semantics.entity(table))).map((measure): Part => ({ kind: 'projection', measure }));
  const after = (lattice.tables[at] ?? []).filter(({ to, table }) => word(to) && projections(table).length > 0).map((link) => fragment('name-after', { from: at, to: link.to + 1 }, projections(link.table), linkFeatures(link)));
  if (!word(at)) return after;
  const place = skipStopWords(lattice, at + 1);
  return [...after, ...(lattice.tables[place] ?? []).filter(({ table }) => place > at + 1 && projections(table).length > 0).map((link) => fragment('name-of', { from: at, to: link.to }, [...projections(link.table), { kind: 'entity', table: link.table }], linkFeatures(link)))];
};

/** Where a table has a column for titles, they are not the names of its rows. */
function titled(lattice: Lattice, at: number, table: IndexedTable): boolean {
  const said = [at, at + 1].some((index) => lattice.tokens[index]?.lower.startsWith('title'));
  return said && table.columns.some((column) => column.stems.length === 1 && column.stems[0] === titleStem) && displayColumns(table).every((column) => column.stems[0] !== titleStem);
}

const titleStem = stem('title');

/** "ids and texts of paragraphs", "the name and birth date of each singer": of whose names or keys it speaks is said after other columns. */
export const ofLater: Rule = (lattice, at) => {
  const word = lattice.tokens[at]?.lower ?? '';
  const columns = nameWords.has(word) ? displayColumns : keyWords.has(word) ? keyColumns : undefined;
  const owner = columns && ownersAfter(lattice, at + 1);
  return (owner ?? []).flatMap((link) => {
    const own = titled(lattice, at, link.table) ? [] : (columns?.(link.table) ?? []);
    return own.length === 0 || own.length > 2 ? [] : [fragment(columns === displayColumns ? 'name-later' : 'key-later', { from: at, to: at + 1 }, own.map((target): Part => ({ kind: 'projection', measure: { kind: 'column', column: target } })), linkFeatures(link))];
  });
};

const laterMax = 12;

/** The table that is named after "of" or "for", behind a list of columns. */
function ownersAfter(lattice: Lattice, from: number): Lattice['tables'][number] {
  if (!columnListJoiners.has(lattice.tokens[from]?.lower ?? '')) return [];
  for (let at = from; at < Math.min(from + laterMax, lattice.tokens.length); at += 1) {
    const word = lattice.tokens[at]?.lower ?? '';
    if (columnListEnds.has(word)) return [];
    const found = ownerPrepositions.has(word) ? (lattice.tables[skipStopWords(lattice, at + 1)] ?? []) : [];
    if (found.length > 0) return found;
  }
  return [];
}

/** "name" where a table has first and last names: both. */
export const bothNames: Rule = (lattice, at) => {
  const tables = new Set((lattice.columns[at] ?? []).map(({ column }) => column.table));
  if (!nameWords.has(lattice.tokens[at]?.lower ?? '')) return [];
  return [...tables].map((table) => ({ table, columns: lattice.semantics.entity(table).display })).filter(({ table, columns }) => columns.length === 2 && !titled(lattice, at, table))
    .map(({ columns }) => fragment('both-names', { from: at, to: at + 1 }, columns.map((target): Part => ({ kind: 'projection', measure: { kind: 'column', column: target } }))));
};

/** "which airline" where the flight has only the airline's key: the airline's name. */
export const referenced: Rule = (lattice, at) => (lattice.columns[at] ?? []).flatMap((link) => {
  // "reports to Lee" tells which way the key is followed.
  const parts = reporting(lattice, at).length > 0 || askedThrough(lattice).has(link.column) ? [] : referredParts(lattice, link.column);
  const relation = isRelation(link) || isPart(lattice, link.column) ? { 'referenced:relation': 1 } : {};
  if (parts.length === 0) return [];
  // "understudies in The Last Tram": not those who direct it.
  const along = isOneOfSeveral(lattice, link.column) ? { along: link.column } : {};
  const between: Part[] = along.along ? [{ kind: 'entity', table: link.column.table, between: true }] : [];
  return [{ ...fragment('referenced', link, [...parts, ...between], merge(linkFeatures(link), relation)), ...along }];
});

/** Whether other keys lead to the same rows, and this one is called by the part that they play in it. */
function isOneOfSeveral({ catalog }: Lattice, key: IndexedColumn): boolean {
  const edge = catalog.edges(key.table).find(({ from, to, pairs }) => from === key.table && to !== from && pairs.length === 1 && pairs[0]?.[0] === key.column.name);
  return edge !== undefined && roleOf(edge).length > 0 && catalog.edges(edge.to).some((other) => other !== edge && other.to === edge.to && other.from !== other.to);
}

/** What a key stands for: the name of the row that it refers to. */
function referredParts(lattice: Lattice, key: IndexedColumn): Part[] {
  const table = referencedTable(lattice, key);
  // "Lee's next of kin": who is called by the same names as Lee, and is somebody else.
  const bearer = lattice.semantics.entity(key.table).bearer;
  const shown = (column: IndexedColumn, through?: IndexedColumn): Part =>
    ({ kind: 'projection', measure: { kind: 'referred', column, via: key, ...(through ? { through } : {}) } });
  if (table && bearer && bearer.key !== key && bearer.display.every((column) => column.table === table)) return bearer.display.map((column) => shown(column));
  if (table !== key.table) return (table ? namesOf(lattice.semantics.entity(table)) : []).map((measure): Part => ({ kind: 'projection', measure }));
  if (bearer) return bearer.display.map((column) => shown(column, bearer.key));
  return lattice.semantics.entity(table).display.map((column) => shown(column));
}

/** "actors and the musicals that they are in": what is listed behind other things is called by its name. */
export const alsoNamed: Rule = (lattice, at) => {
  let before = at - 1;
  while (before > 0 && companionArticles.has(wordAt(lattice, before))) before -= 1;
  if (before < 1 || !companionJoiners.has(wordAt(lattice, before))) return [];
  return (lattice.tables[at] ?? []).map((link) => ({ link, names: namesOf(lattice.semantics.entity(link.table)) })).filter(({ names }) => names.length > 0).map(({ link, names }) =>
    fragment('also-named', link, names.map((measure): Part => ({ kind: 'projection', measure })), linkFeatures(link)));
};

/** "employees and their managers", "each agent with the name of their manager", "suppliers and the products they sell": the names of both. */
export const companions: Rule = (lattice, at) => (lattice.tables[triggerAt(lattice, at, 'each') ? at + 1 : at] ?? []).flatMap((owner) => {
  const joiner = togetherWords.has(wordAt(lattice, owner.to)) ? owner.to + 1 : owner.to;
  const asksWho = wordAt(lattice, joiner + 1) === 'who';
  const possessive = asksWho ? joiner + 2 : pastNameOf(lattice, joiner + 1);
  const isOwned = possessives.has(wordAt(lattice, possessive));
  if (!companionJoiners.has(wordAt(lattice, joiner)) || !(isOwned || (!asksWho && companionArticles.has(wordAt(lattice, possessive))))) return [];
  const named = (table: IndexedTable) => namesOf(lattice.semantics.entity(table)).map((measure): Part => ({ kind: 'projection', measure }));
  const own = named(owner.table);
  const keys = (isOwned ? lattice.columns[possessive + 1] ?? [] : []).map((link) => ({ link, to: link.to, parts: link.column.table === owner.table ? referredParts(lattice, link.column) : [] }));
  const tables = (lattice.tables[possessive + 1] ?? []).flatMap((link) => {
    const to = isOwned ? link.to : clauseEnd(lattice, link.to);
    return to === undefined ? [] : [{ link, to, parts: link.table === owner.table ? [] : named(link.table) }];
  });
  const end = (to: number) => (asksWho && beingWords.has(wordAt(lattice, to)) ? to + 1 : to);
  const called = [...keys, ...tables].filter(({ parts }) => own.length > 0 && parts.length > 0);
  return called.map(({ link, to, parts }) => fragment('companions', { from: at, to: end(to) }, [...own, ...parts], merge(linkFeatures(owner), linkFeatures(link))));
});

/** Past "the name of", which says no more than what is named. */
function pastNameOf(lattice: Lattice, at: number): number {
  const noun = wordAt(lattice, at) === 'the' ? at + 1 : at;
  return nameWords.has(wordAt(lattice, noun)) && wordAt(lattice, noun + 1) === 'of' ? noun + 2 : at;
}

/** The end of "(that) they sell", "which it belongs to" behind what is owned. */
function clauseEnd(lattice: Lattice, at: number): number | undefined {
  const place = clauseOpenings.has(wordAt(lattice, at)) ? at + 1 : at;
  return ownersAgain.has(wordAt(lattice, place)) && lattice.tokens[place + 1]?.kind === 'word' ? place + 2 : undefined;
}

/** A table that is simply named: what the question is about, or what must be joined. */
export const entity: Rule = (lattice, at) => {
  const had = followsHaving(lattice, at);
  return (lattice.tables[at] ?? []).map((link) => fragment('entity', link, [{ kind: 'entity', table: link.table, ...(had ? { had } : {}), ...(isPlural(wordAt(lattice, link.to - 1)) ? { plural: true } : {}) }], linkFeatures(link)));
};

/** "students who have a pet" */
function followsHaving(lattice: Lattice, at: number): true | undefined {
  let before = at - 1;
  while (before > 0 && partnerArticles.has(lattice.tokens[before]?.lower ?? '')) before -= 1;
  return havingPartner.has(lattice.tokens[before]?.lower ?? '') ? true : undefined;
}

/** "average and maximum age", "total budget and average cost". */
export const aggregate: Rule = (lattice, at) => {
  const named = functionsAt(lattice, at);
  if (!named) return [];
  const projections = (functions: readonly AggregateName[], target: IndexedColumn) => functions.map((name): Part => ({ kind: 'projection', measure: { kind: 'aggregate', function: name, column: target, distinct: false } }));
  const number = triggerAt(lattice, skipStopWords(lattice, named.to), 'count');
  const direct = columnsAfter(lattice, number?.to ?? named.to)
    .filter((link) => !number || isQuantity(lattice, link.column))
    .filter((link) => !named.functions.some((name) => name === 'min' || name === 'max') || !gradesRows(lattice, link))
    .filter((link) => named.functions.every((name) => (isNumber(lattice, link.column) || ((name === 'min' || name === 'max') && (isOrdered(lattice, link.column) || (link.score > 0.9 && !isKey(link.column) && holdsAmounts(lattice, link.column)))))))
    .flatMap((link) => {
      const features = merge(linkFeatures(link), isQuantity(lattice, link.column) ? {} : { [isOrdered(lattice, link.column) ? 'aggregate:key' : 'aggregate:text']: 1 });
      const one = fragment('aggregate', { from: at, to: link.to }, projections(named.functions, link.column), features);
      const next = lattice.tokens[link.to]?.lower;
      const others = (next === 'and' || next === ',') && !functionsAt(lattice, link.to + 1) ? (lattice.columns[skipStopWords(lattice, link.to + 1)] ?? []).filter((other) => other.column !== link.column && other.column.table === link.column.table && isQuantity(lattice, other.column)) : [];
      return [one, ...others.map((other) => fragment('aggregate-two', { from: at, to: other.to }, [...projections(named.functions, link.column), ...projections(named.functions, other.column)], merge(features, linkFeatures(other))))];
    });
  return direct;
};

/** "highest royalty rate contracts" are contracts, and no rate. */
function gradesRows(lattice: Lattice, { column: target, to }: ColumnLink): boolean {
  return (lattice.tables[to] ?? []).some((link) => link.table === target.table && isPlural(wordAt(lattice, link.to - 1)));
}

/** "how many", "the number of": what is counted is found when the plan is composed; a column may be counted itself. */
export const count: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'count');
  if (!trigger || namesNumbers(lattice, trigger)) return [];
  // "how many different" is one phrase
  const distinct = triggerAt(lattice, trigger.to, 'distinct') ?? triggerAt(lattice, trigger.to - 1, 'distinct');
  const to = distinct?.to ?? trigger.to;
  const place = skipStopWords(lattice, to);
  const bare = fragment('count', { from: at, to }, [{ kind: 'count', distinct: distinct !== undefined }], endsName(lattice, at) ? { 'count:in-name': 1 } : {});
  // How many rooms a flat has is a figure of its own: nobody counts different figures who does not say so.
  // Nor do they count on how many days something was ordered who ask for orders.
  const isCountable = ({ column: target, to: end }: ColumnLink) => (distinct !== undefined || !isQuantity(lattice, target)) && (!isMoment(lattice, target) || timeNouns.has(lattice.tokens[end - 1]?.stem ?? ''));
  const columns = columnsAfter(lattice, place).filter(isCountable).map((link) =>
    fragment('count-column', { from: at, to: link.to }, [{ kind: 'projection', measure: { kind: 'aggregate', function: 'count', column: link.column, distinct: true } }], merge(linkFeatures(link), distinct ? { 'count:distinct': 1 } : {}, isQuantity(lattice, link.column) ? { 'count:quantity': 1 } : {})));
  // "how many open vacancies" asks for no openings.
  const isCounted = ({ column: target, to: end }: ColumnLink) => isPlural(wordAt(lattice, end - 1)) && isQuantity(lattice, target) && !isMoney(lattice, target) && !flagValues(lattice, target);
  const sums = (distinct ? [] : lattice.columns[place] ?? []).filter(isCounted).flatMap((link) => {
    const { isOfRows, isGrouped } = askedOf(lattice, link.column.table);
    const asked = (rule: RuleName, measure: Measure) => fragment(rule, { from: at, to: link.to }, [{ kind: 'projection', measure }], linkFeatures(link));
    const summed = isOfRows && isGrouped ? [] : [asked('count-sum', { kind: 'aggregate', function: 'sum', column: link.column, distinct: false })];
    return [...summed, ...(isOfRows ? [asked('count-value', { kind: 'column', column: link.column })] : [])];
  });
  const states = rowsCalled(lattice, place).map(({ to: end, table, filter, features }) =>
    fragment('count-kind', { from: at, to: end }, [{ kind: 'count', distinct: false }, { kind: 'entity', table }, { kind: 'filter', filter }], features));
  return [...(asksQuantity(lattice, place) ? [] : [bare]), ...columns, ...sums, ...states];
};

/** "the numbers of the bills": what they are numbered with, where they are. */
function namesNumbers(lattice: Lattice, { from, to }: Span): boolean {
  if (wordAt(lattice, from) !== 'numbers' || wordAt(lattice, to - 1) !== 'of') return false;
  const numbered = (column: IndexedColumn) => numberNouns.has(column.stems.at(-1) ?? '');
  return (lattice.tables[skipStopWords(lattice, to)] ?? []).some(({ table, score }) => score > 0.9 && [...displayColumns(table), ...keyColumns(table)].some(numbered));
}

/** "how many seats does each course have" asks of each row what it has, "how many chairs are there in each town" for what they come to. */
function askedOf(lattice: Lattice, table: IndexedTable): { readonly isOfRows: boolean; readonly isGrouped: boolean } {
  const groups = lattice.triggers.flat().filter(({ name }) => name === 'each' || name === 'by');
  // "each ranking date" is no ranking.
  const isOf = (at: number) => (lattice.tables[at] ?? []).some((link) => link.table === table && !(lattice.columns[at] ?? []).some((longer) => longer.to > link.to));
  return { isGrouped: groups.length > 0, isOfRows: groups.every(({ to }) => isOf(to)) };
}

/** "how many units": never what one of them costs. */
function isMoney({ semantics }: Lattice, column: IndexedColumn): boolean {
  const { role } = semantics.attribute(column);
  return role === 'money' || role === 'price';
}

/** "how many rooms does it have": a figure that is kept, and no rows that are counted. */
function asksQuantity(lattice: Lattice, at: number): boolean {
  return (lattice.columns[at] ?? []).some(({ column: target, score }) => score > 0.9 && isQuantity(lattice, target)) && (lattice.tables[at] ?? []).length === 0;
}

/** "flight numbers of": the word belongs to a name that begins before it. */
function endsName(lattice: Lattice, at: number): boolean {
  return [at - 1, at - 2].some((from) => (lattice.columns[from] ?? []).some((link) => link.to === at + 1 && link.score > 0.9));
}

/** "how old", "how long", "who", "where", "when": the question word says which column. A place in which everything is answers no "where". */
export const questionWord: Rule = (lattice, at) => {
  const word = (index: number) => lattice.tokens[index]?.lower;
  const offer = (rule: RuleName, to: number, names: readonly (readonly string[])[], tells?: (target: IndexedColumn) => boolean) => columnsCalled(lattice, names, tells).map((target, rank) => fragment(rule, { from: at, to }, [{ kind: 'projection', measure: { kind: 'column', column: target } }], { 'dimension:rank': rank }));
  const measures = phrasesAt(lattice.lexicon.measures, at, word).flatMap(({ words, meaning }) => [...offer('measure-word', at + words.length, meaning), ...(isMass(words) ? sums(lattice, { from: at, to: at + words.length }, meaning) : [])]);
  const trigger = triggerAt(lattice, at, 'who', 'where', 'when');
  if (!trigger) return measures;
  if (trigger.name !== 'where' && trigger.name !== 'when') return [...measures, fragment('who', trigger, [{ kind: 'who', ...(whoWords.has(wordAt(lattice, at)) ? { asks: true } : {}) }])];
  // "the results when the commander is …" asks for no date.
  const asks = at === 0 || beforeQuestionWord.has(word(at - 1) ?? '');
  const names = lattice.lexicon.wh.get(trigger.name) ?? [];
  if (trigger.name === 'where') return [...measures, ...offer(asks ? 'word-where' : 'within-where', trigger.to, names, (target) => !lattice.values.isConstant(target))];
  const moments = momentsAsked(lattice, trigger.to, names).map((target, rank) =>
    fragment(asks ? 'word-when' : 'within-when', trigger, [{ kind: 'projection', measure: { kind: 'column', column: target }, ...(asks ? { asksWhen: true } : {}) }], { 'dimension:rank': rank }));
  return [...measures, ...moments];
};

/** When it happened: the moments of the verb that is asked about ("when was Lee hired"), else any but a birth. */
function momentsAsked(lattice: Lattice, from: number, names: readonly (readonly string[])[]): readonly IndexedColumn[] {
  const places = lattice.tokens.map((_, at) => at).filter((at) => at >= from);
  // "when was the first order of each customer shipped": the verb comes last, and what stands before it may be a noun.
  const end = places.findLast((at) => lattice.tokens[at]?.kind !== 'punctuation');
  const isLast = (at: number) => afterVerb(lattice, at) - 1 === end && columnsOfVerb(lattice, at).length > 0;
  const said = places.toSorted((a, b) => Number(isLast(b)) - Number(isLast(a)) || a - b).flatMap((at) => columnsOfVerb(lattice, at));
  if (said.length > 0) return [...new Set(said)].slice(0, momentsMax);
  const tells = (target: IndexedColumn) => (isMoment(lattice, target) || isYear(target)) && !isBirth(target) && !lattice.values.isConstant(target);
  return [...new Set([...columnsCalled(lattice, names, tells), ...temporalColumns(lattice).filter(tells)])].slice(0, momentsMax);
}

const momentsMax = 5;

/** The verb of "when was Lee hired", whose moment is asked for. */
export const happening: Rule = (lattice, at) => {
  const asksMoment = lattice.triggers.slice(0, at).some((triggers) => triggers.some(({ name }) => name === 'when'));
  if (!asksMoment) return doneBy(lattice, at);
  return [...new Set(columnsOfVerb(lattice, at).map(({ table }) => table))].map((table) => ({ ...fragment('happening', { from: at, to: afterVerb(lattice, at) }, []), about: table }));
};

/** "how many kilos did we throw away": it tells what was done, and does not ask when. */
function doneBy(lattice: Lattice, at: number): Fragment[] {
  const isAmount = lattice.triggers.slice(0, at).some((triggers) => triggers.some(({ name }) => name === 'count'));
  if (!isAmount || !actors.has(wordAt(lattice, at - 1))) return [];
  const named = (lattice.columns[at] ?? []).filter(({ column: target }) => isMoment(lattice, target) && !target.column.nullable).map((link) => ({ to: link.to, table: link.column.table }));
  const verbs = columnsOfVerb(lattice, at).filter(({ column: { nullable } }) => !nullable).map(({ table }) => ({ to: afterVerb(lattice, at), table }));
  return [...named, ...verbs].slice(0, momentsMax).map(({ to, table }) => ({ ...fragment('happening', { from: at, to }, []), about: table }));
}

function isMass(words: readonly string[]): boolean {
  return words.at(-1) === 'much';
}

/** "how much was paid by card": of amounts all that there is. */
function sums(lattice: Lattice, span: Span, names: readonly (readonly string[])[]): Fragment[] {
  return columnsCalled(lattice, names, (target) => isQuantity(lattice, target) && isAdditive(target)).map((target, rank) => fragment('measure-sum', span, [{ kind: 'projection', measure: { kind: 'aggregate', function: 'sum', column: target, distinct: false } }], { 'dimension:rank': rank }));
}

export const all: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'all');
  return trigger ? [fragment('all', trigger, [{ kind: 'all' }])] : [];
};

export const distinct: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'distinct');
  return trigger ? [fragment('distinct', trigger, [{ kind: 'distinct' }])] : [];
};
