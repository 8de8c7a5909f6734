/** An identifier between double quotes, as in the standard; NUL can stand in no identifier and is dropped. */
export function doubleQuoted(name: string): string {
  return /["\0]/.test(name) ? `"${name.replaceAll('\0', '').replaceAll('"', '""')}"` : `"${name}"`;
}

/** An identifier between backticks; NUL is dropped as well. */
export function backquoted(name: string): string {
  return `\`${name.replaceAll('\0', '').replaceAll('`', '``')}\``;
}

/** A literal as in the standard; text between single quotes with quotes doubled. */
export function standardLiteral(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return `'${value.replaceAll('\0', '').replaceAll("'", "''")}'`;
}
