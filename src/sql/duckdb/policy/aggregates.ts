import { refuse, type Refusal } from '../../../core/proof.ts';
import type { RestrictedTable } from '../../access/rules.ts';
import { asciiFolded } from '../../identifiers.ts';
import { doubleQuoted } from '../../quoting.ts';
import type { TableUse } from '../judge.ts';
import { isNode, nodesOf, placeOf, stringsOf, textOf, type TreeNode } from '../tree.ts';

/** A call that is certainly an aggregate of one guarded column and of nothing else. */
export interface GuardedCall {
  readonly node: TreeNode;
  readonly name: string;
  readonly column: string;
  readonly isDistinct: boolean;
}

/** A table with protected columns in the FROM of a SELECT, and what else stands there. */
export interface Place {
  readonly use: TableUse;
  readonly entry: RestrictedTable;
  /** The name that it goes by. */
  readonly alias: string;
  /** Whether another part of the FROM could have a column of that name. */
  readonly mayBeOthers: (column: string) => boolean;
}

const aggregates = /^(?:count|sum|avg|mean)$/;

export function aliasOf(node: TreeNode): string {
  return textOf(node, 'alias') || textOf(node, 'table_name');
}

/** The calls that the guarded columns of a table are needed for, or why they can't be told from others. */
export function guardedCalls(place: Place): readonly GuardedCall[] | Refusal {
  const { select, relation } = place.use;
  const own = ownNodes([select['select_list'], select['having'], select['qualify'], select['modifiers'], select['where_clause'], select['group_expressions']]);
  const calls: GuardedCall[] = [];
  const covered = new Set<TreeNode>();
  for (const node of own) {
    const call = guardedCall(node, place);
    if (!call) continue;
    if ('refused' in call) return call;
    calls.push(call);
    for (const child of nodesOf(node['children'])) covered.add(child);
  }
  const hints = ['Name the columns that you want, or aggregate in a query of its own.'];
  const loose = own.find((node) => !covered.has(node) && guardedColumn(node, place) !== undefined && !(stringsOf(node['column_names']).length === 1 && place.mayBeOthers(guardedColumn(node, place) ?? '')));
  if (loose) return refuse(`${guardedColumn(loose, place) ?? ''} is only for aggregates`, ['By policy such a column may stand only in count, sum and avg, alone; name the other columns.'], placeOf(loose));
  if (calls.length === 0) return calls;
  const spread = own.find((node) => node['class'] === 'STAR' || node['class'] === 'POSITIONAL_REFERENCE');
  if (spread) return refuse('* would show a column that is only for aggregates', hints, placeOf(spread));
  const whole = allNodes(select).find((node) => node['class'] === 'COLUMN_REF' && asciiFolded(stringsOf(node['column_names'])[0] ?? '') === asciiFolded(place.alias) && stringsOf(node['column_names']).length === 1);
  if (whole) return refuse(`${place.alias} as a whole row would show a column that is only for aggregates`, hints, placeOf(whole));
  const from = ownNodes([select['from_table']]);
  if (from.some((node) => node['type'] === 'PIVOT')) return refuse('PIVOT beside an aggregate that the policy guards is not run', hints);
  if (place.use.node['type'] !== 'BASE_TABLE' || stringsOf(place.use.node['column_name_alias']).length > 0)
    return refuse(`${relation.name} has other names for its columns beside an aggregate that the policy guards`, hints);
  return calls;
}

/** Whether a SELECT takes all columns of what it reads, or the whole row of a table. */
export function spreads({ node, select }: TableUse): boolean {
  const alias = asciiFolded(aliasOf(node));
  const isWhole = (one: TreeNode) => one['class'] === 'COLUMN_REF' && stringsOf(one['column_names']).length === 1 && asciiFolded(stringsOf(one['column_names'])[0] ?? '') === alias;
  return allNodes(select).some((one) => one['class'] === 'STAR' || one['class'] === 'POSITIONAL_REFERENCE' || isWhole(one));
}

function guardedCall(node: TreeNode, place: Place): GuardedCall | Refusal | undefined {
  const name = asciiFolded(textOf(node, 'function_name'));
  const [argument, other] = nodesOf(node['children']);
  if (node['class'] !== 'FUNCTION' || !aggregates.test(name) || !argument || other) return undefined;
  const column = guardedColumn(argument, place);
  if (column === undefined) return undefined;
  const isPlain = !isNode(node['filter']) && node['export_state'] !== true && nodesOf(isNode(node['order_bys']) ? node['order_bys']['orders'] : []).length === 0;
  if (!isPlain) return refuse(`${name} of ${column} has more than its column`, ['Write the condition in WHERE.'], placeOf(node));
  if (stringsOf(argument['column_names']).length === 1 && place.mayBeOthers(column)) return refuse(`${column} may be of several tables`, [`Write which one: ${place.alias}.${column}`], placeOf(argument));
  return { node, name, column, isDistinct: node['distinct'] === true };
}

/** The column for aggregates that a node may mean. */
function guardedColumn(node: TreeNode, { entry, alias }: Place): string | undefined {
  if (node['class'] !== 'COLUMN_REF') return undefined;
  const names = stringsOf(node['column_names']).map(asciiFolded);
  const isOwn = names.length === 1 || (names.length === 2 && names[0] === asciiFolded(alias));
  const found = isOwn ? [...entry.rules].find(([name, rule]) => rule === 'aggregate' && asciiFolded(name) === names.at(-1)) : undefined;
  return found?.[0];
}

/** The nodes of expressions, without those of queries inside. */
function ownNodes(values: readonly unknown[]): TreeNode[] {
  return values.flatMap((value): TreeNode[] => {
    if (Array.isArray(value)) return ownNodes(value);
    if (!isNode(value) || textOf(value, 'type').endsWith('_NODE')) return [];
    return [value, ...ownNodes(Object.values(value))];
  });
}

function allNodes(value: unknown): TreeNode[] {
  if (Array.isArray(value)) return value.flatMap(allNodes);
  return isNode(value) ? [value, ...Object.values(value).flatMap(allNodes)] : [];
}

export interface SecretColumn {
  readonly alias: string;
  readonly column: string;
  readonly row: string;
}

/**
 * NULL over too few rows. Each row must count once: a join that repeats some would weigh them, and show their values after all.
 * Counting values tells none.
 */
export function guardedText({ name, isDistinct }: GuardedCall, { alias, column, row }: SecretColumn, groupRowsMin: number): string {
  const [value, identity] = [`${doubleQuoted(alias)}.${doubleQuoted(column)}`, `${doubleQuoted(alias)}.${doubleQuoted(row)}`];
  const call = `${name}(${isDistinct ? 'DISTINCT ' : ''}${value})`;
  if (groupRowsMin <= 1 || (name === 'count' && !isDistinct)) return call;
  const rows = `count(DISTINCT ${identity}) FILTER (WHERE ${value} IS NOT NULL)`;
  return `CASE WHEN ${rows} >= ${groupRowsMin} AND count(${value}) = ${rows} THEN ${call} END`;
}
