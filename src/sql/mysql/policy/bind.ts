import type { CatalogTable } from '../../../core/catalog.ts';
import { refuse, type Refusal } from '../../../core/proof.ts';
import type { Access } from '../../access/rules.ts';
import { asciiFolded } from '../../identifiers.ts';
import type { Token } from '../../lexer.ts';
import { isSystemDatabase } from '../system-databases.ts';
import type { Relation } from '../structure.ts';

/** A relation with the table that the server binds; undefined where it reads nothing of the database. */
export interface Bound {
  readonly relation: Relation;
  readonly table: CatalogTable | undefined;
}

/** A table that the sequence engine makes up. */
const generated = /^seq_\d+_to_\d+(_step_\d+)?$/;

/**
 * The tables that the relations of a statement stand for, by the spelling of the catalog, or in ASCII in any case where only one
 * fits: a server that folds names otherwise finds nothing here, or the same. What is not there, or not to be seen, is unknown.
 */
export function bindRelations(relations: readonly Relation[], access: Access, tokens: readonly Token[]): readonly Bound[] | Refusal {
  const index = indexOf(access);
  const denied = new Set(access.denied);
  const bound: Bound[] = [];
  for (const relation of relations) {
    const { schema, name, at, mayBeDefined } = relation;
    const start = tokens[at.from]?.start;
    if (mayBeDefined) return refuse(`${name} is spelled otherwise where WITH defines it`, ['Write it as it is there.'], start);
    if (schema !== undefined && isSystemDatabase(schema)) return refuse(`${schema} is not for statements under this policy`, ['get_schema describes what may be seen.'], start);
    const table = index.find(schema ?? access.snapshot.defaultSchema, name);
    if (table && !denied.has(table)) bound.push({ relation, table });
    else if (!table && generated.test(name) && (schema === undefined || schema === access.snapshot.defaultSchema)) bound.push({ relation, table: undefined });
    else return refuse(`there is no table ${schema === undefined ? '' : `${schema}.`}${name}`, ['get_schema lists the tables.'], start);
  }
  return bound;
}

const indexes = new WeakMap<Access, CatalogNames>();

function indexOf(access: Access): CatalogNames {
  const index = indexes.get(access) ?? new CatalogNames(access.snapshot.tables);
  indexes.set(access, index);
  return index;
}

class CatalogNames {
  readonly #exact = new Map<string, CatalogTable>();
  readonly #folded = new Map<string, CatalogTable[]>();

  constructor(tables: readonly CatalogTable[]) {
    for (const table of tables) {
      this.#exact.set(`${table.schema}\n${table.name}`, table);
      const folded = asciiFolded(`${table.schema}\n${table.name}`);
      this.#folded.set(folded, [...(this.#folded.get(folded) ?? []), table]);
    }
  }

  find(schema: string, name: string): CatalogTable | undefined {
    const exact = this.#exact.get(`${schema}\n${name}`);
    const folded = this.#folded.get(asciiFolded(`${schema}\n${name}`)) ?? [];
    return exact ?? (folded.length === 1 ? folded[0] : undefined);
  }
}
