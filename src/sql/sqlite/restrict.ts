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
  const replacements = [...schemaNames(tokens, access), ...(sealed ? sealedCalls(tokens, sealed) : [])];
  return { statement: replacements.length === 0 ? sql : replaced(sql, replacements) };
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
