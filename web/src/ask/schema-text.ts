import type { SchemaWire } from '../../../src/core/wire.ts';

export interface TableText {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly string[];
}

/** The text of `get_schema`: a line a table, with its comment behind `--`, its columns on the indented line below. */
export function tablesOf({ schema, detail }: SchemaWire): readonly TableText[] {
  if (detail === 'names') return schema.split(', ').filter(Boolean).map((name) => ({ name, comment: '', columns: [] }));
  const tables: { name: string; comment: string; columns: string[] }[] = [];
  for (const line of schema.split('\n')) {
    if (/^\s/.test(line)) tables.at(-1)?.columns.push(...(line.trim().match(/(?:"(?:[^"\\]|\\.)*"|\([^)]*\)|[^,])+/g) ?? []).map((column) => column.trim()));
    else if (line !== '') {
      const [head = '', comment = ''] = line.split(' -- ');
      tables.push({ name: head.replace(/ \((materialized )?view\)$/, ''), comment, columns: [] });
    }
  }
  return tables;
}
