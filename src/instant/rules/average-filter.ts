import { cueAt, type ColumnLink, type Lattice, skipGlue } from '../link/lattice.ts';
import type { AggregateName, Comparison } from '../plan.ts';
import { operators } from './column-filter.ts';
import { isNumber } from './columns.ts';
import { type Fragment, fragment, linkFeatures, merge } from './fragment.ts';
import { functionsAt } from './measures.ts';
import type { Rule } from './rule.ts';

const linking: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'that', 'which', 'whose', 'has', 'have']);

/** "price above the average", "more than the average number of products", "a population greater than the maximum". */
export const averageFilter: Rule = (lattice, at) => [...columnFirst(lattice, at), ...operatorFirst(lattice, at)];

interface Compared {
  readonly operator: Comparison;
  readonly function: AggregateName;
  readonly to: number;
}

function comparedAt(lattice: Lattice, at: number): Compared | undefined {
  const cue = cueAt(lattice, at, 'gt', 'ge', 'lt', 'le', 'eq');
  if (!cue) return undefined;
  const named = functionsAt(lattice, skipGlue(lattice, cue.to));
  const [name] = named?.functions ?? [];
  if (!named || !name || named.functions.length > 1) return undefined;
  return { operator: cue.cue === 'eq' ? '=' : operators[cue.cue as keyof typeof operators], function: name === 'sum' ? 'avg' : name, to: named.to };
}

function columnFirst(lattice: Lattice, at: number): Fragment[] {
  return (lattice.columns[at] ?? []).filter(({ column }) => isNumber(lattice, column)).flatMap((link) => {
    const compared = comparedAt(lattice, skipGlue(lattice, link.to, linking));
    if (!compared) return [];
    const next = (lattice.columns[skipGlue(lattice, compared.to)] ?? []).find(({ column }) => column === link.column);
    return [offer({ from: at, to: next?.to ?? compared.to }, link, compared)];
  });
}

function operatorFirst(lattice: Lattice, at: number): Fragment[] {
  const compared = comparedAt(lattice, at);
  if (!compared) return [];
  return (lattice.columns[skipGlue(lattice, compared.to)] ?? []).filter(({ column }) => isNumber(lattice, column)).map((link) => offer({ from: at, to: link.to }, link, compared));
}

function offer(span: { readonly from: number; readonly to: number }, link: ColumnLink, compared: Compared): Fragment {
  return fragment('average-filter', span, [{ kind: 'filter', filter: { kind: 'aggregate', column: link.column, operator: compared.operator, function: compared.function, filters: [] } }], merge(linkFeatures(link)));
}
