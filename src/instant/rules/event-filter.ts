import type { IndexedColumn } from '../../catalog/index.ts';
import { isKey } from '../../catalog/roles.ts';
import { isParticiple } from '../../language/en/inflection.ts';
import { eventOpenings, negationToEvent } from '../../language/en/linking-words.ts';
import { actors, haveForms } from '../../language/en/questions.ts';
import { particles } from '../../language/en/stop-words.ts';
import { stem } from '../../language/en/stem.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { isDecided } from '../link/decided.ts';
import { columnsCalled, isMoment } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import type { Rule } from './rule.ts';

/** What has happened has a date or a key, what has not has none: "not yet returned", "unshipped orders", "delivered orders", "unassigned tickets". */
export const eventFilter: Rule = (lattice, at) => {
  const negation = triggerAt(lattice, at, 'without', 'ne');
  if (negation) {
    const place = skipStopWords(lattice, negation.to, negationToEvent);
    return offers(lattice, at, place + 1, wordAt(lattice, place), true);
  }
  const word = wordAt(lattice, at);
  // "orders shipped to France" asks for the country.
  // "how many clients have we barred"
  const isDeed = actors.has(wordAt(lattice, at - 1)) && haveForms.has(wordAt(lattice, at - 2));
  const attributive = (lattice.tables[at + 1] ?? []).length > 0 || eventOpenings.has(wordAt(lattice, at - 1)) || isDeed;
  return [...(attributive ? offers(lattice, at, at + 1, word, false) : []), ...(word.startsWith('un') ? offers(lattice, at, at + 1, word.slice(2), true) : [])];
};

function offers(lattice: Lattice, from: number, end: number, word: string, missing: boolean): Fragment[] {
  if (!isParticiple(word)) return [];
  // "not closed by Ida": others may have done it.
  if (missing && wordAt(lattice, end) === 'by' && (lattice.valueLinks[end + 1] ?? []).length > 0) return [];
  // "never checked out": who has checked in has not checked out. With "on" a day follows, and no part of the verb.
  const particle = particles.has(wordAt(lattice, end)) && wordAt(lattice, end) !== 'on' ? lattice.tokens[end]?.stem : undefined;
  const called = columnsCalled(lattice, [[stem(word)]], (column) => (isMoment(lattice, column) || isKey(column)) && column.stems[0] === stem(word));
  const phrasal = particle === undefined ? [] : called.filter(({ stems }) => stems[1] === particle);
  const past = phrasal.length > 0 ? end + 1 : end;
  const to = wordAt(lattice, past) === 'yet' ? past + 1 : past;
  // A state that the rows themselves tell of says more than a date.
  const told = new Set((lattice.valueLinks[end - 1] ?? []).filter(({ match }) => match === 'exact').map(({ column }) => column.table));
  const isOpen = ({ table }: IndexedColumn) => !told.has(table) && !isDecided(lattice.decided, { from: end - 1, to: end }, table);
  const moments = (phrasal.length > 0 ? phrasal : called).filter((column) => column.column.nullable && isOpen(column));
  return moments.map((column, rank) => fragment(missing ? 'event-missing' : 'event', { from, to }, [{ kind: 'filter', filter: { kind: 'null', column, negated: !missing } }], { 'moment:rank': rank }));
}
