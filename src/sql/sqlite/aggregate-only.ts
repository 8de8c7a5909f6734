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
  const star = starAt(tokens);
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
