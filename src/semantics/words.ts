import type { IndexedColumn } from '../catalog/index.ts';
import type { EntryKind } from '../core/entry-kinds.ts';
import { unitWord } from '../language/en/units.ts';
import type { EntryOf } from './declared/entries.ts';
import type { Attribute, Predicate, RowExpression, RowMeasure } from './model.ts';

/** The model as people read it: one wording for the command line and for the page. */

export function columnNames(columns: readonly IndexedColumn[]): string {
  return columns.map(({ column }) => column.name).join(', ');
}

/** `money (in cent, added up)` */
export function attributeText({ role, unit, storage, sums, flag }: Attribute): string {
  const more = [
    unit === undefined ? undefined : `in ${unitWord(unit)}`,
    storage === undefined || storage === 'native' ? undefined : `kept as ${storage}`,
    sums === 'added' ? 'added up' : sums,
    flag && `${String(flag.yes)} or ${String(flag.no)}`,
  ].filter((part) => part !== undefined);
  return more.length === 0 ? role : `${role} (${more.join(', ')})`;
}

export function conditionText(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'compare':
      return `${predicate.column.column.name} ${predicate.operator} ${JSON.stringify(predicate.value)}`;
    case 'columns':
      return `${predicate.left.column.name} ${predicate.operator} ${predicate.right.column.name}`;
    case 'null':
      return `${predicate.column.column.name} is ${predicate.negated ? 'known' : 'missing'}`;
    case 'period':
      return `${predicate.column.column.name} ${predicate.until ? 'before' : 'from'} today`;
    case 'sql':
      return partsText(predicate.parts);
    case 'and':
    case 'or':
      return predicate.filters.map(conditionText).join(` ${predicate.kind} `);
  }
}

/** `quantity × unit_price` */
export function measureText({ column, of }: RowMeasure): string {
  return of ? expressionText(of) : column.column.name;
}

const signs = { '+': '+', '-': '−', '*': '×', '/': '÷' } as const;

function expressionText(expression: RowExpression): string {
  switch (expression.kind) {
    case 'column':
    case 'filled':
      return expression.column.column.name;
    case 'number':
      return String(expression.value);
    case 'arithmetic':
      return `${operandText(expression.left)} ${signs[expression.operator]} ${operandText(expression.right)}`;
    case 'elapsed':
      return `${expression.unit}s from ${expression.from.column.name} to ${expression.to.column.name}`;
    case 'age':
      return `years since ${expression.column.column.name}`;
    case 'sql':
      return partsText(expression.parts);
  }
}

function operandText(operand: RowExpression): string {
  const isSum = operand.kind === 'arithmetic' && (operand.operator === '+' || operand.operator === '-');
  return isSum ? `(${expressionText(operand)})` : expressionText(operand);
}

function partsText(parts: readonly (string | IndexedColumn)[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.column.name)).join('');
}

/** The table that an entry speaks of; none of customs of the house. */
export function tableOfEntry(entry: EntryOf<EntryKind>): string | undefined {
  if ('table' in entry) return entry.table;
  const path = 'column' in entry ? entry.column : 'key' in entry ? entry.key : 'means' in entry ? entry.means : undefined;
  return path?.includes('.') ? path.slice(0, path.lastIndexOf('.')) : path;
}
