import { merge, told } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { elapsedUnitAt } from '../../language/en/dates.ts';
import { multiplied } from '../../language/en/possession.ts';
import { pieceWords } from '../../language/en/selling.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { moneyVerbs } from '../../semantics/measures.ts';
import { aggregateOf, moneyInPlay, type MoneyNoun, moneyNounAt } from './money-measures.ts';
import { amountToCounted, amountToMoney, figureToAmount } from '../../language/en/linking-words.ts';
import { countAdverbs, rangeJoiners } from '../../language/en/numbers.ts';
import { negations } from '../../language/en/stop-words.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Comparison, Measure } from '../plan.ts';
import { isQuantity } from './columns.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { columnsAfter, functionsAt } from './measures.ts';
import { type Amount, amountAt } from './number-filter.ts';
import { comparison } from './operands.ts';
import { piecesAt } from './bestsellers.ts';
import { rowsCalled } from './rows-called.ts';
import type { Rule } from './rule.ts';

/** Groups by their size or an aggregate: "at least 3 friends", "two or more concerts", "average age above 20", "more than once". */
export const having: Rule = (lattice, at) => [...ranged(lattice, at), ...counted(lattice, at), ...paid(lattice, at), ...countFirst(lattice, at), ...aggregated(lattice, at), ...repeated(lattice, at)];

function counted(lattice: Lattice, at: number): Fragment[] {
  const amount = amountAt(lattice, at);
  if (!amount) return [];
  const start = skipStopWords(lattice, amount.to, amountToCounted);
  const { value } = amount;
  const { operator } = amount;
  const plain = told(`having:${operator}`);
  const tables = (lattice.tables[start] ?? []).map((link) => {
    const behind = orMoreBehind(lattice, link.to, operator);
    const parts: readonly Part[] = [{ kind: 'having', having: { operator: behind?.operator ?? operator, value }, measure: { kind: 'count', table: link.table } }];
    return fragment('having', { from: at, to: behind?.to ?? link.to }, parts, merge(linkFeatures(link), plain));
  });
  const columns = (lattice.columns[start] ?? []).filter(({ column }) => !isQuantity(lattice, column)).map((link) =>
    fragment('having-column', { from: at, to: link.to }, [{ kind: 'having', having: { operator, value }, measure: rowsWith(link.column) }], merge(linkFeatures(link), plain)));
  // "more than 3 completed orders"
  const kinds = (lattice.valueLinks[start] ?? []).filter(({ match }) => match !== 'part').flatMap((kind) => (lattice.tables[kind.to] ?? []).filter(({ table }) => table === kind.column.table).map((link) =>
    fragment('having', { from: at, to: link.to }, [{ kind: 'having', having: { operator, value }, measure: { kind: 'count', table: link.table } }, { kind: 'filter', filter: comparison(lattice, kind.column, '=', kind.value) }], merge(linkFeatures(link), plain, { 'value:loss': 1 - Math.min(1, kind.score) }))));
  // "4 or more no-shows"
  const states = rowsCalled(lattice, start).map(({ to, table, filter, features }) =>
    fragment('having', { from: at, to }, [{ kind: 'having', having: { operator, value }, measure: { kind: 'count', table } }, { kind: 'filter', filter }], merge(features, plain)));
  const pieces = piecesAt(lattice, start).map(({ to, measure, features }) =>
    fragment('having', { from: at, to }, [{ kind: 'having', having: { operator, value }, measure }], merge(features, plain)));
  const times = triggerAt(lattice, amount.to, 'times');
  return [...tables, ...kinds, ...states, ...columns, ...pieces, ...(times ? [fragment('having-times', { from: at, to: times.to }, [{ kind: 'having', having: { operator, value } }], plain)] : [])];
}

/** Those that have a value there: a cancellation that never was does not count. */
function rowsWith(column: IndexedColumn): Measure {
  return column.column.nullable ? { kind: 'aggregate', function: 'count', column, distinct: false } : { kind: 'count', table: column.table };
}

/** "4 cars or more": what the number means is said behind what it counts. */
function orMoreBehind(lattice: Lattice, at: number, operator: Comparison): { readonly operator: Comparison; readonly to: number } | undefined {
  const tail = operator === '=' ? triggerAt(lattice, at, 'orMore', 'orLess') : undefined;
  return tail && { operator: tail.name === 'orMore' ? '>=' : '<=', to: tail.to };
}

/** "between one and two paragraphs", "1 to 2 paragraphs" */
function ranged(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'between');
  const start = trigger?.to ?? at;
  const [low, word, high] = [0, 1, 2].map((offset) => lattice.tokens[start + offset]);
  if (low?.number === undefined || high?.number === undefined || !rangeJoiners.has(word?.lower ?? '') || (!trigger && word?.lower === 'and')) return [];
  const [from, until] = [low.number, high.number];
  return (lattice.tables[skipStopWords(lattice, start + 3)] ?? []).map((link) => {
    const measure: Measure = { kind: 'count', table: link.table };
    return fragment('having', { from: at, to: link.to }, [{ kind: 'having', having: { operator: '>=', value: from }, measure }, { kind: 'having', having: { operator: '<=', value: until }, measure }], linkFeatures(link));
  });
}

/** "the number of concerts is more than 3" */
function countFirst(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'count');
  if (!trigger) return [];
  return (lattice.tables[skipStopWords(lattice, trigger.to)] ?? []).flatMap((link) => {
    const amount = amountAt(lattice, skipStopWords(lattice, link.to, figureToAmount));
    return amount ? [fragment('having', { from: at, to: amount.to }, [{ kind: 'having', having: { operator: amount.operator, value: amount.value }, measure: { kind: 'count', table: link.table } }], linkFeatures(link))] : [];
  });
}

function aggregated(lattice: Lattice, at: number): Fragment[] {
  const named = functionsAt(lattice, at);
  const [name] = named?.functions ?? [];
  if (!named || !name || named.functions.length > 1) return [];
  return columnsAfter(lattice, named.to).filter(({ column }) => isQuantity(lattice, column)).flatMap((link) => {
    const place = skipStopWords(lattice, link.to, figureToAmount);
    const amount = amountAt(lattice, place);
    // "total amount in 2023" is no sum of 2023.
    if (!amount || wordAt(lattice, place - 1) === 'in') return [];
    return [fragment('having-aggregate', { from: at, to: amount.to }, [{ kind: 'having', having: { operator: amount.operator, value: amount.value }, measure: { kind: 'aggregate', function: name, column: link.column, distinct: false } }], linkFeatures(link))];
  });
}

/** "who spent more than 50", "revenue over 1000", "more than 50 in donations": groups by their money. */
function paid(lattice: Lattice, at: number): Fragment[] {
  // "took more than 3 days" speaks of no money.
  const isMoney = (to: number) => elapsedUnitAt(wordAt(lattice, to)) === undefined;
  return [...amountBehind(lattice, at), ...amountBefore(lattice, at)].filter(({ to, amount }) => amount.operator !== '=' && isMoney(to)).flatMap(({ to, amount: { operator, value }, money }) => {
    const span = { from: at, to: wordAt(lattice, to) === 'in' && wordAt(lattice, to + 1) === 'total' ? to + 2 : to };
    return money.map(({ measure, features }, rank) =>
      fragment('having-money', span, [{ kind: 'having', having: { operator, value }, measure: aggregateOf(measure, 'sum') }], merge(features, { 'money:rank': rank })));
  });
}

interface MoneyCompared {
  readonly to: number;
  readonly amount: Amount;
  readonly money: MoneyNoun['found'];
}

/** "spent more than 50", "revenue over 1000" */
function amountBehind(lattice: Lattice, at: number): MoneyCompared[] {
  const [verb] = phrasesAt(moneyVerbs, at, (index) => lattice.tokens[index]?.stem);
  const said = moneyAt(lattice, at) ?? (verb ? { to: at + verb.words.length, found: moneyInPlay(lattice) } : undefined);
  const amount = said && amountAt(lattice, skipStopWords(lattice, said.to, figureToAmount));
  return amount && !countsThings(lattice, amount.to, amount.value) ? [{ to: amount.to, amount, money: said.found }] : [];
}

/** "sold more than 400 tickets", "bought more than 5 pieces", "in more than one payment": it is things that are counted, and no money. */
function countsThings(lattice: Lattice, at: number, value?: number): boolean {
  const isThings = (lattice.tables[at] ?? []).some(({ to, score }) => score > 0.75 && (value === 1 || isPlural(wordAt(lattice, to - 1))));
  return isThings || pieceWords.has(wordAt(lattice, at));
}

/** "more than 50 in donations" */
function amountBefore(lattice: Lattice, at: number): MoneyCompared[] {
  const amount = amountAt(lattice, at);
  const said = amount && !countsThings(lattice, amount.to, amount.value) && moneyAt(lattice, skipStopWords(lattice, amount.to, amountToMoney));
  return said ? [{ to: said.to, amount, money: said.found }] : [];
}

/** A price that is kept is compared by itself. */
function moneyAt(lattice: Lattice, at: number): MoneyNoun | undefined {
  return isColumn(lattice, at) ? undefined : moneyNounAt(lattice, at);
}

function isColumn(lattice: Lattice, at: number): boolean {
  return (lattice.columns[at] ?? []).some(({ score }) => score > 0.9);
}

/** "more than once", "multiple concerts" */
function repeated(lattice: Lattice, at: number): Fragment[] {
  const trigger = triggerAt(lattice, at, 'gt', 'ge');
  const place = skipStopWords(lattice, trigger?.to ?? at);
  const token = lattice.tokens[place];
  const value = countAdverbs.get(token?.stem ?? '');
  if (value === undefined || !token) return [];
  // "have not placed a single order": none at all.
  if (wordAt(lattice, place - 1) === 'a' && lattice.tokens.slice(0, place).some(({ lower }) => negations.has(lower))) return [];
  const operator = trigger?.name === 'ge' || (!trigger && token.lower === 'twice') ? '>=' as const : !trigger && token.lower === 'single' ? '=' as const : '>' as const;
  if (!trigger && (token.lower === 'once' || wordAt(lattice, at - 1) === 'not' || wordAt(lattice, at - 2) === 'not')) return [];
  // "more than twice their cost" is no number of times that something happened.
  if (token.lower === 'twice' && multiplied.has(wordAt(lattice, place + 1))) return [];
  if (token.lower === 'once' || token.lower === 'twice') return [fragment('having-times', { from: at, to: place + 1 }, [{ kind: 'having', having: { operator, value } }])];
  return (lattice.tables[place + 1] ?? []).map((link) => fragment('having', { from: at, to: link.to }, [{ kind: 'having', having: { operator, value }, measure: { kind: 'count', table: link.table } }], linkFeatures(link)));
}
