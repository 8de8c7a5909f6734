import type { IndexedColumn } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import { momentEndings, monthColumnNames, timeNouns } from '../language/en/column-names.ts';
import type { MomentStorage } from './model.ts';

const seenMax = 40;
/** From 1980 to 2100: what lies outside is no moment that people keep. */
const [earliest, latest] = [315_532_800, 4_102_444_800];

/** How a column keeps moments; undefined where it keeps none. `habit` tells how others are written, where 02/01/2026 alone doesn't. */
export function storageOf(column: IndexedColumn, values: ValueIndex, habit: () => MomentStorage | undefined): MomentStorage | undefined {
  switch (column.column.family) {
    case 'date':
    case 'timestamp':
      return declaredStorage(values.of(column), habit);
    case 'text':
      return textStorage(values.of(column).slice(0, seenMax), habit) ?? compactStorage(column, values.of(column).slice(0, seenMax)) ?? (isCalledMoment(column) && values.of(column).length === 0 ? 'iso' : undefined);
    case 'integer':
    case 'number':
      return isCalledMoment(column) || beginsAsMoment(column) || isCalledMonth(column) ? (numberStorage(values, column) ?? compactStorage(column, values.of(column).slice(0, seenMax))) : undefined;
    case 'boolean':
    case 'enum':
    case 'time':
    case 'json':
    case 'binary':
    case 'other':
      return undefined;
  }
}

/** Where types are names only, texts of any form may stand in a column of dates. */
function declaredStorage(seen: readonly string[], habit: () => MomentStorage | undefined): MomentStorage {
  const found = seen.length === 0 ? undefined : textStorage(seen.slice(0, seenMax), habit);
  return found === undefined || found === 'iso' ? 'native' : found;
}

const iso = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const slashed = /^(\d\d)[/.-](\d\d)[/.-]\d{4}(?: \d\d:\d\d(?::\d\d)?)?$/;

function textStorage(seen: readonly string[], habit: () => MomentStorage | undefined): MomentStorage | undefined {
  if (seen.length === 0) return undefined;
  if (seen.every((text) => iso.test(text))) return 'iso';
  const parts = seen.map((text) => slashed.exec(text));
  if (parts.some((match) => match === null)) return undefined;
  const largest = (group: 1 | 2) => Math.max(...parts.map((match) => Number(match?.[group] ?? 0)));
  if (largest(1) > 12) return 'day-first';
  return largest(2) > 12 ? 'month-first' : habit();
}

/** How the days of a database are written that name the month in figures: as the column says in which a day after the twelfth was seen, one of the same table first. */
export function writtenHabit(columns: readonly IndexedColumn[], values: ValueIndex): MomentStorage | undefined {
  for (const column of columns) {
    const found = column.column.family === 'text' || column.column.family === 'date' ? textStorage(values.of(column).slice(0, seenMax), () => undefined) : undefined;
    if (found === 'day-first' || found === 'month-first') return found;
  }
  return undefined;
}

const compactDay = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const compactMonth = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/;
/** The day that stands for none, as it is compared, however it is kept. */
export const neverDay = '9999-12-31';

/** The last day that can be written stands for none: who leaves on 99991231 is still here. */
export function isNever(text: string): boolean {
  return text === neverDay || text === neverDay.replaceAll('-', '');
}

/** "20260814" of a column that is called a date, "202608" of one that is called a month. */
function compactStorage(column: IndexedColumn, all: readonly string[]): MomentStorage | undefined {
  const seen = all.filter((text) => !isNever(text));
  if (seen.length === 0) return undefined;
  if ((isCalledMoment(column) || column.stems.includes('birth')) && seen.every((text) => compactDay.test(text))) return 'compact';
  return isCalledMonth(column) && seen.length > 1 && seen.every((text) => compactMonth.test(text)) ? 'compact-month' : undefined;
}

function isCalledMonth({ stems }: IndexedColumn): boolean {
  return stems.some((word) => monthColumnNames.has(word));
}

/** `created_at`, `dt_ord`, `paidOn`: the name alone may say it, where the values can't contradict. */
function isCalledMoment({ stems }: IndexedColumn): boolean {
  return stems.some((word) => momentEndings.has(word)) || (stems.length > 1 && timeNouns.has(stems.at(-1) ?? ''));
}

/** `ts_start`: of a number, which must lie where moments do. */
function beginsAsMoment({ stems: [first = '', ...others] }: IndexedColumn): boolean {
  return others.length > 0 && timeNouns.has(first);
}

function numberStorage(values: ValueIndex, column: IndexedColumn): MomentStorage | undefined {
  const profile = values.numbers(column);
  if (!profile) return undefined;
  if (profile.min >= earliest && profile.max <= latest) return 'seconds';
  return profile.min >= earliest * 1_000 && profile.max <= latest * 1_000 ? 'milliseconds' : undefined;
}
