import type { SqlDialect } from '../sql/dialect.ts';
import { tokenize } from '../sql/lexer.ts';

/** A statement without what makes no difference: white space, comments, the case of words, a closing semicolon. */
export function sqlFingerprint(sql: string, dialect: SqlDialect): string {
  return tokenize(sql.trim().replace(/;\s*$/, ''), dialect.lexer)
    .filter((token) => token.kind !== 'comment')
    .map((token) => (token.kind === 'word' ? token.text.toLowerCase() : token.text))
    .join(' ');
}
