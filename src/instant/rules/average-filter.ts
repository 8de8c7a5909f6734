import type { IndexedColumn } from '../../catalog/index.ts';
import type { RuleName } from '../features.ts';
import { multipleAt } from '../../language/en/numbers.ts';
import { columnToComparison, figureToRows } from '../../language/en/linking-words.ts';
import { isComparative } from '../../language/en/inflection.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { AggregateName, Comparison, Filter } from '../plan.ts';
import { operators } from './column-filter.ts';
import { isQuantity } from './columns.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import { columnsAfter, functionsAt } from './measures.ts';
import { comparison } from './operands.ts';
import { ownedFigureAt, ownersOf, ownGroupsAfter } from './own-group.ts';
import type { Rule } from './rule.ts';

/** "price above the average", "more than the average number of products", "a population greater than the maximum", "more dock doors than average", "more than twice the average price". */
export const averageFilter: Rule = (lattice, at) => [...columnFirst(lattice, at), ...operatorFirst(lattice, at), ...comparativeFirst(lattice, at), ...ofRows(lattice, at)];

interface Compared {
  readonly operator: Comparison;
  readonly function: AggregateName;
  /** "twice the average" */
  readonly times?: number;
  readonly owner?: Span;
  readonly to: number;
}

function comparedAt(lattice: Lattice, at: number): Compared | undefined {
  const trigger = triggerAt(lattice, at, 'gt', 'ge', 'lt', 'le', 'eq');
  if (!trigger) return undefined;
  const multiple = multipleAt(lattice.tokens, skipStopWords(lattice, trigger.to));
  const named = ownedFigureAt(lattice, multiple?.to ?? trigger.to);
  const [name] = named?.functions ?? [];
  if (!named || !name || named.functions.length > 1) return undefined;
  const times = multiple ? { times: multiple.times } : {};
  const owner = named.owner ? { owner: named.owner } : {};
  // Nothing is below the least: "below minimum stock" speaks of a column.
  if (!multiple && ((name === 'min' && trigger.name === 'lt') || (name === 'max' && trigger.name === 'gt'))) return undefined;
  return { operator: trigger.name === 'eq' ? '=' : operators[trigger.name as keyof typeof operators], function: name === 'sum' ? 'avg' : name, ...times, ...owner, to: named.to };
}

function columnFirst(lattice: Lattice, at: number): Fragment[] {
  return (lattice.columns[at] ?? []).filter(({ column }) => isQuantity(lattice, column)).flatMap((link) => {
    const compared = comparedAt(lattice, skipStopWords(lattice, link.to, columnToComparison));
    if (!compared) return [];
    const next = columnsAfter(lattice, compared.to).find(({ column }) => column === link.column);
    return offers(lattice, { from: at, to: next?.to ?? compared.to }, link, compared);
  });
}

function operatorFirst(lattice: Lattice, at: number): Fragment[] {
  const compared = comparedAt(lattice, at);
  if (!compared) return [];
  return (lattice.columns[skipStopWords(lattice, compared.to)] ?? []).filter(({ column }) => isQuantity(lattice, column)).flatMap((link) => offers(lattice, { from: at, to: link.to }, link, compared));
}

/** "bills above the average bill": by what each comes to. */
function ofRows(lattice: Lattice, at: number): Fragment[] {
  const compared = comparedAt(lattice, at);
  if (compared?.function !== 'avg' || compared.owner) return [];
  return (lattice.tables[skipStopWords(lattice, compared.to)] ?? []).flatMap((owner) => {
    const [money] = lattice.semantics.money(owner.table).filter(({ column, of, minor }) => column.table === owner.table && !of && !minor);
    if (!money) return [];
    const times = compared.times === undefined ? {} : { times: compared.times };
    const filter: Filter = { kind: 'aggregate', column: money.column, operator: compared.operator, function: 'avg', filters: [], ...times };
    return [fragment('average-filter', { from: at, to: owner.to }, [{ kind: 'filter', filter }], linkFeatures(owner))];
  });
}

const unitReach = 3;

/** "more dock doors than average", "a longer lead time than the average vendor", "earn more per hour than the average of all teachers". */
function comparativeFirst(lattice: Lattice, at: number): Fragment[] {
  const graded = (lattice.adjectives[at] ?? []).find(({ adjective, to }) => !adjective.superlative && isComparative(wordAt(lattice, to - 1)));
  const trigger = triggerAt(lattice, at, 'gt', 'lt');
  const operator: Comparison | undefined = trigger ? operators[trigger.name as 'gt' | 'lt'] : graded ? (graded.adjective.up.length > 0 ? '>' : '<') : undefined;
  const start = skipStopWords(lattice, (trigger ?? graded)?.to ?? at);
  if (!operator || start === at) return [];
  return (lattice.columns[start] ?? []).filter(({ column }) => isQuantity(lattice, column)).flatMap((link) => {
    const than = Array.from({ length: unitReach }, (_, offset) => link.to + offset).find((place) => wordAt(lattice, place) === 'than');
    const average = than === undefined ? undefined : functionsAt(lattice, skipStopWords(lattice, than + 1));
    if (average?.functions.length !== 1 || average.functions[0] !== 'avg') return [];
    // "than the average vendor"
    const owner = (lattice.tables[average.to] ?? []).find(({ table }) => table === link.column.table);
    return offers(lattice, { from: at, to: owner?.to ?? average.to }, link, { operator, function: 'avg', to: average.to });
  });
}

function offers(lattice: Lattice, span: Span, link: ColumnLink, compared: Compared): Fragment[] {
  const times = compared.times === undefined ? {} : { times: compared.times };
  const figure = { kind: 'aggregate', column: link.column, operator: compared.operator, function: compared.function, ...times } as const;
  const offer = (rule: RuleName, to: number, filters: readonly Filter[], group?: IndexedColumn) =>
    fragment(rule, { from: span.from, to }, [{ kind: 'filter', filter: { ...figure, filters, ...(group ? { group } : {}) } }], linkFeatures(link));
  const { table } = link.column;
  if (compared.owner) return ownersOf(lattice, compared, table).map(({ key }) => offer('average-of-group', span.to, [], key));
  const groups = ownGroupsAfter(lattice, span.to, table).map(({ key, to }) => offer('average-of-group', to, [], key));
  return [offer('average-filter', span.to, []), ...rowsAfter(lattice, span.to, link).map(({ to, filter }) => offer('average-of', to, [filter])), ...groups];
}

/** "… the average salary of employees in Berlin": the rows over which the average is taken. */
function rowsAfter(lattice: Lattice, at: number, { column }: ColumnLink): { readonly to: number; readonly filter: Filter }[] {
  const start = skipStopWords(lattice, at, figureToRows);
  if (start === at) return [];
  const owner = (lattice.tables[start] ?? []).find(({ table }) => table === column.table);
  const place = owner ? skipStopWords(lattice, owner.to, figureToRows) : start;
  return (lattice.valueLinks[place] ?? []).filter((link) => link.column.table === column.table).map((link) => {
    const named = (lattice.columns[link.to] ?? []).find((after) => after.column === link.column);
    return { to: named?.to ?? link.to, filter: comparison(lattice, link.column, '=', link.value) };
  });
}

