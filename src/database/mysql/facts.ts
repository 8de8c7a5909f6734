import { createHash } from 'node:crypto';
import type { Definition, FunctionFacts, Inspection, NameFacts } from '../../core/proof.ts';
import type { SessionIdentity } from '../../core/session-identity.ts';
import { isBuiltIn, type ServerVersion } from '../../sql/mysql/functions.ts';
import type { Query } from './introspect.ts';

/** A name as a statement may mean it: with the database before it, or in the session's own. */
interface Place {
  readonly schema: string;
  readonly name: string;
}

/** What stands there, in one word, and the query of a view. */
interface Standing {
  readonly type: string;
  readonly definition?: string;
}

const keptMax = 5_000;
const rolesMax = 200;
const ownDatabases = /^(information_schema|mysql|performance_schema|sys)$/i;

/** The facts that each role is told: a server shows nobody what they may not use. */
export class FactsByRole {
  readonly #make: () => CatalogFacts;
  readonly #byRole = new Map<string, CatalogFacts>();

  constructor(defaultSchema: string, escape: (text: string) => string) {
    this.#make = () => new CatalogFacts(defaultSchema, escape);
  }

  of(identity: SessionIdentity | undefined): CatalogFacts {
    const role = identity?.role ?? '';
    const kept = this.#byRole.get(role);
    if (kept) return kept;
    if (this.#byRole.size >= rolesMax) this.#byRole.clear();
    const facts = this.#make();
    this.#byRole.set(role, facts);
    return facts;
  }
}

/**
 * What the names of statements stand for: kept for all sessions of an engine, so that a statement about known tables is proven
 * without asking; each run asks whether that still holds, in one short trip before the statement.
 */
class CatalogFacts {
  readonly #kept = new Map<string, Standing>();
  readonly #defaultSchema: string;
  readonly #escape: (text: string) => string;
  #server: ServerVersion | undefined;
  #version: string | undefined;

  constructor(defaultSchema: string, escape: (text: string) => string) {
    this.#defaultSchema = defaultSchema;
    this.#escape = escape;
  }

  /** What was kept under another version of the schema is asked for anew. */
  under(version: string): string {
    if (version !== this.#version) this.#kept.clear();
    this.#version = version;
    return version;
  }

  /** Undefined where the server must be asked. */
  known(names: Inspection): NameFacts | undefined {
    const places = this.#placesOf(names);
    if (!this.#server || places.some((place) => !this.#kept.has(keyOf(place)))) return undefined;
    return this.#factsOf(names, this.#server, places);
  }

  async ask(query: Query, names: Inspection, server: ServerVersion): Promise<NameFacts> {
    this.#server = server;
    const places = this.#placesOf(names);
    const standing = await this.#look(query, places);
    if (this.#kept.size + standing.size > keptMax) this.#kept.clear();
    for (const [key, found] of standing) this.#kept.set(key, found);
    return this.#factsOf(names, server, places);
  }

  /** Whether all that proofs stand on holds now. */
  async hold(query: Query, conditions: readonly string[]): Promise<boolean> {
    const expected = new Map(conditions.flatMap((condition) => JSON.parse(condition) as [string, string, string][]).map(([schema, name, digest]) => [keyOf({ schema, name }), { schema, name, digest }]));
    const standing = await this.#look(query, [...expected.values()]);
    const holds = [...expected].every(([key, { digest }]) => digestOf(standing.get(key)) === digest);
    if (!holds) this.#kept.clear();
    return holds;
  }

  #factsOf({ functions }: Inspection, server: ServerVersion, places: readonly Place[]): NameFacts {
    const standing = places.map((place) => ({ place, found: this.#kept.get(keyOf(place)) }));
    const definitions = standing.flatMap(({ place, found }): Definition[] => (found?.definition === undefined ? [] : [{ name: `${place.schema}.${place.name}`, sql: found.definition }]));
    const standsOn = JSON.stringify(standing.map(({ place, found }) => [place.schema, place.name, digestOf(found)]));
    return { functions: functions.map((name) => factOf(name, isBuiltIn(name, server))), definitions, ...(places.length > 0 ? { standsOn } : {}) };
  }

  /** A name with dots may be one or two: what it may stand for is looked up. */
  #placesOf({ tables }: Inspection): Place[] {
    return tables.flatMap((table) => {
      const places = [{ schema: this.#defaultSchema, name: table }];
      for (let dot = table.indexOf('.'); dot >= 0; dot = table.indexOf('.', dot + 1)) places.push({ schema: table.slice(0, dot), name: table.slice(dot + 1) });
      return places.filter(({ schema, name }) => name !== '' && !ownDatabases.test(schema));
    });
  }

  /** What is not there is a fact, too. The limits of rows are there because a session may have a lower one. */
  async #look(query: Query, places: readonly Place[]): Promise<Map<string, Standing>> {
    const standing = new Map<string, Standing>(places.map((place) => [keyOf(place), { type: '' }]));
    const views: Place[] = [];
    for (const [schema, names] of bySchema(places)) {
      const rows = await query<{ name: string; type: string }>(`SELECT TABLE_NAME AS name, TABLE_TYPE AS type FROM information_schema.TABLES WHERE ${this.#named(schema, names)}`);
      const types = new Map(rows.map((row) => [row.name.toLowerCase(), row.type]));
      for (const name of names) {
        const type = types.get(name.toLowerCase()) ?? '';
        standing.set(keyOf({ schema, name }), { type });
        if (type === 'VIEW') views.push({ schema, name });
      }
    }
    for (const [schema, names] of bySchema(views)) {
      const rows = await query<{ name: string; definition: string }>(`SELECT TABLE_NAME AS name, VIEW_DEFINITION AS definition FROM information_schema.VIEWS WHERE ${this.#named(schema, names)}`);
      for (const name of names) {
        const row = rows.find((found) => found.name === name) ?? rows.find((found) => found.name.toLowerCase() === name.toLowerCase());
        // Who may not see the text of a view can't show that it only reads.
        standing.set(keyOf({ schema, name }), { type: 'VIEW', definition: row?.definition ?? '' });
      }
    }
    return standing;
  }

  #named(schema: string, names: readonly string[]): string {
    return `TABLE_SCHEMA = ${this.#escape(schema)} AND TABLE_NAME IN (${names.map(this.#escape).join(', ')}) LIMIT ${keptMax}`;
  }
}

function bySchema(places: readonly Place[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { schema, name } of places) grouped.set(schema, [...(grouped.get(schema) ?? []), name]);
  return grouped;
}

function keyOf({ schema, name }: Place): string {
  return `${schema}\n${name}`;
}

function digestOf(standing: Standing | undefined): string {
  if (standing?.definition === undefined) return standing?.type ?? '';
  return createHash('sha256').update(standing.definition).digest('hex').slice(0, 16);
}

function factOf(name: string, builtIn: boolean): FunctionFacts {
  return { name, known: builtIn, stability: 'stable', securityDefiner: false, builtIn };
}
