import type { CalendarUnit, Condition, Expression, Select } from '../../core/query.ts';
import { momentRef } from '../compose/references.ts';
import { ref } from '../compose/from.ts';
import { type Ground, mentions, type Reached, reached, roleOf, type Step, withJoins, wordsOf } from './ground.ts';

const periods: readonly { readonly label: string; readonly start: CalendarUnit; readonly shift: number }[] = [
  { label: 'this month', start: 'month', shift: 0 },
  { label: 'last month', start: 'month', shift: -1 },
  { label: 'this year', start: 'year', shift: 0 },
  { label: 'last year', start: 'year', shift: -1 },
];
/** Of a column with more values, none can be offered to choose from. */
const valuesMax = 12;
const columnsMax = 6;

/** "only …": the same of fewer rows, by a period or by a value of the data. */
export function onlySteps(ground: Ground): Step[] {
  return ground.query.limit === undefined ? [...inPeriods(ground), ...withValues(ground)] : [];
}

function inPeriods({ query, tables: [table], semantics }: Ground): Step[] {
  const [moment] = table ? semantics.entity(table).moments : [];
  if (!moment || mentions(query.where, ref(moment))) return [];
  const left = momentRef(moment, semantics);
  return periods.map(({ label, start, shift }) => ({
    kind: 'only',
    key: `only ${moment.table.displayName}.${moment.column.name} ${label}`,
    label,
    among: moment.column.name.replaceAll('_', ' ').toLowerCase(),
    query: narrowed(query, between(left, start, shift)),
  }));
}

function between(left: Expression, start: CalendarUnit, shift: number): Condition {
  const moment = (by: number) => ({ kind: 'moment', start, shift: by, by: start }) as const;
  return { kind: 'and', conditions: [{ kind: 'compare', operator: '>=', left, right: moment(shift) }, { kind: 'compare', operator: '<', left, right: moment(shift + 1) }] };
}

function withValues(ground: Ground): Step[] {
  const { query, values } = ground;
  const columns = reached(ground).filter((reach) => isChoice(reach, ground) && !mentions(query.where, ref(reach.column))).slice(0, columnsMax);
  return columns.flatMap(({ column, joins }) =>
    values.of(column).toSorted().map((value): Step => ({
      kind: 'only',
      key: `only ${column.table.displayName}.${column.column.name} ${value}`,
      label: value,
      among: wordsOf(column, ground),
      query: withJoins(narrowed(query, { kind: 'compare', operator: '=', left: ref(column), right: { kind: 'literal', value } }), joins),
    })),
  );
}

function isChoice({ column }: Reached, ground: Ground): boolean {
  const role = roleOf(ground, column);
  const seen = ground.values.of(column).length;
  return (role === 'category' || column.column.family === 'enum') && seen > 1 && seen <= valuesMax;
}

/** OR stands in parentheses of its own where it is one of several conditions. */
export function narrowed(query: Select, condition: Condition): Select {
  return { ...query, where: query.where ? { kind: 'and', conditions: [query.where, condition] } : condition };
}
