import { Failure } from '../../core/errors.ts';
import { standardLiteral } from '../../sql/quoting.ts';
import { rowsOf } from '../duckdb/open.ts';
import { faultOf } from './csv-fault.ts';
import { headOf, isReadable } from './encoding.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Loading } from './table-source.ts';

/** So many rows tell the types; what later rows hold in another way is noticed as it is read, or then looked for (`cut-columns.ts`). */
export const sampledRows = 200_000;
/** Each thread holds some of them: DuckDB's own 32 MB take no less time, and twice the memory. A line has 2 MB at most. */
const bufferBytes = 4_194_304;
/** Faulty lines that are kept in mind, a file. */
export const rejectsMax = 100_000;

export interface CsvColumn {
  readonly name: string;
  readonly type: string;
}

/** A line that was left out, or the cell for which it was. */
export interface Reject {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly kind: string;
}

/** Delimited texts as `read_csv` reads them, with everything said that it could guess. */
export interface CsvScan {
  readonly columns: readonly CsvColumn[];
  /** The call, with types of the columns and further options; `formats` in place of the moments' own. */
  readonly call: (columns: readonly CsvColumn[], more: string, formats?: string) => string;
  readonly isLenient: boolean;
  /** Formats of moments, where there are any. */
  readonly days: string | null;
  readonly times: string | null;
  readonly remarks: readonly string[];
}

/** What DuckDB's sniffer says of a text whose layout it was told. */
interface Sniffed {
  readonly delimiter: string;
  readonly skipped: bigint;
  readonly header: boolean;
  /** JSON of the columns. */
  readonly columns: string;
  /** Formats of moments, where there are any. */
  readonly days: string | null;
  readonly times: string | null;
}

/** How texts with one header are to be read. The layout is ours: the types are the sniffer's. */
export async function scanOf({ connection }: Loading, paths: readonly string[]): Promise<CsvScan> {
  const [first = ''] = paths;
  const head = isReadable(first) ? headOf(first).text : undefined;
  const layout = head === undefined ? undefined : layoutOf(head);
  const sniff = async (strict: boolean) => (await rowsOf(connection, sniffing(first, { layout, strict }))) as unknown as readonly Sniffed[];
  let isLenient = false;
  const [found] = await sniff(true).catch(() => {
    isLenient = true;
    return sniff(false).catch(async (error: unknown) => {
      throw (await faultOf(first)) ?? error;
    });
  });
  const typed = found === undefined ? [] : (JSON.parse(found.columns) as CsvColumn[]);
  if (!found || typed.length === 0 || head?.trim() === '') throw new Failure('UNAVAILABLE', 'it holds no table');
  const { days, times, delimiter, skipped } = found;
  const names = found.header ? undefined : layout?.header;
  const header = names !== undefined || found.header;
  const columns = distinct(named(typed, { names, count: layout?.columns ?? typed.length }));
  const ownFormats = `${days === null ? '' : `, dateformat=${standardLiteral(days)}`}${times === null ? '' : `, timestampformat=${standardLiteral(times)}`}`;
  const options = `quote='"', escape='"', delim=${standardLiteral(delimiter)}, skip=${layout?.skippedLines ?? skipped}, header=${header}, strict_mode=${!isLenient}`;
  const call: CsvScan['call'] = (as, more, formats = ownFormats) => {
    const types = as.map(({ name, type }) => `${standardLiteral(name)}: ${standardLiteral(type)}`);
    return `read_csv([${paths.map(standardLiteral).join(', ')}], ${options}${formats}, auto_detect=false, buffer_size=${bufferBytes}, columns={${types.join(', ')}}${more})`;
  };
  return { columns, isLenient, call, days, times, remarks: days === null || days === '%Y-%m-%d' ? [] : [`dates are ${formatTitle(days)}`] };
}

function sniffing(path: string, { layout, strict }: { readonly layout: Layout | undefined; readonly strict: boolean }): string {
  const said = layout ? `, delim=${standardLiteral(layout.delimiter)}, skip=${layout.skippedLines}` : '';
  return `SELECT Delimiter AS delimiter, SkipRows AS skipped, HasHeader AS header, to_json(Columns)::VARCHAR AS columns, DateFormat AS days, TimestampFormat AS times
    FROM sniff_csv(${standardLiteral(path)}, quote='"', escape='"'${said}, sample_size=${sampledRows}, strict_mode=${strict}, ignore_errors=true)`;
}

/** As people write it. */
function formatTitle(format: string): string {
  return format.replace('%d', 'DD').replace('%m', 'MM').replace('%Y', 'YYYY').replace('%y', 'YY');
}

/** As a header calls them that the sniffer took for a row; and those that only the rows have. */
function named(columns: readonly CsvColumn[], { names, count }: { readonly names: readonly string[] | undefined; readonly count: number }): CsvColumn[] {
  const more = Array.from({ length: Math.max(0, count - columns.length) }, (_, index) => ({ name: `column${columns.length + index}`, type: 'VARCHAR' }));
  return [...columns, ...more].map(({ name, type }, index) => ({ name: names?.[index] ?? name, type }));
}

/** Names that differ in more than case; DuckDB has seen to most. */
function distinct(columns: readonly CsvColumn[]): CsvColumn[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    const base = name.trim() === '' ? 'column' : name.trim();
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()); n += 1) unique = `${base}_${n}`;
    taken.add(unique.toLowerCase());
    return { name: unique, type };
  });
}
