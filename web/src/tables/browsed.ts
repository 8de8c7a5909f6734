/** What is shown of a table: its address, and what the server is asked for. */
export interface Browsed {
  readonly database: string;
  readonly table: string;
  readonly filters: readonly Filter[];
  readonly order?: { readonly column: string; readonly direction: 'asc' | 'desc' };
}

export interface Filter {
  readonly column: string;
  readonly comparison: Comparison;
  readonly value: string;
}

export const comparisons = ['is', 'is not', 'holds', 'at least', 'at most', 'missing'] as const;
export type Comparison = (typeof comparisons)[number];

/** One of these by what was chosen or typed in the address. */
export function comparisonOf(text: string): Comparison {
  return comparisons.find((known) => known === text) ?? 'is';
}

export function parametersOf({ database, table, filters, order }: Browsed): URLSearchParams {
  const parameters = new URLSearchParams({ in: database, t: table });
  for (const { column, comparison, value } of filters) parameters.append('f', JSON.stringify([column, comparison, value]));
  if (order) parameters.set('by', JSON.stringify([order.column, order.direction]));
  return parameters;
}

export function addressOfRows(browsed: Browsed): string {
  return `#tables?${parametersOf(browsed).toString()}`;
}

export function browsedIn(parameters: URLSearchParams, database: string): Browsed {
  const filters = parameters.getAll('f').flatMap((text) => {
    const [column, comparison, value = ''] = textsIn(text);
    return column === undefined || comparison === undefined ? [] : [{ column, comparison: comparisonOf(comparison), value }];
  });
  const [column, direction] = textsIn(parameters.get('by') ?? '[]');
  return { database: parameters.get('in') ?? database, table: parameters.get('t') ?? '', filters, ...(column === undefined ? {} : { order: { column, direction: direction === 'desc' ? 'desc' : 'asc' } }) };
}

/** Addresses are typed by people, too. */
function textsIn(json: string): readonly string[] {
  try {
    const parsed = JSON.parse(json) as unknown;
    return Array.isArray(parsed) ? parsed.filter((part) => typeof part === 'string') : [];
  } catch {
    return [];
  }
}
