import { phrasesAt } from '../../language/en/lexicon.ts';
import { verbForms } from '../../language/en/inflection.ts';
import { stem } from '../../language/en/stem.ts';
import { rateWords } from '../../language/en/units.ts';
import { statePhrases } from '../../semantics/states.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { type Filter, filterTables, isRowFilter } from '../plan.ts';
import type { FeatureVector } from '../features.ts';
import { tablesInPlay, tablesNear } from './columns.ts';
import { eventFilter } from './event-filter.ts';
import { flagFilter } from './flag-filter.ts';
import { type Fragment, fragment } from './fragment.ts';
import type { Rule } from './rule.ts';
import { state } from './state.ts';
import { valueFilter } from './value-filter.ts';

const wordsMax = 3;
const conditions: readonly Rule[] = [state, flagFilter, valueFilter, eventFilter];

/** "pass rate", "no-show rate by month": the share of the rows of which that holds. */
export const rate: Rule = (lattice, at) => {
  const end = Array.from({ length: wordsMax }, (_, offset) => at + offset + 1).find((place) => rateWords.has(wordAt(lattice, place)));
  if (end === undefined) return [];
  const near = nearStates(lattice, at, end);
  const valued = near.length > 0 ? [] : nearValues(lattice, at, end);
  const said = conditions.flatMap((rule) => rule(lattice, at)).filter(({ to, parts }) => to === end && parts.every(({ kind }) => kind === 'filter'));
  return [...said, ...(said.length > 0 ? near : [...near, ...valued])].flatMap(({ parts, features }) => {
    const filters = parts.flatMap((part) => (part.kind === 'filter' ? [part.filter] : []));
    return [fragment('rate', { from: at, to: end + 1 }, [{ kind: 'share', filters }, ...parts], features), ...ranked(lattice, { from: at, to: end + 1 }, filters, features)];
  });
};

/** "the highest cancellation rate": by which those come first that are asked for. */
function ranked(lattice: Lattice, { from, to }: Span, said: readonly Filter[], features: FeatureVector): Fragment[] {
  const trigger = [from - 1, from - 2].flatMap((place) => (lattice.triggers[place] ?? []).filter((link) => link.to === from && (link.name === 'high' || link.name === 'low')))[0];
  const filters = said.filter(isRowFilter);
  const [table] = filters.flatMap(filterTables);
  if (!trigger || !table || filters.length < said.length) return [];
  return [fragment('rate-most', { from: trigger.from, to }, [{ kind: 'top', measure: { kind: 'share', table, filters }, direction: trigger.name === 'high' ? 'desc' : 'asc', limit: 1 }], features)];
}

/** "win rate", where the data says "won": the values of the rows that the question speaks of, in another form of the word. */
function nearValues(lattice: Lattice, at: number, end: number): Fragment[] {
  if (end !== at + 1) return [];
  const forms = verbForms(wordAt(lattice, at)).map(stem);
  const columns = [...tablesInPlay(lattice), ...tablesNear(lattice)].flatMap((table) => table.columns.filter((column) => lattice.semantics.attribute(column).role === 'category'));
  return columns.flatMap((column) => lattice.values.of(column).filter((value) => forms.includes(stem(value.toLowerCase()))).slice(0, 1).map((value) =>
    fragment('rate', { from: at, to: end }, [{ kind: 'filter', filter: { kind: 'compare', column, operator: '=', value } }], { 'rate:near': 1 })));
}

/** "cancellation rate by vet" speaks of the appointments, which it does not name. */
function nearStates(lattice: Lattice, at: number, end: number): Fragment[] {
  const near = tablesNear(lattice);
  const phrases = phrasesAt(statePhrases, at, (index) => lattice.tokens[index]?.stem).filter(({ words }) => at + words.length === end);
  return phrases.flatMap(({ meaning }) => near.flatMap((table) => lattice.semantics.states(meaning, table).slice(0, 1).map((filter) => fragment('rate', { from: at, to: end }, [{ kind: 'filter', filter }], { 'rate:near': 1 }))));
}
