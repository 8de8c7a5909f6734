/** A node of a parse tree, or a part of one, as libpg-query gives it: fields that are absent, values, nodes, or lists of them. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a node of this type, where it is one: `{ColumnRef: {…}}`. */
export function nodeOf(value: unknown, type: string): Fields | undefined {
  const fields = isFields(value) ? value[type] : undefined;
  return isFields(fields) ? fields : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list of String nodes, `[{String: {sval}}, …]`; empty where another node stands. */
export function stringsOf(list: unknown): string[] {
  return listOf(list).map((item) => textOf(nodeOf(item, 'String')?.['sval']));
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
