import { notValues } from '../language/en/not-values.ts';
import { matchTokens } from './match-tokens.ts';

/** Whether some words would turn a question round or ask for all instead of naming a value. */
export function isNoValue(text: string): boolean {
  return notValues.has(matchTokens(text)[0]?.text ?? '');
}
