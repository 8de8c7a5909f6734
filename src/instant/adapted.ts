import type { IndexedColumn } from '../catalog/index.ts';
import type { Select } from '../core/query.ts';
import { type QuestionToken, tokenize } from '../language/en/tokens.ts';
import { type Example, wordOf } from '../semantics/declared/examples.ts';
import { readSelect } from '../semantics/declared/select.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { isName, lowerNameOf } from '../sql/identifiers.ts';
import type { Token } from '../sql/lexer.ts';
import type { Lattice, ValueLink } from './link/lattice.ts';

/** A statement that was written for another question, with what this one names in place of what that one names. */
export interface Adapted {
  readonly query: Select;
  /** The stems of this question's words that were put in. */
  readonly taken: ReadonlySet<string>;
}

/** Undefined where the other question names a value, a number or a time of which this one has no counterpart, or where the statement is more than a plain SELECT. */
export function adapted({ question, sql }: Example, lattice: Lattice, dialect: SqlDialect): Adapted | undefined {
  const theirs = tokenize(question);
  const replaced = new Map<Token, string>();
  const taken = new Set<string>();
  const tokens = dialect.tokens(sql);
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'string' && token.kind !== 'number') continue;
    const text = token.kind === 'number' ? token.text : token.text.slice(1, -1).replaceAll("''", "'");
    const counterpart = /^\d+(?:\.\d+)?$/.test(text) ? otherNumber(Number(text), theirs, lattice.tokens) : otherText(text, theirs, { lattice, column: comparedWith(tokens, at) });
    if (counterpart === undefined) return undefined;
    if (counterpart === 'same') continue;
    replaced.set(token, token.kind === 'number' ? counterpart.text : dialect.literal(counterpart.text));
    for (const from of counterpart.from) taken.add(wordOf(from));
  }
  const query = readSelect(written(sql, tokens, replaced), { catalog: lattice.catalog, dialect });
  return query && { query, taken };
}

interface Counterpart {
  readonly text: string;
  readonly from: readonly QuestionToken[];
}

/** What the SQL says of itself stays; a number that their question says is ours, where each says one that the other does not. */
function otherNumber(value: number, theirs: readonly QuestionToken[], ours: readonly QuestionToken[]): Counterpart | 'same' | undefined {
  const isSaid = (tokens: readonly QuestionToken[], number: number) => tokens.some((token) => token.number === number);
  if (!isSaid(theirs, value) || isSaid(ours, value)) return 'same';
  const own = ours.filter((token) => token.number !== undefined && !isSaid(theirs, token.number));
  const [only] = own;
  return only && own.length === 1 ? { text: String(only.number), from: [only] } : undefined;
}

const isoDate = /^\d{4}-\d{2}/;

function otherText(text: string, theirs: readonly QuestionToken[], { lattice, column }: { readonly lattice: Lattice; readonly column: string | undefined }): Counterpart | 'same' | undefined {
  const phrase = phraseOf(tokenize(text));
  // Dates come from words such as "in May 2025": these have to be the same.
  if (isoDate.test(text)) return theirs.every((token) => token.number === undefined || lattice.tokens.some(({ number }) => number === token.number)) && sameMonths(theirs, lattice.tokens) ? 'same' : undefined;
  if (phrase === '' || !phraseOf(theirs).includes(phrase) || phraseOf(lattice.tokens).includes(phrase)) return 'same';
  const links = lattice.valueLinks.flat().filter((link) => nameOf(link.column) === column).toSorted((a, b) => b.score - a.score || b.to - a.to);
  const [best] = links;
  return best && { text: best.value, from: lattice.tokens.slice(best.from, best.to) };
}

function nameOf(column: IndexedColumn): ValueLink['value'] {
  return column.column.name.toLowerCase();
}

/** Between spaces, so that words are found whole. */
function phraseOf(tokens: readonly QuestionToken[]): string {
  return tokens.length === 0 ? '' : ` ${tokens.filter(({ kind }) => kind !== 'punctuation').map(({ stem }) => stem).join(' ')} `;
}

const month = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;

function sameMonths(theirs: readonly QuestionToken[], ours: readonly QuestionToken[]): boolean {
  const of = (tokens: readonly QuestionToken[]) => tokens.filter(({ lower }) => month.test(lower)).map(({ lower }) => lower.slice(0, 3)).join(' ');
  return of(theirs) === of(ours);
}

/** The name of the column with which a literal is compared. */
function comparedWith(tokens: readonly Token[], at: number): string | undefined {
  const operator = tokens.slice(Math.max(0, at - 6), at).findLastIndex((token) => token.text === '=' || /^(?:in|like)$/i.test(token.text));
  const named = operator < 0 ? undefined : tokens[Math.max(0, at - 6) + operator - 1];
  return isName(named) ? lowerNameOf(named) : undefined;
}

function written(sql: string, tokens: readonly Token[], replaced: ReadonlyMap<Token, string>): string {
  let text = '';
  let from = 0;
  for (const token of tokens) {
    const other = replaced.get(token);
    if (other === undefined) continue;
    text += sql.slice(from, token.start) + other;
    from = token.start + token.text.length;
  }
  return text + sql.slice(from);
}
