import { changeWords } from '../../language/en/changes.ts';
import { isParticiple, isPlural } from '../../language/en/inflection.ts';
import { excludingWords } from '../../language/en/linking-words.ts';
import { neverWords } from '../../language/en/negation.ts';
import { afterLightVerbs, lightVerbs } from '../../language/en/possession.ts';
import { whoWords } from '../../language/en/questions.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "without", "do not have", "never", "have done no": what follows must be missing. */
export const without: Rule = (lattice, at) => {
  const isLight = lightVerbs.has(wordAt(lattice, at)) && happensAt(lattice, skipStopWords(lattice, at + 2));
  const trigger = triggerAt(lattice, isLight ? at + 1 : at, 'without', 'ne');
  // "excluding void invoices" leaves out those invoices, and nobody who has one.
  if (trigger && excludingWords.has(wordAt(lattice, trigger.to - 1)) && (lattice.valueLinks[trigger.to] ?? []).some(({ match }) => match !== 'part')) return [];
  return trigger && !changeWords.has(wordAt(lattice, at)) ? [fragment('without', { from: at, to: pastLightVerb(lattice, trigger.to) }, [{ kind: 'without' }])] : [];
};

/** "have not sold a single policy": there is none of theirs. Of products that they have, none may be sold. */
function pastLightVerb(lattice: Lattice, at: number): number {
  if (isDeedOf(lattice, at)) return at + 1;
  return lightVerbs.has(wordAt(lattice, at)) && happensAt(lattice, skipStopWords(lattice, at + 1, afterLightVerbs)) ? at + 1 : at;
}

/** "never booked a trip": trips are booked, and those that are not booked any more were, too. */
function isDeedOf(lattice: Lattice, at: number): boolean {
  const behind = lattice.tables[skipStopWords(lattice, at + 1)] ?? [];
  return neverWords.has(wordAt(lattice, at - 1)) && isParticiple(wordAt(lattice, at)) && (lattice.valueLinks[at] ?? []).some(({ column }) => behind.some(({ table }) => table === column.table));
}

function happensAt(lattice: Lattice, at: number): boolean {
  return (lattice.tables[at] ?? []).some(({ table }) => ['event', 'transaction'].includes(lattice.semantics.entity(table).kind));
}

/** "who has never ordered": of all those of whom that is kept. */
export const whoNever: Rule = (lattice, at) => {
  const negation = whoWords.has(wordAt(lattice, at)) ? triggerAt(lattice, at + 1, 'without', 'ne') : undefined;
  if (!negation) return [];
  const happened = [...lattice.named].flatMap(([table, score]) => (score > namedMin ? lattice.catalog.edges(table).filter(({ from }) => from === table) : []));
  const people = [...new Set(happened.map(({ to }) => to))].filter((table) => lattice.semantics.entity(table).kind === 'person');
  return people.map((table) => fragment('who-never', { from: at, to: pastLightVerb(lattice, negation.to) }, [{ kind: 'entity', table }, { kind: 'who', asks: true }, { kind: 'without' }]));
};

/** From here on a table counts as named. */
const namedMin = 0.7;

/** "what percentage of": of which rows is said by conditions. */
export const share: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'percentage');
  const ofLast = trigger && (wordAt(lattice, at) === 'as' || wordAt(lattice, at - 1) === 'as' || (wordAt(lattice, at - 2) === 'as' && wordAt(lattice, at - 1) === 'a'));
  const ofEach = trigger && triggerAt(lattice, trigger.to, 'each');
  return trigger ? [fragment('share', trigger, [{ kind: 'share', ...(ofLast ? { ofLast: true } : {}), ...(ofEach ? { ofEach: true } : {}) }])] : [];
};

/** "on average", wherever it stands: of the figure that is asked for. */
export const onAverage: Rule = (lattice, at) =>
  (wordAt(lattice, at) === 'on' && wordAt(lattice, at + 1) === 'average' ? [fragment('on-average', { from: at, to: at + 2 }, [{ kind: 'averaged' }])] : []);

/** "the average number of orders per customer": what is counted is divided by how many there are of the other. */
export const averageNumber: Rule = (lattice, at) =>
  (triggerAt(lattice, at, 'average') && wordAt(lattice, at + 1) === 'number' && wordAt(lattice, at + 2) === 'of' ? [fragment('average-number', { from: at, to: at + 1 }, [{ kind: 'averaged' }])] : []);

/** "average orders per customer": rows are counted, and have no average of their own. */
export const averageOfRows: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'average');
  if (!trigger) return [];
  return (lattice.tables[trigger.to] ?? []).filter(({ to }) => isPlural(wordAt(lattice, to - 1)) && triggerAt(lattice, to, 'each', 'by')).map((link) =>
    fragment('average-rows', { from: at, to: link.to }, [{ kind: 'averaged' }, { kind: 'count', distinct: false }, { kind: 'entity', table: link.table }], linkFeatures(link)));
};

/** Words between conditions. */
export const connective: Rule = (lattice, at) => {
  return (lattice.triggers[at] ?? []).flatMap(({ name, ...span }) => (name === 'or' || name === 'both' || name === 'butNot' ? [fragment(name, span, [{ kind: 'link', word: name }])] : []));
};
