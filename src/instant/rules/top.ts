import type { IndexedTable } from '../../catalog/index.ts';
import { isAdditive, isKey, isNumeric } from '../../catalog/roles.ts';
import { beforeCountedRows } from '../../language/en/questions.ts';
import { rankingWords } from '../../language/en/superlatives.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Measure } from '../plan.ts';
import { temporalColumns } from './columns.ts';
import { type Fragment, fragment, linkFeatures, merge } from './fragment.ts';
import { measuresAt } from './measures.ts';
import type { Rule } from './rule.ts';

/** "top 5", "first 3", "the bottom two": how many rows; by what is said elsewhere. */
export const top: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'first', 'last');
  const number = trigger ? lattice.tokens[trigger.to]?.number : undefined;
  if (!trigger || wordAt(lattice, at - 1) === 'at' || number === undefined || !Number.isInteger(number) || number < 1) return [];
  const direction = trigger.name === 'first' ? 'desc' : 'asc';
  const wanted = { from: trigger.to + 1, limit: number, direction } as const;
  return [...topBy(lattice, at, wanted), ...inTime(lattice, at, wanted), fragment('limit', { from: at, to: trigger.to + 1 }, [{ kind: 'limit', limit: number, direction, ...(rankingWords.has(wordAt(lattice, at)) ? { ranked: true } : {}) }])];
};

/** "which three cities have the largest population": how many rows, before what they are. */
export const counted: Rule = (lattice, at) => {
  const token = lattice.tokens[at];
  if (token?.number === undefined || !Number.isInteger(token.number) || token.number < 2 || token.number > 1_000 || !beforeCountedRows.has(wordAt(lattice, at - 1))) return [];
  const limit = token.number;
  return (lattice.tables[at + 1] ?? []).map((link) => fragment('counted', { from: at, to: link.to }, [{ kind: 'entity', table: link.table }, { kind: 'limit', limit, direction: 'desc' }], linkFeatures(link)));
};

interface Wanted {
  readonly from: number;
  readonly limit: number;
  readonly direction: 'asc' | 'desc';
}

/** "the last 5 orders", "first 3 payments": in the order of their dates. */
function inTime(lattice: Lattice, at: number, { from, limit }: Wanted): Fragment[] {
  const word = wordAt(lattice, at);
  if (word !== 'last' && word !== 'first') return [];
  const direction = word === 'last' ? 'desc' : 'asc';
  return (lattice.tables[skipStopWords(lattice, from)] ?? []).flatMap((owner) => temporalColumns(lattice).filter(({ table }) => table === owner.table).map((column, rank) =>
    fragment('top-moment', { from: at, to: owner.to }, [{ kind: 'entity', table: owner.table }, { kind: 'top', measure: { kind: 'column', column }, direction, limit }], merge(linkFeatures(owner), { 'moment:rank': rank }))));
}

/** "top 5 customers by revenue": said in one breath, it can mean nothing else. */
function topBy(lattice: Lattice, at: number, { from, limit, direction }: Wanted): Fragment[] {
  return (lattice.tables[skipStopWords(lattice, from)] ?? []).flatMap((owner) => {
    const by = triggerAt(lattice, owner.to, 'by', 'orderBy');
    if (!by) return [];
    return measuresAt(lattice, by.to).map(({ to, measure, features }) =>
      fragment('top-by', { from: at, to }, [{ kind: 'entity', table: owner.table }, { kind: 'top', measure: ofEach(owner.table, measure), direction, limit }], merge(linkFeatures(owner), features)));
  });
}

/** "customers by revenue": a figure of other rows is added up for each, or averaged where a sum means nothing. */
export function ofEach(owner: IndexedTable, measure: Measure): Measure {
  if (measure.kind !== 'column' || measure.column.table === owner || !isNumeric(measure.column) || isKey(measure.column)) return measure;
  return { kind: 'aggregate', function: isAdditive(measure.column) ? 'sum' : 'avg', column: measure.column, distinct: false };
}
