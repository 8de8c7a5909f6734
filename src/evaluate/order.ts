/** `order by` at the outermost level of a statement: only then are rows compared as a list. */
export function orderMatters(sql: string): boolean {
  const tokens = sql.match(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|\w+|[^\s\w]/g) ?? [];
  let depth = 0;
  let before = '';
  for (const token of tokens) {
    if (token.startsWith('--') || token.startsWith('/*')) continue;
    if (token === ')') depth -= 1;
    const word = token.toLowerCase();
    if (depth === 0 && before === 'order' && word === 'by') return true;
    before = depth === 0 ? word : '';
    if (token === '(') depth += 1;
  }
  return false;
}
