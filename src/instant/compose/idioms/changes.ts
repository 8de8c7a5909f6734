import { isRowFilter, type Measure, measureKey, type RowFilter } from '../../plan.ts';
import { type Gathered, subjectOf } from '../gather.ts';
import { countedRows, timeFilters, type Way } from './way.ts';

/** "how many more alerts in 2025 than in 2024": the figure of the one stretch of time less that of the other. */
export function differenceOf(gathered: Gathered, { reversed, previous, percent }: NonNullable<Gathered['difference']>): Way[] {
  const said = [...gathered.filters, ...gathered.both.flat()].filter(isRowFilter);
  const [first, second = previous && first ? yearBefore(first) : undefined, ...more] = timeFilters(said);
  const [counted] = gathered.entities;
  const [figure = counted && { kind: 'count' as const, table: counted }, ...others] = figuresSaid(gathered);
  if (!first || !second || more.length > 0 || others.length > 0 || !figure || (figure.kind !== 'count' && figure.kind !== 'aggregate')) return [];
  const within = (filter: RowFilter): Measure => ({ kind: 'within', of: figure, filters: [filter] });
  const [left, right] = reversed ? [second, first] : [first, second];
  const less: Measure = { kind: 'arithmetic', operator: '-', left: within(left), right: within(right) };
  const measure: Measure = percent ? { kind: 'arithmetic', operator: '/', left: { kind: 'arithmetic', operator: '*', left: { kind: 'number', value: 100 }, right: less }, right: within(right) } : less;
  const rest = gathered.filters.filter((filter) => filter !== first && filter !== second);
  return [{ gathered: { ...gathered, difference: undefined, share: undefined, both: [], filters: rest, projections: [{ kind: 'projection', measure }] }, feature: 'difference:told' }];
}

/** What is asked for; "earned in fares" says one figure twice. */
function figuresSaid(gathered: Gathered): Measure[] {
  const figures = gathered.projections.map((part) => (part.kind === 'count' ? countedRows(gathered, part) : part.measure)).filter((measure) => measure !== undefined);
  return figures.filter((figure, at) => figures.findIndex((other) => measureKey(other) === measureKey(figure)) === at);
}

/** "orders per year and the change since the year before": beside the figure of each stretch of time what it is more. */
export function changeOf(gathered: Gathered): Way[] {
  const told = figureOverTime(gathered);
  if (!told) return [];
  const { figure: of, along } = told;
  return [{ gathered: { ...gathered, change: false, projections: [along, of, { kind: 'change' as const, of, along }].map((measure) => ({ kind: 'projection', measure })) }, feature: 'change:told' }];
}

/** "cumulative orders per month": what can be added up, with all that was before. */
export function runningOf(gathered: Gathered): Way[] {
  const told = figureOverTime(gathered);
  if (!told || (told.figure.kind === 'aggregate' && (told.figure.distinct || (told.figure.function !== 'sum' && told.figure.function !== 'count')))) return [];
  const { figure: of, along } = told;
  return [{ gathered: { ...gathered, running: false, projections: [along, { kind: 'running' as const, of, along }].map((measure) => ({ kind: 'projection', measure })) }, feature: 'running:told' }];
}

/** The one figure that is asked for, and the one unit of time for each of which. */
function figureOverTime(gathered: Gathered): { readonly figure: Measure & { readonly kind: 'aggregate' | 'count' }; readonly along: Measure & { readonly kind: 'part' } } | undefined {
  const along = gathered.projections.flatMap((part) => (part.kind === 'projection' && part.measure.kind === 'part' ? [part.measure] : []));
  const figures = gathered.projections.flatMap((part): Measure[] => (part.kind === 'count' ? [countedRows(gathered, part)].filter((measure) => measure !== undefined) : part.measure.kind === 'part' ? [] : [part.measure]));
  const table = subjectOf(gathered);
  const [figure = table && { kind: 'count' as const, table }, ...others] = figures;
  const [unit, ...more] = along;
  if (!unit || more.length > 0 || others.length > 0 || !figure || (figure.kind !== 'count' && figure.kind !== 'aggregate') || gathered.groups.length > 0) return undefined;
  return { figure, along: unit };
}

function yearBefore(filter: RowFilter): RowFilter | undefined {
  return filter.kind === 'compare' && typeof filter.value === 'number' && filter.unit === 'year' ? { ...filter, value: filter.value - 1 } : undefined;
}
