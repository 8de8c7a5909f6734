import { told, type FeatureVector } from '../features.ts';
import type { IndexedTable } from '../../catalog/index.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { statePhrases } from '../../semantics/states.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { tablesInPlay, tablesNear } from './columns.ts';
import { comparison } from './operands.ts';

interface RowsCalled {
  readonly to: number;
  readonly table: IndexedTable;
  readonly filter: Filter;
  readonly features: FeatureVector;
}

/** "no-shows", "cancellations": a state in the plural speaks of the rows that are in it. */
export function rowsCalled(lattice: Lattice, at: number): RowsCalled[] {
  const isNoun = (to: number) => isPlural(wordAt(lattice, to - 1)) && (lattice.tables[to] ?? []).length === 0;
  const values = (lattice.valueLinks[at] ?? [])
    .filter(({ to, match, column }) => match !== 'part' && isNoun(to) && lattice.semantics.entity(column.table).kind !== 'code list')
    .map((link): RowsCalled => ({ to: link.to, table: link.column.table, filter: comparison(lattice, link.column, '=', link.value), features: { ...told(`value:${link.match}`), 'value:loss': 1 - Math.min(1, link.score) } }));
  const phrases = phrasesAt(statePhrases, at, (index) => lattice.tokens[index]?.stem ?? undefined).filter(({ words }) => isNoun(at + words.length));
  return [...values, ...(phrases.length > 0 && values.length === 0 ? phrases.flatMap(({ words, meaning }) => inState(lattice, meaning, at + words.length)) : [])];
}

const statesMax = 3;

function inState(lattice: Lattice, state: string, to: number): RowsCalled[] {
  return [...tablesInPlay(lattice), ...tablesNear(lattice)].flatMap((table, rank) =>
    lattice.semantics.states(state, table).slice(0, 1).map((filter): RowsCalled => ({ to, table, filter, features: { 'state:table': rank } }))).slice(0, statesMax);
}
