/** Learned by scripts/learn-complexity.mjs from the training split of Spider (Yu et al. 2018, CC BY-SA 4.0). */
export const complexityWeights = {
  bias: -2.11,
  followUp: 0.5,
  signs: {
    length: 1.256,
    negation: 1.471,
    both: 1.717,
    either: 0.004,
    superlative: 1.307,
    comparison: -0.654,
    average: 2.366,
    aggregate: -0.192,
    grouping: -1.018,
    relation: 0.179,
    and: -0.49,
    value: 0.287,
    order: -0.273,
  },
} as const;
