import { cut } from '../std/cut.ts';

/** How questions and SQL are kept in traces and logs: as they are, without literals, or not at all. */
export type TextPolicy = 'full' | 'redacted' | 'none';

/** Longer texts are cut, so that what is kept has a bound. */
const charsMax = 600;

/** The text as the policy lets it be kept. */
export function keepText(text: string, policy: TextPolicy): string | undefined {
  if (policy === 'none') return undefined;
  const kept = cut(text, charsMax);
  return policy === 'full' ? kept : withoutLiterals(kept);
}

/** Strings, numbers and addresses become `?`: what a person asked for goes, the shape of the question stays. */
export function withoutLiterals(text: string): string {
  return text
    .replace(/'(?:[^']|'')*(?:'|$)/g, '?')
    .replace(/[“"](?=[^"”]*\s)[^"”]*(?:["”]|$)/g, '?')
    .replace(/[\w.+-]+@[\w.-]+/g, '?')
    .replace(/(?<![\w.])[-+]?\d[\d.,:/-]*/g, '?');
}
