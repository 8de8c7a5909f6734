import { isAdditive, isAveraged } from '../../catalog/roles.ts';
import { skipStopWords, triggerAt } from '../link/lattice.ts';
import { isQuantity } from './columns.ts';
import { merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "revenue by country", "rating per product": amounts without a function are added up, grades are averaged; what else may be meant by a bare figure is left open. */
export const measureBy: Rule = (lattice, at) => (lattice.columns[at] ?? []).filter(({ column }) => isQuantity(lattice, column) && (isAdditive(column) || isAveraged(column))).flatMap((figure): Fragment[] => {
  const trigger = triggerAt(lattice, figure.to, 'by', 'each');
  if (!trigger) return [];
  const place = skipStopWords(lattice, trigger.to);
  const projection: Part = { kind: 'projection', measure: { kind: 'aggregate', function: isAdditive(figure.column) ? 'sum' : 'avg', column: figure.column, distinct: false } };
  const offer = (link: { readonly to: number; readonly score: number }, key: Extract<Part, { kind: 'group' }>['key']) => fragment('measure-by', { from: at, to: link.to }, [projection, { kind: 'group', key }], merge(linkFeatures(figure), linkFeatures(link)));
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => !isQuantity(lattice, column)).map((link) => offer(link, link.column));
  const tables = (lattice.tables[place] ?? []).filter(({ table }) => table !== figure.column.table).map((link) => offer(link, link.table));
  return [...columns, ...tables];
});
