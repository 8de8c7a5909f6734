import { scanSync } from 'libpg-query';
import type { Token, TokenKind } from '../lexer.ts';

/** The server's own scanner; its offsets count bytes. The parser must have been loaded. Comments are left out. */
export function postgresTokens(sql: string): Token[] {
  const bytes = Buffer.from(sql);
  const isAscii = bytes.length === sql.length;
  return scanSync(sql).tokens.flatMap((token): Token[] => {
    const kind = kindOf(token.tokenName, token.text);
    return kind === 'comment' ? [] : [{ kind, text: token.text, start: isAscii ? token.start : bytes.subarray(0, token.start).toString().length }];
  });
}

function kindOf(name: string, text: string): TokenKind {
  if (name.endsWith('COMMENT')) return 'comment';
  if (/^u&"/i.test(text)) return 'unterminated';
  if (text.startsWith('"')) return 'quoted-name';
  if (/^[A-Za-z_\u0080-\uffff]/.test(text) && !/^(SCONST|USCONST|BCONST|XCONST)$/.test(name)) return 'word';
  if (name.endsWith('CONST')) return /^(ICONST|FCONST)$/.test(name) ? 'number' : 'string';
  return 'symbol';
}
