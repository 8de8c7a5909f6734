import { isKey } from '../../catalog/roles.ts';
import type { ColumnRef, Select } from '../../core/query.ts';
import { ref } from '../compose/from.ts';
import type { Role } from '../../semantics/model.ts';
import { numberRef } from '../compose/references.ts';
import { isFigure } from './by.ts';
import { type Ground, mentions, roleOf, type Step, wordsOf } from './ground.ts';

const counts = [5, 10] as const;
const measures: ReadonlySet<Role> = new Set<Role>(['money', 'quantity', 'price', 'rate', 'percentage', 'duration', 'size', 'grade', 'number']);
const columnsMax = 4;

/** "top …": the greatest groups by their figure, or the greatest rows by one of theirs. */
export function topSteps(ground: Ground): Step[] {
  const { query } = ground;
  if (query.limit !== undefined || query.distinct) return [];
  return query.groupBy.length > 0 ? topGroups(query) : topRows(ground);
}

function topGroups(query: Select): Step[] {
  const figure = query.items.find(({ expression }) => isFigure(expression));
  if (!figure) return [];
  const tieBreak = query.groupBy.map((expression) => ({ expression, direction: 'asc' as const }));
  const first = (limit: number, direction: 'asc' | 'desc', label: string): Step => ({ kind: 'top', key: label, label, query: { ...query, orderBy: [{ expression: figure.expression, direction }], tieBreak, limit } });
  return [...counts.map((count) => first(count, 'desc', `top ${count}`)), ...counts.map((count) => first(count, 'asc', `bottom ${count}`))];
}

function topRows(ground: Ground): Step[] {
  const { query, tables } = ground;
  if (query.items.some(({ expression }) => isFigure(expression))) return [];
  const columns = tables.flatMap((table) => table.columns).filter((column) => !isKey(column) && measures.has(roleOf(ground, column))).slice(0, columnsMax);
  return columns.map((column) => ({
    kind: 'top',
    key: `top 10 ${column.table.displayName}.${column.column.name}`,
    label: `top 10 by ${wordsOf(column, ground)}`,
    query: { ...shown(query, ref(column)), orderBy: [{ expression: numberRef(column), direction: 'desc' }], limit: 10 },
  }));
}

/** What rows are put in order by stands among what is shown of them. */
function shown(query: Select, column: ColumnRef): Select {
  const isThere = query.items.some(({ expression }) => expression.kind === 'star') || mentions(query.items, column);
  return isThere ? query : { ...query, items: [...query.items, { expression: column }] };
}
