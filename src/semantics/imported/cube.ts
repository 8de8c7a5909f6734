import { z } from 'zod';
import { Misread } from '../declared/sql.ts';
import { type Aggregate, type Aggregated, aggregateSql, columnEntry, enclosed, Importing, type Imported, isPlainName, measureEntry, phrasesOf, unsayable } from './imported.ts';

const nameless = z.object({
  type: z.string().optional(),
  sql: z.union([z.string(), z.number()]).optional(),
  title: z.string().optional(),
  filters: z.array(z.object({ sql: z.string() })).optional(),
  public: z.boolean().optional(),
  shown: z.boolean().optional(),
  case: z.unknown().optional(),
  rolling_window: z.unknown().optional(),
  rollingWindow: z.unknown().optional(),
  multi_stage: z.unknown().optional(),
  sub_query: z.unknown().optional(),
  subQuery: z.unknown().optional(),
});
const member = nameless.extend({ name: z.string() });

/** A list of named members, or members by name, as JavaScript models have them. */
const members = z.union([z.array(member), z.record(z.string(), nameless).transform((byName) => Object.entries(byName).map(([name, one]) => ({ ...one, name })))]).optional();

const cube = z.object({
  name: z.string(),
  title: z.string().optional(),
  sql_table: z.string().optional(),
  sqlTable: z.string().optional(),
  sql: z.string().optional(),
  extends: z.unknown().optional(),
  measures: members,
  dimensions: members,
  segments: members,
});

/** A model of Cube: what of it says which figures, columns and kinds of rows there are. Views only choose among them. */
export const cubeModel = z.object({ cubes: z.array(cube) });

type Cube = z.infer<typeof cubeModel>['cubes'][number];
type Member = NonNullable<Cube['measures']>[number];

/** Measures stay measures, segments become states, dimensions the words of their columns. */
export function readCube({ cubes }: z.infer<typeof cubeModel>, file: string): Imported {
  const importing = new Importing(file);
  for (const one of cubes) {
    const path = `cubes.${one.name}`;
    const table = tableOf(one);
    if (table instanceof Misread) {
      importing.take(path, () => table);
      continue;
    }
    const reading = new CubeReading(one, table, cubes);
    importing.take(path, () => nounsEntry(one, table));
    for (const found of (one.dimensions ?? []).filter(isShown)) importing.take(`${path}.dimensions.${found.name}`, () => reading.dimension(found));
    for (const found of (one.measures ?? []).filter(isShown)) importing.take(`${path}.measures.${found.name}`, () => reading.measure(found));
    for (const found of (one.segments ?? []).filter(isShown)) importing.take(`${path}.segments.${found.name}`, () => reading.segment(found));
  }
  return importing.result();
}

function isShown({ public: isPublic = true, shown = true }: Member): boolean {
  return isPublic && shown;
}

function nounsEntry({ name, title }: Cube, table: string) {
  const own = bareName(table).replaceAll('_', ' ').toLowerCase();
  const nouns = phrasesOf(name, title, name).filter((phrase) => phrase !== own);
  return nouns.length === 0 ? undefined : { kind: 'entities' as const, entry: { table, nouns } };
}

/** The table whose rows a cube is made of. */
function tableOf({ sql_table: table, sqlTable = table, sql, extends: base }: Cube): string | Misread {
  if (base !== undefined) return unsayable('it extends another cube', 'Write out what it takes from there, or say its figures in the knowledge file.');
  const named = sqlTable ?? /^\s*select\s+\*\s+from\s+([\w."`]+)\s*;?\s*$/i.exec(sql ?? '')?.[1];
  const parts = named?.replaceAll(/["`]/g, '').split('.').slice(-2) ?? [];
  if (parts.length > 0 && parts.every(isPlainName)) return parts.join('.');
  return unsayable('its rows are those of a query, not of a table', 'Make the query a view in the database and name it as sql_table, or say its figures in the knowledge file.');
}

function bareName(table: string): string {
  return table.slice(table.lastIndexOf('.') + 1);
}

const aggregates: ReadonlyMap<string, Aggregate> = new Map([
  ['count', 'count'],
  ['sum', 'sum'],
  ['avg', 'avg'],
  ['min', 'min'],
  ['max', 'max'],
  ...['count_distinct', 'count_distinct_approx', 'countDistinct', 'countDistinctApprox'].map((name) => [name, 'count distinct'] as const),
]);
/** Measures whose SQL holds the aggregates itself. */
const whole = new Set(['number', 'number_agg', 'string', 'time', 'boolean']);
const nestingMax = 10;
const reference = /\$?\{\s*([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?\s*\}(?:\.(["`]?)([A-Za-z_]\w*)\3)?/g;

/** One cube, with its references to members of its own and of others. */
class CubeReading {
  readonly #cube: Cube;
  readonly #table: string;
  readonly #cubes: readonly Cube[];

  constructor(one: Cube, table: string, cubes: readonly Cube[]) {
    this.#cube = one;
    this.#table = table;
    this.#cubes = cubes;
  }

  dimension(found: Member) {
    const { name, title, type, case: cases, sub_query: query, subQuery = query } = found;
    if (cases !== undefined || subQuery !== undefined || type === 'geo') return unsayable('it is no column of the table');
    const sql = this.#written(String(found.sql ?? name), nestingMax);
    if (sql instanceof Misread) return sql;
    return isPlainName(sql) ? columnEntry(this.#table, sql, phrasesOf(name, title, this.#cube.name)) : unsayable(`${sql} is an expression, and only columns have words`);
  }

  measure(found: Member) {
    const words = phrasesOf(found.name, found.title, this.#cube.name);
    const aggregated = this.#aggregated(found, nestingMax);
    if (aggregated instanceof Misread) return aggregated;
    return typeof aggregated === 'string' ? measureEntry(this.#table, words, aggregated, []) : measureEntry(this.#table, words, aggregateSql({ ...aggregated, conditions: [] }), aggregated.conditions);
  }

  segment({ name, title, sql = '' }: Member) {
    const where = this.#written(String(sql), nestingMax);
    return where instanceof Misread ? where : { kind: 'states' as const, entry: { table: this.#table, where, words: phrasesOf(name, title, this.#cube.name) } };
  }

  /** One aggregate, or an expression of several. */
  #aggregated({ type = 'count', sql, filters = [], rolling_window: window, rollingWindow = window, multi_stage: stages }: Member, depth: number): Aggregated | string | Misread {
    if (rollingWindow !== undefined || stages !== undefined) return unsayable('it looks at other rows than those that are asked for');
    const aggregate = aggregates.get(type);
    if (!aggregate && !whole.has(type)) return unsayable(`a measure of type ${type} is no aggregate of its rows`);
    if (sql === undefined && type !== 'count') return unsayable(`a measure of type ${type} needs sql`);
    const of = sql === undefined ? '*' : this.#written(String(sql), depth);
    if (of instanceof Misread || !aggregate) return of;
    const conditions = filters.map((one) => this.#written(one.sql, depth));
    const wrong = conditions.find((condition) => condition instanceof Misread);
    return wrong instanceof Misread ? wrong : { aggregate, of, conditions: conditions.filter((condition) => typeof condition === 'string') };
  }

  /** SQL with its references written out. */
  #written(sql: string, depth: number): string | Misread {
    if (/\{[{%]/.test(sql)) return unsayable('a template stands in its SQL');
    // In a subquery a bare name would be one of its own tables' first.
    const isNested = /\bselect\b/i.test(sql);
    let wrong: Misread | undefined;
    const written = sql.replaceAll(reference, (text, first: string, second: string | undefined, _quote: string, column: string | undefined) => {
      if (isNested && column === undefined) {
        wrong ??= unsayable(`${text} stands beside a subquery`, 'Write the column, as {CUBE}.column.');
        return '';
      }
      const found = column === undefined ? this.#member(first, second, depth) : second === undefined ? this.#column(first, column, isNested) : undefined;
      if (typeof found === 'string') return found;
      wrong ??= found ?? unsayable(`${text} is no reference`);
      return '';
    });
    if (wrong) return wrong;
    return /[{}]/.test(written) ? unsayable(`${written} has braces that are no reference`) : written.trim();
  }

  /** `{CUBE}.status`, `{customers}.country` */
  #column(owner: string, column: string, isNested: boolean): string | Misread {
    if (owner === 'CUBE' || owner === this.#cube.name) return isNested ? `${bareName(this.#table)}.${column}` : column;
    const other = this.#cubes.find(({ name }) => name === owner);
    const table = other ? tableOf(other) : unsayable(`there is no cube ${owner} in this file`, 'Keep cubes that refer to each other in one file.');
    return table instanceof Misread ? table : `${bareName(table)}.${column}`;
  }

  /** `{revenue}`, `{CUBE.revenue}`, `{customers.country}` */
  #member(first: string, second: string | undefined, depth: number): string | Misread {
    if (depth === 0) return unsayable(`it is made of itself, or of more than ${nestingMax} others`);
    const isOwn = second === undefined || first === 'CUBE' || first === this.#cube.name;
    if (!isOwn) return this.#memberOf(first, second, depth);
    const name = second ?? first;
    const measure = this.#cube.measures?.find((one) => one.name === name);
    if (measure) {
      const aggregated = this.#aggregated(measure, depth - 1);
      return aggregated instanceof Misread ? aggregated : `(${typeof aggregated === 'string' ? aggregated : aggregateSql(aggregated)})`;
    }
    const row = [...(this.#cube.dimensions ?? []), ...(this.#cube.segments ?? [])].find((one) => one.name === name);
    if (!row || row.case !== undefined) return unsayable(`${name} is no measure, dimension or segment with SQL of ${this.#cube.name}`);
    const written = this.#written(String(row.sql ?? name), depth - 1);
    return written instanceof Misread ? written : enclosed(written);
  }

  #memberOf(owner: string, name: string, depth: number): string | Misread {
    const other = this.#cubes.find((one) => one.name === owner);
    const dimension = other?.dimensions?.find((one) => one.name === name);
    if (!other || !dimension) return unsayable(`${owner}.${name} is no dimension of a cube in this file`, 'A measure is made of the rows of one table; keep cubes that refer to each other in one file.');
    const table = tableOf(other);
    if (table instanceof Misread) return table;
    const column = new CubeReading(other, table, this.#cubes).#written(String(dimension.sql ?? name), depth - 1);
    if (column instanceof Misread) return column;
    return isPlainName(column) ? `${bareName(table)}.${column}` : unsayable(`${owner}.${name} is an expression of another table`);
  }
}
