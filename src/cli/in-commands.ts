/** Hints are written for hosts, and name tools of the protocol; a person at a command line has commands and types SQL. */
const replacements: readonly (readonly [tool: RegExp, words: string])[] = [
  [/\bcall run_sql with better SQL and the question\b/g, 'ask with better SQL'],
  [/\bcall run_sql\b/g, 'ask with SQL'],
  [/\bwrite the SQL and ask with SQL\b/g, 'ask with SQL'],
  [/\bget_schema( without arguments)?\b/g, '`nl2sql-mcp semantics`'],
];

export function inCommands(hint: string): string {
  return replacements.reduce((text, [tool, words]) => text.replaceAll(tool, words), hint);
}
