import type { Token } from './lexer.ts';

/** Whether a token may be an identifier. Keywords are words too: which of them are names is decided by their place. */
export function isName(token: Token): boolean;
export function isName(token: Token | undefined): token is Token;
export function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted-name';
}

/** The identifier without its quotes, which are doubled inside. */
export function nameOf(token: Token): string {
  if (token.kind !== 'quoted-name') return token.text;
  const quote = token.text.charAt(0);
  const inner = token.text.slice(1, -1);
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote);
}

/** Lower case for A to Z alone, as embedded engines compare names: U+212A is no k to them, though it is to `toLowerCase`. */
export function asciiFolded(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** In lower case, as identifiers are compared. */
export function lowerNameOf(token: Token): string {
  return nameOf(token).toLowerCase();
}
