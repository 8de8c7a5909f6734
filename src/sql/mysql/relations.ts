import { refuse, type Refusal } from '../../core/proof.ts';
import { isName, lowerNameOf, nameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';

/** Databases of the server itself: accounts, sessions, other people's statements. */
const systemDatabases: ReadonlySet<string> = new Set(['mysql', 'performance_schema', 'sys', 'ndbinfo']);

/** Views of information_schema that describe data. Others show sessions and settings, and reading some of them resets counters. */
const describing: ReadonlySet<string> = new Set(
  'tables columns views key_column_usage table_constraints referential_constraints statistics schemata partitions check_constraints character_sets collations collation_character_set_applicability engines keywords geometry_columns'.split(' '),
);

/** A name of a database of the server before a dot, wherever it stands: a lexer can't tell a table from a column there. */
export function refusedRelation(tokens: readonly Token[]): Refusal | undefined {
  for (const [index, token] of tokens.entries()) {
    if (tokens[index + 1]?.text !== '.' || !isName(token)) continue;
    const name = lowerNameOf(token);
    const member = lowerNameOf(tokens[index + 2] ?? token);
    if (systemDatabases.has(name)) return refuse(`${name} belongs to the server and may not be read`, ['Ask for the tables of the database; get_schema lists them.'], token.start);
    if (name === 'information_schema' && !describing.has(member)) return refuse(`information_schema.${member} tells of the server, not of the data`, ['get_schema describes the database.'], token.start);
  }
  return undefined;
}

/** Names after FROM and JOIN; what a WITH defines is left out. */
export function tablesOf(tokens: readonly Token[]): string[] {
  const tables = new Set<string>();
  const defined = new Set(tokens.filter((_, index) => tokens[index + 1]?.text.toLowerCase() === 'as' && tokens[index + 2]?.text === '(').map((token) => lowerNameOf(token)));
  for (const [index, token] of tokens.entries()) {
    if (!/^(from|join|table)$/i.test(token.text) || token.kind !== 'word') continue;
    const [name, dot, member] = tokens.slice(index + 1, index + 4);
    if (!isName(name) || defined.has(lowerNameOf(name))) continue;
    tables.add(dot?.text === '.' && member ? `${nameOf(name)}.${nameOf(member)}` : nameOf(name));
  }
  return [...tables];
}

/** Every name in the text, in lower case: whatever tables the statement reads are among them. */
export function namesOf(tokens: readonly Token[]): string[] {
  return [...new Set(tokens.filter(isName).map((token) => lowerNameOf(token)))];
}
