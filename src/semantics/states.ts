import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { isKey } from '../catalog/roles.ts';
import { normaliseValue, type ValueIndex } from '../catalog/values.ts';
import type { Moment } from '../core/query.ts';
import { isParticiple } from '../language/en/inflection.ts';
import { phraseTable, type PhraseTable } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { readData } from './data.ts';
import type { Attribute, CodedValue, Predicate, Role } from './model.ts';
import { isNever, neverDay } from './storage.ts';

/** One way to tell a state by the columns of a table, which are found by the words of their names. */
type Test =
  | { readonly flag: readonly string[] } | { readonly notFlag: readonly string[] }
  | { readonly value: readonly string[] } | { readonly notValue: readonly string[] }
  | { readonly missing: readonly string[] } | { readonly notOver: readonly string[] } | { readonly known: readonly string[] } | { readonly missingKey: readonly string[] }
  | { readonly before: readonly string[] } | { readonly from: readonly string[] }
  | { readonly zero: readonly string[] } | { readonly some: readonly string[] }
  | { readonly after: readonly [readonly string[], readonly string[]] } | { readonly notAfter: readonly [readonly string[], readonly string[]] }
  | { readonly less: readonly [readonly string[], readonly string[]] } | { readonly atMost: readonly [readonly string[], readonly string[]] }
  | { readonly more: readonly [readonly string[], readonly string[]] }
  | { readonly noneOf: readonly [over: readonly string[], gone: readonly string[]] } | { readonly blank: readonly string[] }
  | { readonly all: readonly Test[] } | { readonly any: readonly Test[] };

/** All words that a test looks for, however deep. */
function wordsIn(test: Test | readonly (Test | string | readonly string[])[]): string[] {
  const parts: readonly unknown[] = Array.isArray(test) ? test : Object.values(test);
  return parts.flatMap((part) => (typeof part === 'string' ? [part] : wordsIn(part as Test)));
}

interface StateConcept {
  readonly state: string;
  readonly words: readonly string[];
  /** What says so in this form alone. */
  readonly forms?: readonly string[];
  /** The surest way first. */
  readonly is: readonly Test[];
}

const concepts = readData('concepts/states.json') as readonly StateConcept[];

/** What people say of the states of things, by phrases of stems; a phrase may speak of several. */
export const statePhrases: PhraseTable<string> = phraseTable(concepts.flatMap(({ state, words }) => words.map((words) => [words.split(' ').map(stem).join(' '), state] as const)));

/** Participles that tell of a state: what is closed was closed, but what was opened need not be open. */
export const doneStates: ReadonlySet<string> = new Set(concepts.flatMap(({ words }) => words).filter(isParticiple));

/** Words that tell of a state in this form alone: what is "running" goes on, but who "runs" a shop need not. */
export const stateForms: PhraseTable<string> = phraseTable(concepts.flatMap(({ state, forms = [] }) => forms.map((form) => [form, state] as const)));

/** The same phrases with all words by whose columns such a state may be told. */
export const statePhraseNames: PhraseTable<readonly string[]> = phraseTable(concepts.flatMap(({ state, words, is }) => {
  const names = [state, ...is.flatMap(wordsIn)];
  return words.map((phrase) => [phrase.split(' ').map(stem).join(' '), names] as const);
}));

/** Every state that a concept knows. */
export const stateNames: readonly string[] = concepts.map(({ state }) => state);

const wordsByState = new Map(concepts.map(({ state, words, forms = [] }) => [state, [...words, ...forms]]));

/** What people say of such rows, the most usual first. */
export function wordsOfState(state: string): readonly string[] {
  return wordsByState.get(state) ?? [];
}

const testsByState = new Map(concepts.map(({ state, is }) => [state, is]));

interface Facts {
  readonly attribute: (column: IndexedColumn) => Attribute;
  readonly values: ValueIndex;
  /** The codes that mean a text. */
  readonly coded: (meaning: string) => readonly CodedValue[];
  readonly isCodeList: (table: IndexedTable) => boolean;
}

/** The conditions by which the rows of a table are in a state, the surest first; none where no column tells. */
export function predicatesOf(state: string, table: IndexedTable, facts: Facts): Predicate[] {
  return (testsByState.get(state) ?? []).flatMap((test) => predicateOf(test, table, facts) ?? []);
}

const today: Moment = { kind: 'moment', start: 'day', shift: 0, by: 'day' };

function predicateOf(test: Test, table: IndexedTable, facts: Facts): Predicate | undefined {
  const { attribute } = facts;
  const moment = (names: readonly string[]) => called(table, names, (column) => attribute(column).role === 'moment' || attribute(column).role === 'year');
  const quantity = (names: readonly string[]) => called(table, names, (column) => attribute(column).sums !== undefined || attribute(column).role === 'number');
  if ('all' in test) return joined('and', test.all.map((part) => predicateOf(part, table, facts)));
  if ('any' in test) return test.any.map((part) => predicateOf(part, table, facts)).find((found) => found !== undefined);
  if ('flag' in test) return flag(called(table, test.flag, (column) => attribute(column).flag !== undefined), 'yes', attribute);
  if ('notFlag' in test) return flag(called(table, test.notFlag, (column) => attribute(column).flag !== undefined), 'no', attribute);
  if ('noneOf' in test) return noneOf(table, test.noneOf, facts);
  if ('blank' in test) return nothing(called(table, test.blank, (column) => ['category', 'code', 'text'].includes(attribute(column).role) && column.column.nullable), false, facts);
  if ('value' in test) return value(table, test.value, '=', facts);
  if ('notValue' in test) return value(table, test.notValue, '<>', facts);
  // What is always known says nothing of what has not happened yet.
  const optional = (names: readonly string[]) => called(table, names, (column) => isOptional(column, facts) && (attribute(column).role === 'moment' || attribute(column).role === 'year'));
  if ('missing' in test) return nothing(optional(test.missing), false, facts);
  if ('notOver' in test) return notOver(moment(test.notOver), facts);
  if ('known' in test) return nothing(optional(test.known), true, facts);
  if ('missingKey' in test) return nothing(called(table, test.missingKey, (column) => isKey(column) && column.column.nullable), false, facts);
  if ('before' in test) return period(moment(test.before), { until: today });
  if ('from' in test) return period(moment(test.from), { from: today });
  if ('zero' in test) return compare(quantity(test.zero), '=');
  if ('some' in test) return compare(quantity(test.some), '>');
  if ('after' in test || 'notAfter' in test) {
    const [done, planned] = 'after' in test ? test.after : test.notAfter;
    return ordered(table, { done, planned, operator: 'after' in test ? '>' : '<=' }, facts);
  }
  const [left, right] = ('more' in test ? test.more : 'less' in test ? test.less : test.atMost).map(quantity);
  if (!left || !right || left === right) return undefined;
  if ('more' in test) return { kind: 'columns', left, operator: '>', right };
  const compared: Predicate = { kind: 'columns', left, operator: 'less' in test ? '<' : '<=', right };
  // What was not paid at all is paid in part, too.
  return left.column.nullable && attribute(left).role === 'money' ? { kind: 'or', filters: [{ kind: 'null', column: left, negated: false }, compared] } : compared;
}

/** What was done against what was planned or promised; a moment that is planned for is not one at which something was done. */
function ordered(table: IndexedTable, { done, planned, operator }: { readonly done: readonly string[]; readonly planned: readonly string[]; readonly operator: '>' | '<=' }, facts: Facts): Predicate | undefined {
  const { attribute } = facts;
  const isMoment = (column: IndexedColumn) => attribute(column).role === 'moment';
  const right = called(table, planned, isMoment);
  const plans = new Set(planned.flatMap((name) => name.split(' ').slice(0, 1).map(stem)));
  const left = called(table, done, (column) => isMoment(column) && column.column.nullable && !column.stems.some((word) => plans.has(word)));
  if (!left || !right || left === right || attribute(left).storage !== attribute(right).storage) return undefined;
  // What was promised for a day and done at noon was done in time.
  return { kind: 'columns', left, operator, right, ...(isDay(left, facts) === isDay(right, facts) ? {} : { byDay: true }) };
}

const dayChars = 'YYYY-MM-DD'.length;

/** Whether days stand there, without a time: as far as was seen, or else by the type. */
function isDay(column: IndexedColumn, { values }: Facts): boolean {
  const seen = values.range(column);
  return seen ? seen.max.length <= dayChars && seen.min.length <= dayChars : column.column.family === 'date';
}

/** The first column whose name holds one of the words; the words stand in the order of their weight. */
function called(table: IndexedTable, names: readonly string[], fits: (column: IndexedColumn) => boolean): IndexedColumn | undefined {
  for (const name of names) {
    const stems = name.split(' ').map(stem);
    const found = table.columns.find((column) => stems.every((word) => column.stems.includes(word)) && fits(column));
    if (found) return found;
  }
  return undefined;
}

function joined(kind: 'and' | 'or', parts: readonly (Predicate | undefined)[]): Predicate | undefined {
  const found = parts.filter((part) => part !== undefined);
  return found.length === parts.length ? { kind, filters: found } : undefined;
}

function flag(column: IndexedColumn | undefined, side: 'yes' | 'no', attribute: Facts['attribute']): Predicate | undefined {
  const values = column && attribute(column).flag;
  return column && values ? { kind: 'compare', column, operator: '=', value: values[side] } : undefined;
}

const lengthMin = 2;

/** The columns of a table that may tell of a state by their values. */
function tellingColumns(table: IndexedTable, { attribute, isCodeList }: Facts): readonly IndexedColumn[] {
  const tells: ReadonlySet<Role> = new Set(isCodeList(table) ? ['category', 'code', 'name', 'text'] : ['category', 'code']);
  const isCode = (column: IndexedColumn) => attribute(column).role === 'key' && !table.table.primaryKey.includes(column.column.name);
  return table.columns.filter((column) => tells.has(attribute(column).role) || isCode(column));
}

/** A category of which one value is called so, or means it. */
function value(table: IndexedTable, names: readonly string[], operator: '=' | '<>', facts: Facts): Predicate | undefined {
  const { values, coded } = facts;
  for (const name of names) {
    const meant = coded(name).find(({ column }) => column.table === table);
    if (meant) return { kind: 'compare', column: meant.column, operator, value: meant.value };
  }
  const telling = tellingColumns(table, facts);
  for (const name of names) for (const column of telling) {
    const found = values.of(column).find((text) => name.length >= lengthMin && normaliseValue(text) === name);
    if (found !== undefined) return { kind: 'compare', column, operator, value: found };
  }
  return undefined;
}

/** "not finished": a category that says of some rows that they are over, by all values that do not say so; nor that nothing will come of them. */
function noneOf(table: IndexedTable, [over, gone]: readonly [readonly string[], readonly string[]], facts: Facts): Predicate | undefined {
  const coded = [...over, ...gone].flatMap((name) => facts.coded(name).flatMap((code) => (code.column.table === table ? [{ ...code, name }] : [])));
  const written = (column: IndexedColumn) => facts.values.of(column).flatMap((text) => [...over, ...gone].flatMap((name) => (normaliseValue(text) === name ? [{ column, value: text, name }] : [])));
  for (const column of new Set([...coded.map((code) => code.column), ...tellingColumns(table, facts)])) {
    const own = coded.filter((code) => code.column === column);
    const ends = own.length > 0 ? own : written(column);
    if (!ends.some(({ name }) => over.includes(name)) || ends.length >= facts.values.of(column).length) continue;
    const filters = ends.map(({ value }): Predicate => ({ kind: 'compare', column, operator: '<>', value }));
    return filters.length === 1 ? filters[0] : { kind: 'and', filters };
  }
  return undefined;
}

function isOptional(column: IndexedColumn, { values }: Facts): boolean {
  return column.column.nullable || values.of(column).some(isNever);
}

/** A moment that is missing, or known; where "never" is written as a day, that day is none. */
function nothing(column: IndexedColumn | undefined, negated: boolean, { values }: Facts): Predicate | undefined {
  if (!column) return undefined;
  const missing: Predicate | undefined = column.column.nullable ? { kind: 'null', column, negated } : undefined;
  if (!values.of(column).some(isNever)) return missing;
  const never: Predicate = { kind: 'compare', column, operator: negated ? '<>' : '=', value: neverDay };
  return missing && !negated ? { kind: 'or', filters: [missing, never] } : never;
}

/** What ends some day, or never. */
function notOver(column: IndexedColumn | undefined, facts: Facts): Predicate | undefined {
  const ends = period(column, { from: today });
  const never = nothing(column, false, facts);
  return never && ends ? { kind: 'or', filters: [never, ends] } : ends;
}

function period(column: IndexedColumn | undefined, ends: { readonly from?: Moment; readonly until?: Moment }): Predicate | undefined {
  return column && { kind: 'period', column, ...ends };
}

function compare(column: IndexedColumn | undefined, operator: '=' | '>'): Predicate | undefined {
  return column && { kind: 'compare', column, operator, value: 0 };
}
