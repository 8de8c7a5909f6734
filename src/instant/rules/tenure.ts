import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { personQuestions } from '../../language/en/questions.ts';
import { tenureBeginnings, tenureEndings, tenureFillers, tenureManners, tenureOpenings } from '../../language/en/tenure.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { tablesInPlay } from './columns.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

const fillersMax = 8;
const tablesMax = 4;

/** "who has been with us the longest", "our longest-serving drivers": those who began first. */
export const tenure: Rule = (lattice, at) => {
  const span = spanAt(lattice, at);
  if (!span) return [];
  const somebody = lattice.tokens.some(({ lower }) => personQuestions.has(lower));
  const isParty = (table: IndexedTable) => lattice.semantics.entity(table).kind === 'person' || lattice.semantics.entity(table).kind === 'organisation';
  const named = [...lattice.named.keys()];
  const tables = named.length > 0 ? named : tablesInPlay(lattice).filter((table) => !somebody || isParty(table));
  return tables.flatMap((table) => beganIn(lattice, table).slice(0, 1).map((column) => ({ table, column }))).slice(0, tablesMax).flatMap(({ table, column }, rank): Fragment[] => {
    const parts: readonly Part[] = [{ kind: 'entity', table }, { kind: 'top', measure: { kind: 'column', column }, direction: 'asc', limit: 1, row: true }];
    // Who has been with us is with us.
    const [current] = lattice.semantics.states('active', table);
    return [fragment('tenure', span, parts, { 'tenure:rank': rank }), ...(current ? [fragment('tenure', span, [...parts, { kind: 'filter', filter: current }], { 'tenure:rank': rank, 'tenure:current': 1 })] : [])];
  });
};

function spanAt(lattice: Lattice, at: number): Span | undefined {
  if (tenureEndings.has(wordAt(lattice, at))) return tenureManners.has(wordAt(lattice, at + 1)) ? { from: at, to: at + 2 } : undefined;
  if (!tenureOpenings.has(wordAt(lattice, at))) return undefined;
  for (let place = at + 1; place < Math.min(lattice.tokens.length, at + fillersMax); place += 1) {
    if (tenureEndings.has(wordAt(lattice, place))) return { from: at, to: place + 1 };
    if (!tenureFillers.has(wordAt(lattice, place))) return undefined;
  }
  return undefined;
}

/** The day on which it began for a row: the one that is called so. */
function beganIn({ semantics }: Lattice, table: IndexedTable): IndexedColumn[] {
  const { moments } = semantics.entity(table);
  return tenureBeginnings.flatMap((word) => moments.filter(({ stems }) => stems.includes(word)));
}
