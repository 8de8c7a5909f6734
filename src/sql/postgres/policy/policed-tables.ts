import type { CatalogTable } from '../../../core/catalog.ts';
import type { ColumnRule } from '../../../core/policy.ts';
import type { RelationFacts } from '../../../core/proof.ts';
import type { Access } from '../../access/rules.ts';

/** A table that may be read, with the rules of all tables whose rows are among its own or the other way round. */
export interface PolicedTable {
  readonly table: CatalogTable;
  readonly rules: ReadonlyMap<string, ColumnRule>;
  /** Itself and those tables. */
  readonly kin: readonly CatalogTable[];
  readonly rowsMax: number;
}

interface Name {
  readonly schema: string;
  readonly name: string;
}

const strictness: readonly ColumnRule[] = ['hashed', 'aggregate', 'hidden'];

/** What a policy says of the tables of a schema, by their full names. */
export class PolicedTables {
  readonly #access: Access;
  readonly #tables: ReadonlyMap<string, CatalogTable>;
  readonly #denied: ReadonlySet<CatalogTable>;

  constructor(access: Access) {
    this.#access = access;
    this.#tables = new Map(access.snapshot.tables.map((table) => [keyOf(table), table]));
    this.#denied = new Set(access.denied);
  }

  /** Undefined where it may not be read: it is denied, or its rows are among those of a denied table, or it is not under the policy yet. */
  visible(facts: RelationFacts): PolicedTable | undefined {
    const table = this.#tables.get(keyOf(facts));
    const policed = this.#family(table, facts);
    return table && policed ? { table, ...policed } : undefined;
  }

  /** Whether a table, or one of its family, has other columns by now than those that the rules were made for. */
  isOutOfDate(facts: RelationFacts): boolean {
    return [facts, ...facts.family].some((relation) => {
      const table = this.#tables.get(keyOf(relation));
      const known = new Set(table?.columns.map(({ name }) => name));
      return table !== undefined && (known.size !== relation.columns.length || relation.columns.some((name) => !known.has(name)));
    });
  }

  /** The same for what a view reads: a partition is a part of its table. */
  behindView(facts: RelationFacts): Omit<PolicedTable, 'table'> | undefined {
    return this.#family(this.#tables.get(keyOf(facts)), facts);
  }

  #family(table: CatalogTable | undefined, { family }: RelationFacts): Omit<PolicedTable, 'table'> | undefined {
    const known = [table, ...family.map((relative) => this.#tables.get(keyOf(relative)))].filter((one) => one !== undefined);
    if (known.length === 0 || known.some((one) => this.#denied.has(one))) return undefined;
    const rules = new Map<string, ColumnRule>();
    for (const { table: owner, rules: own } of this.#access.restricted) {
      if (known.includes(owner)) for (const [column, rule] of own) rules.set(column, stricter(rules.get(column), rule));
    }
    const limits = this.#access.rows.filter((limit) => known.includes(limit.table)).map(({ rowsMax }) => rowsMax);
    return { rules, kin: known, rowsMax: Math.min(Infinity, ...limits) };
  }
}

function keyOf({ schema, name }: Name): string {
  return JSON.stringify([schema, name]);
}

function stricter(one: ColumnRule | undefined, other: ColumnRule): ColumnRule {
  return one !== undefined && strictness.indexOf(one) > strictness.indexOf(other) ? one : other;
}
