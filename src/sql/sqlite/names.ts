import { nameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';

/** What a token names, where it may be a name: SQLite takes text in single quotes for one, too, where only a name can stand. */
export function valueOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'string') return token.text.slice(1, -1).replaceAll("''", "'");
  return token?.kind === 'word' || token?.kind === 'quoted-name' ? nameOf(token) : undefined;
}
