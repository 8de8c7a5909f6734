/** What the grammar finds in a statement. Places are indexes of its tokens, ends exclusive. */
export interface Structure {
  readonly relations: readonly Relation[];
  readonly blocks: readonly Block[];
  readonly calls: readonly Call[];
  /** Names with dots between them, in expressions. */
  readonly chains: readonly Chain[];
  /** Databases that SHOW names without a table. */
  readonly schemas: readonly { readonly name: string; readonly at: number }[];
}

/** One SELECT, TABLE or VALUES. */
export interface Block {
  readonly sources: Source[];
  /** The expressions that it gives; empty for TABLE and VALUES. */
  readonly items: Span[];
  /** The rows of VALUES, whose expressions can be given no names. */
  readonly rows: Span[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Something in a FROM: a relation of the database, or what the statement itself makes. */
export interface Source {
  readonly relation?: Relation;
  /** How the block refers to it; undefined where it has no name. */
  readonly alias: string | undefined;
}

/** A table or view that the server looks up: it is named where a table is expected, and no WITH in scope defines it. */
export interface Relation {
  /** The database that is written before it. */
  readonly schema?: string;
  readonly name: string;
  readonly block: Block | undefined;
  /** The name; in `TABLE t` with the keyword. */
  readonly at: Span;
  /** PARTITION behind the name. */
  readonly partition?: Span;
  /** FOR SYSTEM_TIME behind the name. */
  readonly systemTime?: Span;
  readonly hints?: Span;
  /** `AS alias`, or empty behind all that may stand before it. */
  readonly aliasAt: Span;
  readonly alias?: string;
  /** A WITH in scope defines a name that some servers take for this one. */
  readonly mayBeDefined: boolean;
  readonly isTableStatement?: boolean;
}

export interface Call {
  /** Without quotes, in lower case. */
  readonly name: string;
  /** The token of the name. */
  readonly at: number;
  readonly owner?: string;
  /** Between the parentheses. */
  readonly arguments: readonly Span[];
  readonly block: Block | undefined;
}

export interface Chain {
  readonly names: readonly { readonly name: string; readonly at: number }[];
  readonly block: Block | undefined;
  /** A dot stands before it. */
  readonly at: Span;
}
