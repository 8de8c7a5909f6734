import { isPlural } from '../../language/en/inflection.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { pluralLimit, rankingWords } from '../../language/en/superlatives.ts';
import { spenderPhrases } from '../../semantics/measures.ts';
import { type Lattice, triggerAt, wordAt } from '../link/lattice.ts';
import { type Fragment, fragment } from './fragment.ts';
import { aggregateOf, moneyInPlay } from './money-measures.ts';
import { merge } from '../features.ts';
import type { Rule } from './rule.ts';

/** "top 5 spenders", "our biggest spenders": those who brought in the most money. */
export const spenders: Rule = (lattice, at) => {
  const lead = leadAt(lattice, at);
  const [phrase] = lead ? phrasesAt(spenderPhrases, lead.to, (index) => lattice.tokens[index]?.stem) : [];
  if (!lead || !phrase) return [];
  const to = lead.to + phrase.words.length;
  const limit = lead.limit ?? (isPlural(wordAt(lattice, to - 1)) ? pluralLimit : 1);
  return moneyInPlay(lattice).filter(({ measure }) => measure.flow === 'in' && !measure.minor).map(({ measure, features }, rank): Fragment =>
    fragment('spenders', { from: at, to }, [{ kind: 'who' }, { kind: 'top', measure: aggregateOf(measure, 'sum'), direction: lead.direction, limit }], merge(features, { 'money:rank': rank })));
};

interface Lead {
  readonly to: number;
  readonly limit?: number;
  readonly direction: 'asc' | 'desc';
}

/** "top 5", "5 biggest", "the biggest" */
function leadAt(lattice: Lattice, at: number): Lead | undefined {
  const [before, after] = [lattice.tokens[at]?.number, lattice.tokens[at + 1]?.number];
  const word = before === undefined ? at : at + 1;
  const isRanked = rankingWords.has(wordAt(lattice, word)) || triggerAt(lattice, word, 'high', 'low') !== undefined;
  if (!isRanked) return undefined;
  const limit = before ?? after;
  const direction = triggerAt(lattice, word, 'low') || wordAt(lattice, word) === 'bottom' ? 'asc' as const : 'desc' as const;
  return { to: word + (before === undefined && after !== undefined ? 2 : 1), direction, ...(limit === undefined ? {} : { limit }) };
}
