import type { CatalogIndex } from '../catalog/index.ts';
import type { CatalogTable } from '../core/catalog.ts';
import { digest } from '../std/digest.ts';

const whole = new WeakMap<CatalogIndex, string>();
const ofNames = new WeakMap<CatalogIndex, Map<string, string>>();
const parts = new WeakMap<CatalogTable, string>();

/** A mark of all that a schema means to a question: equal on every replica and after a restart as long as no table differs. */
export function catalogMark(catalog: CatalogIndex): string {
  let mark = whole.get(catalog);
  if (mark === undefined) {
    mark = digest(...catalog.tables.map(({ table }) => tableMark(table)));
    whole.set(catalog, mark);
  }
  return mark;
}

/** The same of some tables only; a table that is missing counts as such. */
export function tablesMark(catalog: CatalogIndex, names: readonly string[]): string {
  let known = ofNames.get(catalog);
  if (!known) ofNames.set(catalog, (known = new Map()));
  const key = names.join('\n');
  const mark = known.get(key) ?? digest(...[...new Set(names)].toSorted().map((name) => markOf(catalog, name)));
  known.set(key, mark);
  return mark;
}

function markOf(catalog: CatalogIndex, name: string): string {
  const found = catalog.table(name);
  return found ? tableMark(found.table) : `no ${name}`;
}

function tableMark(table: CatalogTable): string {
  let mark = parts.get(table);
  if (mark === undefined) {
    mark = digest(table.schema, table.name, table.kind, ...table.columns.flatMap((column) => [column.name, column.type, column.comment ?? '', ...(column.enumValues ?? [])]));
    parts.set(table, mark);
  }
  return mark;
}
