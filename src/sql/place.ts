import type { SqlDialect } from './dialect.ts';
import { isName, lowerNameOf } from './identifiers.ts';
import { tokenize } from './lexer.ts';

/** So many characters of the statement a server quotes at most from where it stopped. */
const quotedMax = 80;

/**
 * Where in a statement an error is, for servers that only say what they stumbled over: a quoted rest of the text, one token, or an
 * unknown name. Undefined where that would be a guess.
 */
export function placeOf(message: string, sql: string, dialect: SqlDialect): number | undefined {
  const rest = between(message, "near '", /' at line \d+$/);
  if (rest !== undefined) return found(rest.length < quotedMax ? sql.trimEnd().lastIndexOf(rest) : sql.indexOf(rest));
  const tokens = tokenize(sql, dialect.lexer);
  const token = between(message, 'near "', /": syntax error$/);
  if (token !== undefined) return only(tokens.filter((one) => one.text === token));
  const name = /^there is no (?:table|column) (?:\S+\.)?"?([^."]+)"?$/.exec(message)?.[1]?.toLowerCase();
  return tokens.find((one) => isName(one) && lowerNameOf(one) === name)?.start;
}

/** The text from the first opening on to a closing at the end, which is found in one look: the text itself may hold thousands of openings. */
function between(message: string, opening: string, closing: RegExp): string | undefined {
  const start = message.indexOf(opening);
  const tail = message.slice(-closingCharsMax);
  const end = closing.exec(tail)?.index;
  return start < 0 || end === undefined ? undefined : message.slice(start + opening.length, message.length - tail.length + end);
}

const closingCharsMax = 40;

function found(at: number): number | undefined {
  return at < 0 ? undefined : at;
}

function only(tokens: readonly { readonly start: number }[]): number | undefined {
  return tokens.length === 1 ? tokens[0]?.start : undefined;
}
