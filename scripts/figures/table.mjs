import { readFileSync } from 'node:fs';

/** A table of Markdown; cells keep their pipes. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** The words of a page, which stand beside this file, with its tables in their places. */
export function filled(page, parts) {
  return readFileSync(new URL(`${page}.md`, import.meta.url), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}
