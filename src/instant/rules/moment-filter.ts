import { stem } from '../../catalog/words.ts';
import { cueAt, type Lattice, skipGlue } from '../link/lattice.ts';
import type { Comparison, Filter } from '../plan.ts';
import { operators, ranges } from './column-filter.ts';
import { columnsCalled, temporalColumns } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import { comparison, momentAt } from './operands.ts';
import type { Rule } from './rule.ts';

const signs: ReadonlyMap<string, Comparison> = new Map([...['in', 'on', 'during', 'of', 'for', 'year', 'at', 'from'].map((word) => [word, '='] as const), ['since', '>='], ['until', '<='], ['by', '<=']]);

/** A date or year without its column: "in 2014", "before 1990-01-01", "between 2000 and 2010", "in March 2012". */
export const momentFilter: Rule = (lattice, at) => {
  const cue = cueAt(lattice, at, 'after', 'before', 'gt', 'lt', 'ge', 'le');
  const word = lattice.tokens[at]?.lower ?? '';
  const operator: Comparison = cue ? (word === 'since' ? '>=' : operators[cue.cue as keyof typeof operators]) : (signs.get(word) ?? '=');
  const start = skipGlue(lattice, cue?.to ?? (signs.has(word) ? at + 1 : at), new Set(['year', 'the', 'date']));
  const columns = temporalColumns(lattice);
  return [...columns.flatMap((column, rank) => {
    const moment = momentAt(lattice, start, column);
    if (!moment) return [];
    return [fragment('moment', { from: at, to: moment.to }, [{ kind: 'filter', filter: comparison(column, operator, moment.value) }], { ...moment.features, 'moment:rank': rank, [`moment:${cue ? 'compared' : signs.has(word) ? 'preposition' : 'bare'}`]: 1 })];
  }), ...columns.flatMap((column, rank) => ranges(lattice, at, column).map((offer) => fragment('moment-range', { from: at, to: offer.to }, [{ kind: 'filter', filter: offer.filter }], { 'moment:rank': rank }))), ...months(lattice, at), ...births(lattice, at)];
};

const monthNames = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** "in March 2012" */
function months(lattice: Lattice, at: number): Fragment[] {
  const place = lattice.tokens[at]?.lower === 'in' || lattice.tokens[at]?.lower === 'during' ? at + 1 : at;
  const month = monthNames.findIndex((name) => name === lattice.tokens[place]?.lower || name.slice(0, 3) === lattice.tokens[place]?.lower);
  const year = lattice.tokens[place + 1]?.number;
  if (month < 0 || year === undefined || year < 1000 || year > 2999) return [];
  const value = `${year}-${String(month + 1).padStart(2, '0')}`;
  const filter = (column: Filter & { kind: 'compare' }): Filter => ({ ...column, unit: 'month' });
  return temporalColumns(lattice).filter(({ column }) => column.family !== 'integer').map((column, rank) => fragment('moment-month', { from: at, to: place + 2 }, [{ kind: 'filter', filter: filter({ kind: 'compare', column, operator: '=', value }) }], { 'moment:rank': rank }));
}

/** What a verb of beginning or ending may be called as a column. */
const verbColumns: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({ born: 'birth birthday born', founded: 'founded established open', built: 'built constructed year', opened: 'open start', established: 'established founded', hired: 'hire join start', released: 'release air publish', published: 'publish publication date', created: 'created date', ordered: 'order ordered date', launched: 'launch launched start', joined: 'join joined start', died: 'death died' }).map(([verb, names]) => [verb, names.split(' ').map((name) => [stem(name)])]),
);

/** "born in 1990", "founded before 2003": the verb names the column. */
function births(lattice: Lattice, at: number): Fragment[] {
  const stems = verbColumns.get(lattice.tokens[at]?.lower ?? '');
  if (!stems) return [];
  const cue = cueAt(lattice, at + 1, 'after', 'before', 'ge', 'le');
  const word = lattice.tokens[at + 1]?.lower ?? '';
  const operator: Comparison = cue ? (word === 'since' ? '>=' : operators[cue.cue as keyof typeof operators]) : '=';
  const start = skipGlue(lattice, cue?.to ?? (signs.has(word) ? at + 2 : at + 1), new Set(['year', 'the']));
  return columnsCalled(lattice, stems).flatMap((column, rank) => {
    const moment = momentAt(lattice, start, column);
    return moment ? [fragment('moment-verb', { from: at, to: moment.to }, [{ kind: 'filter', filter: comparison(column, operator, moment.value) }], { ...moment.features, 'moment:rank': rank })] : [];
  });
}
