import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { occasionFillers, occasionHelpers, presencePhrases } from '../../language/en/occasions.ts';
import { moment } from '../../language/en/spans.ts';
import { momentsCalled } from '../../semantics/events.ts';
import type { EntityKind } from '../../semantics/model.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import type { RuleName } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { onceAt } from './once.ts';
import type { Rule } from './rule.ts';

/** "when was Lee last here", "when did the bakery last order something", "when is our next hearing": the occasion that is nearest to today, on that side of it. */
export const occasion: Rule = (lattice, at) => {
  const asked = askedAt(lattice);
  if (asked === undefined || at < asked) return [];
  if (at > asked) return nearestAt(lattice, at);
  // The question word says nothing of its own.
  const isSaid = lattice.tokens.some((_, place) => place > asked && nearestAt(lattice, place).length > 0);
  return isSaid ? [fragment('occasion', { from: at, to: occasionHelpers.has(wordAt(lattice, at + 1)) ? at + 2 : at + 1 }, [])] : [];
};

/** Where "when" is asked. */
function askedAt(lattice: Lattice): number | undefined {
  const at = lattice.triggers.findIndex((triggers) => triggers.some(({ name }) => name === 'when'));
  return at < 0 ? undefined : at;
}

const nearestAt = onceAt((lattice, at): Fragment[] => {
  if (wordAt(lattice, at) === 'next') return next(lattice, at);
  return wordAt(lattice, at) === 'last' ? last(lattice, at) : [];
});

function next(lattice: Lattice, at: number): Fragment[] {
  return (lattice.tables[skipStopWords(lattice, at + 1)] ?? []).flatMap((link) =>
    momentsOf(lattice, link.table).slice(0, 1).map((column) => nearest('next-time', { from: at, to: link.to }, column, linkFeatures(link))));
}

function last(lattice: Lattice, at: number): Fragment[] {
  const subjects = [...new Set(lattice.valueLinks.slice(0, at).flat().flatMap(({ match, column, to }) => (match !== 'part' && to <= at ? [column.table] : [])))];
  const [here] = phrasesAt(presencePhrases, at + 1, (place) => lattice.tokens[place]?.lower);
  const verb = lattice.tokens[at + 1];
  const offers = (moments: readonly IndexedColumn[], to: number) =>
    moments.slice(0, occasionsMax).map((column, rank) => nearest('last-time', { from: at, to: pastFillers(lattice, to) }, column, { 'occasion:rank': rank }));
  return subjects.flatMap((subject) => {
    const children = childrenOf(lattice, subject);
    if (here) return offers(children.filter((child) => met.has(lattice.semantics.entity(child).kind)).flatMap((child) => momentsOf(lattice, child).slice(0, 1)), at + 1 + here.words.length);
    if (verb?.kind !== 'word' || (lattice.tables[at + 1] ?? []).some(({ table }) => table === subject)) return [];
    const done = children.flatMap((child) => (child.stems.some((word) => isOfVerb(word, verb.stem)) ? momentsOf(lattice, child).slice(0, 1) : momentsCalled([[verb.stem]], child, lattice.semantics)));
    return offers(done, at + 2);
  });
}

/** Donations are what who donates makes, and `don` may stand for them. */
function isOfVerb(noun: string, verb: string): boolean {
  return noun === verb || (verb.length >= verbMin && noun.startsWith(verb)) || (noun.length >= shortMin && verb.startsWith(noun));
}

const verbMin = 4;
const shortMin = 3;
const occasionsMax = 3;

/** At what people are there themselves. */
const met: ReadonlySet<EntityKind> = new Set(['event', 'transaction']);

/** What is kept of a row: what happened before what was billed for it. */
function childrenOf({ catalog, semantics }: Lattice, subject: IndexedTable): readonly IndexedTable[] {
  const children = [...new Set(catalog.edges(subject).flatMap(({ from, to }) => (to === subject && from !== subject ? [from] : [])))];
  return children.toSorted((a, b) => Number(semantics.entity(a).kind !== 'event') - Number(semantics.entity(b).kind !== 'event'));
}

function momentsOf({ semantics }: Lattice, table: IndexedTable): readonly IndexedColumn[] {
  const { moment: own, moments } = semantics.entity(table);
  return own ? [own, ...moments.filter((column) => column !== own)] : moments;
}

function pastFillers({ tokens }: Lattice, at: number): number {
  let to = at;
  while (occasionFillers.has(tokens[to]?.lower ?? '')) to += 1;
  return to;
}

function nearest(rule: RuleName, span: Span, column: IndexedColumn, features: Fragment['features']): Fragment {
  const isNext = rule === 'next-time';
  const parts: readonly Part[] = [
    { kind: 'projection', measure: { kind: 'column', column }, asksWhen: true },
    { kind: 'filter', filter: isNext ? { kind: 'period', column, from: moment('day', 0) } : { kind: 'period', column, until: moment('day', 1) } },
    { kind: 'top', measure: { kind: 'column', column }, direction: isNext ? 'asc' : 'desc', limit: 1, row: true },
  ];
  return fragment(rule, span, parts, features);
}
