import type { IndexedColumn } from '../../catalog/index.ts';
import { isTemporal } from '../../catalog/roles.ts';
import { stem } from '../../language/en/stem.ts';
import { cueAt, type Lattice, skipGlue, wordAt } from '../link/lattice.ts';
import type { Comparison, Filter } from '../plan.ts';
import { operators, ranges } from './column-filter.ts';
import { columnsCalled, temporalColumns } from './columns.ts';
import { fragment } from './fragment.ts';
import { comparison, momentAt } from './operands.ts';
import type { Rule } from './rule.ts';

const signs: ReadonlyMap<string, Comparison> = new Map([...['in', 'on', 'during', 'of', 'for', 'year', 'at', 'from', 'within'].map((word) => [word, '='] as const), ['since', '>='], ['until', '<='], ['by', '<=']]);

/** A date or year without its column: "in 2014", "before 1990-01-01", "between 2000 and 2010", "in March 2012", "born in 1990". */
export const momentFilter: Rule = (lattice, at) => {
  const columns = temporalColumns(lattice);
  const implied = [...compared(lattice, at, columns), ...months(lattice, at, columns)];
  const verb = columnsOfVerb(lattice, at);
  const after = afterVerb(lattice, at);
  const said = verb.length === 0 ? [] : [...compared(lattice, after, verb), ...months(lattice, after, verb)];
  return [...implied, ...said.map((found) => ({ ...found, rule: 'moment-verb', from: at }))].map(({ rule, from, to, filter, features }) => fragment(rule, { from, to }, [{ kind: 'filter', filter }], features));
};

interface Found {
  readonly rule: string;
  readonly from: number;
  readonly to: number;
  readonly filter: Filter;
  readonly features: Readonly<Record<string, number>>;
}

/** "in 2014", "after 1990-01-01", "between 2000 and 2010" */
function compared(lattice: Lattice, at: number, columns: readonly IndexedColumn[]): Found[] {
  const cue = cueAt(lattice, at, 'after', 'before', 'gt', 'lt', 'ge', 'le');
  const word = wordAt(lattice, at);
  const operator: Comparison = cue ? (word === 'since' ? '>=' : operators[cue.cue as keyof typeof operators]) : (signs.get(word) ?? '=');
  const start = skipGlue(lattice, cue?.to ?? (signs.has(word) ? at + 1 : at), yearWords);
  const manner = `moment:${cue ? 'compared' : signs.has(word) ? 'preposition' : 'bare'}`;
  return columns.flatMap((column, rank): Found[] => {
    const moment = momentAt(lattice, start, column);
    const spans = ranges(lattice, at, column).map(({ to, filter }): Found => ({ rule: 'moment-range', from: at, to, filter, features: { 'moment:rank': rank } }));
    return moment ? [{ rule: 'moment', from: at, to: moment.to, filter: comparison(column, operator, moment.value), features: { ...moment.features, 'moment:rank': rank, [manner]: 1 } }, ...spans] : spans;
  });
}

const yearWords: ReadonlySet<string> = new Set(['year', 'the', 'date']);
const monthNames = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** "in March 2012" */
function months(lattice: Lattice, at: number, columns: readonly IndexedColumn[]): Found[] {
  const place = ['in', 'during', 'of', 'for'].includes(wordAt(lattice, at)) ? at + 1 : at;
  const month = monthNames.findIndex((name) => name === wordAt(lattice, place) || name.slice(0, 3) === wordAt(lattice, place));
  const year = lattice.tokens[place + 1]?.number;
  if (month < 0 || year === undefined || year < 1000 || year > 2999) return [];
  const value = `${year}-${String(month + 1).padStart(2, '0')}`;
  return columns.filter(({ column }) => column.family !== 'integer').map((column, rank) => ({ rule: 'moment-month', from: at, to: place + 2, filter: { kind: 'compare', column, operator: '=', value, unit: 'month' }, features: { 'moment:rank': rank } }));
}

/** What a verb of beginning or ending may be called as a column. */
const verbColumns: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({ born: 'birth birthday born', founded: 'founded established open', built: 'built constructed year', opened: 'open start', established: 'established founded', hired: 'hire join start', released: 'release air publish', published: 'publish publication date', created: 'created date', ordered: 'order ordered date', launched: 'launch launched start', joined: 'join joined start', died: 'death died' }).map(([verb, names]) => [verb, names.split(' ').map((name) => [stem(name)])]),
);

/** "born in 1990", "issued last month": the verb names the column. */
export function columnsOfVerb(lattice: Lattice, at: number): readonly IndexedColumn[] {
  const word = wordAt(lattice, at);
  const known = verbColumns.get(word);
  if (known) return columnsCalled(lattice, known);
  return participle.test(word) ? columnsCalled(lattice, [[stem(word)]], isTemporal) : [];
}

const particles: ReadonlySet<string> = new Set(['up', 'out', 'off', 'in', 'on']);

/** The place behind a verb, or behind its particle where a time follows that: "signed up last month". */
export function afterVerb(lattice: Lattice, at: number): number {
  const particle = particles.has(wordAt(lattice, at + 1)) && lattice.tokens[at + 2]?.number === undefined && !monthNames.some((name) => name.slice(0, 3) === wordAt(lattice, at + 2).slice(0, 3));
  return particle ? at + 2 : at + 1;
}

/** How verbs end that tell what was done. */
export const participle = /(?:ed|en|wn|id|nt|lt|ld|pt|ft)$/;
