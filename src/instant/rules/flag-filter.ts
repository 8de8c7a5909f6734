import type { RuleName } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { flagNouns } from '../../language/en/column-names.ts';
import { negationToEvent } from '../../language/en/linking-words.ts';
import { negatingParts, negativePrefixes } from '../../language/en/negation.ts';
import { stem } from '../../language/en/stem.ts';
import { type ColumnLink, type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { isDecided } from '../link/decided.ts';
import type { Scalar } from '../plan.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** A column that says yes or no, by its name alone: "official languages", "discontinued products", "not discontinued". */
export const flagFilter: Rule = (lattice, at) => {
  const negation = triggerAt(lattice, at, 'without', 'ne');
  const negated = negation !== undefined || wordAt(lattice, at) === 'non';
  const start = negation ? skipStopWords(lattice, negation.to, negationToEvent) : negated ? at + 1 : at;
  const word = wordAt(lattice, start);
  const opposite = negativePrefixes.flatMap((prefix) => (word.startsWith(prefix) ? flagsNamed(lattice, start, stem(word.slice(prefix.length))) : []));
  return [...flags(lattice, at, [...(lattice.columns[start] ?? []), ...flagsNamed(lattice, start, lattice.tokens[start]?.stem ?? '')], negated), ...flags(lattice, at, opposite, !negated, 'flag-opposite')];
};

function flags(lattice: Lattice, at: number, links: readonly ColumnLink[], negated: boolean, rule: RuleName = 'flag'): Fragment[] {
  return links.flatMap((link) => {
    const values = flagValues(lattice, link.column);
    if (!values || !saysNegation(lattice, link.column)) return [];
    return [fragment(rule, { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'compare', column: link.column, operator: '=', value: negated ? values.no : values.yes } }], linkFeatures(link))];
  });
}

/** "rooms in service" are not those that are `out_of_service`. */
function saysNegation({ tokens }: Lattice, { stems }: IndexedColumn): boolean {
  return stems.every((word) => !negatingParts.has(word) || tokens.some((token) => token.stem === word));
}

function flagsNamed(lattice: Lattice, at: number, said: string): ColumnLink[] {
  if (lattice.tokens[at]?.kind !== 'word' || flagNouns.has(said) || !lattice.catalog.postings.has(said)) return [];
  const open = [...lattice.named.keys()].filter((table) => !isDecided(lattice.decided, { from: at, to: at + 1 }, table));
  return open.flatMap((table) => table.columns.filter((own) => own.stems.includes(said) && (own.column.family === 'boolean' || lattice.semantics.attribute(own).flag !== undefined)))
    .map((column) => ({ from: at, to: at + 1, column, score: 0.95, tier: 'exact' as const, near: 'none' as const }));
}

/** How the column writes yes and no; undefined where it is no such column. */
export function flagValues({ semantics }: Lattice, column: IndexedColumn): { readonly yes: Scalar; readonly no: Scalar } | undefined {
  return semantics.attribute(column).flag;
}
