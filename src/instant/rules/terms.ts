import { fragment, type Part } from './fragment.ts';
import type { Rule } from './rule.ts';

/** Terms of the user's glossary: conditions, figures, and words that mean nothing. */
export const terms: Rule = (lattice, at) => lattice.terms.filter(({ from, meaning }) => from === at && (meaning.kind === 'filter' || meaning.kind === 'measure' || meaning.kind === 'nothing')).map((link) => {
  const parts: readonly Part[] = link.meaning.kind === 'filter' ? [{ kind: 'filter', filter: link.meaning.filter }] : link.meaning.kind === 'measure' ? [{ kind: 'item', measure: link.meaning.measure }] : [];
  // What a user has said outweighs what was learned.
  return fragment('term', link, parts, { 'glossary': 1 });
});
