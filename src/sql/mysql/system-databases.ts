import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import { coarse } from './fold.ts';
import type { Structure } from './structure.ts';

/** Databases of the server itself: accounts, sessions, other people's statements. */
const systemDatabases: ReadonlySet<string> = new Set(['mysql', 'performance_schema', 'sys', 'ndbinfo']);

/** Views of information_schema that describe data. Others show sessions and settings, and reading some of them resets counters. */
const describing: ReadonlySet<string> = new Set(
  `tables columns views key_column_usage table_constraints referential_constraints statistics schemata partitions check_constraints character_sets collations
   collation_character_set_applicability engines keywords geometry_columns`.split(/\s+/),
);

/** A relation of a database of the server, whose name is folded more coarsely than by any server. */
export function refusedRelation({ relations, schemas }: Structure, tokens: readonly Token[]): Refusal | undefined {
  for (const { schema, name, at } of relations) {
    const start = tokens[at.from]?.start;
    const database = coarse(schema ?? '');
    if (systemDatabases.has(database)) return refuse(`${database} belongs to the server and may not be read`, ['Ask for the tables of the database; get_schema lists them.'], start);
    if (database === 'information_schema' && !describing.has(coarse(name))) return refuse(`information_schema.${name} tells of the server, not of the data`, ['get_schema describes the database.'], start);
  }
  const named = schemas.find(({ name }) => systemDatabases.has(coarse(name)));
  return named ? refuse(`${named.name} belongs to the server and may not be read`, ['get_schema describes the database.'], tokens[named.at]?.start) : undefined;
}

export function isSystemDatabase(name: string): boolean {
  return systemDatabases.has(coarse(name)) || coarse(name) === 'information_schema';
}
