/** What would do where a column stands beside an aggregate without being grouped by. */
export function groupingHint(column: string): string {
  return `Add GROUP BY ${column}, or take one value of each group, such as max(${column}).`;
}
