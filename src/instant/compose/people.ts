import type { IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { doersSaid } from '../../language/en/doers.ts';
import type { Scope } from './conditions.ts';

const stepsMax = 3;

/** Whom rows are about: the people or organisations to whom they refer, or, where they refer to none, those of what they refer to. The nearest, people first, and of them who does what the question says. */
export function peopleOf(table: IndexedTable, scope: Scope): IndexedTable[] {
  const { catalog, semantics } = scope;
  const seen = new Set([table]);
  let reached: readonly IndexedTable[] = [table];
  for (let step = 0; step < stepsMax && reached.length > 0; step += 1) {
    // Whom a row can't be without comes before whom it may have.
    const outward = reached.flatMap((from) => catalog.edges(from).filter((edge) => edge.from === from && !seen.has(edge.to)));
    reached = [...new Set(outward.toSorted((a, b) => Number(isOptional(a)) - Number(isOptional(b))).map(({ to }) => to))];
    for (const other of reached) seen.add(other);
    const found = (kind: 'person' | 'organisation') => reached.filter((other) => semantics.entity(other).kind === kind && semantics.entity(other).display.length > 0);
    const people = [...found('person'), ...found('organisation')];
    if (people.length > 0) return people.toSorted((a, b) => Number(isDoer(b, scope)) - Number(isDoer(a, scope)));
  }
  return [];
}

function isOptional({ from, pairs }: JoinEdge): boolean {
  return pairs.some(([name]) => from.columns.some(({ column }) => column.name === name && column.nullable));
}

/** "who teaches the cello": the teachers, who are called after what they do. */
export function isDoer(table: IndexedTable, { tokens }: Scope): boolean {
  const said = doersSaid(tokens);
  return table.stems.some((noun) => said.has(noun) || tokens.some(({ stem: verb, kind }) => kind === 'word' && verb.length >= 4 && noun !== verb && noun.startsWith(verb)));
}

/** Who has to do with rows through what refers to both: the teachers of an instrument, the players of a squad. */
export function peopleBeside(table: IndexedTable, scope: Scope): IndexedTable[] {
  const referring = [...new Set(scope.catalog.edges(table).flatMap(({ from, to }) => (to === table && from !== table ? [from] : [])))].slice(0, referringMax);
  const isPerson = (other: IndexedTable) => scope.semantics.entity(other).kind === 'person' && scope.semantics.entity(other).display.length > 0;
  return [...new Set(referring.flatMap((other) => (isPerson(other) ? [other] : peopleOf(other, scope))))].filter((other) => other !== table && isPerson(other)).slice(0, peopleMax);
}

const referringMax = 8;
const peopleMax = 4;
