import type { IndexedTable } from '../../catalog/index.ts';
import { keyColumns } from '../../catalog/roles.ts';
import { phrasesAt, type TriggerName } from '../../language/en/lexicon.ts';
import { isParticiple, isPlural } from '../../language/en/inflection.ts';
import { stem } from '../../language/en/stem.ts';
import { meansOfPayment, moneyPlurals } from '../../language/en/selling.ts';
import { actors } from '../../language/en/questions.ts';
import { earningVerbs, nounOpenings, pastHelpers, subjectOpenings } from '../../language/en/earning.ts';
import { taxPhrases } from '../../language/en/taxes.ts';
import { verbToMost } from '../../language/en/linking-words.ts';
import { moneyNouns, moneyVerbs } from '../../semantics/measures.ts';
import { statePhrases } from '../../semantics/states.ts';
import { type ColumnLink, type Lattice, skipStopWords, type TableLink, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { Measure } from '../plan.ts';
import type { RowMeasure } from '../../semantics/model.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import { functionsAt } from './measures.ts';
import { isQuantity } from './columns.ts';
import { piecesAt } from './bestsellers.ts';
import { asksPriceOf } from './price-of.ts';
import { aggregateOf, type Money, moneyInPlay, moneyKept, moneyNounAt } from './money-measures.ts';
import { once } from './once.ts';
import type { Rule } from './rule.ts';

/** "revenue", "total turnover", "average spend": money that no column is called by. */
export const money: Rule = (lattice, at) => {
  const named = functionsAt(lattice, at);
  const place = named ? skipStopWords(lattice, named.to) : at;
  const [name = 'sum', ...others] = named?.functions ?? [];
  const noun = moneyNounAt(lattice, place);
  // "the bills paid in March" are bills.
  const isDone = !named && isParticiple(lattice.tokens[at]?.lower ?? '') && lattice.tables.some((links, from) => from < at && links.some(({ to }) => to === at));
  if (!noun || others.length > 0 || isDone || (!named && isDoneBy(lattice, at)) || (!named && asksPriceOf(lattice))) return [];
  const rows = !named && namesRows(lattice, { from: at, to: noun.to }) ? { 'money:rows': 1 } : {};
  return noun.found.map(({ measure, features }, rank) =>
    fragment(named ? 'money-figure' : 'money', { from: at, to: noun.to }, [{ kind: 'projection', measure: aggregateOf(measure, name) }], merge(features, { 'money:rank': rank, ...rows })));
};

/** "unpaid bills", "bills over 50", "overdue payments" are bills and payments, and not what they come to; "bills by month" may be either. */
function namesRows(lattice: Lattice, { from, to }: Span): boolean {
  const isInState = phrasesAt(statePhrases, from - 1, (index) => lattice.tokens[index]?.stem).some(({ words }) => words.length === 1);
  const isTable = (lattice.tables[from] ?? []).some((link) => link.to === to && link.tier === 'exact') && isPlural(wordAt(lattice, to - 1)) && (isInState || !moneyPlurals.has(wordAt(lattice, to - 1)));
  return isTable && !lattice.triggers.some((links) => links.some(({ name }) => name === 'each' || name === 'by'));
}

/** "what did she spend": behind "did" it is a verb, and no second figure. */
function isDoneBy(lattice: Lattice, at: number): boolean {
  const [verb] = phrasesAt(earningVerbs, at, (index) => lattice.tokens[index]?.lower);
  return verb !== undefined && !nounOpenings.has(wordAt(lattice, at - 1)) && lattice.tokens.some(({ lower }, place) => lower === 'did' && place < at && at - place <= subjectMax);
}

/** "the average invoice", "largest gift ever": the money of the rows that are named. */
export const moneyOfRows: Rule = (lattice, at) => {
  const named = functionsAt(lattice, at);
  const [name, ...others] = named?.functions ?? [];
  if (!named || !name || others.length > 0 || gradesTime(lattice, at)) return [];
  const owners = (lattice.tables[skipStopWords(lattice, named.to)] ?? []).filter((owner) => !namesFigure(lattice, owner));
  const byLines = (name === 'avg' ? owners : []).flatMap((owner) => perHead(lattice, owner.table).map((measure) =>
    fragment('money-of-lines', { from: at, to: amountEnd(lattice, owner.to) }, [{ kind: 'projection', measure }], linkFeatures(owner))));
  const greatest = (name === 'max' || name === 'min' ? owners : []).flatMap((owner) => linesOf(lattice, owner.table).map((measure) =>
    fragment('top-of-lines', { from: at, to: owner.to }, [{ kind: 'entity', table: owner.table }, { kind: 'top', measure: aggregateOf(measure, 'sum'), direction: name === 'max' ? 'desc' : 'asc', limit: 1 }], linkFeatures(owner))));
  const own = owners.flatMap((owner) => moneyKept(lattice, owner.table).slice(0, 2).map((measure, rank) => {
    const features = merge(linkFeatures(owner), { 'money:rank': rank }, measure.minor ? { 'money:minor': 1 } : {});
    return fragment('money-of-rows', { from: at, to: amountEnd(lattice, owner.to) }, [{ kind: 'projection', measure: aggregateOf(measure, name) }], features);
  }));
  return [...byLines, ...greatest, ...own];
};

/** "average trip distance": a figure of the rows that has a name. */
function namesFigure(lattice: Lattice, { table, to }: TableLink): boolean {
  return (lattice.columns[to] ?? []).some(({ column, score }) => column.table === table && score > 0.3 && isQuantity(lattice, column));
}

/** "average order value": what is said behind the rows is their money, and no second figure. */
function amountEnd(lattice: Lattice, at: number): number {
  const [noun] = phrasesAt(moneyNouns, at, (index) => lattice.tokens[index]?.stem);
  return noun ? at + noun.words.length : at;
}

/** "the average bill", whose money stands in its lines: all of it for each bill. */
function perHead(lattice: Lattice, head: IndexedTable): Measure[] {
  const [key, ...more] = keyColumns(head);
  if (!key || more.length > 0) return [];
  const heads: Measure = { kind: 'aggregate', function: 'count', column: key, distinct: true };
  return linesOf(lattice, head).map((measure): Measure => ({ kind: 'arithmetic', operator: '/', left: aggregateOf(measure, 'sum'), right: heads }));
}

/** The money of the lines of what keeps none itself. */
function linesOf({ catalog, semantics }: Lattice, head: IndexedTable): RowMeasure[] {
  if (semantics.money(head).some(({ minor }) => !minor)) return [];
  const lines = [...new Set(catalog.edges(head).flatMap(({ from, to }) => (to === head && from !== head && semantics.entity(from).kind === 'line' ? [from] : [])))];
  return lines.flatMap((line) => semantics.money(line).slice(0, 1).filter(({ minor }) => !minor));
}

/** "the latest purchase" is no greatest amount. */
function gradesTime(lattice: Lattice, at: number): boolean {
  return (lattice.adjectives[at] ?? []).some(({ adjective }) => [...adjective.up, ...adjective.down].some((name) => name.includes(date)));
}

const date = stem('date');

/** "who spent the most", "which product brought in the most money": ranked by money; "how much did she spend": all of it. */
export const moneyVerb: Rule = (lattice, at) => [...ranked(lattice, at), ...howMuch(lattice, at), ...whatMoney(lattice, at)];

function ranked(lattice: Lattice, at: number): Fragment[] {
  const [verb] = phrasesAt(moneyVerbs, at, (index) => lattice.tokens[index]?.stem);
  const place = verb && skipStopWords(lattice, at + verb.words.length, verbToMost);
  const trigger = place === undefined ? undefined : triggerAt(lattice, place, 'most', 'fewest');
  if (!trigger) return [];
  const direction = trigger.name === 'most' ? 'desc' : 'asc';
  const inside = wordAt(lattice, trigger.to) === 'in' ? moneyInside(lattice, trigger.to + 1) : [];
  const ranks = (to: number, { measure, features }: Money) => fragment('money-most', { from: at, to }, [{ kind: 'top', measure: aggregateOf(measure, 'sum'), direction, limit: 1 }], features);
  if (inside.length > 0) return inside.map((money) => ranks(money.to, money));
  const noun = moneyNounAt(lattice, skipStopWords(lattice, trigger.to));
  // "who makes the most bookings" makes no money with it.
  if (!noun && ((lattice.tables[skipStopWords(lattice, trigger.to)] ?? []).length > 0 || piecesAt(lattice, skipStopWords(lattice, trigger.to)).length > 0)) return [];
  return (noun?.found ?? moneyInPlay(lattice)).map(({ measure, features }, rank) => ranks(noun?.to ?? trigger.to, { measure, features: merge(features, { 'money:rank': rank }) }));
}

interface MoneyLink extends Money {
  readonly to: number;
}

/** "took the most in tips", "cost us the most in repairs": a column of money, or that of the rows that are named. */
function moneyInside(lattice: Lattice, at: number): MoneyLink[] {
  const ofRows = (table: IndexedTable) => moneyKept(lattice, table).filter(({ minor }) => !minor).slice(0, 1);
  const tables = (lattice.tables[at] ?? []).flatMap((link) => ofRows(link.table).map((measure) => ({ measure, to: link.to, features: linkFeatures(link) })));
  return [...amountsAt(lattice, at), ...tables];
}

/** "how much did we earn in fares": the amount that is named behind what was done with it. */
function amountNamed(lattice: Lattice, from: number): Money[] {
  const place = lattice.tokens.findIndex(({ lower }, index) => index > from && lower === 'in' && amountsAt(lattice, index + 1).length > 0);
  return place < 0 ? [] : amountsAt(lattice, place + 1).map(({ measure }) => ({ measure, features: {} }));
}

function amountsAt(lattice: Lattice, at: number): MoneyLink[] {
  return (lattice.columns[at] ?? []).filter((link) => isMoneyLink(lattice, link)).map((link) => ({ measure: { column: link.column, minor: false, flow: 'in' }, to: link.to, features: linkFeatures(link) }));
}

function isMoneyLink({ semantics }: Lattice, { column, score }: ColumnLink): boolean {
  return score > 0.75 && ['money', 'price'].includes(semantics.attribute(column).role) && semantics.attribute(column).sums === 'added';
}

/** "how much have we spent on", "how much money did it bring in": "how much" alone is asked of money. */
function howMuch(lattice: Lattice, at: number): Fragment[] {
  if (lattice.tokens[at]?.lower !== 'how' || lattice.tokens[at + 1]?.lower !== 'much') return [];
  const noun = moneyNounAt(lattice, at + 2);
  const asked = (found: readonly Money[], to: number) => found.map(({ measure, features }, rank) =>
    fragment('how-much', { from: at, to }, [{ kind: 'projection', measure: aggregateOf(measure, 'sum') }], merge(features, { 'money:rank': rank })));
  const named = noun ? [] : amountNamed(lattice, at);
  const bare = named.length > 0 ? named : moneyInPlay(lattice);
  // "how much cash" is money that was paid so, where that is kept.
  const isMeans = meansOfPayment.has(wordAt(lattice, at + 2)) && (lattice.valueLinks[at + 2] ?? []).some(({ match }) => match !== 'part');
  return noun && !isMeans ? asked(noun.found, noun.to) : asked(bare, at + 2);
}

/** "what did we take in May", "what each class earned us", "what came in last week": what is spent or earned is money. */
function whatMoney(lattice: Lattice, at: number): Fragment[] {
  const helped = pastHelpers.has(wordAt(lattice, at + 1));
  const from = helped ? at + 2 : at + 1;
  if (wordAt(lattice, at) !== 'what' || !(helped || isSubject(lattice, from)) || asksPriceOf(lattice)) return [];
  const earned = Array.from({ length: subjectMax }, (_, offset) => from + offset).some((place) => earnsAt(lattice, place, from));
  if (!earned) return [];
  const named = amountNamed(lattice, at);
  return (named.length > 0 ? named : moneyInPlay(lattice)).map(({ measure, features }, rank) =>
    fragment('what-money', { from: at, to: from }, [{ kind: 'projection', measure: aggregateOf(measure, 'sum') }], merge(features, { 'money:rank': rank })));
}

function isSubject(lattice: Lattice, at: number): boolean {
  return subjectOpenings.has(wordAt(lattice, at)) || /^\p{Lu}/u.test(lattice.tokens[at]?.text ?? '');
}

/** Whether such a verb stands here, and neither an amount for its object nor who did so most. */
function earnsAt(lattice: Lattice, at: number, from: number): boolean {
  const [verb] = phrasesAt(earningVerbs, at, (index) => lattice.tokens[index]?.lower);
  if (!verb || (verb.meaning.base && wordAt(lattice, from - 1) !== 'did') || (verb.meaning.ours && !(at === from + 1 && actors.has(wordAt(lattice, from))))) return false;
  const end = skipStopWords(lattice, at + verb.words.length);
  const isAmount = (lattice.columns[end] ?? []).some(({ column, score }) => score > 0.75 && isQuantity(lattice, column));
  return !(isAmount && wordAt(lattice, end - 1) !== 'in') && !triggerAt(lattice, end, 'most', 'fewest');
}

const subjectMax = 8;

/** "VAT included", "before tax": which of the amounts is meant. */
export const taxSaid: Rule = (lattice, at) => {
  const [phrase] = phrasesAt(taxPhrases, at, (index) => lattice.tokens[index]?.lower);
  const isKept = phrase && moneyInPlay(lattice).some(({ measure }) => lattice.semantics.taxed(measure.column.table));
  return isKept ? [fragment('tax-said', { from: at, to: at + phrase.words.length }, [])] : [];
};

const figureCues: readonly TriggerName[] = ['count', 'amount', 'average', 'minimum', 'maximum', 'most', 'fewest', 'high', 'low', 'gt', 'ge', 'lt', 'le', 'between', 'percentage', 'first', 'last'];

/** Whether money or a figure is said anywhere: without either, "who owes us tools" is about the owing itself. */
const isOfMoney = once((lattice: Lattice): boolean => asksPriceOf(lattice) || lattice.tokens.some(({ number }, place) => {
  const isNoun = phrasesAt(moneyNouns, place, (index) => lattice.tokens[index]?.stem).length > 0;
  const isKept = (lattice.columns[place] ?? []).some(({ column }) => lattice.semantics.attribute(column).role === 'money');
  return number !== undefined || isNoun || isKept || triggerAt(lattice, place, ...figureCues) !== undefined;
}));

/** "did they spend", "was paid": what is done with money, where the money itself is said elsewhere. What was not done is a condition. */
export const moneyDone: Rule = (lattice, at) => {
  const [verb] = phrasesAt(moneyVerbs, at, (index) => lattice.tokens[index]?.stem);
  const isNegated = [1, 2, 3].some((back) => triggerAt(lattice, at - back, 'without', 'ne')?.to === (wordAt(lattice, at - 1) === 'been' ? at - 1 : at));
  // Who is in charge charges nothing; "of all spend" is an amount, and nothing that was done.
  const isNoun = wordAt(lattice, at - 1) === 'in' || (wordAt(lattice, at - 1) === 'all' && ['of', 'for'].includes(wordAt(lattice, at - 2)));
  return verb && !isNegated && !isNoun && isOfMoney(lattice) ? [fragment('money-done', { from: at, to: at + verb.words.length }, [])] : [];
};
