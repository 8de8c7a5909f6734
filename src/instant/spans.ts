import type { QuestionSpan } from '../core/answer.ts';
import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { Lattice } from './link/lattice.ts';
import type { Filter, Measure } from './plan.ts';
import type { Fragment, Part } from './rules/fragment.ts';

type Meaning = Pick<QuestionSpan, 'kind' | 'what'>;

/** The phrases of the question behind the parts of a plan, in order, each with what it was taken for. */
export function spansOf(lattice: Lattice, fragments: readonly Fragment[]): QuestionSpan[] {
  return fragments.flatMap(({ from, to, parts }) => {
    const [start, end] = [lattice.tokens[from]?.start, lattice.tokens[to - 1]?.end];
    const meaning = parts.map(meaningOf).find((found) => found !== undefined);
    return meaning && start !== undefined && end !== undefined ? [{ start, end, ...meaning }] : [];
  }).toSorted((a, b) => a.start - b.start);
}

/** Undefined for what only joins other parts. */
function meaningOf(part: Part): Meaning | undefined {
  switch (part.kind) {
    case 'entity':
      return { kind: 'table', what: part.table.displayName };
    case 'projection':
      return ofMeasure(part.measure);
    case 'filter':
      return { kind: 'value', what: conditionOf(part.filter) };
    case 'both':
      return { kind: 'value', what: part.filters.map(conditionOf).join(' and ') };
    case 'top':
      return operator(`${part.direction === 'desc' ? 'largest' : 'smallest'} ${part.limit}${part.measure ? ` by ${ofMeasure(part.measure).what}` : ''}`);
    case 'order':
      return operator(`ordered${part.measure ? ` by ${ofMeasure(part.measure).what}` : ''}`);
    case 'limit':
      return operator(`first ${part.limit}`);
    case 'group':
      return operator(`for each ${nameOf(part.key)}`);
    case 'having':
      return operator(`${part.measure ? ofMeasure(part.measure).what : 'count'} limited`);
    case 'count':
      return operator('count');
    case 'distinct':
      return operator('each once');
    case 'share':
      return operator('share');
    case 'averaged':
      return operator('average');
    case 'difference':
      return operator('difference');
    case 'change':
      return operator('change since the one before');
    case 'running':
      return operator('with all before');
    case 'place':
      return operator('place');
    case 'without':
      return operator('missing');
    case 'all':
    case 'who':
    case 'beside':
    case 'link':
      return undefined;
  }
}

function operator(what: string): Meaning {
  return { kind: 'operator', what };
}

function ofMeasure(measure: Measure): Meaning {
  switch (measure.kind) {
    case 'column':
    case 'referred':
      return { kind: 'column', what: nameOf(measure.column) };
    case 'age':
      return { kind: 'column', what: `age by ${nameOf(measure.column)}` };
    case 'part':
      return { kind: 'column', what: `${measure.unit} of ${nameOf(measure.column)}` };
    case 'all':
      return { kind: 'table', what: measure.table.displayName };
    case 'aggregate':
      return operator(`${measure.function} of ${nameOf(measure.column)}`);
    case 'count':
      return operator(`count of ${measure.table.displayName}`);
    case 'share':
      return operator(`share of ${measure.table.displayName}`);
    case 'portion':
      return operator(`share of ${ofMeasure(measure.of).what}`);
    case 'within':
      return operator(`${ofMeasure(measure.of).what} where ${measure.filters.map(conditionOf).join(' and ')}`);
    case 'change':
      return operator(`change of ${ofMeasure(measure.of).what}`);
    case 'running':
      return operator(`${ofMeasure(measure.of).what} so far`);
    case 'number':
      return operator(String(measure.value));
    case 'arithmetic':
      return operator(`${ofMeasure(measure.left).what} ${measure.operator} ${ofMeasure(measure.right).what}`);
  }
}

function conditionOf(filter: Filter): string {
  switch (filter.kind) {
    case 'compare':
      return `${nameOf(filter.column)} ${filter.operator} ${String(filter.value)}`;
    case 'columns':
      return `${nameOf(filter.left)} ${filter.operator} ${nameOf(filter.right)}`;
    case 'lasting':
      return `${filter.unit}s from ${nameOf(filter.from)} to ${nameOf(filter.to)} ${filter.operator} ${filter.value}`;
    case 'period':
      return `time of ${nameOf(filter.column)}`;
    case 'between':
      return `${nameOf(filter.column)} from ${String(filter.low)} to ${String(filter.high)}`;
    case 'like':
      return `${nameOf(filter.column)} ${filter.negated ? 'unlike' : 'like'} ${filter.pattern}`;
    case 'sql':
      return `condition of ${filter.table.displayName}`;
    case 'null':
      return `${nameOf(filter.column)} ${filter.negated ? 'known' : 'missing'}`;
    case 'aggregate':
      return `${nameOf(filter.column)} ${filter.operator} ${filter.function}${filter.group ? ` of its ${nameOf(filter.group)}` : ''}`;
    case 'extreme':
      return `${filter.function} of ${nameOf(filter.column)}`;
    case 'exists':
      return `${filter.negated ? 'without' : 'with'} ${filter.other.displayName}`;
    case 'and':
    case 'or':
      return filter.filters.map(conditionOf).join(` ${filter.kind} `);
  }
}

function nameOf(named: IndexedColumn | IndexedTable): string {
  return 'displayName' in named ? named.displayName : named.column.name;
}
