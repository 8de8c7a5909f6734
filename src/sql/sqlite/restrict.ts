import { refuse, type Refusal } from '../../core/proof.ts';
import type { PolicyContext, Restricted } from '../access/policy-context.ts';
import type { Access } from '../access/rules.ts';
import type { Token } from '../lexer.ts';
import { type AggregateOnly, aggregateOnly, misuseOf, sealedCalls } from './aggregate-only.ts';
import { valueOf } from './names.ts';
import { replaced, type Replacement } from './replacement.ts';

const hints = ['get_schema describes what may be seen.'];

/**
 * What a statement may see is decided where it is compiled (`database/sqlite/policed-file.ts`). Here it is only written as it
 * has to be there: without the name of the schema, and with aggregates that open what is sealed. A mistake here can make a
 * statement fail; it can't make it see more. Misuse of columns that are only for aggregates is refused with its place.
 */
export function restrictSqlite(sql: string, tokens: readonly Token[], { access }: PolicyContext): Restricted | Refusal {
  const own = /nl2sql_\w*|sqlite_(?!version\b)\w*|pragma_\w*/i.exec(sql);
  if (own) return refuse(`${own[0]} is not for statements under this policy`, hints, own.index);
  const sealed: AggregateOnly | undefined = aggregateOnly(tokens, access);
  const misuse = sealed && misuseOf(tokens, sealed);
  if (misuse) return misuse;
  const hidden = hiddenByWith(tokens, access);
  if (hidden) return refuse(`main.${valueOf(hidden)} would be read as the WITH of that name`, ['Give the WITH another name.'], hidden.start);
  const replacements = [...schemaNames(tokens, access), ...(sealed ? sealedCalls(tokens, sealed) : [])];
  return { statement: replacements.length === 0 ? sql : replaced(sql, replacements) };
}

/** A table that is not masked is found by its bare name, which a WITH would hide: the name after `main.` where there is such a WITH. */
function hiddenByWith(tokens: readonly Token[], access: Access): Token | undefined {
  const dots = new Set(schemaNames(tokens, access).filter(({ text }) => text === ' ').map(({ start }) => start));
  const bare = tokens.filter((_, index) => dots.has(tokens[index - 1]?.start ?? -1));
  if (bare.length === 0) return undefined;
  const defined = new Set(tokens.filter((_, index) => isDefinition(tokens, index)).map((token) => valueOf(token)?.toLowerCase()));
  return bare.find((token) => defined.has(valueOf(token)?.toLowerCase()));
}

/** `WITH name AS (` and `, name (columns) AS (`; a call after a comma looks alike up to its parenthesis. */
function isDefinition(tokens: readonly Token[], index: number): boolean {
  if (valueOf(tokens[index]) === undefined || !/^(?:with|recursive|,)$/i.test(tokens[index - 1]?.text ?? '')) return false;
  let at = index + 1;
  if (tokens[at]?.text === '(') {
    while (at < tokens.length && tokens[at]?.text !== ')') at += 1;
    at += 1;
  }
  return /^as$/i.test(tokens[at]?.text ?? '') && /^(?:\(|not|materialized)$/i.test(tokens[at + 1]?.text ?? '');
}

/** `main.` before a name, unless the statement calls something else main: what is masked is in the schema of temporary things. */
function schemaNames(tokens: readonly Token[], { restricted, rows }: Access): Replacement[] {
  const lower = (index: number) => valueOf(tokens[index])?.toLowerCase();
  const places = tokens.flatMap((_, index) => (lower(index) === 'main' ? [index] : []));
  if (places.some((index) => tokens[index + 1]?.text !== '.')) return [];
  const masked = new Set([...restricted, ...rows].map(({ table }) => table.name.toLowerCase()));
  return places.flatMap((index) => {
    const [schema, dot] = tokens.slice(index, index + 2);
    if (!schema || !dot) return [];
    return masked.has(lower(index + 2) ?? '') ? [{ ...blank(schema), text: 'temp'.padEnd(schema.text.length) }] : [blank(schema), blank(dot)];
  });
}

/** As long as it was, so that a failure tells its place in the statement as it was written. */
function blank({ start, text }: Token): Replacement {
  return { start, end: start + text.length, text: ' '.repeat(text.length) };
}
