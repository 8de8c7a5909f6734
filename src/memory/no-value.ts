import { notValues } from '../language/en/not-values.ts';
import { questionTokens } from './question-tokens.ts';

/** Whether some words would turn a question round or ask for all instead of naming a value. */
export function isNoValue(text: string): boolean {
  return notValues.has(questionTokens(text)[0]?.text ?? '');
}
