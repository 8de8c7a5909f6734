import { refuse, type Refusal } from '../../core/proof.ts';
import type { CatalogTable } from '../../core/catalog.ts';
import type { SqlDialect } from '../dialect.ts';
import { isName, lowerNameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';
import { aggregateViolation } from './aggregate-only.ts';
import { clauseWord, definedByWith, inTablePosition, type Mention, mentionsIn, starAt } from './mentions.ts';
import type { Access, RestrictedTable } from './rules.ts';

/**
 * The statement with every table of which columns are masked replaced by a WITH of the same name that shows only what may be
 * seen: aliases, USING, `*`, `t::text`, whole rows and sub-selects follow from the server's own rules for names. Denied tables and
 * the servers' catalogs are refused wherever their names stand, also where they may be columns.
 */
export function restrict(sql: string, access: Access, dialect: SqlDialect, salt: string): string | Refusal {
  const tokens = dialect.tokens(sql);
  const mentions = mentionsIn(tokens);
  const refusal = refusedCatalog(tokens, mentions, dialect) ?? refusedDenied(tokens, mentions, access) ?? refusedUnknown(tokens, mentions, access);
  if (refusal) return refusal;
  const touched = access.restricted.filter((entry) => mentions.some((mention) => refersTo(mention, entry, access)));
  if (touched.length === 0) return sql;
  return refusedSpelling(tokens, mentions, touched) ?? aggregateViolation(tokens, mentions, touched) ?? masked({ sql, tokens, mentions, touched }, access, dialect, salt);
}

/** A bare name means the table of the default schema; where there is none, the first that is restricted. */
function refersTo({ text, owner }: Mention, { table }: RestrictedTable, access: Access): boolean {
  if (text !== table.name.toLowerCase()) return false;
  return owner === undefined ? ownsBareName(table, access) : owner === table.schema.toLowerCase();
}

function ownsBareName(table: CatalogTable, { snapshot, restricted }: Access): boolean {
  const sameName = (other: CatalogTable) => other.name.toLowerCase() === table.name.toLowerCase();
  const owner = snapshot.tables.find((other) => sameName(other) && other.schema === snapshot.defaultSchema) ?? restricted.find((entry) => sameName(entry.table))?.table;
  return owner === table;
}

function refusedCatalog(tokens: readonly Token[], mentions: readonly Mention[], { systemNames: { revealing, harmless } }: SqlDialect): Refusal | undefined {
  const found = mentions.find(({ text }) => revealing.test(text) && !harmless?.test(text));
  if (found) return refuse(`${found.text} is not for statements under this policy`, ['get_schema describes what may be seen.'], tokens[found.index]?.start);
  const unread = tokens.find((token) => token.kind === 'unterminated');
  return unread && refuse('names in Unicode escapes are not for statements under this policy', ['Write the name as it is.'], unread.start);
}

/** Where a table is read it must be one of the schema: partitions, other databases and tables that are new are not under the policy yet. */
function refusedUnknown(tokens: readonly Token[], mentions: readonly Mention[], { snapshot }: Access): Refusal | undefined {
  const known = new Set(snapshot.tables.flatMap(({ schema, name }) => [name.toLowerCase(), `${schema}.${name}`.toLowerCase()]));
  const defined = definedByWith(tokens);
  for (const { index, text, owner, isOwner } of mentions) {
    if (isOwner || readsNothing.test(text) || tokens[index + 1]?.text === '(' || !inTablePosition(tokens, owner === undefined ? index : index - 2)) continue;
    const name = owner === undefined ? text : `${owner}.${text}`;
    if (!known.has(name) && !(owner === undefined && defined.has(text))) return refuse(`there is no table ${name}`, ['get_schema lists the tables.'], tokens[index]?.start);
  }
  return undefined;
}

/** Words between FROM and what is read. */
const readsNothing = /^(select|values|with|lateral|only|rows|dual|unnest)$/;

function refusedDenied(tokens: readonly Token[], mentions: readonly Mention[], { denied, snapshot }: Access): Refusal | undefined {
  const names = new Map(denied.map((table) => [table.name.toLowerCase(), table]));
  const deniedSet = new Set(denied);
  const visible = new Set(snapshot.tables.filter((table) => !deniedSet.has(table) && table.schema === snapshot.defaultSchema).map((table) => table.name.toLowerCase()));
  for (const { index, text, owner, isOwner } of mentions) {
    const table = names.get(text);
    if (!table) continue;
    const isAlias = tokens[index - 1]?.text.toLowerCase() === 'as';
    const reaches = owner === undefined ? !visible.has(text) && !isOwner && !isAlias : denied.some((one) => one.name.toLowerCase() === text && one.schema.toLowerCase() === owner);
    if (reaches) return refuse(`there is no table ${owner === undefined ? '' : `${owner}.`}${text}`, ['get_schema lists the tables.'], tokens[index]?.start);
  }
  return undefined;
}

/** Spellings that would reach past the WITH: three parts, and names in two databases. */
function refusedSpelling(tokens: readonly Token[], mentions: readonly Mention[], touched: readonly RestrictedTable[]): Refusal | undefined {
  for (const { index, text, owner, isOwner } of mentions) {
    const table = touched.find((entry) => entry.table.name.toLowerCase() === text)?.table;
    if (!table || owner === undefined) continue;
    if (isOwner || tokens[index - 3]?.text === '.') return refuse(`${owner}.${text} with a column behind it is not for statements under this policy`, [`Give the table an alias: FROM ${owner}.${text} AS t`], tokens[index]?.start);
  }
  return undefined;
}

interface Statement {
  readonly sql: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly touched: readonly RestrictedTable[];
}

function masked({ sql, tokens, mentions, touched }: Statement, access: Access, dialect: SqlDialect, salt: string): string {
  const withName = ({ table }: RestrictedTable) => dialect.quoteIdentifier(ownsBareName(table, access) ? table.name : `${table.schema} ${table.name}`);
  let text = sql;
  for (const mention of mentions.toReversed()) {
    const entry = mention.owner === undefined ? undefined : touched.find((candidate) => refersTo(mention, candidate, access));
    const [first, last] = [tokens[mention.index - 2], tokens[mention.index]];
    if (!entry || !first || !last) continue;
    const alias = ownsBareName(entry.table, access) || hasAlias(tokens, mention.index) ? '' : ` AS ${dialect.quoteIdentifier(entry.table.name)}`;
    text = text.slice(0, first.start) + withName(entry) + alias + text.slice(last.start + last.text.length);
  }
  const withs = touched.map((entry) => `${withName(entry)} AS ${dialect.inlined}(${shownOf(entry, dialect, salt)})`).join(', ');
  return prepend(withs, text, tokens);
}

function hasAlias(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return next !== undefined && isName(next) && (next.text.toLowerCase() === 'as' || !clauseWord.test(next.text));
}

/** A WITH of the statement goes on behind ours; where it is recursive ours are too, which changes nothing: they name their tables in full. */
function prepend(withs: string, text: string, tokens: readonly Token[]): string {
  const [first, second] = tokens;
  if (first?.text.toLowerCase() !== 'with') return `WITH ${withs} ${text}`;
  const recursive = second?.text.toLowerCase() === 'recursive' && second.kind === 'word';
  const opening = recursive ? second : first;
  return `WITH ${recursive ? 'RECURSIVE ' : ''}${withs}, ${text.slice(opening.start + opening.text.length)}`;
}

function shownOf({ table, rules }: RestrictedTable, dialect: SqlDialect, salt: string): string {
  const shown = table.columns.flatMap(({ name }) => {
    const [rule, quoted] = [rules.get(name), dialect.quoteIdentifier(name)];
    if (rule === 'hidden') return [];
    return [rule === 'hashed' ? `${dialect.hash(quoted, salt)} AS ${quoted}` : quoted];
  });
  return `SELECT ${shown.length > 0 ? shown.join(', ') : 'NULL AS nothing'} FROM ${dialect.quoteIdentifier(table.schema)}.${dialect.quoteIdentifier(table.name)}`;
}

/** Whether code of the database, such as the definition of a view, may show what is masked: it names a masked column of a table that it reads, or all of them. */
export function reveals(definition: string, { denied, restricted }: Access, dialect: SqlDialect): boolean {
  const tokens = dialect.tokens(definition);
  const names = new Set(tokens.filter(isName).map(lowerNameOf));
  const has = (name: string) => names.has(name.toLowerCase());
  if (denied.some((table: CatalogTable) => has(table.name))) return true;
  return restricted.some(({ table, rules }) => has(table.name) && (starAt(tokens) !== undefined || [...rules.keys()].some(has)));
}
