import { phrasesAt } from '../../language/en/lexicon.ts';
import { comeVerbs, expecting, nowLeads } from '../../language/en/dates.ts';
import { isParticiple } from '../../language/en/inflection.ts';
import { nowPhrases } from '../../language/en/stints.ts';
import { stopWords } from '../../language/en/stop-words.ts';
import { doneStates, stateForms, statePhrases } from '../../semantics/states.ts';
import type { IndexedTable } from '../../catalog/index.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import { isDecided } from '../link/decided.ts';
import type { Span } from '../link/span.ts';
import { tablesInPlay, tablesNear } from './columns.ts';
import { type FeatureVector, merge } from '../features.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "overdue invoices", "who still works here", "not yet returned": a state of the rows that the question speaks of, however the schema keeps it. */
export const state: Rule = (lattice, at) => {
  const awaited = awaitedAt(lattice, at);
  if (awaited !== undefined) return ownOrNear(lattice, { from: at, to: awaited }, 'overdue');
  // Openings are vacancies, and not what is open.
  const found = wordAt(lattice, at).endsWith('ings') ? [] : phrasesAt(statePhrases, at, (index) => lattice.tokens[index]?.stem ?? undefined);
  // What was paid late has been paid.
  const done = isParticiple(wordAt(lattice, at - 1)) || comeVerbs.has(wordAt(lattice, at - 1)) || comeVerbs.has(wordAt(lattice, at - 2));
  const happened = isParticiple(wordAt(lattice, at)) && !doneStates.has(wordAt(lattice, at));
  // "officers who have done no inspections" are not done.
  const light = wordAt(lattice, at + 1) === 'no';
  const meant = found.filter(({ words, meaning }) => !(done && meaning === 'overdue' && words[0] === 'late') && !((happened || light) && words.length === 1));
  const formed = phrasesAt(stateForms, at, (index) => lattice.tokens[index]?.lower);
  return [...meant, ...formed].flatMap(({ words, meaning }) => {
    const to = at + words.length;
    const now = isLasting(lattice, { from: at, to }) ? nowBehind(lattice, to) : undefined;
    return [to, ...(now === undefined ? [] : [now])].flatMap((end) => ownOrNear(lattice, { from: at, to: end }, meaning, end === to ? {} : { 'state:now': 1 }));
  });
};

/** "still out today", "broken atm": a state is of now, and the day that is said none on which something happened. */
function nowBehind(lattice: Lattice, at: number): number | undefined {
  const [now] = phrasesAt(nowPhrases, at, (index) => lattice.tokens[index]?.lower);
  return now && now.words[0] !== 'now' ? at + now.words.length : undefined;
}

/** "still out", "in repair", not "closed": what was closed today was closed on a day. */
function isLasting(lattice: Lattice, { from, to }: Span): boolean {
  return wordAt(lattice, from) === 'still' || !isParticiple(wordAt(lattice, to - 1));
}

/** Of the tables that the question speaks of; "what is sold out in Hamburg" speaks of the stock of a warehouse, which it does not name. */
function ownOrNear(lattice: Lattice, span: Span, meaning: string, told: FeatureVector = {}): Fragment[] {
  const played = tablesInPlay(lattice);
  const own = [...played.flatMap((table) => offers(lattice, span, meaning, table, told)), ...codeLists(lattice, played).flatMap((list) => offers(lattice, span, meaning, list, { ...told, 'state:listed': 1 }))];
  if (own.length > 0) return [...own, ...played.flatMap((list) => ofList(lattice, span, meaning, list))];
  return tablesNear(lattice).flatMap((table) => offers(lattice, span, meaning, table, { ...told, 'state:near': 1 })).slice(0, nearMax);
}

/** "no-shows per month": who names a state of a list alone speaks of the rows that are in it. */
function ofList({ catalog, semantics, named }: Lattice, span: Span, meaning: string, list: IndexedTable): Fragment[] {
  if (semantics.entity(list).kind !== 'code list') return [];
  const referring = catalog.edges(list).flatMap(({ from, to }) => (to === list && from !== list ? [from] : []));
  if (referring.some((table) => named.has(table))) return [];
  return referring.slice(0, referringMax).flatMap((table) => semantics.states(meaning, list).slice(0, 1).map((filter) =>
    fragment('state', span, [{ kind: 'entity', table }, { kind: 'filter', filter }], { 'state:listed': 1 })));
}

const referringMax = 2;

/** The lists of states and kinds to which these tables refer. */
function codeLists({ catalog, semantics }: Lattice, tables: readonly IndexedTable[]): IndexedTable[] {
  return [...new Set(tables.flatMap((table) => catalog.edges(table).flatMap(({ from, to }) => (from === table && semantics.entity(to).kind === 'code list' ? [to] : []))))].filter((list) => !tables.includes(list));
}

const awaitedMax = 6;

/** "should have been back by now", "should have arrived by now but have not": what was expected and did not come. */
function awaitedAt(lattice: Lattice, at: number): number | undefined {
  if (wordAt(lattice, at) !== 'should' || !expecting.has(wordAt(lattice, at + 1))) return undefined;
  const now = lattice.tokens.findIndex(({ lower }, index) => index > at + 1 && index <= at + awaitedMax && lower === 'now' && nowLeads.has(wordAt(lattice, index - 1)));
  if (now < 0) return undefined;
  const but = [now + 1, now + 2].find((place) => wordAt(lattice, place) === 'but');
  const not = but === undefined ? undefined : [but + 1, but + 2].find((place) => wordAt(lattice, place) === 'not');
  return (not ?? now) + 1;
}

const nearMax = 4;

function offers(lattice: Lattice, span: Span, meaning: string, table: IndexedTable, near: FeatureVector = {}): Fragment[] {
  const told: FeatureVector = { ...(lattice.named.has(table) ? { 'state:named': 1 } : {}), ...(isAttributive(lattice, span) ? { 'state:attributive': 1 } : {}) };
  if (isDecided(lattice.decided, span, table)) return [];
  return lattice.semantics.states(meaning, table).map((filter, rank) => {
    const parts: readonly Part[] = [{ kind: 'filter', filter }];
    return fragment('state', span, parts, merge({ 'state:rank': rank }, told, near));
  });
}

/** Before the rows of which it is said: "open tickets". */
function isAttributive(lattice: Lattice, { to }: { readonly to: number }): boolean {
  return (lattice.tables[to] ?? []).length > 0 && !stopWords.has(wordAt(lattice, to));
}
