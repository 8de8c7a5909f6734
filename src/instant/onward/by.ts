import { displayColumns } from '../../catalog/roles.ts';
import type { DateUnit, Expression, Select, SelectItem } from '../../core/query.ts';
import { numberForms } from '../../language/en/inflection.ts';
import { momentRef } from '../compose/references.ts';
import { ref } from '../compose/from.ts';
import { type Ground, type Reached, reached, roleOf, type Step, withJoins, wordsOf } from './ground.ts';

const units: readonly DateUnit[] = ['month', 'year', 'weekday-name'];
const unitWords: Partial<Record<DateUnit, string>> = { month: 'month', year: 'year', 'weekday-name': 'weekday' };
/** More groups than this make no picture. */
const groupsMax = 60;

/** "by …": the figure for each group; of a list, how many rows there are for each. */
export function bySteps(ground: Ground): Step[] {
  const { query } = ground;
  if (query.distinct || query.having || query.limit !== undefined) return [];
  const [key] = query.groupBy;
  const isOther = (step: Step) => query.groupBy.length !== 1 || JSON.stringify(step.query.groupBy[0]) !== JSON.stringify(key);
  return [...times(ground), ...groups(ground)].filter(isOther);
}

function times({ query, tables: [table], semantics }: Ground): Step[] {
  const [moment] = table ? semantics.entity(table).moments : [];
  if (!moment) return [];
  return units.map((unit) => ({
    kind: 'by',
    key: `by ${moment.table.displayName}.${moment.column.name} ${unit}`,
    label: unitWords[unit] ?? unit,
    query: grouped(query, { kind: 'date-part', unit, argument: momentRef(moment, semantics) }, unit !== 'weekday-name'),
  }));
}

function groups(ground: Ground): Step[] {
  return reached(ground).filter((reach) => isGroup(reach, ground)).map((reach) => ({
    kind: 'by',
    key: `by ${reach.column.table.displayName}.${reach.column.column.name}`,
    label: labelOf(reach, ground),
    query: withJoins(grouped(ground.query, ref(reach.column), false), reach.joins),
  }));
}

function isGroup({ column, joins }: Reached, ground: Ground): boolean {
  const { values } = ground;
  const seen = values.of(column).length;
  if (column.column.family === 'enum') return true;
  const role = roleOf(ground, column);
  if (role === 'flag') return column.column.family === 'boolean' || seen > 1;
  if (isName({ column, joins })) return seen > 1;
  return role === 'category' && seen > 1 && seen <= groupsMax;
}

/** The name of what rows refer to: "by supplier". */
function isName({ column, joins }: Reached): boolean {
  const names = displayColumns(column.table);
  return joins.length > 0 && names.length === 1 && names[0] === column;
}

function labelOf(reach: Reached, ground: Ground): string {
  return isName(reach) ? numberForms(reach.column.table.table.name.replaceAll('_', ' ').toLowerCase())[0] : wordsOf(reach.column, ground);
}

/** What was grouped before is grouped anew; times go on in their order, the rest begins with the largest. */
function grouped(before: Select, key: Expression, inOrder: boolean): Select {
  const { tieBreak: _, ...query } = before;
  const figures = query.items.filter(({ expression }) => isFigure(expression));
  const count: SelectItem = { expression: { kind: 'aggregate', function: 'count', distinct: false, argument: { kind: 'star' } } };
  const [first = count, ...others] = figures;
  const byKey = { expression: key, direction: 'asc' } as const;
  return { ...query, items: [{ expression: key }, first, ...others], groupBy: [key], ...(inOrder ? { orderBy: [byKey] } : { orderBy: [{ expression: first.expression, direction: 'desc' }], tieBreak: [byKey] }) };
}

export function isFigure(expression: Expression): boolean {
  return expression.kind === 'aggregate' || expression.kind === 'share' || expression.kind === 'portion' || (expression.kind === 'arithmetic' && (isFigure(expression.left) || isFigure(expression.right)));
}
