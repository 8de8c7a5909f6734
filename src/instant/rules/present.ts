import { type Lattice, triggerAt, wordAt } from '../link/lattice.ts';
import { type Filter, type Measure, tablesOf } from '../plan.ts';
import { goingOn, type Stint } from '../../semantics/stints.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { nowPhrases } from '../../language/en/stints.ts';
import { type Fragment, fragment } from './fragment.ts';
import { enclosing, inside } from './inside.ts';
import type { Rule } from './rule.ts';
import { stretchSaid } from './stretch.ts';
import { absenceAt, absenceTables, keptHours, placeOf, presenceAt, type StintTable, stintTables, workAt, workTables } from './stints.ts';

const tablesMax = 3;

/** "who is out driving right now", "visitors in the house at the moment", "which codes can be used today": what has begun and is not over. */
export const present: Rule = (lattice, at) => {
  const found = presenceAt(lattice, at);
  if (!found) return [];
  const spoken = found.said ? workTables(lattice) : stintTables(lattice).filter(({ table }) => lattice.named.has(table) || isLinked(lattice, table));
  return spoken.slice(0, tablesMax).map((each, rank) => {
    const told = { ...placeOf(lattice, each.table, rank), ...(found.said ? { 'stint:said': 1 } : {}) };
    return fragment('present', { from: at, to: found.to }, [{ kind: 'filter', filter: goingOnNow(lattice, each) }], told);
  });
};

/** What was called off does not go on. */
function goingOnNow({ semantics }: Lattice, { table, stint }: StintTable): Filter {
  const kept = semantics.states('kept', table).find(({ kind }) => kind === 'null');
  return kept ? { kind: 'and', filters: [goingOn(stint), kept] } : goingOn(stint);
}

/** "visitors": a table whose rows are called after one of its columns. */
function isLinked(lattice: Lattice, table: object): boolean {
  return lattice.columns.some((links) => links.some(({ column, score }) => column.table === table && score > linkedMin));
}

const linkedMin = 0.6;

/** "who is off today", "on leave next week", "away": whose absence covers the day, or a day of the stretch; today where none is said. */
export const absent: Rule = (lattice, at) => {
  const behind = absenceAt(lattice, at);
  if (behind === undefined) return [];
  const stretch = stretchSaid(lattice, behind);
  const [now] = phrasesAt(nowPhrases, behind, (place) => lattice.tokens[place]?.lower);
  const to = stretch?.to ?? (now ? behind + now.words.length : behind);
  return absenceTables(lattice).slice(0, tablesMax).map((each, rank) => {
    const filter = stretch?.from && stretch.until ? during(each.stint, stretch.from, stretch.until) : goingOn(each.stint);
    return fragment('absent', { from: at, to }, [{ kind: 'filter', filter }], placeOf(lattice, each.table, rank));
  });
};

/** Begun before the stretch ends, and not over before it begins. */
function during({ begin, end }: Stint, from: NonNullable<Period['from']>, until: NonNullable<Period['until']>): Filter {
  const lasts: Filter = { kind: 'period', column: end, from };
  const open: Filter = end.column.nullable ? { kind: 'or', filters: [lasts, { kind: 'null', column: end, negated: false }] } : lasts;
  return { kind: 'and', filters: [{ kind: 'period', column: begin, until }, open] };
}

type Period = Extract<Filter, { kind: 'period' }>;

/** "hours worked per driver", "how many hours did each carer work": the hours between the begin and the end of all their shifts. */
export const hoursWorked: Rule = (lattice, at) => {
  const hours = triggerAt(lattice, at, 'count')?.to ?? at;
  if (wordAt(lattice, hours) !== 'hours' || (hours === at && wordAt(lattice, at - 1) === 'many')) return [];
  const to = workAt(lattice, hours);
  if (to === undefined) return [];
  const kept = keptHours(lattice).map((column): Measure => ({ kind: 'aggregate', function: 'sum', column, distinct: false }));
  const gone = workTables(lattice).map(({ stint: { begin, end } }): Measure => ({ kind: 'aggregate', function: 'sum', column: begin, distinct: false, of: { kind: 'elapsed', unit: 'hour', from: begin, to: end } }));
  return [...kept, ...gone].slice(0, tablesMax).map((measure, rank): Fragment => {
    const [table] = tablesOf(measure);
    const within = inside(lattice, [{ from: hours + 1, to: to - 1 }], tablesOf(measure));
    return enclosing('hours-worked', { from: at, to }, { parts: [{ kind: 'projection', measure }], features: table ? placeOf(lattice, table, rank) : {} }, within);
  });
};
