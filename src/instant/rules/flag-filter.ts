import type { IndexedColumn } from '../../catalog/index.ts';
import { stem } from '../../catalog/words.ts';
import { type ColumnLink, type Lattice, wordAt } from '../link/lattice.ts';
import type { Scalar } from '../plan.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

const prefixes: ReadonlySet<string> = new Set(['is', 'if', 'has', 'yn', 'flag', 'ind', 'indicator', 'was'].map(stem));

/** A column that says yes or no, by its name alone: "official languages", "discontinued products", "not discontinued". */
export const flagFilter: Rule = (lattice, at) => {
  const negated = wordAt(lattice, at) === 'not' || wordAt(lattice, at) === 'non';
  const start = negated ? at + 1 : at;
  return [...(lattice.columns[start] ?? []), ...flagsNamed(lattice, start)].flatMap((link) => {
    const values = flagValues(lattice, link.column);
    if (!values) return [];
    return [fragment('flag', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'compare', column: link.column, operator: '=', value: negated ? values.no : values.yes } }], linkFeatures(link))];
  });
};

function flagsNamed(lattice: Lattice, at: number): ColumnLink[] {
  const token = lattice.tokens[at];
  if (token?.kind !== 'word' || prefixes.has(token.stem)) return [];
  return [...lattice.named.keys()].flatMap((table) => table.columns)
    .filter((column) => column.stems.some((word) => prefixes.has(word)) && column.stems.includes(token.stem))
    .map((column) => ({ from: at, to: at + 1, column, score: 0.9, tier: 'part' as const, near: 'none' as const }));
}

/** How the column writes yes and no; undefined where it is no such column. */
export function flagValues(lattice: Lattice, column: IndexedColumn): { readonly yes: Scalar; readonly no: Scalar } | undefined {
  if (column.column.family === 'boolean') return { yes: true, no: false };
  const seen = lattice.values.of(column);
  if (seen.length === 0 || seen.length > 3) return undefined;
  const { yes, no } = lattice.lexicon.flags;
  const [positive, negative] = [yes, no].map((words) => seen.find((value) => words.has(value.toLowerCase().trim())));
  return positive === undefined || negative === undefined ? undefined : { yes: positive, no: negative };
}
