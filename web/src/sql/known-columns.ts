import type { SchemaWire } from '../../../src/core/wire.ts';
import { tablesOf } from '../ask/schema-text.ts';
import { callTool } from '../shell/api.ts';

type Columns = Readonly<Record<string, readonly string[]>>;

/** Pages of a schema that are worth completing from. */
const pagesMax = 4;
const known = new Map<string, Promise<Columns>>();

/** The columns of a database by table, for completion; none where it does not say. */
export function columnsByTable(database: string | undefined): Promise<Columns> {
  if (database === undefined) return Promise.resolve({});
  const found = known.get(database) ?? load(database).catch(() => ({}));
  known.set(database, found);
  return found;
}

async function load(database: string): Promise<Columns> {
  const columns: Record<string, readonly string[]> = {};
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const read: SchemaWire = await callTool<SchemaWire>('get_schema', { database, detail: 'columns', ...(cursor === undefined ? {} : { cursor }) });
    for (const table of tablesOf(read)) columns[table.name] = table.columns.map((column) => /^(?:"((?:[^"]|"")*)"|\S+)/.exec(column)?.[1] ?? /^\S+/.exec(column)?.[0] ?? column);
    cursor = read.next_cursor;
    if (cursor === undefined) break;
  }
  return columns;
}
