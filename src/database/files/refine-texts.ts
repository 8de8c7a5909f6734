import type { DuckDBConnection } from '@duckdb/node-api';
import { doubleQuoted } from '../../sql/quoting.ts';
import { rowsOf } from '../duckdb/open.ts';
import { type CsvColumn, type CsvScan, type Reject, rejectsMax } from './csv-scan.ts';
import { isPlaceholder, mayBeRead, readingsOf, type TextReading, textReadings, widened } from './text-types.ts';

const rowsLooked = 200;
const rowsWeighed = 5_000;
/** Of so many cells one may be unreadable: it stays empty then. Beyond that the column stays text. */
const cellsForOneBad = 1_000;
/** What so nearly was one is worth a word. */
const shareTold = 0.9;
const linesTold = 3;

export interface Refining {
  readonly connection: DuckDBConnection;
  readonly table: string;
  readonly scan: CsvScan;
  readonly columns: readonly CsvColumn[];
  /** Types that the beginning of the file spoke for, and a later row against. */
  readonly sniffed: ReadonlyMap<string, string>;
  /** Runs a query that scans with further options; gives the lines that do not fit. */
  readonly rejectsOf: (query: (options: string) => string) => Promise<readonly Reject[]>;
}

export interface Refined {
  readonly remarks: readonly string[];
  readonly warnings: readonly string[];
}

interface Weighed {
  readonly reading: TextReading;
  readonly cells: number;
  readonly read: number;
  /** Words that stand for no value. */
  readonly empty: number;
}

/** Columns of text that hold numbers or moments in a form that the sniffer does not know get their type; columns without a header or a value go. */
export async function refineTexts(refining: Refining): Promise<Refined> {
  const { connection, table, columns } = refining;
  const texts = columns.filter(({ type }) => type === 'VARCHAR');
  if (texts.length === 0) return { remarks: [], warnings: [] };
  await dropEmpty(refining, texts);
  const rows = await rowsOf(connection, `SELECT * FROM ${table} LIMIT ${rowsLooked}`);
  const candidates = texts.filter(({ name }) => refining.sniffed.has(name) || mayHold(rows.map((row) => row[name])));
  const refined: Refined[] = [];
  for (const column of candidates) refined.push(await refine(refining, column));
  return { remarks: refined.flatMap(({ remarks }) => remarks), warnings: refined.flatMap(({ warnings }) => warnings) };
}

async function dropEmpty({ connection, table }: Refining, texts: readonly CsvColumn[]): Promise<void> {
  const unnamed = texts.filter(({ name }) => /^column\d*$/.test(name));
  if (unnamed.length === 0) return;
  const [counts] = await rowsOf(connection, `SELECT ${unnamed.map(({ name }, index) => `count(${doubleQuoted(name)}) AS c${index}`).join(', ')}, count(*) AS "all" FROM ${table}`);
  const empty = unnamed.filter((_, index) => counts?.[`c${index}`] === 0n);
  const { length } = await rowsOf(connection, `SELECT 1 FROM (DESCRIBE ${table})`);
  if (empty.length < length) for (const { name } of empty) await connection.run(`ALTER TABLE ${table} DROP COLUMN ${doubleQuoted(name)}`);
}

function mayHold(values: readonly unknown[]): boolean {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length > 0 && texts.filter((text) => mayBeRead(text.trim())).length >= texts.length / 2;
}

async function refine(refining: Refining, column: CsvColumn): Promise<Refined> {
  const { connection, table, sniffed, scan } = refining;
  const type = sniffed.get(column.name);
  const weighed = await heaviest(refining, column, type === undefined ? await likeliest(refining, column) : readingsOf(type, type === 'DATE' ? scan.days : scan.times));
  if (!weighed) return { remarks: [], warnings: [] };
  const text = doubleQuoted(column.name);
  const { reading, cells, read, empty } = weighed;
  const bad = badOf(weighed);
  if (read === 0 || (bad === 0 && read < cells / 2)) return { remarks: [], warnings: [] };
  const where = bad + empty > 0 ? await linesOf(refining, column, weighed) : '';
  if (bad > cells / cellsForOneBad) return { remarks: [], warnings: read < cells * shareTold ? [] : [`${where}${column.name} stays text, since ${cellsOf(bad)} not like the others (${reading.title})`] };
  await connection.run(`ALTER TABLE ${table} ALTER COLUMN ${text} TYPE ${reading.type} USING (${reading.value(`trim(${text})`)})`);
  const title = reading.title === reading.type || reading.title === 'numbers' || reading.title === 'whole numbers' ? [] : [`${column.name} holds ${reading.title}`];
  return { remarks: title, warnings: bad + empty === 0 ? [] : [`${where}${column.name} is left empty where ${cellsOf(bad + empty)} no ${reading.type}`] };
}

function cellsOf(count: number): string {
  return count === 1 ? '1 cell is' : `${count} cells are`;
}

/** By the first thousands of rows: the first reading that fits, and for which something speaks; what holds more may be needed further on. */
async function likeliest({ connection, table }: Refining, { name }: CsvColumn): Promise<readonly TextReading[]> {
  const text = `trim(${doubleQuoted(name)})`;
  const figures = textReadings.flatMap((reading, index) => [`count(${reading.value(text)}) AS r${index}`, `count(*) FILTER (${reading.speaks?.(text) ?? 'true'}) AS s${index}`]);
  const column = doubleQuoted(name);
  const [row] = await rowsOf(connection, `SELECT count(${column}) AS cells, count(*) FILTER (${isPlaceholder(column)}) AS empty, ${figures.join(', ')}
    FROM (SELECT * FROM ${table} LIMIT ${rowsWeighed})`);
  const valued = Number(row?.['cells'] ?? 0) - Number(row?.['empty'] ?? 0);
  const found = textReadings.find((_, index) => Number(row?.[`r${index}`] ?? 0) >= valued * shareTold && valued > 0 && Number(row?.[`s${index}`] ?? 0) > 0);
  return found ? widened(found) : [];
}

/** By all rows: the first reading that fits, or else that which leaves the fewest cells. */
async function heaviest({ connection, table }: Refining, { name }: CsvColumn, readings: readonly TextReading[]): Promise<Weighed | undefined> {
  let best: Weighed | undefined;
  for (const reading of readings) {
    const weighed = await weigh(connection, table, doubleQuoted(name), reading);
    if (!best || badOf(weighed) < badOf(best)) best = weighed;
    if (badOf(best) === 0) break;
  }
  return best;
}

function badOf({ cells, read, empty }: Weighed): number {
  return cells - read - empty;
}

async function weigh(connection: DuckDBConnection, table: string, text: string, reading: TextReading): Promise<Weighed> {
  const [row] = await rowsOf(connection, `SELECT count(${text}) AS cells, count(${reading.value(`trim(${text})`)}) AS read, count(*) FILTER (${isPlaceholder(text)}) AS empty FROM ${table}`);
  return { reading, cells: Number(row?.['cells'] ?? 0), read: Number(row?.['read'] ?? 0), empty: Number(row?.['empty'] ?? 0) };
}

/** The file is read once more, with that column alone typed, so that the lines can be told. They are not where DuckDB itself can't read all that we do. */
async function linesOf({ scan, columns, rejectsOf }: Refining, { name }: CsvColumn, { reading: { type, options }, cells, read }: Weighed): Promise<string> {
  const typed = columns.map((column) => ({ name: column.name, type: column.name === name ? type : 'VARCHAR' }));
  const rejects = (await rejectsOf((more) => `SELECT count(${doubleQuoted(name)}) FROM ${scan.call(typed, more, options)}`)).filter(({ kind }) => kind === 'CAST');
  const [first] = rejects;
  if (!first || (rejects.length !== cells - read && rejects.length < rejectsMax)) return '';
  return `${first.file}, line ${rejects.slice(0, linesTold).map(({ line }) => line).join(', ')}${rejects.length > linesTold ? ' and others' : ''}: `;
}
