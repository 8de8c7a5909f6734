/** How a dialect's text splits into tokens. Only what decides where strings, names and comments end. */
export interface LexerRules {
  /** A backslash escapes the next character in a string. */
  readonly backslashEscapes: boolean;
  /** Characters that open a quoted name, with the character that closes it. */
  readonly quotedNames: Readonly<Record<string, string>>;
  /** `"…"` is a string, not a name. */
  readonly doubleQuotedStrings: boolean;
  readonly hashComments: boolean;
  /** `--` opens a comment only before white space or the end. */
  readonly dashCommentsNeedSpace: boolean;
}

export type TokenKind = 'word' | 'string' | 'quoted-name' | 'number' | 'variable' | 'symbol' | 'comment' | 'unterminated';

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  readonly start: number;
}

/** White space is ASCII only, and every character beyond ASCII belongs to a name: so do the servers split text. */
const space = /[ \t\n\v\f\r]/;
const spaceOrEnd = /^[ \t\n\v\f\r]?$/;
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;
const digit = /[0-9]/;
const number = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y;

/** All tokens but white space, comments included. What never ends (a string, a comment) is one `unterminated` token up to the end. */
export function tokenize(text: string, rules: LexerRules): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (space.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = nextToken(text, at, rules);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function nextToken(text: string, start: number, rules: LexerRules): Token {
  const first = text.charAt(start);
  const pair = text.slice(start, start + 2);
  if (pair === '/*') return delimited(text, start, 'comment', text.indexOf('*/', start + 2), 2);
  if (pair === '--' && (!rules.dashCommentsNeedSpace || spaceOrEnd.test(text.charAt(start + 2)))) return lineComment(text, start);
  if (first === '#' && rules.hashComments) return lineComment(text, start);
  if (first === "'" || (first === '"' && rules.doubleQuotedStrings)) return quoted(text, start, first, 'string', rules.backslashEscapes);
  const closing = rules.quotedNames[first];
  if (closing) return quoted(text, start, closing, 'quoted-name', false);
  if (first === '@' || first === ':' || first === '?') return run(text, start, 'variable', /[@:?A-Za-z0-9_$.\u0080-\uffff]/, first === ':' && text.charAt(start + 1) === '=' ? 2 : 1);
  if (wordStart.test(first)) return run(text, start, 'word', wordPart, 1);
  if (digit.test(first)) return numeric(text, start);
  return { kind: 'symbol', text: first, start };
}

/** A number ends where its digits end: in `1.INTO` a word follows. */
function numeric(text: string, start: number): Token {
  number.lastIndex = start;
  return { kind: 'number', text: number.exec(text)?.[0] ?? text.charAt(start), start };
}

function run(text: string, start: number, kind: TokenKind, part: RegExp, least: number): Token {
  let end = start + least;
  while (end < text.length && part.test(text.charAt(end))) end += 1;
  return { kind, text: text.slice(start, end), start };
}

function lineComment(text: string, start: number): Token {
  const end = text.indexOf('\n', start);
  return { kind: 'comment', text: text.slice(start, end < 0 ? text.length : end), start };
}

function delimited(text: string, start: number, kind: TokenKind, close: number, closeLength: number): Token {
  if (close < 0) return { kind: 'unterminated', text: text.slice(start), start };
  return { kind, text: text.slice(start, close + closeLength), start };
}

function quoted(text: string, start: number, closing: string, kind: TokenKind, backslashEscapes: boolean): Token {
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\' && backslashEscapes) at += 2;
    else if (char !== closing) at += 1;
    else if (text.charAt(at + 1) === closing) at += 2;
    else return { kind, text: text.slice(start, at + 1), start };
  }
  return { kind: 'unterminated', text: text.slice(start), start };
}
