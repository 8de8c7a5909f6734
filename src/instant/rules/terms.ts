import { skipStopWords } from '../link/lattice.ts';
import { fragment, type Part } from './fragment.ts';
import { functionsAt } from './measures.ts';
import type { Rule } from './rule.ts';

/** Terms of the user's glossary: conditions, figures, and words that mean nothing; a "total" before a figure that is a sum says the same again. */
export const terms: Rule = (lattice, at) => {
  const named = functionsAt(lattice, at);
  const after = named && skipStopWords(lattice, named.to);
  return lattice.terms.flatMap((link) => {
    const { meaning } = link;
    const repeats = link.from === after && meaning.kind === 'measure' && meaning.measure.kind === 'aggregate' && named?.functions.length === 1 && named.functions[0] === meaning.measure.function;
    if ((link.from !== at && !repeats) || meaning.kind === 'named' || meaning.kind === 'words') return [];
    const parts: readonly Part[] = meaning.kind === 'filter' ? [{ kind: 'filter', filter: meaning.filter }] : meaning.kind === 'measure' ? [{ kind: 'projection', measure: meaning.measure }] : [];
    // What a user has said outweighs what was learned.
    return [fragment('term', { from: at, to: link.to }, parts, repeats ? { glossary: 1, 'glossary:repeated': 1 } : { glossary: 1 })];
  });
};
