import { randomBytes } from 'node:crypto';

/** A node of the tree that DuckDB's parser gives of a SELECT (`json_serialize_sql`). */
export type TreeNode = { [key: string]: unknown };

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(node: TreeNode, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}

export function nodesOf(value: unknown): TreeNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Where the node begins in the text, in bytes. */
export function placeOf(node: TreeNode): number | undefined {
  const place = node['query_location'];
  return typeof place === 'number' ? place : undefined;
}

/** The node becomes another one; whoever holds it sees that. */
export function become(node: TreeNode, other: TreeNode): void {
  for (const key of Object.keys(node)) delete node[key];
  Object.assign(node, other);
}

/** The same tree wherever it stood in a text. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (!isNode(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'query_location').map(([key, inner]) => [key, withoutPlaces(inner)]));
}

/** What the parser says of a text: the queries in it, or why it gives none. */
export type Parsed =
  | { readonly queries: readonly TreeNode[] }
  | { readonly problem: 'syntax' | 'no query'; readonly message: string; readonly position?: number };

interface Serialized {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly { readonly node: TreeNode; readonly named_param_map?: unknown }[];
}

/** Numbers that JavaScript would write in another way, or not hold, are texts that begin with this, which nobody can guess. */
const long = `${randomBytes(8).toString('hex')} `;

/** Reads what `json_serialize_sql` gave. */
export function parsedFrom(json: string): Parsed {
  const exact = json.replaceAll(/("\w+":)(-?(?:\d{16,}|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+))(?=[,}])/g, (_, key: string, digits: string) => `${key}"${long}${digits}"`);
  const { error, error_type: type, error_message: message = '', position, statements = [] } = JSON.parse(exact) as Serialized;
  if (!error) return { queries: statements.map(({ node }) => node) };
  return { problem: type === 'not implemented' ? 'no query' : 'syntax', message, ...(position === undefined ? {} : { position: Number(position) }) };
}

/** The form that `json_deserialize_sql` takes. */
export function serialized(query: TreeNode): string {
  return JSON.stringify({ error: false, statements: [{ node: query, named_param_map: [] }] }).replaceAll(new RegExp(`"${long}([-+.eE\\d]+)"`, 'g'), '$1');
}
