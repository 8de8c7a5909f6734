import type { Add } from '../features.ts';
import type { IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { partyNouns, roleNames } from '../../language/en/column-names.ts';
import { doersSaid } from '../../language/en/doers.ts';
import { personQuestions } from '../../language/en/questions.ts';
import { isDoer } from '../compose/people.ts';
import type { EntityKind } from '../../semantics/model.ts';
import type { Lattice } from '../link/lattice.ts';
import { once } from '../rules/once.ts';
import { type Plan, tablesOf } from '../plan.ts';

const doersOf = once(({ tokens }) => doersSaid(tokens));

/** What the question says of the parts that rows play for others, as stems: its own words, and who does what its verbs say. */
export const saidRoles = once((lattice): ReadonlySet<string> => new Set([...lattice.tokens.flatMap((token) => [token.stem, ...(roleNames.get(token.stem) ?? [])]), ...doersOf(lattice)]));

/** Whether anybody in the database is called by what is done: only then is one who is not somebody else. */
const isDoerKept = once((lattice): boolean => lattice.catalog.tables.length <= tablesMax && lattice.catalog.tables.some((table) => does(table, lattice.catalog.edges(table), lattice)));

const tablesMax = 300;

/** "who sold the most": the sellers, or those to whom a key for the seller leads, and not those who bought. */
export function doerFeatures(plan: Plan, path: readonly JoinEdge[], lattice: Lattice, add: Add): void {
  const [first] = lattice.tokens;
  if (!first || !personQuestions.has(first.lower)) return;
  const columns = plan.projections.filter(({ kind }) => kind === 'column' || kind === 'all' || kind === 'referred');
  const shown = [...new Set(columns.flatMap(tablesOf))];
  const isNamed = columns.some((measure) => measure.kind === 'column' && measure.column.stems.some((word) => partyNouns.has(word)));
  if (!isNamed && !shown.some((table) => parties.has(lattice.semantics.entity(table).kind))) add('who:nobody');
  if (shown.length === 0 || doersOf(lattice).size === 0) return;
  if (shown.some((table) => does(table, path, lattice))) add('who:does');
  else if (isDoerKept(lattice)) add('who:does-not');
}

const parties: ReadonlySet<EntityKind> = new Set(['person', 'organisation']);

/** Whether its rows are called after what is done, or a key that is leads to them. */
function does(table: IndexedTable, edges: readonly JoinEdge[], lattice: Lattice): boolean {
  const said = doersOf(lattice);
  const leads = ({ from, to, pairs }: JoinEdge) => to === table && pairs.some(([name]) => from.columns.some(({ column, stems }) => column.name === name && stems.some((word) => said.has(word))));
  return isDoer(table, lattice) || edges.some(leads);
}
