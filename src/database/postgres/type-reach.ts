import type { RelationRow, TypeRow } from './catalog-rows.ts';

/**
 * The types of users whose values a statement can hold. A raw statement has no types: what it names, what its tables' columns are
 * made of, and what its functions take and give are all taken for reached; and since a literal beside a value, or in an array or
 * row of such, becomes one of its type, whatever can be held can be written, and what checks a value of it runs.
 */
export class TypeReach {
  readonly #types: ReadonlyMap<string, TypeRow>;
  readonly #relations: ReadonlyMap<string, RelationRow>;
  readonly #held = new Set<string>();

  constructor(types: ReadonlyMap<string, TypeRow>, relations: ReadonlyMap<string, RelationRow>) {
    this.#types = types;
    this.#relations = relations;
  }

  hold(oid: string): void {
    const type = this.#types.get(oid);
    if (!type || this.#held.has(oid)) return;
    this.#held.add(oid);
    for (const part of this.#partsOf(type)) this.hold(part);
  }

  /** Whether a value of the type can occur; those of the server always can. */
  holds(oid: string): boolean {
    return !this.#types.has(oid) || this.#held.has(oid);
  }

  get held(): readonly TypeRow[] {
    return [...this.#held].flatMap((oid) => this.#types.get(oid) ?? []);
  }

  #partsOf(type: TypeRow): readonly string[] {
    return [...type.parts, ...(this.#relations.get(type.relation)?.column_types ?? [])];
  }
}
