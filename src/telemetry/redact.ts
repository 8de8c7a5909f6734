/** How questions and SQL are kept in traces and logs: as they are, without literals, or not at all. */
export type TextPolicy = 'full' | 'redacted' | 'none';

/** Longer texts are cut, so that what is kept has a bound. */
const charsMax = 600;

/** The text as the policy lets it be kept. */
export function keepText(text: string, policy: TextPolicy): string | undefined {
  if (policy === 'none') return undefined;
  const cut = text.length > charsMax ? `${text.slice(0, charsMax)}…` : text;
  return own(policy === 'full' ? cut : withoutLiterals(cut));
}

/** Strings, numbers and addresses become `?`: what a person asked for goes, the shape of the question stays. */
export function withoutLiterals(text: string): string {
  return text
    .replace(/'(?:[^']|'')*(?:'|$)/g, '?')
    .replace(/[“"](?=[^"”]*\s)[^"”]*(?:["”]|$)/g, '?')
    .replace(/[\w.+-]+@[\w.-]+/g, '?')
    .replace(/(?<![\w.])[-+]?\d[\d.,:/-]*/g, '?');
}

/** A copy of its own: a slice would keep the long text that it was cut from. */
function own(text: string): string {
  return Buffer.from(text).toString();
}
