import type { EngineName } from '../../database/engines.ts';
import type { Dice } from './dice.ts';
import { dotted, rowsAreValues, spellBareColumn, spellName, spellTable } from './names.ts';
import type { Expression, Target } from './targets.ts';

/** Something to select from, and how what one is after is named in it. */
export interface Source {
  readonly engine: EngineName;
  readonly after: Pick<Target, 'aim' | 'kind' | 'guess' | 'mustNotRun'>;
  /** Entries of a WITH clause. */
  readonly entries: readonly string[];
  readonly isRecursive: boolean;
  readonly from: string;
  /** The name before its columns; absent where they stand alone. */
  readonly qualifier?: string;
  readonly columns: readonly string[];
  readonly at: number;
  /** In place of a column. */
  readonly expression?: string;
  /** Whether its name is a value on PostgreSQL: the whole row. */
  readonly isRow: boolean;
  /** What may stand after TABLE. */
  readonly table?: string;
  /** Whether it has columns that are not listed. */
  readonly isPartial: boolean;
}

export function spellRelation(engine: EngineName, { schema, relation, call }: Target, dice: Dice): string {
  const name = call ?? (schema === 'information_schema' ? relation : spellTable(engine, relation, dice));
  if (schema !== undefined) return dotted(engine, [schema, name], dice);
  if (call !== undefined) return name;
  switch (engine) {
    case 'postgres':
      return dice.pick([name, name, name, dotted(engine, [spellName(engine, 'public', dice), name], dice), dotted(engine, ['{db}', 'public', name], dice)]);
    case 'mysql':
      return dice.pick([name, name, name, `.${name}`, `. ${name}`, dotted(engine, ['{db}', name], dice), dotted(engine, ['`{db}`', name], dice)]);
    case 'duckdb':
      return dice.pick([name, name, name, dotted(engine, [spellName(engine, 'main', dice), name], dice), dotted(engine, ['{db}', name], dice), dotted(engine, ['{db}', 'main', name], dice)]);
    case 'sqlite':
      return dice.pick([name, name, name, dotted(engine, [spellName(engine, 'main', dice), name], dice)]);
  }
}

/** What may stand before and after a table itself. */
const around: Readonly<Record<EngineName, readonly (readonly [string, string])[]>> = {
  postgres: [['', ''], ['', ''], ['', ''], ['ONLY ', ''], ['ONLY (', ')'], ['', ' *'], ['', '*']],
  mysql: [['', '']],
  duckdb: [['', '']],
  sqlite: [['', '']],
};

/** What may stand after its alias. */
const afterwards: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: ['', '', '', '', ' TABLESAMPLE system (100)', ' TABLESAMPLE bernoulli (100) REPEATABLE (1)'],
  mysql: [
    '', '', '', '', ' USE INDEX FOR ORDER BY (PRIMARY)', ' USE INDEX ()', ' IGNORE INDEX FOR JOIN (PRIMARY)', ' FORCE INDEX (PRIMARY)',
    ' USE KEY (PRIMARY), IGNORE KEY FOR GROUP BY (PRIMARY)',
  ],
  duckdb: ['', '', '', '', ' TABLESAMPLE 100%', ' TABLESAMPLE reservoir(100 ROWS)'],
  sqlite: ['', '', '', '', ' NOT INDEXED'],
};

/** A protected relation in the FROM clause. */
export function tableSource(engine: EngineName, target: Target, dice: Dice): Source {
  const isPartial = target.isPartial ?? false;
  const table = spellRelation(engine, target, dice);
  const [before, after] = target.call === undefined ? dice.pick(around[engine]) : ['', ''];
  const partition = engine === 'mysql' && target.relation === 'parted' && dice.chance(0.3) ? ' PARTITION (p0)' : '';
  const alias = dice.chance(0.6) ? dice.name() : undefined;
  const listed = rowsAreValues(engine) && alias !== undefined && !isPartial && dice.chance(0.3);
  const columns = listed ? target.columns.map(() => dice.name()) : target.columns;
  const list = listed ? `(${columns.join(', ')})` : '';
  const written = alias === undefined ? '' : `${dice.pick([' ', ' AS '])}${spellName(engine, alias, dice)}${list}`;
  const tail = target.schema === undefined && target.call === undefined && !target.relation.startsWith('v_') ? dice.pick(afterwards[engine]) : '';
  return {
    engine, after: target, entries: [], isRecursive: false, from: `${before}${table}${after}${partition}${written}${tail}`,
    qualifier: alias ?? target.relation, columns, at: target.columns.indexOf(target.column), isRow: rowsAreValues(engine) && !isPartial, isPartial,
    ...(isPartial || target.call !== undefined ? {} : { table }),
  };
}

export function expressionSource(engine: EngineName, { sql, ...after }: Expression): Source {
  return { engine, after, entries: [], isRecursive: false, from: 'dept dx', qualifier: 'dx', columns: ['id', 'title'], at: 1, expression: sql, isRow: false, isPartial: true };
}

/** A column of the source, by its place, in one of the ways of naming it. */
export function spellColumn(source: Source, at: number, dice: Dice): string {
  const { engine, columns, qualifier, expression } = source;
  if (at === source.at && expression !== undefined) return expression;
  const column = columns[at] ?? 'id';
  const bare = spellBareColumn(engine, column, dice);
  if (qualifier === undefined || dice.chance(0.35)) return dice.chance(0.05) ? `(${bare})` : bare;
  const owner = engine === 'mysql' ? dice.pick([qualifier, `\`${qualifier}\``]) : spellName(engine, qualifier, dice);
  const path = dotted(engine, [owner, spellName(engine, column, dice)], dice);
  return dice.pick([path, path, path, ...ownColumns(source, owner, column, path, dice)]);
}

function ownColumns({ engine, isRow }: Source, owner: string, column: string, path: string, dice: Dice): string[] {
  if (engine === 'mysql') return [`.${path}`, `{x ${path}}`, `((${path}))`, ...(dice.isOdd ? [`/*! ${path} */`] : [])];
  if (engine === 'sqlite') return [`(${path})`, `+${path}`];
  if (engine === 'duckdb') return isRow ? [`(${owner}).${column}`, `${owner}['${column}']`, `struct_extract(${owner}, '${column}')`, `(${path})`] : [`(${path})`];
  return isRow ? [`(${owner}).${column}`, `((${owner})).${column}`, `(${owner}.*).${column}`, `(${owner}) . "${column}"`] : [`(${path})`];
}

export function withClause({ entries, isRecursive }: Source): string {
  return entries.length === 0 ? '' : `WITH ${isRecursive ? 'RECURSIVE ' : ''}${entries.join(', ')} `;
}
