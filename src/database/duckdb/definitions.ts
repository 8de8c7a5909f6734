import { isRefusal, refuse, type Refusal } from '../../core/proof.ts';
import { judge, type Reading, refusedFunction, type Relation } from '../../sql/duckdb/judge.ts';
import type { NamesOfFile } from './file-names.ts';
import type { Queries } from './queries.ts';

/** Code of the file that runs with a statement. */
interface Definition {
  readonly name: string;
  /** Where its own names are looked for first. */
  readonly schema: string;
  readonly sql: string;
}

/** What a query, or a definition, stands on. */
export interface Roots {
  /** Where macros are called from. */
  readonly schema: string;
  readonly relations: readonly Relation[];
  readonly macros: readonly string[];
}

/** Views, macros and computed columns are judged like the statement itself, and what stands in them as well. */
export async function refusedDefinition(roots: Roots, names: NamesOfFile, queries: Queries): Promise<Refusal | undefined> {
  const waiting = definitionsOf(roots, names);
  const seen = new Set<string>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = `${next.schema}\n${next.sql}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const reading = await readingOf(next, names, queries);
    if (isRefusal(reading)) return names.shadowing(next.schema).includes(next.name) ? refusedFunction(next.name) : refuse(`${next.name} can not be run: ${reading.reason}`, ['Ask without it.']);
    waiting.push(...definitionsOf(rootsOf(reading, next.schema, names), names));
  }
  return undefined;
}

export function rootsOf({ uses, macros }: Reading, schema: string, names: NamesOfFile): Roots {
  return { schema, relations: uses.map(({ relation }) => relation), macros: [...new Set([...macros, ...names.shadowing(schema)])] };
}

async function readingOf({ sql, schema }: Definition, names: NamesOfFile, queries: Queries): Promise<Reading | Refusal> {
  try {
    const query = await queries.one(sql);
    return isRefusal(query) ? query : judge(query, names.seenFrom(schema));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'it does not parse');
  }
}

function definitionsOf({ schema: caller, relations, macros }: Roots, names: NamesOfFile): Definition[] {
  const ofRelations = relations.flatMap((relation) => {
    const { schema, name, query } = relation;
    const computed = names.computedIn(relation).map((expression) => `SELECT ${expression}`);
    return [...(query === undefined ? [] : [query]), ...computed].map((sql) => ({ name, schema, sql }));
  });
  const ofMacros = macros.flatMap((name) => names.macros(name, caller).map(({ definition, isTable }) => ({ name, schema: caller, sql: isTable ? definition : `SELECT ${definition}` })));
  return [...ofRelations, ...ofMacros];
}
