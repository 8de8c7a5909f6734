import type { IndexedColumn } from '../../catalog/index.ts';
import { alikeJoiners, alikeWords, whereaboutVerbs } from '../../language/en/linking-words.ts';
import { companionArticles, possessives } from '../../language/en/possession.ts';
import { type ColumnLink, type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { fragment, linkFeatures, type Part } from './fragment.ts';
import { keyCalled } from './reporting.ts';
import type { Rule } from './rule.ts';

/** "owners who live in a different city from a property they own", "in the same country as whoever referred them": a column against that of what the row refers to, or what refers to it. */
export const sameAs: Rule = (lattice, at) => {
  // "live in the same", "come from a different"
  const word = whereaboutVerbs.has(wordAt(lattice, at)) ? pastArticles(lattice, at + 2) : at;
  const operator = alikeWords.get(wordAt(lattice, word));
  if (!operator) return [];
  const links = lattice.columns[word + 1] ?? [];
  return links.filter(({ to }) => alikeJoiners.has(wordAt(lattice, to))).flatMap((left) => {
    const place = pastArticles(lattice, left.to + 1);
    const besides = (lattice.tables[place] ?? []).flatMap(({ table, to }) => links.filter((right) => right.column.table === table && right.to === left.to).map((right) => ({ right, to })));
    const others = besides.filter(({ right }) => isLinked(lattice, left, right)).map(({ right, to }) => offer(left, { from: at, to }, { left: left.column, operator, right: right.column }));
    const above = keyCalled(lattice, left.column.table, place);
    const own = above ? [offer(left, { from: at, to: above.to }, { left: left.column, operator, right: left.column, via: above.via })] : [];
    return [...others, ...own];
  });
};

function offer(link: ColumnLink, span: { readonly from: number; readonly to: number }, columns: Omit<Filter & { readonly kind: 'columns' }, 'kind'>) {
  const parts: Part[] = [{ kind: 'filter', filter: { kind: 'columns', ...columns } }];
  return fragment('same-as', span, parts, linkFeatures(link));
}

function pastArticles(lattice: Lattice, at: number): number {
  return companionArticles.has(wordAt(lattice, at)) || possessives.has(wordAt(lattice, at)) || wordAt(lattice, at) === 'a' ? at + 1 : at;
}

function isLinked({ catalog }: Lattice, left: { readonly column: IndexedColumn }, right: { readonly column: IndexedColumn }): boolean {
  const [one, other] = [left.column.table, right.column.table];
  return one !== other && catalog.edges(one).some(({ from, to }) => from === other || to === other);
}
