import type { LexerRules, Token, TokenKind } from '../lexer.ts';

/** Holds under the sql_mode that every session is pinned to: no ANSI_QUOTES, no NO_BACKSLASH_ESCAPES. For text that is no proof. */
export const mysqlRules: LexerRules = {
  backslashEscapes: true,
  quotedNames: { '`': '`' },
  doubleQuotedStrings: true,
  hashComments: true,
  dashCommentsNeedSpace: true,
};

const lineComment = /(?:#|--(?=[ \t\n\v\f\r]|$))[^\n]*/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
/** Behind a dot digits may begin a name, or be all of it. */
const member = /[A-Za-z0-9_$\u0080-\uffff]+/y;
const hexadecimal = /0(?:x[0-9a-fA-F]+|b[01]+)(?![A-Za-z0-9_$\u0080-\uffff])/y;
/** Digits and an `e` with digits are a number, whatever follows. */
const exponential = /[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+|\.[0-9]+[eE][+-]?[0-9]+/y;
const digitName = /[0-9]+[A-Za-z_$\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const decimal = /[0-9]+(?:\.[0-9]*)?|\.[0-9]+/y;
const variable = /[@:?][@:=?A-Za-z0-9_$.\u0080-\uffff]*/y;
const strings = { "'": /'(?:[^'\\]|\\[^]|'')*'/y, '"': /"(?:[^"\\]|\\[^]|"")*"/y } as const;
const quotedName = /`(?:[^`]|``)*`/y;

/**
 * The text as the server's lexer splits it, comments included: names that begin with digits (`1a`, but `1e5x` is a number and a
 * name), digits behind a dot as a name (`t.1`), numbers that begin with a dot. One pass over the text.
 */
export function lexMysql(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at, tokens.at(-1));
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number, before: Token | undefined): Token {
  const first = text.charAt(at);
  const adjoins = before !== undefined && before.start + before.text.length === at;
  if (first === '.' && adjoins && (before.kind === 'word' || before.kind === 'quoted-name')) return { kind: 'symbol', text: '.', start: at };
  const token = (kind: TokenKind, found: string | undefined): Token => (found === undefined ? { kind: 'unterminated', text: text.slice(at), start: at } : { kind, text: found, start: at });
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return token('comment', end < 0 ? undefined : text.slice(at, end + 2));
  }
  if (first === "'" || first === '"') return token('string', match(strings[first], text, at));
  if (first === '`') return token('quoted-name', match(quotedName, text, at));
  for (const [kind, pattern] of adjoins && before.text === '.' ? memberKinds : kindsOf(first)) {
    const found = match(pattern, text, at);
    if (found !== undefined) return { kind, text: found, start: at };
  }
  return { kind: 'symbol', text: first, start: at };
}

type Kinds = readonly (readonly [TokenKind, RegExp])[];

const kinds: Kinds = [
  ['comment', lineComment], ['word', word], ['number', hexadecimal], ['number', exponential], ['word', digitName], ['number', decimal], ['variable', variable],
];
const memberKinds: Kinds = [['word', member], ...kinds];
const wordKinds: Kinds = [['word', word]];
const noKinds: Kinds = [];

/** What a token may be by its first character. */
function kindsOf(first: string): Kinds {
  if (/[A-Za-z_\u0080-\uffff]/.test(first)) return wordKinds;
  return '(),=*+/<>;'.includes(first) ? noKinds : kinds;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
