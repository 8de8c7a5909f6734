import { stretchAt } from '../../language/en/stretches.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { goingOn, type Stint } from '../../semantics/stints.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { nowPhrases } from '../../language/en/stints.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';
import { absenceAt, absenceTables, placeOf, presenceAt, stintTables, workAt, workTables } from './stints.ts';

const tablesMax = 3;

/** "who is out driving right now", "visitors in the house at the moment", "which codes can be used today": what has begun and is not over. */
export const present: Rule = (lattice, at) => {
  const found = presenceAt(lattice, at);
  if (!found) return [];
  const spoken = found.said ? workTables(lattice) : stintTables(lattice).filter(({ table }) => lattice.named.has(table) || isLinked(lattice, table));
  return spoken.slice(0, tablesMax).map((each, rank) => {
    const told = { ...placeOf(lattice, each, rank), ...(found.said ? { 'stint:said': 1 } : {}) };
    return fragment('present', { from: at, to: found.to }, [{ kind: 'filter', filter: goingOn(each.stint) }], told);
  });
};

/** "visitors": a table whose rows are called after one of its columns. */
function isLinked(lattice: Lattice, table: object): boolean {
  return lattice.columns.some((links) => links.some(({ column, score }) => column.table === table && score > linkedMin));
}

const linkedMin = 0.6;

/** "who is off today", "on leave next week", "away": whose absence covers the day, or a day of the stretch; today where none is said. */
export const absent: Rule = (lattice, at) => {
  const behind = absenceAt(lattice, at);
  if (behind === undefined) return [];
  const stretch = stretchAt(lattice.tokens, behind, lattice.semantics.customs.calendar);
  const [now] = phrasesAt(nowPhrases, behind, (place) => lattice.tokens[place]?.lower);
  const to = stretch?.to ?? (now ? behind + now.words.length : behind);
  return absenceTables(lattice).slice(0, tablesMax).map((each, rank) => {
    const filter = stretch?.from && stretch.until ? during(each.stint, stretch.from, stretch.until) : goingOn(each.stint);
    return fragment('absent', { from: at, to }, [{ kind: 'filter', filter }], placeOf(lattice, each, rank));
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
  const groups = groupsWithin(lattice, hours + 1, to);
  return workTables(lattice).slice(0, tablesMax).map((each, rank): Fragment => {
    const { begin, end } = each.stint;
    const measure = { kind: 'aggregate', function: 'sum', column: begin, distinct: false, of: { kind: 'elapsed', unit: 'hour', from: begin, to: end } } as const;
    return fragment('hours-worked', { from: at, to }, [{ kind: 'projection', measure }, ...groups], placeOf(lattice, each, rank));
  });
};

/** "how many hours each driver worked", "how many days each insurer takes to decide": the group that stands inside a phrase. */
export function groupsWithin(lattice: Lattice, from: number, to: number): Part[] {
  for (let place = from; place < to; place += 1) {
    const each = triggerAt(lattice, place, 'each');
    const [link] = each ? (lattice.tables[skipStopWords(lattice, each.to)] ?? []) : [];
    if (link && link.to <= to) return [{ kind: 'group', key: link.table }];
  }
  return [];
}
