import { type FeatureVector, type RuleName, told } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { verbColumns } from '../../language/en/column-names.ts';
import { amountComparisons, dateFiller, dateOperators, monthWords, verbParticles } from '../../language/en/dates.ts';
import { isParticiple } from '../../language/en/inflection.ts';
import { stem } from '../../language/en/stem.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import { isBirth } from '../../semantics/moments.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Comparison, Filter } from '../plan.ts';
import { operators, ranges } from './column-filter.ts';
import { columnsCalled, isMoment, momentPlace, tablesInPlay, temporalColumns } from './columns.ts';
import { momentsOfVerb, momentsSaidAt } from './events.ts';
import { fragment } from './fragment.ts';
import { onceAt } from './once.ts';
import { comparison, dateAt } from './operands.ts';
import type { Rule } from './rule.ts';

/** A date or year without its column: "in 2014", "before 1990-01-01", "between 2000 and 2010", "born in 1990". */
export const dateFilter: Rule = (lattice, at) => {
  const columns = momentsMeant(lattice, at);
  const verb = columnsOfVerb(lattice, at);
  const after = afterVerb(lattice, at);
  const said = verb.length === 0 ? [] : compared(lattice, after, verb);
  return [...compared(lattice, at, columns), ...said.map((found) => ({ ...found, rule: 'moment-verb' as const, from: at }))].map(({ rule, from, to, filter, features }) => fragment(rule, { from, to }, [{ kind: 'filter', filter }], features));
};

interface Found {
  readonly rule: RuleName;
  readonly from: number;
  readonly to: number;
  readonly filter: Filter;
  readonly features: FeatureVector;
}

/** "in 2014", "after 1990-01-01", "between 2000 and 2010" */
function compared(lattice: Lattice, at: number, columns: readonly IndexedColumn[]): Found[] {
  const trigger = triggerAt(lattice, at, 'after', 'before', 'gt', 'lt', 'ge', 'le');
  const word = wordAt(lattice, at);
  const operator: Comparison = trigger ? (word === 'since' ? '>=' : operators[trigger.name as keyof typeof operators]) : (dateOperators.get(word) ?? '=');
  const start = skipStopWords(lattice, trigger?.to ?? (dateOperators.has(word) ? at + 1 : at), dateFiller);
  // Nothing stands there that a time could be compared with.
  if (!comparable.has(lattice.tokens[start]?.kind ?? 'word') && !triggerAt(lattice, at, 'between')) return [];
  const manner = trigger ? 'moment:compared' : dateOperators.has(word) ? 'moment:preposition' : 'moment:bare';
  const isAmount = trigger !== undefined && amountComparisons.has(word) && lattice.tokens[start]?.number !== undefined;
  return columns.flatMap((column): Found[] => {
    const said = dateAt(lattice, start, column);
    const moment = isAmount && said?.to === start + 1 ? undefined : said;
    const spans = ranges(lattice, at, column).map(({ to, filter }): Found => ({ rule: 'moment-range', from: at, to, filter, features: momentPlace(column, columns) }));
    // "from 2023 to 2024" is a stretch, and not two years.
    if (spans.length > 0) return spans;
    return moment ? [{ rule: 'moment', from: at, to: moment.to, filter: comparison(lattice, column, operator, moment.value), features: { ...moment.features, ...momentPlace(column, columns), ...told(manner) } }] : [];
  });
}

const comparable: ReadonlySet<QuestionToken['kind']> = new Set(['date', 'number', 'quoted']);

/** "born in 1990", "issued last month": the verb names the column. */
export const columnsOfVerb = onceAt((lattice, at): readonly IndexedColumn[] => {
  const word = wordAt(lattice, at);
  const known = verbColumns.get(word);
  const said = momentsOfVerb(lattice, at, tablesInPlay(lattice))?.columns ?? [];
  if (said.length > 0) return said;
  if (known) return columnsCalled(lattice, known);
  return isParticiple(word) ? columnsCalled(lattice, [[stem(word)]], (column) => isMoment(lattice, column)) : [];
});

/** What a time may be compared with: behind a verb that tells of a moment ("paid in March") that moment, else any that is in play. */
export const momentsMeant = onceAt((lattice, at): readonly IndexedColumn[] => {
  const verb = [at - 1, at - 2].find((from) => from >= 0 && afterVerb(lattice, from) === at && columnsOfVerb(lattice, from).length > 0);
  if (verb !== undefined) return columnsOfVerb(lattice, verb);
  // "birthdays in December"
  const births = momentsSaidAt(lattice, at - 1, tablesInPlay(lattice)).filter(isBirth);
  return births.length > 0 ? births : temporalColumns(lattice);
});

/** The place behind a verb, or behind its particle where a time follows that: "signed up last month". */
export const afterVerb = onceAt((lattice, at): number => {
  const verb = momentsOfVerb(lattice, at, []);
  if (verb && verb.to > at + 1) return verb.to;
  const particle = verbParticles.has(wordAt(lattice, at + 1)) && lattice.tokens[at + 2]?.number === undefined && !monthWords.has(wordAt(lattice, at + 2).slice(0, 3));
  return particle ? at + 2 : at + 1;
});
