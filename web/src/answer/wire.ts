/** What `nl2sql` and `run_sql` return, as far as this view shows it. */
export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  readonly type?: string;
}

export interface Answer {
  readonly status: 'ok' | 'needs_sql' | 'choices' | 'refused';
  readonly database?: string;
  readonly dialect?: string;
  readonly sql?: string;
  readonly reading?: string;
  readonly confidence?: number;
  readonly rung?: string;
  readonly verified?: boolean;
  readonly assumptions?: readonly string[];
  readonly warnings?: readonly string[];
  readonly notice?: string;
  readonly columns?: readonly Column[];
  readonly rows?: readonly (readonly Cell[])[];
  readonly row_count?: number;
  readonly truncated?: boolean;
  readonly next_cursor?: string;
  readonly cache?: string;
  readonly as_of?: string;
  readonly proof?: { readonly tables?: readonly string[]; readonly columns_read?: readonly string[]; readonly functions?: readonly string[]; readonly estimated_rows?: number };
  readonly timings?: Readonly<Record<string, number>>;
  readonly reason?: string;
  readonly hints?: readonly string[];
  readonly context?: string;
  readonly drafts?: readonly { readonly sql: string; readonly confidence: number; readonly doubts?: readonly string[] }[];
  readonly readings?: readonly { readonly reading: string; readonly sql: string; readonly confidence: number }[];
  readonly next_step?: string;
  /** Phrases of the question by their characters, as the engine itself took them. */
  readonly spans?: readonly { readonly start: number; readonly end: number; readonly kind: 'table' | 'column' | 'value' | 'operator'; readonly what: string }[];
}
