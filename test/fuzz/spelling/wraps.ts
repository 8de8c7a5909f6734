import type { EngineName } from '../../database/engines.ts';
import type { Dice } from './dice.ts';
import { rowsAreValues, spellName } from './names.ts';
import { type Source, spellColumn } from './sources.ts';

type Wrap = (source: Source, dice: Dice) => Source;

/** A source from which the same is read in a roundabout way, up to four of them. */
export function wrapped(source: Source, dice: Dice): Source {
  let result = source;
  for (let depth = 0; depth < 4 && dice.chance(0.45); depth += 1) result = dice.pick(wraps)(result, dice);
  return result;
}

interface Selected {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly at: number;
}

/** SELECT of a public column and the protected one, or of everything. */
function selectOf(source: Source, dice: Dice): Selected {
  const { engine, columns, at, from, qualifier, table, isPartial } = source;
  const everything = { columns, at };
  if (!isPartial) {
    const way = dice.pick(['star', 'star', 'qualified', 'table', 'listed', 'two', 'two']);
    if (way === 'star') return { sql: `SELECT * FROM ${from}`, ...everything };
    if (way === 'qualified' && qualifier !== undefined) return { sql: `SELECT ${engine === 'mysql' ? qualifier : spellName(engine, qualifier, dice)}.* FROM ${from}`, ...everything };
    if (way === 'table' && table !== undefined && engine !== 'sqlite') return { sql: `TABLE ${table}`, ...everything };
    if (way === 'listed') return { sql: `SELECT ${columns.map((_, index) => spellColumn(source, index, dice)).join(', ')} FROM ${from}`, ...everything };
  }
  const [id, value] = [dice.name(), dice.name()];
  return { sql: `SELECT ${spellColumn(source, 0, dice)} AS ${id}, ${spellColumn(source, at, dice)} ${dice.pick(['AS ', ''])}${value} FROM ${from}`, columns: [id, value], at: 1 };
}

function nulls(columns: readonly string[]): string {
  return columns.map(() => 'NULL').join(', ');
}

/** A SELECT, sometimes one of several that are united. */
function unitedOf(source: Source, dice: Dice): Selected {
  const selected = selectOf(source, dice);
  if (!dice.chance(0.25)) return selected;
  const names = selected.columns.map(() => dice.name());
  const first = `SELECT ${names.map((name) => `NULL AS ${name}`).join(', ')}`;
  if (dice.chance(0.5)) return { sql: `${first} UNION ${dice.pick(['', 'ALL '])}${selected.sql}`, columns: names, at: selected.at };
  return { ...selected, sql: `${selected.sql} ${dice.pick(['UNION ALL', 'UNION', 'EXCEPT'])} SELECT ${nulls(selected.columns)}` };
}

/** Renames columns where the engine allows a list after the alias. */
function renamed(engine: EngineName, columns: readonly string[], dice: Dice): { list: string; columns: readonly string[] } {
  if (!rowsAreValues(engine) || !dice.chance(0.4)) return { list: '', columns };
  const names = columns.map(() => dice.name());
  return { list: `(${names.join(', ')})`, columns: names };
}

const derived: Wrap = (source, dice) => {
  const { sql, columns, at } = unitedOf(source, dice);
  const alias = dice.name();
  const { list, columns: names } = renamed(source.engine, columns, dice);
  const lateral = rowsAreValues(source.engine) && dice.chance(0.2) ? 'LATERAL ' : '';
  const from = lateral === '' ? `(${sql}) ${dice.pick(['', 'AS '])}${alias}${list}` : `dept ${dice.name()}${dice.pick([', ', ' CROSS JOIN '])}${lateral}(${sql}) ${alias}${list}`;
  return inside(source, { from, qualifier: alias, columns: names, at });
};

/** Names of entries of WITH, some of which are those of tables and views that one may see. */
const shadowing = ['dept', 'v_city', 'v_crew', 'customers', 'staff', 'victim', 'v_sal'];

const entry: Wrap = (source, dice) => {
  const { sql, columns, at } = unitedOf(source, dice);
  const name = dice.chance(0.2) && !source.entries.some((text) => shadowing.some((taken) => text.startsWith(taken))) ? dice.pick(shadowing) : dice.name();
  const listed = dice.chance(0.5);
  const names = listed ? columns.map(() => dice.name()) : columns;
  const stored = source.engine === 'mysql' ? '' : dice.pick(['', '', 'MATERIALIZED ', 'NOT MATERIALIZED ']);
  const entries = [...source.entries, `${name}${listed ? `(${names.join(', ')})` : ''} AS ${stored}(${sql})`];
  const alias = dice.chance(0.4) ? dice.name() : undefined;
  return { ...inside(source, { from: alias === undefined ? name : `${name} ${alias}`, qualifier: alias ?? name, columns: names, at }), entries };
};

const recursive: Wrap = (source, dice) => {
  const { sql, columns, at } = selectOf(source, dice);
  const [name, ...names] = [dice.name(), ...columns.map(() => dice.name())];
  const entries = [...source.entries, `${name}(${names.join(', ')}) AS (${sql} UNION ${dice.pick(['', 'ALL '])}SELECT ${names.join(', ')} FROM ${name} WHERE 1 = 0)`];
  return { ...inside(source, { from: name, qualifier: name, columns: names, at }), entries, isRecursive: true };
};

const companions: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: [
    'unnest(ARRAY[1]) WITH ORDINALITY', 'unnest(ARRAY[1], ARRAY[2]) WITH ORDINALITY AS u1(a, b, c)', 'ROWS FROM (generate_series(1, 1), unnest(ARRAY[3])) WITH ORDINALITY',
    'ROWS FROM (generate_series(1, 1)) r1', 'generate_series(1, 1) g1', 'generate_series(1, 1) WITH ORDINALITY AS g1(y, z)', '(VALUES (1)) vx(z)', "json_to_record('{\"y\":1}') AS jr(y int)",
    "json_array_elements('[1]') je", "JSON_TABLE('[1]', '$[*]' COLUMNS (z int PATH '$')) jt", "XMLTABLE('/a' PASSING xml '<a/>' COLUMNS z int PATH '.') xt",
    "regexp_split_to_table('a', 'b') rt",
  ],
  mysql: [
    '(SELECT 1 AS z) vx', "JSON_TABLE('[1]', '$[*]' COLUMNS (z int PATH '$')) jt", 'seq_1_to_1', 'seq_1_to_1 AS sq', '(VALUES (1)) vx', '(dept dy)', '((dept dy))',
    'dept dy USE INDEX FOR ORDER BY (PRIMARY)', 'dept dy FORCE INDEX (PRIMARY)', '{OJ dept dy LEFT JOIN dept dz ON dy.id = dz.id}',
  ],
  duckdb: ['unnest([1])', 'unnest([1]) u1(z)', 'range(1) r1', 'generate_series(1, 1) g1(z)', '(VALUES (1)) vx(z)', "json_each('[1]') je", '(SELECT 1 AS z) vx', '(dept dy)', '((dept AS dy))', 'dept dy TABLESAMPLE 100%'],
  sqlite: ["json_each('[1]')", "json_each('[1]') AS je", "json_tree('[1]') jt", '(VALUES (1)) vx', '(SELECT 1 AS z) vx', '(dept dy)', '((dept AS dy))', 'dept dy NOT INDEXED'],
};

const joins: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: [
    '<x>, <y>', '<y>, <x>', '<x> CROSS JOIN <y>', '<y> CROSS JOIN <x>', '<y> JOIN <x> ON true', '<y> LEFT JOIN <x> ON 1 = 1', '<x> FULL JOIN <y> ON true', '(<x> CROSS JOIN <y>)',
    '(<y> CROSS JOIN (<x> CROSS JOIN dept dq))', '<y>, (<x> CROSS JOIN dept dq)', '<y> RIGHT OUTER JOIN <x> ON true',
  ],
  mysql: [
    '<x>, <y>', '<y>, <x>', '<x> CROSS JOIN <y>', '<y> INNER JOIN <x>', '<y> JOIN <x> ON 1', '<y> LEFT JOIN <x> ON 1 = 1', '<y> STRAIGHT_JOIN <x>', '(<x>, <y>)', '(<y>, <x>)', '((<x>))',
    '{OJ <y> LEFT JOIN <x> ON 1}', '{OJ <x> LEFT JOIN dept dq ON 1}', '{OJ dept dq RIGHT JOIN <x> ON 1}', '{OJ <x> LEFT JOIN <y> ON 1}', '{ OJ <x> LEFT OUTER JOIN <y> ON 1 = 1 }',
    'dept dq JOIN (<y>, <x>) ON 1', '<y> RIGHT JOIN <x> ON 1',
  ],
  duckdb: [
    '<x>, <y>', '<y>, <x>', '<x> CROSS JOIN <y>', '<y> CROSS JOIN <x>', '<y> JOIN <x> ON true', '<y> LEFT JOIN <x> ON 1 = 1', '<x> FULL JOIN <y> ON true', '(<x> CROSS JOIN <y>)', '<x> POSITIONAL JOIN <y>',
    '<y>, (<x> CROSS JOIN dept dq)', '<y> RIGHT OUTER JOIN <x> ON true', '<x> SEMI JOIN <y> ON true', '<x> ASOF JOIN dept dq ON 1 >= dq.id',
  ],
  sqlite: [
    '<x>, <y>', '<y>, <x>', '<x> CROSS JOIN <y>', '<y> JOIN <x>', '<y> LEFT JOIN <x>', '<y> FULL JOIN <x> ON 1', '<x> RIGHT JOIN <y> ON 1', '(<x>)', '((<x>, <y>))', '(<y> CROSS JOIN <x>)',
  ],
};

const joined: Wrap = (source, dice) => {
  const other = dice.chance(0.4) ? `dept ${dice.name()}` : dice.pick(companions[source.engine]);
  const text = dice.pick(joins[source.engine]).replace('<y>', () => other).replace('<x>', () => source.from);
  return { ...untabled(source), from: text };
};

/** A whole join under one alias, which hides those inside it; its list names the columns of both sides, from the left. */
const aliased: Wrap = (source, dice) => {
  if (source.engine !== 'postgres' || source.isPartial) return joined(source, dice);
  const alias = dice.name();
  const isListed = dice.chance(0.5);
  const names = isListed ? source.columns.map(() => dice.name()) : source.columns;
  const list = isListed ? `(${names.join(', ')})` : '';
  const text = dice.pick(['(<x> CROSS JOIN dept)', '(<x> JOIN dept dj ON true)', '(<x> LEFT JOIN (VALUES (1)) vj(z) ON true)', '(<x> NATURAL JOIN (SELECT 1 AS one) oj)']).replace('<x>',
  () => source.from);
  return { ...inside(source, { from: `${text} ${dice.pick(['AS ', ''])}${alias}${list}`, qualifier: alias, columns: names, at: source.at }), entries: source.entries };
};

function untabled(source: Source): Source {
  const { table: _, ...rest } = source;
  return rest;
}

type Inside = Pick<Source, 'from' | 'columns' | 'at'> & { readonly qualifier: string };

/** What holds outside of a subquery. */
function inside(source: Source, fields: Inside): Source {
  const { expression: _, table: __, ...rest } = source;
  return { ...rest, ...fields, isRow: rowsAreValues(source.engine), isPartial: false };
}

const wraps: readonly Wrap[] = [derived, derived, derived, entry, entry, recursive, joined, joined, joined, aliased];
