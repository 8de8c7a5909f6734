import type { Definition, FunctionFacts, Inspection, NameFacts, RelationFacts } from '../../core/proof.ts';
import { refuse } from '../../core/proof.ts';
import { groupBy } from '../../std/group-by.ts';
import { partsOf } from '../../sql/postgres/names.ts';
import type { CatalogRows, ProcRow, RelationRow, TypeRow, ViewRow } from './catalog-rows.ts';
import { Conditions } from './conditions.ts';
import { TypeReach } from './type-reach.ts';

/** A function with the name under which the statement reaches it. */
interface Reached {
  readonly name: string;
  readonly proc: ProcRow;
}

/**
 * The catalog as it was read once: what the names of a statement stand for, all that may run with it included. Where the text
 * leaves open what the server will take (raw trees have no types), everything that it could be is given.
 */
export class KnownCatalog {
  readonly #rows: CatalogRows;
  readonly #builtIn: ReadonlyMap<string, CatalogRows['builtIn'][number]>;
  readonly #builtInOperators: ReadonlySet<string>;
  readonly #builtInTypes: ReadonlySet<string>;
  readonly #procs: ReadonlyMap<string, ProcRow>;
  readonly #procsByName: ReadonlyMap<string, readonly ProcRow[]>;
  readonly #relations: ReadonlyMap<string, RelationRow>;
  readonly #relationsByName: ReadonlyMap<string, readonly RelationRow[]>;
  readonly #typesByName: ReadonlyMap<string, CatalogRows['types']>;
  readonly #types: ReadonlyMap<string, CatalogRows['types'][number]>;
  readonly #children: ReadonlyMap<string, CatalogRows['children']>;
  readonly #parents: ReadonlyMap<string, CatalogRows['children']>;
  readonly #views = new Map<string, ViewRow>();

  constructor(rows: CatalogRows) {
    this.#rows = rows;
    this.#builtIn = new Map(rows.builtIn.map((row) => [row.name, row]));
    this.#builtInOperators = new Set(rows.builtInOperators.map((row) => row.name));
    this.#builtInTypes = new Set(rows.builtInTypes.map((row) => row.name));
    this.#procs = new Map(rows.procs.map((row) => [row.oid, row]));
    this.#procsByName = groupBy(rows.procs, (row) => row.name);
    this.#relations = new Map(rows.relations.map((row) => [row.oid, row]));
    this.#relationsByName = groupBy(rows.relations, (row) => row.name);
    this.#types = new Map(rows.types.map((row) => [row.oid, row]));
    this.#typesByName = groupBy(rows.types, (row) => row.name);
    this.#children = groupBy(rows.children, (row) => row.parent);
    this.#parents = groupBy(rows.children, (row) => row.child);
  }

  /** Whether every function and table of users is one that was there. */
  knows(names: Inspection): boolean {
    return this.#unknown(names).length === 0 && names.tables.every((table) => this.#isOfServer(partsOf(table)) || this.#read([table]).length > 0);
  }

  /** The views among what is read whose definitions are not known yet: to be given to `learn`. */
  unknownViews({ tables }: Inspection): readonly string[] {
    return this.#read(tables).filter(({ kind, oid }) => (kind === 'v' || kind === 'm') && !this.#views.has(oid)).map(({ oid }) => oid);
  }

  learn(views: readonly ViewRow[]): void {
    for (const view of views) this.#views.set(view.oid, view);
  }

  factsOf(names: Inspection): NameFacts {
    const read = this.#read(names.tables);
    const program = read.find((relation) => relation.runs_program);
    if (program) return { refusal: refuse(`the foreign table ${program.name} runs a program`, ['Read other tables.']), functions: [], definitions: [] };
    const candidates = this.#called(names);
    const possible = this.#rows.operators.filter(({ name }) => names.operators?.includes(name));
    const named = this.#namedTypes(names);
    const reach = new TypeReach(this.#types, this.#relations);
    for (const relation of read) relation.column_types.forEach((type) => reach.hold(type));
    for (const operator of possible) reach.hold(operator.result);
    for (const type of named) reach.hold(type.oid);
    for (const { proc } of candidates) reach.hold(proc.result);
    const called = candidates.filter(({ name, proc }) => !(this.#serverHas(name) && this.#isOutOfReach(proc.arguments, reach)));
    const operators = possible.filter(({ name, left, right }) => !(this.#builtInOperators.has(name) && this.#isOutOfReach([left, right].filter((oid) => oid !== '0'), reach)));
    for (const { left, right } of operators) for (const oid of [left, right]) reach.hold(oid);
    for (const { proc } of called) proc.arguments.forEach((type) => reach.hold(type));
    const behind = [...this.#behindRelations(read), ...this.#behindTypes(reach, named), ...operators.map((row) => row.function)];
    const reached = [...called, ...behind.flatMap((oid) => this.#procs.get(oid) ?? []).map((proc): Reached => ({ name: proc.name, proc }))];
    return {
      functions: [...this.#unknown(names), ...this.#ofServer(names), ...factsOf(reached, this.#types)],
      definitions: [...this.#definitions(read), ...this.#constraints(reach)],
      relations: names.tables.flatMap((table) => this.#relationOf(table)),
      standsOn: this.#conditions(names, read, reach, behind),
    };
  }

  /** Every table that a name may mean, with those whose rows are read along. */
  #read(tables: readonly string[]): readonly RelationRow[] {
    const found = new Set<RelationRow>();
    const waiting = tables.flatMap((table) => {
      const { schema, name } = partsOf(table);
      return (this.#relationsByName.get(name) ?? []).filter((row) => schema === '' || row.schema === schema);
    });
    for (let row = waiting.pop(); row; row = waiting.pop()) {
      if (found.has(row)) continue;
      found.add(row);
      for (const { child } of this.#children.get(row.oid) ?? []) waiting.push(...(this.#relations.get(child) ? [this.#relations.get(child) as RelationRow] : []));
    }
    return [...found];
  }

  /** As the server looks the name up: along the search path where no schema is written. */
  #relationOf(asked: string): readonly RelationFacts[] {
    const { schema, name } = partsOf(asked);
    const rows = this.#relationsByName.get(name) ?? [];
    const found = (schema === '' ? this.#rows.searchPath : [schema]).flatMap((one) => rows.filter((row) => row.schema === one))[0];
    return found ? [{ asked, schema: found.schema, name, columns: found.columns, family: this.#familyOf(found) }] : [];
  }

  #familyOf(relation: RelationRow): readonly RelationRow[] {
    const found = new Set<RelationRow>();
    const climb = (row: RelationRow, next: (oid: string) => readonly string[]): void => {
      for (const oid of next(row.oid)) {
        const other = this.#relations.get(oid);
        if (!other || found.has(other)) continue;
        found.add(other);
        climb(other, next);
      }
    };
    climb(relation, (oid) => (this.#parents.get(oid) ?? []).map(({ parent }) => parent));
    climb(relation, (oid) => (this.#children.get(oid) ?? []).map(({ child }) => child));
    return [...found];
  }

  #isOfServer({ schema, name }: { readonly schema: string; readonly name: string }): boolean {
    return schema === 'pg_catalog' || schema === 'information_schema' || (schema === '' && name.startsWith('pg_'));
  }

  #called({ functions, attributes = [], columns = [], perhapsFunctions = [] }: Inspection): readonly Reached[] {
    const byName = (name: string, parts: { readonly schema: string; readonly name: string }) => {
      const procs = (this.#procsByName.get(parts.name) ?? []).filter(({ schema }) => parts.schema === '' || schema === parts.schema);
      return procs.map((proc): Reached => ({ name, proc }));
    };
    const behindDots = [...attributes, ...columns.filter((column) => !this.#isColumn(column)).map(({ name }) => name)];
    const called = [...functions, ...perhapsFunctions].flatMap((name) => byName(name, partsOf(name)));
    return [...called, ...behindDots.flatMap((name) => byName(name, { schema: '', name })).filter(({ proc }) => proc.takes_one)];
  }

  /** Beside what the server has of the name, that which takes rows and enumerations only is not chosen where there are none: no literal becomes one of its own accord. */
  #isOutOfReach(types: readonly string[], reach: TypeReach): boolean {
    return types.length > 0 && types.every((oid) => /^[ce]$/.test(this.#types.get(oid)?.kind ?? '') && !reach.holds(oid));
  }

  #isColumn({ name, tables }: { readonly name: string; readonly tables: readonly string[] }): boolean {
    return tables.every((table) => {
      const found = this.#read([table]);
      return found.length > 0 && found.every((row) => row.columns.includes(name));
    });
  }

  #unknown({ functions }: Inspection): readonly FunctionFacts[] {
    const unknown = functions.filter((name) => !this.#serverHas(name) && !this.#procsByName.has(partsOf(name).name));
    return unknown.map((name) => ({ name, known: false, stability: 'volatile', securityDefiner: false, builtIn: false }));
  }

  #serverHas(written: string): boolean {
    const { schema, name } = partsOf(written);
    return (schema === '' || schema === 'pg_catalog') && this.#builtIn.has(name);
  }

  #ofServer({ functions, attributes = [], columns = [] }: Inspection): readonly FunctionFacts[] {
    const behindDots = [...attributes, ...columns.map(({ name }) => name)].flatMap((name): FunctionFacts[] => {
      const row = this.#builtIn.get(name);
      return row?.stability_of_one ? [{ name, known: true, builtIn: true, stability: stabilityOf(row.stability_of_one), securityDefiner: row.security_definer }] : [];
    });
    const called = functions.filter((name) => this.#serverHas(name)).flatMap((name): FunctionFacts[] => {
      const row = this.#builtIn.get(partsOf(name).name);
      return row ? [{ name, known: true, builtIn: true, stability: stabilityOf(row.stability), securityDefiner: row.security_definer }] : [];
    });
    return [...called, ...behindDots];
  }

  /** `type(x)` and `x.type` are casts, too. */
  #namedTypes({ types = [], functions, attributes = [] }: Inspection): CatalogRows['types'] {
    return [...new Set([...types, ...functions.map((name) => partsOf(name).name), ...attributes])].flatMap((name) => this.#typesByName.get(name) ?? []);
  }

  #behindRelations(read: readonly RelationRow[]): readonly string[] {
    const guarded = new Set(read.filter((row) => row.row_security).map(({ oid }) => oid));
    const policies = this.#rows.policies.filter(({ relation }) => guarded.has(relation)).map((row) => row.function);
    return [...read.flatMap(({ handler }) => handler ?? []), ...policies.filter((oid) => this.#procs.get(oid)?.stability === 'v')];
  }

  /**
   * A cast that is not implicit is made where its target is written or is a part of what is, an array's elements or a row's fields;
   * and to types of the server also by its own functions: what makes JSON or quotes looks for such casts by itself.
   */
  #behindTypes(reach: TypeReach, named: CatalogRows['types']): readonly string[] {
    const written = new TypeReach(this.#types, this.#relations);
    for (const { oid } of named) written.hold(oid);
    return [
      ...reach.held.flatMap((type) => type.functions),
      ...this.#rows.supports.filter(({ type }) => reach.holds(type)).map((row) => row.function),
      ...this.#rows.casts.filter(({ source, target, implicit }) => reach.holds(source) && (implicit ? reach : written).holds(target)).map((row) => row.function),
    ];
  }

  #definitions(read: readonly RelationRow[]): readonly Definition[] {
    return read.flatMap(({ oid, schema, name, kind }): Definition[] => {
      const view = this.#views.get(oid);
      return view ? [{ name: `${schema}.${name}`, sql: view.definition, ...(kind === 'm' ? { judgedElsewhere: true } : {}) }] : [];
    });
  }

  #constraints(reach: TypeReach): readonly Definition[] {
    const constraints = this.#rows.constraints.filter(({ type }) => this.#types.has(type) && reach.holds(type));
    return constraints.map(({ type, definition }) => {
      const { name = '', parts = [] } = this.#types.get(type) ?? {};
      return { name, sql: `SELECT ${definition.replace(/^CHECK /, '').replace(/ NOT VALID$/, '')}`, types: parts.flatMap((part) => this.#types.get(part)?.name ?? []) };
    });
  }

  #conditions(names: Inspection, read: readonly RelationRow[], reach: TypeReach, behind: readonly string[]): string {
    const conditions = new Conditions(this.#rows.searchPath, this.#rows.ambient);
    const tables = [...new Set(names.tables.map((table) => partsOf(table).name))];
    conditions.tables(tables, tables.flatMap((name) => this.#relationsByName.get(name) ?? []), read);
    conditions.children(read.filter(({ kind }) => kind === 'r' || kind === 'p' || kind === 'f').map(({ oid }) => oid), this.#rows.children);
    conditions.views(read.flatMap(({ oid }) => this.#views.get(oid) ?? []));
    const called = [...names.functions, ...(names.perhapsFunctions ?? []), ...(names.attributes ?? []), ...(names.columns ?? []).map(({ name }) => name)].map((name) => partsOf(name).name);
    conditions.functions(called, this.#rows.procs);
    conditions.behind(behind.flatMap((oid) => this.#procs.get(oid) ?? []));
    conditions.foreign(read);
    conditions.operators(names.operators ?? [], this.#rows.operators);
    // A type that comes under the name of a function takes its calls: `name(x)` and `x.name` cast, too.
    conditions.types([...(names.types ?? []), ...called].filter((name) => !this.#builtInTypes.has(name)), reach.held, this.#rows);
    return conditions.toString();
  }
}

/** Functions of users by name, those of extensions apart: neither may borrow the good name of the other. */
function factsOf(reached: readonly Reached[], types: ReadonlyMap<string, TypeRow>): readonly FunctionFacts[] {
  const groups = groupBy(reached, ({ name, proc }) => `${name}\n${proc.extension === null ? 'users' : 'extensions'}`);
  return [...groups.values()].map((group): FunctionFacts => {
    const procs = group.map(({ proc }) => proc);
    const bodies = procs.flatMap(bodiesOf);
    return {
      name: group[0]?.name ?? '',
      known: true,
      stability: worst(procs.map((proc) => proc.stability)),
      securityDefiner: procs.some((proc) => proc.security_definer),
      builtIn: false,
      ...(procs.every((proc) => proc.extension !== null) ? { extensions: [...new Set(procs.map((proc) => proc.extension ?? ''))] } : {}),
      ...(bodies.every((body) => body !== undefined) ? { bodies } : {}),
      types: [...new Set(procs.flatMap((proc) => [...proc.arguments, proc.result]).flatMap((oid) => types.get(oid)?.name ?? []))],
    };
  });
}

/** What runs when it is called, defaults of arguments included; undefined where that can't be looked into. */
function bodiesOf({ aggregate, body, defaults }: ProcRow): readonly (string | undefined)[] {
  if (aggregate || body === null || body === '') return [undefined];
  return [statementOf(body), ...(defaults === null ? [] : [`SELECT ${defaults}`])];
}

/** A body in the newer style, `RETURN …` or `BEGIN ATOMIC …; END`, as the statement that it is. */
function statementOf(body: string): string {
  return body.replace(/^\s*RETURN\b/i, 'SELECT').replace(/^\s*BEGIN\s+ATOMIC\b([^]*)\bEND\s*;?\s*$/i, '$1');
}

function worst(stabilities: readonly string[]): FunctionFacts['stability'] {
  return stabilityOf(stabilities.includes('v') ? 'v' : stabilities.includes('s') ? 's' : 'i');
}

function stabilityOf(letter: string): FunctionFacts['stability'] {
  if (letter === 'v') return 'volatile';
  return letter === 's' ? 'stable' : 'immutable';
}
