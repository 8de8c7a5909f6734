import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { ageNouns, birthNames } from '../../language/en/column-names.ts';
import { rangeJoiners } from '../../language/en/numbers.ts';
import { beingWords, clauseOpenings } from '../../language/en/possession.ts';
import { functionWords } from '../../language/en/stop-words.ts';
import { yearUnits } from '../../language/en/units.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { comparativeAt } from './column-filter.ts';
import { columnsCalled, isMoment, tablesInPlay, tablesNear } from './columns.ts';
import { once } from './once.ts';
import { fragment, type Part } from './fragment.ts';
import { functionsAt } from './measures.ts';
import { type Amount, amountAt } from './number-filter.ts';
import type { Rule } from './rule.ts';

/** Where a date of birth is kept, it tells the age: "average age", "how old is …", "older than 60", "aged 65 or more". */
export const age: Rule = (lattice, at) => {
  const births = birthColumns(lattice);
  if (births.length === 0) return [];
  const named = functionsAt(lattice, at);
  const place = named ? skipStopWords(lattice, named.to) : at;
  const word = isAge(lattice, place) ? place + 1 : !named && wordAt(lattice, at) === 'how' && wordAt(lattice, at + 1) === 'old' ? at + 2 : undefined;
  const said = ageAt(lattice, at);
  return births.flatMap((column, rank) => {
    const projections = (named?.functions ?? []).map((name): Part => ({ kind: 'projection', measure: { kind: 'aggregate', function: name, column, distinct: false, of: { kind: 'age', column } } }));
    const shown = word === undefined ? [] : [fragment('age', { from: at, to: word }, named ? projections : [{ kind: 'projection', measure: { kind: 'age', column } }], { 'dimension:rank': rank })];
    const filtered = said ? [fragment('age-filter', { from: at, to: said.to }, [{ kind: 'filter', filter: said.condition(column) }], { 'dimension:rank': rank })] : [];
    return [...shown, ...filtered];
  });
};

/** Those of the tables that the question speaks of, or else of the people beside them: a department has no age. */
const birthColumns = once((lattice): readonly IndexedColumn[] => {
  const born = (tables: readonly IndexedTable[]) => columnsCalled(lattice, birthNames, (column) => isMoment(lattice, column), tables);
  const own = born(tablesInPlay(lattice));
  return own.length > 0 ? own : born(tablesNear(lattice).filter((table) => lattice.semantics.entity(table).kind === 'person'));
});

/** The word, where no column is called so. */
function isAge(lattice: Lattice, at: number): boolean {
  return ageNouns.has(wordAt(lattice, at)) && !(lattice.columns[at] ?? []).some(({ score }) => score > 0.9);
}

const yearsMax = 130;

interface Age {
  readonly condition: (birth: IndexedColumn) => Filter;
  /** Where the phrase ends. */
  readonly to: number;
}

/** "older than 60", "over 18 years old", "aged 65 or more" */
function ageAt(lattice: Lattice, at: number): Age | undefined {
  const word = wordAt(lattice, at);
  const comparative = word === 'older' || word === 'younger' ? comparativeAt(lattice, at) : undefined;
  const range = rangeAt(lattice, word === 'aged' ? at + 1 : at);
  if (range && (word === 'aged' || afterUnit(lattice, range.to) > range.to + 1)) return { condition: range.condition, to: afterUnit(lattice, range.to) };
  const amount: Omit<Amount, 'value'> & { readonly value: number | undefined } | undefined = comparative ? { operator: word === 'older' ? '>' : '<', value: lattice.tokens[comparative.to]?.number, to: comparative.to + 1 } : amountAt(lattice, word === 'aged' ? at + 1 : at);
  if (!amount || !isYears(amount.value) || amount.operator === '=') return undefined;
  const { operator, value } = amount;
  const end = afterUnit(lattice, amount.to);
  const isAged = comparative !== undefined || word === 'aged' || end > amount.to + 1;
  return isAged || (isOfPeople(lattice, at) && isBare(lattice, amount.to)) ? { condition: (column) => ({ kind: 'compare', column, operator, value, unit: 'age' }), to: end } : undefined;
}

/** "patients over 60", "patients who are over 60": behind people, a bare number is of years. */
function isOfPeople(lattice: Lattice, at: number): boolean {
  const being = beingWords.has(wordAt(lattice, at - 1)) ? at - 1 : at;
  const end = clauseOpenings.has(wordAt(lattice, being - 1)) ? being - 1 : being;
  return lattice.tables.flat().some(({ table, to, score }) => to === end && score > 0.7 && lattice.semantics.entity(table).kind === 'person');
}

function isBare(lattice: Lattice, at: number): boolean {
  const next = lattice.tokens[at];
  return next === undefined || next.kind === 'punctuation' || functionWords.has(next.lower);
}

function isYears(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= yearsMax;
}

/** "between 18 and 25", "18 to 25" */
function rangeAt(lattice: Lattice, at: number): Age | undefined {
  const from = triggerAt(lattice, at, 'between')?.to ?? at;
  const [low, high] = [lattice.tokens[from]?.number, lattice.tokens[from + 2]?.number];
  if (!isYears(low) || !isYears(high) || !rangeJoiners.has(wordAt(lattice, from + 1))) return undefined;
  return { condition: (column) => ({ kind: 'between', column, low, high, unit: 'age' }), to: from + 3 };
}

/** Behind "years old" or "years of age". */
function afterUnit(lattice: Lattice, at: number): number {
  const unit = yearUnits.has(wordAt(lattice, at)) ? at + 1 : at;
  if (wordAt(lattice, unit) === 'old') return unit + 1;
  return wordAt(lattice, unit) === 'of' && wordAt(lattice, unit + 1) === 'age' ? unit + 2 : unit;
}
