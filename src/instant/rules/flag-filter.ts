import type { IndexedColumn } from '../../catalog/index.ts';
import { flagNouns, flagOpenings } from '../../language/en/column-names.ts';
import { negativePrefixes } from '../../language/en/negation.ts';
import { stem } from '../../language/en/stem.ts';
import { type ColumnLink, type Lattice, wordAt } from '../link/lattice.ts';
import type { Scalar } from '../plan.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** A column that says yes or no, by its name alone: "official languages", "discontinued products", "not discontinued". */
export const flagFilter: Rule = (lattice, at) => {
  const negated = wordAt(lattice, at) === 'not' || wordAt(lattice, at) === 'non';
  const start = negated ? at + 1 : at;
  const word = wordAt(lattice, start);
  const opposite = negativePrefixes.flatMap((prefix) => (word.startsWith(prefix) ? flagsNamed(lattice, start, stem(word.slice(prefix.length))) : []));
  return [...flags(lattice, at, [...(lattice.columns[start] ?? []), ...flagsNamed(lattice, start, lattice.tokens[start]?.stem ?? '')], negated), ...flags(lattice, at, opposite, !negated, 'flag-opposite')];
};

function flags(lattice: Lattice, at: number, links: readonly ColumnLink[], negated: boolean, rule = 'flag'): Fragment[] {
  return links.flatMap((link) => {
    const values = flagValues(lattice, link.column);
    if (!values) return [];
    return [fragment(rule, { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'compare', column: link.column, operator: '=', value: negated ? values.no : values.yes } }], linkFeatures(link))];
  });
}

function flagsNamed(lattice: Lattice, at: number, said: string): ColumnLink[] {
  if (lattice.tokens[at]?.kind !== 'word' || flagNouns.has(said) || !lattice.catalog.postings.has(said)) return [];
  return [...lattice.named.keys()].flatMap((table) => table.columns.filter(({ stems, column }) => stems.includes(said) && (column.family === 'boolean' || stems.some((word) => flagNouns.has(word)))))
    .map((column) => ({ from: at, to: at + 1, column, score: 0.95, tier: 'exact' as const, near: 'none' as const }));
}

/** How the column writes yes and no; undefined where it is no such column. */
export function flagValues(lattice: Lattice, column: IndexedColumn): { readonly yes: Scalar; readonly no: Scalar } | undefined {
  if (column.column.family === 'boolean') return { yes: true, no: false };
  if (column.column.family === 'integer' && column.stems.length > 1 && flagOpenings.has(column.stems[0] ?? '')) return { yes: 1, no: 0 };
  const seen = lattice.values.of(column);
  if (seen.length === 0 || seen.length > 3) return undefined;
  const { yes, no } = lattice.lexicon.flags;
  const [positive, negative] = [yes, no].map((words) => seen.find((value) => words.has(value.toLowerCase().trim())));
  return positive === undefined || negative === undefined ? undefined : { yes: positive, no: negative };
}
