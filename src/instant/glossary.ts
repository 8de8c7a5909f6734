import type { AggregateName, Scalar } from './plan.ts';

/** What a user says of the words of a database. Every entry says what one phrase means. Columns are written `table.column`. */
export type GlossaryEntry =
  /** Another phrase for a table, a column, or for a phrase of the language ("headcount" means "number of employees"). */
  | { readonly term: string; readonly means: string }
  /** A word for rows: "unpaid" means that `orders.status` is `open`. */
  | { readonly term: string; readonly column: string; readonly operator?: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly value: Scalar }
  /** A figure: "revenue" means the sum of `order_items.unit_price`, by `order_items.quantity` where `times` says so. */
  | { readonly term: string; readonly metric: AggregateName; readonly column: string; readonly times?: string }
  /** By which column the rows of a table are called, or on which column another table refers to it. */
  | { readonly table: string; readonly name: string };

export type Glossary = readonly GlossaryEntry[];
