/** What a user says of the words of a database; each entry says what one phrase means. Columns are written `table.column`. */
export type GlossaryEntry =
  /** Another phrase for a table, a column (`table` or `table.column`) or any other phrase; a phrase that means nothing is passed over. */
  | { readonly term: string; readonly means: string }
  /** A word for rows: "unpaid" says that `payments.status` is `open`. */
  | { readonly term: string; readonly column: string; readonly operator?: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly value: string | number | boolean }
  /** A figure: "revenue" is the sum of `order_items.unit_price`, each `times` `order_items.quantity`. */
  | { readonly term: string; readonly metric: 'count' | 'sum' | 'avg' | 'min' | 'max'; readonly column: string; readonly times?: string };
