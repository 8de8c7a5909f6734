/** A node of the server's parse tree as libpg-query gives it: an object with one key, the node's type, or plain fields. */
export type TreeVisitor = (type: string, fields: Readonly<Record<string, unknown>>) => void;

/** Visits every node, also those nested in lists and untyped fields. */
export function visit(tree: unknown, visitor: TreeVisitor): void {
  if (Array.isArray(tree)) {
    for (const item of tree) visit(item, visitor);
    return;
  }
  if (typeof tree !== 'object' || tree === null) return;
  // A parse tree has thousands of fields: no entries are made of them.
  for (const key in tree) {
    const value = (tree as Readonly<Record<string, unknown>>)[key];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) visitor(key, value as Record<string, unknown>);
    visit(value, visitor);
  }
}

/** The texts of a list of String nodes: `[{String: {sval}}, …]`. */
export function strings(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => (item as { String?: { sval?: string } }).String?.sval ?? '');
}
