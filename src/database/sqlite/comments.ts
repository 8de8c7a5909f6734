export interface DeclaredComments {
  readonly table?: string;
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * SQLite has no COMMENT; people write `-- text` into CREATE TABLE, and the file keeps it. The first comment before the first
 * column speaks of the table, one at the end of a column's line of that column.
 */
export function commentsOf(createSql: string): DeclaredComments {
  const lines = createSql.split('\n');
  const columns = new Map<string, string>();
  let table: string | undefined;
  for (const [index, line] of lines.entries()) {
    const match = /^(.*?)--\s*(.+?)\s*$/.exec(line);
    const comment = match?.[2];
    if (!comment) continue;
    const name = /^\s*["`[]?([\p{L}_][\p{L}\p{N}_$ ]*?)["`\]]?(?:\s|,|$)/u.exec(match[1] ?? '')?.[1];
    if (index === 0 || (!name && columns.size === 0)) table ??= comment;
    else if (name) columns.set(name.toLowerCase(), comment);
  }
  return { ...(table ? { table } : {}), columns };
}
