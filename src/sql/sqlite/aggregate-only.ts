import { refuse, type Refusal } from '../../core/proof.ts';
import { starAt } from '../access/mentions.ts';
import type { Access } from '../access/rules.ts';
import type { Token } from '../lexer.ts';
import { valueOf } from './names.ts';
import type { Replacement } from './replacement.ts';

/** What a statement may only aggregate, in lower case. */
export interface AggregateOnly {
  readonly columns: ReadonlySet<string>;
  /** The tables that it names. */
  readonly tables: ReadonlySet<string>;
}

const aggregates = /^(?:count|sum|total|avg)$/i;

/** Undefined where the statement names no table with such a column. */
export function aggregateOnly(tokens: readonly Token[], { restricted }: Access): AggregateOnly | undefined {
  const names = new Set(tokens.map((token) => valueOf(token)?.toLowerCase()));
  const guarded = restricted.filter(({ table, rules }) => names.has(table.name.toLowerCase()) && [...rules.values()].includes('aggregate'));
  if (guarded.length === 0) return undefined;
  const columns = guarded.flatMap(({ rules }) => [...rules].filter(([, rule]) => rule === 'aggregate').map(([name]) => name.toLowerCase()));
  return { columns: new Set(columns), tables: new Set(guarded.map(({ table }) => table.name.toLowerCase())) };
}

/**
 * What would give nonsense, since the values are sealed: the columns anywhere but as the whole argument of an aggregate, and what
 * spreads or compares all columns. What this does not see gives nonsense and no value.
 */
export function misuseOf(tokens: readonly Token[], sealed: AggregateOnly): Refusal | undefined {
  const hints = [`By policy ${[...sealed.columns].join(', ')} may stand only in count, sum, total and avg; name the other columns.`];
  const guarded = guardedNames(tokens, sealed);
  const star = starAt(tokens.map((token, index) => (isHarmlessStar(tokens, index, guarded) ? { ...token, text: '' } : token)));
  if (star !== undefined) return refuse('* would show a column that is only for aggregates', hints, star);
  const natural = tokens.find((token) => token.kind === 'word' && /^natural$/i.test(token.text));
  if (natural) return refuse('NATURAL would compare a column that is only for aggregates', hints, natural.start);
  for (const [index, token] of tokens.entries()) {
    if (!isMention(tokens, index, sealed)) continue;
    const call = callAround(tokens, index);
    if (!call) return refuse(`${valueOf(token) ?? token.text} is only for aggregates`, hints, token.start);
    if (/^over$/i.test(tokens[index + 2]?.text ?? '')) return refuse(`${valueOf(token) ?? token.text} is not for windows`, hints, token.start);
  }
  return undefined;
}

/** The tables and the names behind them, which stand for them. */
function guardedNames(tokens: readonly Token[], { tables }: AggregateOnly): ReadonlySet<string | undefined> {
  const name = (index: number) => valueOf(tokens[index])?.toLowerCase();
  const aliases = tokens.flatMap((_, index) => (tables.has(name(index) ?? '') ? [name(name(index + 1) === 'as' ? index + 2 : index + 1)] : []));
  return new Set([...tables, ...aliases]);
}

/** `EXISTS (SELECT *`, which shows nothing, and `d.*` where d neither is such a table nor stands for one; what is sealed stays so. */
function isHarmlessStar(tokens: readonly Token[], index: number, guarded: ReadonlySet<string | undefined>): boolean {
  const text = (at: number) => tokens[at]?.text.toLowerCase();
  if (text(index) !== '*') return false;
  if (text(index - 1) === 'select') return text(index - 2) === '(' && text(index - 3) === 'exists';
  const owner = text(index - 1) === '.' ? valueOf(tokens[index - 2])?.toLowerCase() : undefined;
  return owner !== undefined && !guarded.has(owner);
}

/** `sum(salary)` as `nl2sql_sum(salary)`, and with DISTINCT as `nl2sql_sum_distinct`, since no two sealed values are equal. */
export function sealedCalls(tokens: readonly Token[], sealed: AggregateOnly): Replacement[] {
  return tokens.flatMap((_, index): Replacement[] => {
    const call = isMention(tokens, index, sealed) ? callAround(tokens, index) : undefined;
    if (!call) return [];
    const { name, distinct } = call;
    const opening = { start: name.start, end: name.start + name.text.length, text: `nl2sql_${name.text.toLowerCase()}${distinct ? '_distinct' : ''}` };
    return distinct ? [opening, { start: distinct.start, end: distinct.start + distinct.text.length, text: '/*distinct*/' }] : [opening];
  });
}

/** A column of that name, of a table that is not known to be another one. */
function isMention(tokens: readonly Token[], index: number, { columns }: AggregateOnly): boolean {
  const token = tokens[index];
  const name = valueOf(token)?.toLowerCase();
  if (name === undefined || !columns.has(name)) return false;
  // What is called by its name: `sum(salary) AS salary`.
  if (tokens[index - 1]?.kind === 'word' && /^as$/i.test(tokens[index - 1]?.text ?? '')) return false;
  if (tokens[index + 1]?.text === '(' && token?.kind === 'word') return false;
  return token?.kind !== 'string' || tokens[index - 1]?.text === '.';
}

interface Call {
  readonly name: Token;
  readonly distinct: Token | undefined;
}

/** The aggregate of which the column is the whole argument. */
function callAround(tokens: readonly Token[], index: number): Call | undefined {
  if (tokens[index + 1]?.text !== ')') return undefined;
  let at = index - 1;
  while (tokens[at]?.text === '.') at -= 2;
  const distinct = tokens[at]?.kind === 'word' && /^distinct$/i.test(tokens[at]?.text ?? '') ? tokens[at] : undefined;
  if (distinct) at -= 1;
  const name = tokens[at - 1];
  return tokens[at]?.text === '(' && name?.kind === 'word' && aggregates.test(name.text) ? { name, distinct } : undefined;
}
