import { type Inspection, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import { type LexerRules, tokenize } from '../lexer.ts';

export const duckdbRules: LexerRules = { backslashEscapes: false, quotedNames: { '"': '"' }, doubleQuotedStrings: false, hashComments: false, dashCommentsNeedSpace: false };

const statements: ReadonlyMap<string, StatementKind> = new Map([
  ['select', 'select'], ['with', 'select'], ['values', 'select'], ['from', 'select'], ['table', 'select'], ['unpivot', 'select'],
  ['explain', 'explain'], ['describe', 'show'], ['desc', 'show'], ['summarize', 'show'],
]);

/**
 * What kind of statement it seems to be by its first word. That it is one, and that it only reads, is decided where its tree is at
 * hand: by `judge.ts`, in the process that opens the file (see `database/duckdb`), whatever is said here.
 */
export function inspectDuckdb(sql: string): Inspection | Refusal {
  const tokens = tokenize(sql, duckdbRules).filter((token) => token.kind !== 'comment');
  const first = tokens.find((token) => token.text !== '(');
  if (!first) return refuse('there is no statement', ['Send a SELECT.']);
  const kind = statements.get(first.text.toLowerCase());
  if (!kind) return refuse(`${first.text.toUpperCase().slice(0, 40)} is not a statement that only reads`, ['Only SELECT, WITH, VALUES, FROM, EXPLAIN of them, DESCRIBE and SUMMARIZE are run.'], first.start);
  return { kind, tables: [], functions: [] };
}

/** What EXPLAIN is asked of, and in which form; undefined where the text is no EXPLAIN. */
export function explained(sql: string): { readonly text: string; readonly asJson: boolean } | undefined {
  const [first, ...rest] = tokenize(sql, duckdbRules).filter((token) => token.kind !== 'comment');
  if (first?.text.toLowerCase() !== 'explain') return undefined;
  const asJson = rest.slice(0, 4).map(({ text }) => text.toLowerCase()).join(' ') === '( format json )';
  const query = asJson ? rest[4] : rest[0];
  return { text: query ? sql.slice(query.start) : '', asJson };
}
