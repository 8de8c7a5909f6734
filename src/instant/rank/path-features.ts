import type { IndexedColumn, JoinEdge } from '../../catalog/index.ts';
import { roleOf } from '../../catalog/joins.ts';
import { giving, staffRoles, taking } from '../../language/en/roles.ts';
import { personQuestions } from '../../language/en/questions.ts';
import { connects, type JoinPath } from '../compose/paths.ts';
import type { Add } from '../features.ts';
import type { Lattice } from '../link/lattice.ts';
import type { Plan } from '../plan.ts';
import { once } from '../rules/once.ts';
import { saidRoles } from './doing.ts';

/** Which of several keys between the same tables a plan follows, and whether the question speaks of it. */
export function pathFeatures(plan: Plan, { path, paths }: { readonly path: JoinPath; readonly paths: readonly JoinPath[] }, lattice: Lattice, add: Add): void {
  if (path.length === 0) return;
  const rivals = paths.filter((other) => other.length === path.length && other.every((edge, index) => edge === path[index] || connects(edge, path[index] ?? edge)));
  if (rivals.length > 1) {
    // What all of them are called tells none of them apart.
    add('path:named', namedKeys(path, lattice) - Math.min(...rivals.map((other) => namedKeys(other, lattice))));
    add('path:own', ownKeys(path));
    add('path:role', unsaidRoles(path, lattice));
  }
  const part = partsPlayed(path, lattice);
  if (part !== 0) add('path:part', part);
  if (plan.path > 0) add(rivals.length > 1 ? 'path:other' : 'path:around');
}

/** "how many lessons did Dot take": as a pupil, and not as one who gives them; so many tables of people in such parts are joined, less those in the other part. */
function partsPlayed(path: readonly JoinEdge[], lattice: Lattice): number {
  const sign = partSaid(lattice);
  if (sign === 0) return 0;
  const { semantics } = lattice;
  const played = path.filter(({ from, pairs }) => semantics.entity(from).bearer?.key.column.name === pairs[0]?.[0]);
  return sign * played.reduce((sum, { from }) => sum + (from.stems.some((word) => staffRoles.has(word)) ? 1 : -1), 0);
}

/** 1 where the question tells what is given, -1 where it tells what is taken. */
const partSaid = once(({ tokens }): number => {
  if (personQuestions.has(tokens[0]?.lower ?? '')) return 0;
  return Number(tokens.some(({ lower }) => giving.has(lower))) - Number(tokens.some(({ lower }) => taking.has(lower)));
});

/** Whether the words of a key's column stand in the question: "destination" for `flights.dest_airport`. */
function namedKeys(path: readonly JoinEdge[], lattice: Lattice): number {
  const said = saidRoles(lattice);
  let named = 0;
  for (const edge of path) for (const [column] of edge.pairs) {
    const stems = edge.from.columns.find((candidate) => candidate.column.name === column)?.stems ?? [];
    if (stems.some((word) => said.has(word) && !edge.to.stems.includes(word) && word !== 'id') || isSaidRole(edge, lattice)) named += 1;
  }
  return named;
}

/** Keys in a role that the question does not speak of, where a plain key leads to the same table: "its doctors" are not those who head it. */
function unsaidRoles(path: readonly JoinEdge[], lattice: Lattice): number {
  return path.filter((edge) => {
    if (isSaidRole(edge, lattice) || isDefault(edge, lattice)) return false;
    if (rivalsOf(edge, lattice).some((other) => isDefault(other, lattice))) return true;
    const role = roleOf(edge);
    if (role.length === 0 || role.some((word) => saidRoles(lattice).has(word))) return false;
    return rivalsOf(edge, lattice).some((other) => roleOf(other).length === 0);
  }).length;
}

/** The other keys between the same two tables. */
function rivalsOf(edge: JoinEdge, { catalog }: Lattice): readonly JoinEdge[] {
  return catalog.edges(edge.from).filter((other) => other !== edge && connects(other, edge));
}

function keysOf({ from, pairs }: JoinEdge): readonly IndexedColumn[] {
  return pairs.flatMap(([name]) => from.columns.filter(({ column }) => column.name === name));
}

/** Somebody gave the key words, and the question says them. */
function isSaidRole(edge: JoinEdge, { said }: Lattice): boolean {
  return said.some(({ meaning }) => meaning.kind === 'role' && keysOf(edge).includes(meaning.key));
}

function isDefault(edge: JoinEdge, { semantics }: Lattice): boolean {
  return keysOf(edge).some((key) => semantics.isDefaultKey(key));
}

/** Keys that repeat the name of their own table: `friend.friend_id` leads to the friend, `friend.student_id` to the one who has friends. */
function ownKeys(path: readonly JoinEdge[]): number {
  return path.filter((edge) => edge.pairs.some(([column]) => edge.from.columns.find((candidate) => candidate.column.name === column)?.stems.some((word) => edge.from.stems.includes(word) && word !== 'id'))).length;
}
