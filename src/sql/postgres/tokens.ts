import { scanSync } from 'libpg-query';
import type { Token, TokenKind } from '../lexer.ts';

/** The scanner gives its tokens as JSON and leaves these as they are, which is no JSON. Outside of texts, names and comments the parser takes none but a white space. */
// oxlint-disable-next-line no-control-regex
const unescaped = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g;

/** The server's own scanner; its offsets count bytes. The parser must have been loaded. Comments are left out. */
export function postgresTokens(sql: string): Token[] {
  const bytes = Buffer.from(sql);
  const isAscii = bytes.length === sql.length;
  const part = (start: number, end: number) => (isAscii ? sql.slice(start, end) : bytes.subarray(start, end).toString());
  const scanned = sql.replace(unescaped, ' ');
  let [chars, counted] = [0, 0];
  const charsBefore = (byte: number) => {
    chars += part(counted, byte).length;
    counted = byte;
    return chars;
  };
  return scanSync(scanned).tokens.flatMap((token): Token[] => {
    const text = scanned === sql ? token.text : part(token.start, token.end);
    const kind = kindOf(token.tokenName, text);
    return kind === 'comment' ? [] : [{ kind, text, start: isAscii ? token.start : charsBefore(token.start) }];
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
