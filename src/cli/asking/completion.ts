import type { CatalogSnapshot } from '../../core/catalog.ts';
import { leaving, promptCommands } from './prompt-commands.ts';

const hitsMax = 100;

/** What the Tab key offers for the end of a line, as readline takes it: commands, tables, and columns of tables. */
export function completionsOf(line: string, catalog: CatalogSnapshot | undefined): [string[], string] {
  if (line.startsWith('\\')) return [[...promptCommands.map(({ name }) => name), ...leaving.slice(0, 1)].filter((name) => name.startsWith(line)), line];
  const [word = ''] = /[\p{L}\p{N}_.]*$/u.exec(line) ?? [];
  if (word === '' || !catalog) return [[], word];
  const tables = catalog.tables.map(({ name }) => name);
  const columns = catalog.tables.flatMap((table) => table.columns.map(({ name }) => (word.includes('.') ? `${table.name}.${name}` : name)));
  const hits = [...new Set([...tables, ...columns])].filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  return [hits.slice(0, hitsMax), word];
}
