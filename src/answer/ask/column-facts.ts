import type { IndexedColumn } from '../../catalog/index.ts';
import { isKey, isNameWord } from '../../catalog/roles.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import type { Attribute, SemanticModel } from '../../semantics/model.ts';

/** Of columns that the question does not speak of, what all of them together may say: states and codes can't be guessed. */
const unaskedCharsMax = { values: 290, meanings: 200, ranges: 50 } as const;
const charsMax = 60;
const valuesMax = { asked: 12, unasked: 6 } as const;
/** A value of a state or a code comes again and again; but in the table that lists the codes. */
const repeatsMin = 2;

export interface FactSources {
  readonly sampled: ValueIndex;
  readonly semantics: SemanticModel;
}

/** What is told of a column beside its type; `asked` where the question speaks of it. */
export type FactsOf = (column: IndexedColumn, asked: boolean) => string;

/**
 * What the rows that were sampled tell of a column: the values of small ones (states, flags, codes with their meaning), else what dates and
 * numbers lie between, the unit that its name does not say, and how it says that there is nothing. All of it of columns that the question
 * speaks of; of others only the values, and when the rows of a table happened, as far as there is room. Made anew for each text.
 */
export function columnFacts(sources: FactSources): FactsOf {
  const room: Record<keyof typeof unaskedCharsMax, number> = { ...unaskedCharsMax };
  const meanings = meaningsOf(sources.semantics);
  const asFits = (kind: keyof typeof room, text: string) => {
    if (text.length > room[kind]) return '';
    room[kind] -= text.length;
    return text;
  };
  return (column, asked) => {
    const { semantics, sampled } = sources;
    const attribute = semantics.attribute(column);
    const values = valuesText(column, asked, attribute, sources, meanings);
    const range = () => (values === '' ? rangeText(column, attribute, sampled) : '');
    if (asked) return joined(values, [formText(column, attribute, sampled), range(), ...(isKey(column) ? [] : [unitText(column, attribute), nothingText(column, sampled)])]);
    const isWhen = attribute.role === 'moment' && semantics.entity(column.table).moments[0] === column;
    return joined(asFits(meanings.has(column) ? 'meanings' : 'values', values), [formText(column, attribute, sampled), ...(isWhen ? [asFits('ranges', range())] : [])]);
  };
}

function joined(values: string, others: readonly string[]): string {
  const told = others.filter((text) => text !== '').join(', ');
  return [values, told === '' ? '' : `(${told})`].filter((part) => part !== '').join(' ');
}

function valuesText(column: IndexedColumn, asked: boolean, { role }: Attribute, { sampled, semantics }: FactSources, meanings: ReadonlyMap<IndexedColumn, ReadonlyMap<string, string>>): string {
  const { kind, display } = semantics.entity(column.table);
  const isListed = kind === 'code list' && display.includes(column);
  const means = meanings.get(column);
  // A code that refers to nothing by a key of its own is told here, or nowhere.
  const isReference = isKey(column) && !(means && !column.table.table.foreignKeys.some(({ columns }) => columns.includes(column.column.name)));
  if (column.column.enumValues || isReference || role === 'moment' || role === 'coordinate' || (isNameWord(column.stems.at(-1) ?? '') && !isListed)) return '';
  const texts = sampled.of(column);
  // Numbers that nobody explains say nothing.
  const numbers = role === 'flag' || (means && (role === 'code' || role === 'key')) ? [...(sampled.numbers(column)?.distinct ?? [])].toSorted((a, b) => a - b).map(String) : [];
  const values = texts.length > 0 ? texts : numbers;
  const isFew = values.length >= 2 && values.length <= (asked ? valuesMax.asked : valuesMax.unasked);
  const comeAgain = values.length * repeatsMin <= (column.table.table.rowEstimate ?? sampled.rowsSeen(column.table));
  if (!isFew || !(comeAgain || isListed) || values.some((value) => /[{}|\n]/.test(value))) return '';
  const told = `{${values.map((value) => (means?.has(value) ? `${value}=${means.get(value)}` : value)).join('|')}}`;
  const bare = `{${values.join('|')}}`;
  return told.length <= charsMax * (means ? 2 : 1) ? told : bare.length <= charsMax ? bare : '';
}

/** What the codes of columns mean, by column and code. */
function meaningsOf(semantics: SemanticModel): ReadonlyMap<IndexedColumn, ReadonlyMap<string, string>> {
  const found = new Map<IndexedColumn, Map<string, string>>();
  for (const meaning of semantics.meanings()) for (const { column, value } of semantics.coded(meaning)) {
    found.set(column, (found.get(column) ?? new Map<string, string>()).set(value, meaning));
  }
  return found;
}

/** How moments are written that functions of dates do not read; `strftime` makes nothing of `27/01/2026`. */
function formText(column: IndexedColumn, { storage }: Attribute, sampled: ValueIndex): string {
  const form = storage === undefined ? undefined : forms[storage];
  if (!form?.includes('/')) return form ?? '';
  const [separator = '/'] = /[/.-]/.exec(sampled.of(column)[0] ?? '') ?? [];
  return form.replaceAll('/', separator);
}

const forms: Partial<Record<NonNullable<Attribute['storage']>, string>> = {
  'day-first': 'dd/mm/yyyy', 'month-first': 'mm/dd/yyyy', compact: 'yyyymmdd', 'compact-month': 'yyyymm', seconds: 'epoch s', milliseconds: 'epoch ms',
};

function rangeText(column: IndexedColumn, { role, storage }: Attribute, sampled: ValueIndex): string {
  const bounds = role === 'moment' ? momentBounds(column, storage, sampled) : isKey(column) || ['code', 'key', 'flag'].includes(role) ? undefined : numberBounds(column, sampled);
  if (!bounds) return '';
  const [min, max] = bounds;
  return `${sampled.isPartial(column.table) ? 'about ' : ''}${min === max ? min : `${min}..${max}`}`;
}

/** Days, or what stands for them in the form in which they are kept; none of texts whose order is not that of time. */
function momentBounds(column: IndexedColumn, storage: Attribute['storage'], sampled: ValueIndex): readonly [string, string] | undefined {
  if (storage === 'day-first' || storage === 'month-first') return undefined;
  const [range, numbers] = [sampled.range(column), sampled.numbers(column)];
  if (range) return [day(range.min), day(range.max)];
  return numbers && numberBounds(column, sampled);
}

const day = (text: string) => (/^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : text.slice(0, 20));

function numberBounds(column: IndexedColumn, sampled: ValueIndex): readonly [string, string] | undefined {
  const numbers = sampled.numbers(column);
  return numbers && [String(numbers.min), String(numbers.max)];
}

/** Where people or a model said it; a unit that was inferred stands in the name. */
function unitText({ stems }: IndexedColumn, { unit }: Attribute): string {
  return unit === undefined || stems.includes(unit) ? '' : `in ${unit}`;
}

function nothingText(column: IndexedColumn, sampled: ValueIndex): string {
  return sampled.nothing(column).map((nothing) => `or ${nothing}`).join(' ');
}
