import type { DialectName } from './dialect.ts';

/** What a column's type is good for, whatever the engine calls it. */
export type TypeFamily = 'integer' | 'number' | 'text' | 'boolean' | 'date' | 'time' | 'timestamp' | 'json' | 'binary' | 'enum' | 'other';

export interface CatalogColumn {
  readonly name: string;
  /** The type as the database writes it. */
  readonly type: string;
  readonly family: TypeFamily;
  readonly nullable: boolean;
  readonly comment?: string;
  readonly enumValues?: readonly string[];
  /** The expression that computes the column from others of its row; empty where the engine does not tell it. */
  readonly generatedFrom?: string;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly referencesSchema: string;
  readonly referencesTable: string;
  readonly referencesColumns: readonly string[];
}

export interface CatalogIndexDefinition {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export type TableKind = 'table' | 'view' | 'materialized view';

export interface CatalogTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  readonly comment?: string;
  /** The planner's estimate, never counted; absent where the engine has none. */
  readonly rowEstimate?: number;
  readonly columns: readonly CatalogColumn[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly CatalogIndexDefinition[];
  /** What decides where in the table a row lies (partitions, an index that it was clustered by), where that tells the order in which rows come; names columns, and is empty where it is not told. */
  readonly laidBy?: string;
}

/** The schema of one database as one role sees it at one moment. `version` changes whenever the schema does. */
export interface CatalogSnapshot {
  readonly dialect: DialectName;
  readonly version: string;
  /** The schema whose tables need no prefix. */
  readonly defaultSchema: string;
  readonly tables: readonly CatalogTable[];
}
