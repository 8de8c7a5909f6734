import { standardLiteral } from '../../sql/quoting.ts';

/** A way to read the texts of a column as something else: what DuckDB's own sniffer leaves as text. */
export interface TextReading {
  readonly type: string;
  /** In words. */
  readonly title: string;
  /** The value of a text; NULL where it can't be read so. */
  readonly value: (text: string) => string;
  /** Whether a text speaks for this reading, where others would do as well. */
  readonly speaks?: (text: string) => string;
  /** What `read_csv` needs to be told to read such texts itself: it then says on which lines others stand. */
  readonly options?: string;
}

/** Between thousands: DuckDB's regular expressions know these characters by number. */
const spaces = ' \\x{A0}\\x{202F}';
const apostrophes = "''\\x{2019}";

const bare = (text: string) => `regexp_replace(${text}, '^[$€£]\\s?|\\s?[€£]$', '')`;
const matching = (text: string, pattern: string) => `regexp_full_match(${bare(text)}, '${pattern}')`;

// What begins with further zeros is a code.
const whole = '[-+]?(0|[1-9]\\d*)';
const patterns = {
  whole,
  decimal: `${whole}(\\.\\d+)?([eE][-+]?\\d+)?`,
  comma: `([-+]?[1-9]\\d{0,2}([.${spaces}]\\d{3})+|${whole})(,\\d+)?`,
  thousands: `([-+]?[1-9]\\d{0,2}([,${apostrophes}]\\d{3})+|${whole})(\\.\\d+)?`,
};

interface NumberReading extends Partial<Pick<TextReading, 'speaks' | 'options'>> {
  readonly digits?: (text: string) => string;
}

function number(type: 'BIGINT' | 'HUGEINT' | 'DOUBLE', title: string, pattern: string, more: NumberReading = {}): TextReading {
  const digits = more.digits ?? ((text) => text);
  return { type, title, options: more.options ?? '', value: (text) => `CASE WHEN ${matching(text, pattern)} THEN TRY_CAST(${digits(bare(text))} AS ${type}) END`, ...(more.speaks ? { speaks: more.speaks } : {}) };
}

function moment(type: 'DATE' | 'TIMESTAMP', format: string, title: string): TextReading {
  const digits = format.includes('%Y') ? 4 : 1;
  const value = (text: string) => `CASE WHEN regexp_matches(${text}, '\\d{${digits}}') THEN CAST(try_strptime(${text}, ${standardLiteral(format)}) AS ${type}) END`;
  return { type, title, value, options: `, ${type.toLowerCase()}format=${standardLiteral(format)}` };
}

const days = [['%Y-%m-%d', 'YYYY-MM-DD'], ['%d/%m/%Y', 'DD/MM/YYYY'], ['%m/%d/%Y', 'MM/DD/YYYY'], ['%d.%m.%Y', 'DD.MM.YYYY'], ['%d-%m-%Y', 'DD-MM-YYYY']] as const;
const times = [['%H:%M', 'hh:mm'], ['%H:%M:%S', 'hh:mm:ss']] as const;

// What a type can't hold the next one may.
const numbers = [number('BIGINT', 'whole numbers', patterns.whole), number('HUGEINT', 'whole numbers', patterns.whole), number('DOUBLE', 'numbers', patterns.decimal)];

/** Of those that fit a column the first is taken. */
export const textReadings: readonly TextReading[] = [
  ...numbers,
  // Groups of digits with spaces between them are codes as well, unless a comma is somewhere.
  number('DOUBLE', 'numbers with a decimal comma', patterns.comma,
  {
    digits: (text) => `replace(regexp_replace(${text}, '[.${spaces}]', '', 'g'), ',', '.')`,
    speaks: (text) => `NOT ${matching(text, patterns.thousands)} AND (contains(${text}, ',') OR NOT regexp_matches(${text}, '[${spaces}]'))`,
    options: ", decimal_separator=',', thousands='.'",
  }),
  number('DOUBLE', 'numbers with signs between thousands', patterns.thousands,
  { digits: (text) => `regexp_replace(${text}, '[,${apostrophes}]', '', 'g')`, speaks: (text) => `regexp_matches(${text}, '[,${apostrophes}]')`, options: ", thousands=','" }),
  ...days.map(([format, title]) => moment('DATE', format, title)),
  ...days.flatMap(([day, title]) => times.map(([time, shown]) => moment('TIMESTAMP', `${day} ${time}`, `${title} ${shown}`))),
];

/** The type that the sniffer found in the beginning of a file, and what holds more; with the format of its moments, where it has one. */
export function readingsOf(type: string, format: string | null): readonly TextReading[] {
  // A cast would round decimals, and drop times.
  if (type === 'BIGINT') return numbers;
  const cast = (to: string): TextReading => ({ type: to, title: to, value: (text) => `TRY_CAST(${text} AS ${to})` });
  if (type === 'DATE') return [moment('DATE', format ?? '%Y-%m-%d', 'DATE'), cast('TIMESTAMP')];
  return type === 'TIMESTAMP' && format !== null ? [moment('TIMESTAMP', format, 'TIMESTAMP'), cast('TIMESTAMP')] : [cast(type)];
}

/** A reading, and what holds more than it. */
export function widened(reading: TextReading): readonly TextReading[] {
  const index = numbers.indexOf(reading);
  return index < 0 ? [reading] : numbers.slice(index);
}

/** A rough look, before the database is asked: whether a text may be a number or a moment. */
export function mayBeRead(text: string): boolean {
  return /^[$€£]?\s?[-+]?\d[\d.,'\u2019 \u00A0\u202F]*(?:[eE][-+]?\d+)?\s?[€£]?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?: \d{1,2}:\d\d(?::\d\d)?)?$/.test(text);
}

const placeholders: readonly string[] = ['n/a', 'na', '#n/a', 'nan', 'null', 'none', '-', '--', '?', 'unknown', '.', '#value!', '#ref!', '#div/0!'];

/** Whether people write a text where there is no value. */
export function isPlaceholder(text: string): string {
  return `(lower(trim(${text})) IN (${placeholders.map((word) => `'${word}'`).join(', ')}) OR trim(${text}) = '')`;
}
