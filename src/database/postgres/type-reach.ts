import type { RelationRow, TypeRow } from './catalog-rows.ts';

/**
 * The types of users whose values a statement can hold, and those of them into which it can turn a literal. A raw statement has
 * no types: what it names, what its tables' columns are made of, and what its functions take and give are all taken for reached.
 */
export class TypeReach {
  readonly #types: ReadonlyMap<string, TypeRow>;
  readonly #relations: ReadonlyMap<string, RelationRow>;
  readonly #held = new Set<string>();
  readonly #written = new Set<string>();

  constructor(types: ReadonlyMap<string, TypeRow>, relations: ReadonlyMap<string, RelationRow>) {
    this.#types = types;
    this.#relations = relations;
  }

  /**
   * A column, or a result. A literal beside a domain becomes a value of its base type; beside an array, range or row it becomes
   * one of that type, and what that is made of is read from the literal, too.
   */
  hold(oid: string): void {
    const type = this.#types.get(oid);
    if (!type || this.#held.has(oid)) return;
    this.#held.add(oid);
    for (const part of this.#partsOf(type)) if (type.kind === 'd') this.hold(part); else this.write(part);
  }

  /** A type that literals are cast to. */
  write(oid: string): void {
    this.hold(oid);
    const type = this.#types.get(oid);
    if (!type || this.#written.has(oid)) return;
    this.#written.add(oid);
    for (const part of this.#partsOf(type)) this.write(part);
  }

  /** Whether a value of the type can occur; those of the server always can. */
  holds(oid: string): boolean {
    return !this.#types.has(oid) || this.#held.has(oid);
  }

  isWritten(oid: string): boolean {
    return !this.#types.has(oid) || this.#written.has(oid);
  }

  get held(): readonly TypeRow[] {
    return [...this.#held].flatMap((oid) => this.#types.get(oid) ?? []);
  }

  #partsOf(type: TypeRow): readonly string[] {
    return [...type.parts, ...(this.#relations.get(type.relation)?.column_types ?? [])];
  }
}
