import type { OkAnswer } from '../../core/answer.ts';
import { isEmpty } from './misplaced-values.ts';
import { modelConfidenceWeights as weights } from './model-confidence-weights.ts';

/** What is known of a model's answer that speaks for or against it, each from 0 to 1. */
export const evidence = {
  rulesAgree: ({ model }) => Number(model?.rulesAgree === true),
  rulesDiffer: ({ model }) => Number(model?.rulesAgree === false),
  repaired: ({ model }) => Number((model?.repairs ?? 0) > 0),
  empty: (answer) => Number(isEmpty(answer)),
  /** Of several replies, how far the others agree: 0 where none does, or where only one was asked for. */
  votes: ({ model }) => Math.max(0, ((model?.agreement ?? 0) - 1 / 3) / (2 / 3)),
} as const satisfies Record<string, (answer: OkAnswer) => number>;

// The keys are those of the table above.
const names = Object.keys(evidence) as readonly (keyof typeof evidence)[];

/** A model is right this often before anything is known of its answer: what able ones reach on public benchmarks (Spider, execution accuracy). */
export const priorOfModel = 0.8;

/**
 * How likely a model's answer is right: the prior, moved by what is known of the answer (logistic regression). A model can't vouch
 * for itself, and no rate of a given model is known here: how much each sign weighs was learned from the faults of an oracle.
 */
export function modelConfidence(answer: OkAnswer): number {
  const sum = names.reduce((total, name) => total + weights[name] * evidence[name](answer), Math.log(priorOfModel / (1 - priorOfModel)) + weights.shift);
  return 1 / (1 + Math.exp(-sum));
}
