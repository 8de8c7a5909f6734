import { refuse, type Refusal } from '../../../core/proof.ts';
import { tableName } from '../names.ts';
import { type Fields, textOf } from '../tree.ts';
import type { Level, Reference, TableRange } from './levels.ts';
import type { PolicedTable } from './policed-tables.ts';

/** An aggregate that is certainly one of a guarded column and of nothing else. */
export interface AggregateCall {
  readonly call: Fields;
  readonly column: string;
  readonly isColumn: boolean;
}

type Tables = ReadonlyMap<string, PolicedTable>;

/** The calls that a table's guarded columns are needed for, or why they can't be told from others. */
export function aggregatesIn(range: TableRange, table: PolicedTable, level: Level, tables: Tables): readonly AggregateCall[] | Refusal {
  const calls: AggregateCall[] = [];
  for (const reference of level.references) {
    const column = reference.parts.at(-1) ?? '';
    if (!reference.call || !reference.isOwn || table.rules.get(column) !== 'aggregate' || !mayMean(reference, range)) continue;
    if (reference.parts.length === 1 && othersMayHave(column, range, level, tables)) return refuse(`${column} may be of several tables`, [`Write which one: ${range.name}.${column}`]);
    calls.push({ call: reference.call, column, isColumn: reference.isColumn === true });
  }
  return calls.length === 0 ? calls : (refusedAround(range, table, level) ?? calls);
}

/** While guarded columns are in reach, nothing may take all columns or the whole row. */
function refusedAround(range: TableRange, table: PolicedTable, level: Level): Refusal | undefined {
  const hints = ['Name the columns that you want, or aggregate in a query of its own.'];
  if (range.isBent || level.ranges.filter(({ name }) => name === range.name).length > 1) return refuse(`${range.name} has other names for its columns beside an aggregate that the policy guards`, hints);
  if (table.table.kind === 'view' && (level.ranges.length > 1 || level.hasOthers)) return refuse(`${range.name} can be aggregated only by itself: it is a view`, hints);
  const columns = new Set(table.table.columns.map(({ name }) => name));
  for (const { parts, isOwn } of level.references) {
    const [owner, name] = [parts.at(-2), parts.at(-1)];
    const isAll = name === '' && (owner === range.name || (owner === undefined && isOwn));
    const isRow = parts.length === 1 && name === range.name;
    const isCall = owner === range.name && name !== undefined && name !== '' && !columns.has(name);
    if (isAll || isRow || isCall) return refuse(`${isAll ? '*' : isRow ? `${range.name} as a whole row` : `${range.name}.${name}`} would show a column that is only for aggregates`, hints);
  }
  return undefined;
}

/** Why a guarded column stands where it may not, where that is certain; else it is missing, and the server says so. */
export function refusedReference(range: TableRange, table: PolicedTable, level: Level, tables: Tables): Refusal | undefined {
  for (const reference of level.references) {
    const column = reference.parts.at(-1) ?? '';
    if (table.rules.get(column) !== 'aggregate' || (reference.call && reference.isOwn) || !mayMean(reference, range)) continue;
    if (reference.parts.length === 1 && (!reference.isOwn || othersMayHave(column, range, level, tables))) continue;
    return refuse(`${column} is only for aggregates`, [`By policy ${column} may stand only in count, sum, avg and the like; name the other columns.`]);
  }
  return undefined;
}

function mayMean({ parts }: Reference, range: TableRange): boolean {
  return parts.length === 1 || parts.at(-2) === range.name;
}

function othersMayHave(column: string, range: TableRange, level: Level, tables: Tables): boolean {
  return level.hasOthers || level.ranges.some((other) => {
    if (other === range) return false;
    const table = tables.get(tableName({ schema: textOf(other.node['schemaname']), name: textOf(other.node['relname']) }));
    return other.isBent || !table || table.table.columns.some(({ name }) => name === column);
  });
}
