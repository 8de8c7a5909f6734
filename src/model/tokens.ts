import type { PromptMessages } from './provider.ts';

/** Tokens of one request or of several. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

export const noTokens: Tokens = { input: 0, output: 0 };

export function addTokens(a: Tokens, b: Tokens): Tokens {
  return { input: a.input + b.input, output: a.output + b.output };
}

/** Tokens as four characters each: good enough to reserve a budget, and to book what a provider does not report. */
export function estimateTokens(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / 4);
}

export function promptTokens([system, user]: PromptMessages): number {
  return estimateTokens(system.content, ...user.content.map(({ text }) => text));
}
