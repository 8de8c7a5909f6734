import { scanSync } from 'libpg-query';
import { type LexerRules, type Token, type TokenKind, tokenize } from '../lexer.ts';

/** The scanner gives its tokens as JSON and leaves these as they are, which is no JSON. Outside of texts, names and comments the parser takes none but a white space. */
// oxlint-disable-next-line no-control-regex
const unescaped = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g;

export const postgresRules: LexerRules = { backslashEscapes: false, quotedNames: { '"': '"' }, doubleQuotedStrings: false, hashComments: false, dashCommentsNeedSpace: false };

/**
 * Texts that every lexer splits alike: words with no quote behind them, numbers that begin with a digit and end before anything else,
 * texts and names in quotes with nothing doubled or continued, and operators of one character.
 */
const plain = /^(?:[ \t\n\r(),;]|[A-Za-z_]\w*(?![\w'"$])|\d+(?:\.\d+)?(?![\w.])|'[^'\\]*'(?!\s*['"])|"[^"]+"(?!\s*["'])|[=<>+*/-](?![=<>+*/-])|\.(?=[A-Za-z_"*]))*$/;
const plainCharsMax = 5_000;

/** The tokens of a text that has passed the parser, without its comments. The scanner gives them through JSON: what every lexer splits alike is split here. */
export function postgresTokens(sql: string): Token[] {
  return sql.length <= plainCharsMax && plain.test(sql) ? tokenize(sql, postgresRules) : scannedTokens(sql);
}

/** The server's own scanner; its offsets count bytes. The parser must have been loaded. */
export function scannedTokens(sql: string): Token[] {
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
