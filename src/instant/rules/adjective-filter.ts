import { merge, type FeatureVector } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { isYear } from '../../catalog/roles.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { unitAdjectives } from '../../language/en/units.ts';
import { type AdjectiveLink, type Lattice, skipStopWords, triggerAt } from '../link/lattice.ts';
import type { AggregateName, Comparison } from '../plan.ts';
import { numbersAt, ranges } from './column-filter.ts';
import { columnsCalled, isMoment, isNumber, isOrdered } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import { comparison } from './operands.ts';
import { type OwnedFigure, ownedFigureAt, ownersOf, ownGroupsAfter } from './own-group.ts';
import type { Rule } from './rule.ts';

/** "older than 20", "longer than 80 meters", "costs more than 5", "older than the average". */
export const adjectiveFilter: Rule = (lattice, at) => (lattice.adjectives[at] ?? []).filter(({ adjective }) => !adjective.superlative).flatMap((link) => [
  ...dimension(lattice, link, link.adjective.up, { plain: '>', than: '>' }),
  ...dimension(lattice, link, link.adjective.down, { plain: '<', than: '<' }),
]);

function dimension(lattice: Lattice, link: AdjectiveLink, names: readonly (readonly string[])[], sign: { readonly plain: Comparison; readonly than: Comparison }): Fragment[] {
  return columnsCalled(lattice, names, (column) => isOrdered(lattice, column)).flatMap((column, rank) => {
    const explicit = triggerAt(lattice, link.to, 'gt', 'ge', 'lt', 'le');
    const word = lattice.tokens[link.to]?.lower;
    const start = word === 'than' ? link.to + 1 : explicit ? explicit.to : link.to;
    const flipped = sign.plain === '<';
    const operator: Comparison = explicit ? ({ gt: flipped ? '<' : '>', ge: flipped ? '<=' : '>=', lt: flipped ? '>' : '<', le: flipped ? '>=' : '<=' } as const)[explicit.name as 'gt' | 'ge' | 'lt' | 'le'] : sign.than;
    const features = { 'dimension:rank': rank };
    const found: Fragment[] = [];
    if (word === 'than' || explicit) {
      for (const operand of numbersAt(lattice, skipStopWords(lattice, start), column)) {
        // Of a date of birth, so many years are an age.
        if ((isMoment(lattice, column) || isYear(column)) && typeof operand.value === 'number' && operand.value < 1000) continue;
        const to = unitEnd(lattice, operand.to);
        found.push(fragment('adjective-filter', { from: link.from, to }, [{ kind: 'filter', filter: comparison(lattice, column, operator, operand.value) }], merge(features, operand.features)));
      }
      const aggregate = ownedFigureAt(lattice, start);
      const [name] = aggregate?.functions ?? [];
      if (aggregate && name && (isNumber(lattice, column) || name === 'min' || name === 'max')) found.push(...comparedWith(lattice, link.from, aggregate, column, operator, name, features));
    }
    for (const offer of ranges(lattice, link.to, column)) found.push(fragment('adjective-range', { from: link.from, to: unitEnd(lattice, offer.to) }, [{ kind: 'filter', filter: offer.filter }], features));
    return found;
  });
}

function comparedWith(lattice: Lattice, from: number, figure: OwnedFigure, column: IndexedColumn, operator: Comparison, name: AggregateName, features: FeatureVector): Fragment[] {
  const named = (lattice.columns[skipStopWords(lattice, figure.to)] ?? []).filter((candidate) => candidate.column === column);
  const to = Math.max(figure.to, ...named.map((link) => link.to));
  const filter = { kind: 'aggregate', column, operator, function: name === 'sum' ? 'avg' : name, filters: [] } as const;
  const ofGroup = (group: IndexedColumn, end: number) => fragment('average-of-group', { from, to: end }, [{ kind: 'filter', filter: { ...filter, group } }], features);
  if (figure.owner) return ownersOf(lattice, figure, column.table).map(({ key }) => ofGroup(key, to));
  const groups = ownGroupsAfter(lattice, to, column.table).map(({ key, to: end }) => ofGroup(key, end));
  return [fragment('adjective-average', { from, to }, [{ kind: 'filter', filter }], features), ...groups];
}

export function unitEnd(lattice: Lattice, at: number): number {
  const [unit] = phrasesAt(lattice.lexicon.units, at, (index) => lattice.tokens[index]?.lower);
  const end = unit ? at + unit.words.length : at;
  return unitAdjectives.has(lattice.tokens[end]?.lower ?? '') ? end + 1 : end;
}
