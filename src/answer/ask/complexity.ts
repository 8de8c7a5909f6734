import { complexityWeights as weights } from './complexity-weights.ts';

/** A sign of the question's own words that its SQL will be hard, and the words in which a reader is told of it. */
interface Sign {
  readonly name: keyof typeof weights.signs;
  readonly told: string;
  of(text: string): number;
}

const count = (pattern: RegExp) => (text: string) => Math.min(3, text.match(pattern)?.length ?? 0);

/** In the order of their reasons. What each weighs was learned from the questions of Spider's training split; see scripts/learn-complexity.mjs. */
export const signs: readonly Sign[] = [
  { name: 'length', told: 'a long question', of: (text) => Math.min(60, text.split(/\s+/).length) / 10 },
  { name: 'negation', told: 'a negation', of: count(/\b(not|never|no|without|n't|neither|nor|none|except|excluding|other than)\b/g) },
  { name: 'both', told: 'two conditions on one thing', of: count(/\bboth\b|\bas well as\b|\band also\b|\bbut (also|not)\b/g) },
  { name: 'either', told: 'an alternative', of: count(/\beither\b|\bor\b/g) },
  { name: 'superlative', told: 'a superlative', of: count(/\b(most|least|highest|lowest|largest|smallest|biggest|greatest|fewest|longest|shortest|oldest|youngest|earliest|latest|maximum|minimum|best|worst|top|cheapest|heaviest)\b/g) },
  { name: 'comparison', told: 'a comparison', of: count(/\b(more|less|fewer|greater|higher|lower|larger|smaller|older|younger|longer|shorter|earlier|later) than\b|\b(above|below|over|under|at least|at most|before|after|between)\b/g) },
  { name: 'average', told: 'a comparison with an average', of: count(/\bthan (the )?(average|mean)\b|\b(above|below) (the )?average\b/g) },
  { name: 'aggregate', told: 'an aggregate', of: count(/\b(average|mean|total|sum|how many|number of|count)\b/g) },
  { name: 'grouping', told: 'a grouping', of: count(/\b(each|per|every|for all|respective|different|distinct)\b/g) },
  { name: 'relation', told: 'a relation between things', of: count(/\b(who|whose|that|which|where|with|have|has|had|from|belong\w*|associated)\b/g) },
  { name: 'and', told: 'several things asked for', of: count(/\band\b|,/g) },
  { name: 'value', told: 'a value', of: count(/"[^"]+"|'[^']+'|\b\d+(\.\d+)?\b|(?<=[a-z] )[A-Z][a-z]+/g) },
  { name: 'order', told: 'an order', of: count(/\b(order(ed)?|sort(ed)?|ascending|descending|alphabetical\w*|rank\w*)\b/g) },
];

export interface Complexity {
  /** Calibrated probability that the SQL is hard: nested, with set operations, or with several joins and groups. */
  readonly hard: number;
  /** What speaks for it, the strongest first. */
  readonly reasons: readonly string[];
}

/** How hard a question is, from its words alone (logistic regression). */
export function complexityOf(question: string, history: readonly string[]): Complexity {
  const parts = signs.map((sign) => ({ told: sign.told, part: sign.of(question) * weights.signs[sign.name] }));
  if (history.length > 0) parts.push({ told: 'it builds on earlier questions', part: weights.followUp });
  const sum = parts.reduce<number>((total, { part }) => total + part, weights.bias);
  const reasons = parts.filter(({ part }) => part > 0.25).toSorted((a, b) => b.part - a.part).map(({ told }) => told);
  return { hard: 1 / (1 + Math.exp(-sum)), reasons: reasons.slice(0, 3) };
}
