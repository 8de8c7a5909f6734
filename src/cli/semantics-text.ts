import type { CatalogIndex, IndexedTable } from '../catalog/index.ts';
import type { EntryKind } from '../core/entry-kinds.ts';
import type { DatabaseMeanings, Meanings } from '../memory/meanings.ts';
import { certaintyOf, type Declared } from '../semantics/declared/read.ts';
import { type EntryOf, placed, type PlacedEntry, placeOf } from '../semantics/declared/entries.ts';
import type { SemanticModel } from '../semantics/model.ts';
import { stateNames } from '../semantics/states.ts';
import { attributeText, columnNames, conditionText, measureText, tableOfEntry } from '../semantics/words.ts';

interface Shown {
  readonly catalog: CatalogIndex;
  readonly semantics: SemanticModel;
  readonly declared: Declared;
  readonly entries: DatabaseMeanings['entries'];
  readonly taught: ReturnType<Meanings['taught']>;
}

/** The model in words: of each table what it is taken for, then what was said of it, by whom, and how far it is relied on. */
export function modelText(shown: Shown): string {
  const said = [...placed(shown.entries)].map((entry) => ({ table: tableOfEntry(entry.entry), line: saidLine(entry, shown) }));
  const linesOf = (table: IndexedTable) => said.filter(({ table: name }) => name !== undefined && shown.catalog.table(name) === table).map(({ line }) => line);
  const tables = shown.catalog.tables.map((table) => [tableText(table, shown.semantics), ...linesOf(table)].join('\n'));
  const house = said.filter(({ table: name }) => name === undefined).map(({ line }) => line.trim());
  return ['What no line says otherwise is inferred from names, types, keys and values.', ...tables, ...(house.length > 0 ? [house.join('\n')] : [])].join('\n\n');
}

function tableText(table: IndexedTable, model: SemanticModel): string {
  const { kind, display, moments } = model.entity(table);
  return [
    `${table.displayName}: ${kind}`,
    ...(display.length > 0 ? [`  called by ${columnNames(display)}`] : []),
    ...(moments.length > 0 ? [`  happened at ${columnNames(moments)}`] : []),
    ...model.money(table).map((measure) => `  worth ${measureText(measure)}${measure.minor ? ' (a part)' : ''}`),
    ...stateNames.flatMap((state) => model.states(state, table).slice(0, 1).map((predicate) => `  ${state}: ${conditionText(predicate)}`)),
    ...table.columns.map((column) => `  ${column.column.name}: ${attributeText(model.attribute(column))}`),
  ].join('\n');
}

/** `  states[2] unpaid: paid_at IS NULL (model, 0.8)` */
function saidLine(placedEntry: PlacedEntry, { declared, taught }: Shown): string {
  const { entry } = placedEntry;
  const problem = declared.problems.find(({ place, warning }) => !warning && place === placeOf(placedEntry));
  const teaching = taught.find((one) => one.entry === entry);
  const by = teaching ? [`taught by ${teaching.by} on ${new Date(teaching.at).toISOString().slice(0, 10)}`] : [];
  const about = [entry.origin ?? 'person', ...(problem ? ['set aside'] : [certaintyOf(entry)]), ...by].join(', ');
  return `  ${placeOf(placedEntry)} ${entryText(entry)} (${about})`;
}

const hidden = new Set(['table', 'database', 'origin', 'source']);

function entryText(entry: EntryOf<EntryKind>): string {
  return Object.entries(entry).filter(([key]) => !hidden.has(key)).map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(', ') : String(value)}`).join('; ');
}
