// A server that only hands out the schema and runs SQL. Its replies have the form in which DBHub 1.4.0 gives them (recorded from
// `search_objects` with full detail and from `execute_sql`): JSON indented by two, rows as objects.

/** The whole schema, asked for once in a conversation. */
export function plainSchema({ tables, defaultSchema }, counts) {
  const results = tables.map((table) => ({
    name: table.name,
    schema: table.schema || defaultSchema || 'main',
    column_count: table.columns.length,
    row_count: counts.get(table.name) ?? null,
    columns: table.columns.map(({ name, type, nullable }) => ({ name, type, nullable, default: null })),
    indexes: indexesOf(table),
  }));
  return { success: true, data: { object_type: 'table', pattern: '%', detail_level: 'full', count: results.length, results, truncated: false } };
}

function indexesOf({ primaryKey, indexes }) {
  const primary = primaryKey.length > 0 ? [{ name: 'PRIMARY', columns: primaryKey, unique: true, primary: true }] : [];
  return [...primary, ...indexes.map(({ name, columns, unique }) => ({ name, columns, unique, primary: false }))];
}

/** What one statement gives; DBHub repeats its text and names every cell. */
export function plainRows(sql, columns, rows) {
  const objects = rows.map((row) => Object.fromEntries(row.map((cell, index) => [columns[index].name, cell])));
  return { success: true, data: { statements: [{ sql, rows: objects, count: objects.length }], source_id: 'default' } };
}

export const written = (reply) => JSON.stringify(reply, undefined, 2);
