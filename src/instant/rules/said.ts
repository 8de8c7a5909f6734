import { stopWords } from '../../language/en/stop-words.ts';
import type { NamedMeasure } from '../../semantics/model.ts';
import type { TermLink } from '../link/glossary.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import type { SaidLink } from '../link/meant.ts';
import type { Span } from '../link/span.ts';
import type { AggregateName, Measure } from '../plan.ts';
import { tablesInPlay } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import { functionsAt } from './measures.ts';
import type { Rule } from './rule.ts';
import { measureOf, saidMeasureLinks, saidMeasures } from './said-measures.ts';

/** What people of the house say of rows: "churned customers", "still with us". */
export const saidState: Rule = (lattice, at) => {
  const links = lattice.said.flatMap((link) => (link.from === at && link.meaning.kind === 'state' ? [{ ...link, ...link.meaning }] : []));
  const played = tablesInPlay(lattice);
  const inPlay = links.filter(({ table }) => lattice.named.has(table) || played.includes(table));
  return (inPlay.length > 0 ? inPlay : links).map(({ to, table, filter, certainty }) => {
    const attributive = (lattice.tables[to] ?? []).length > 0 && !stopWords.has(wordAt(lattice, to));
    const features = { glossary: certainty, 'state:rank': 0, ...(lattice.named.has(table) ? { 'state:named': 1 } : {}), ...(attributive ? { 'state:attributive': 1 } : {}) };
    return fragment('state', { from: at, to }, [{ kind: 'filter', filter }], features);
  });
};

/** "bought", "rented": what happened where there is such a row, or nothing new beside its name. */
export const saidHappened: Rule = (lattice, at) => lattice.said.flatMap(({ from, to, meaning, certainty }) => {
  if (from !== at || meaning.kind !== 'happened') return [];
  const repeats = lattice.named.has(meaning.table) ? [fragment('term', { from, to }, [], { glossary: certainty })] : [];
  return [fragment('term', { from, to }, [{ kind: 'entity', table: meaning.table }], { glossary: certainty }), ...repeats];
});

/** "revenue", "average takings", "total spend": figures of the house. */
export const saidMeasure: Rule = (lattice, at) => [...figures(lattice, at), ...graded(lattice, at)];

function figures(lattice: Lattice, at: number): Fragment[] {
  return saidMeasures(lattice, at).map(({ to, measure, features }) => fragment('term', { from: at, to }, [{ kind: 'projection', measure }], features));
}

function graded(lattice: Lattice, at: number): Fragment[] {
  const named = functionsAt(lattice, at);
  const [name, ...others] = named?.functions ?? [];
  if (!named || !name || others.length > 0) return [];
  return saidMeasureLinks(lattice, skipStopWords(lattice, named.to)).flatMap(({ to, certainty, measure }) => {
    const figure = gradedBy(measure, name);
    return figure ? [fragment('term', { from: at, to }, [{ kind: 'projection', measure: figure }], { glossary: certainty, 'glossary:repeated': 1 })] : [];
  });
}

/** "total revenue" is revenue; its average is that of what each row is worth. */
function gradedBy(measure: NamedMeasure, name: AggregateName): Measure | undefined {
  if (measure.function === name) return measureOf(measure);
  return isWhole(measure) || measure.function === 'count' ? undefined : measureOf({ ...measure, function: name });
}

function isWhole({ of }: NamedMeasure): boolean {
  return of.kind === 'sql' && of.aggregated === true;
}

/** What else exactly those words might be that a person has said to be a figure, or a state of the same rows. What they name may still be named. */
export function isOutdone({ rule, from, to, parts, tables, features }: Fragment, { said, terms, decided }: Lattice): boolean {
  if ((said.length === 0 && terms.length === 0 && decided.length === 0) || 'glossary' in features || 'link:glossary' in features) return false;
  const isFigure = parts.some((part) => part.kind === 'projection' && part.measure.kind !== 'column');
  const isSum = parts.some((part) => part.kind === 'projection' && part.measure.kind === 'aggregate' && part.measure.function === 'sum');
  // "total revenue" is what somebody said revenue is, where that is a sum.
  const isCalled = ({ meaning, ...link }: TermLink) =>
    meaning.kind === 'measure' && link.to === to && (link.from === from || (link.from > from && isSum && meaning.measure.kind === 'aggregate' && meaning.measure.function === 'sum'));
  const figures = said.some((link) => link.from === from && link.to === to && link.certainty === 1 && link.meaning.kind === 'measure') || terms.some(isCalled);
  // "out at the moment" is what somebody said "out" is.
  const isOf = (phrase: Span) => (rule === 'state' ? from <= phrase.from && phrase.to <= to : phrase.from === from && phrase.to === to);
  return (isFigure && figures) || (tables.length > 0 && decided.some((phrase) => isOf(phrase) && tables.every((table) => table === phrase.table)));
}

/** Fragments in which a noun for some of the rows names their table: with the condition that makes them those rows. */
export function narrowed(fragments: readonly Fragment[], lattice: Lattice): readonly Fragment[] {
  const classes = lattice.said.flatMap((link) => (link.meaning.kind === 'rows' && !isWithinName(link, lattice) ? [{ ...link, ...link.meaning }] : []));
  if (classes.length === 0) return fragments;
  return fragments.map((fragment) => {
    const filters = classes.filter(({ from, to, table }) => from >= fragment.from && to <= fragment.to && fragment.tables.includes(table)).map(({ filter }) => filter);
    return filters.length === 0 ? fragment : { ...fragment, parts: [...fragment.parts, ...filters.map((filter) => ({ kind: 'filter' as const, filter }))] };
  });
}

/** "denial rate" and "story points" are names of their own, and speak of no denials or stories. */
function isWithinName({ from, to }: SaidLink, { said, columns }: Lattice): boolean {
  const isLonger = (link: Span) => link.from <= from && to <= link.to && link.to - link.from > to - from;
  return said.some((link) => link.meaning.kind === 'measure' && isLonger(link)) || columns.flat().some((link) => link.tier === 'exact' && isLonger(link));
}
