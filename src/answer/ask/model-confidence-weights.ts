/** Learned by scripts/learn-model-confidence.mjs from the training split of Spider (Yu et al. 2018, CC BY-SA 4.0) and the faults of an oracle. */
export const modelConfidenceWeights = {
  /** What the signs bring on average, so that the prior keeps its meaning. */
  shift: 0.18,
  rulesAgree: 1.76,
  rulesDiffer: -0.54,
  repaired: -0.52,
  empty: -0.89,
  votes: 0.32,
} as const;
