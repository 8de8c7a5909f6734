import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { joinText } from '../../catalog/joins.ts';
import { isLikely, type RankedTable } from '../../catalog/rank.ts';
import { tableText } from '../../catalog/schema-text.ts';
import type { ValueHit } from '../../catalog/values.ts';
import type { Example } from '../../core/model.ts';
import type { Target } from '../target/target.ts';

export interface ContextRequest {
  readonly target: Target;
  readonly catalog: CatalogIndex;
  readonly ranked: readonly RankedTable[];
  readonly values: readonly ValueHit[];
  readonly examples: readonly Example[];
  readonly terms: readonly string[];
}

/** What may stand in a context (all of it by default), and how long it may be as JSON text. */
export interface ContextOptions {
  readonly charsMax?: number;
  readonly values?: boolean;
  readonly comments?: boolean;
  readonly examples?: boolean;
}

/** About 1,200 tokens. */
const charsMaxDefault = 4_800;
const valuesMax = 10;
const partCharsMax = { values: 500, examples: 900, terms: 600 } as const;
/** Columns of a table by its place in the ranking: the first tables are shown nearly whole, the last ones by what points at them. */
const columnsMax = (place: number) => (place < 4 ? 26 : place < 12 ? 12 : 7);
/** Joins told for one table: those that are not at its columns. */
const joinsMax = 2;
/** So many tables in a row that no longer fit end the list. */
const misfitsMax = 4;

/** What a writer of SQL needs to know for one question: the tables that matter, their joins, values found in the data, similar questions, rules. */
export function contextText(request: ContextRequest, options: ContextOptions): string {
  const { target, catalog, values, examples } = request;
  const similar = options.examples === false ? '' : listed('similar questions', examples.map(({ question, sql }) => `${question} => ${sql}`), partCharsMax.examples);
  const fixed = [listed('terms', request.terms, partCharsMax.terms), similar, target.dialect.rules].filter((part) => part !== '');
  const reserved = sizeOf(fixed.join('\n')) + (options.values === false || values.length === 0 ? 0 : partCharsMax.values / 2) + 60;
  const { sections, joins, shown } = chooseTables(request, options.comments !== false, (options.charsMax ?? charsMaxDefault) - reserved);
  const parts = [...sections];
  if (joins.length > 0) parts.push(`joins: ${joins.join('; ')}`);
  if (options.values !== false) parts.push(listed('values found', valueTexts(values, shown), partCharsMax.values / 2));
  if (shown.size < catalog.tables.length) parts.push(`${catalog.tables.length - shown.size} more tables are not shown`);
  return [...parts, ...fixed].filter((part) => part !== '').join('\n');
}

interface Chosen {
  readonly sections: readonly string[];
  readonly joins: readonly string[];
  readonly shown: ReadonlySet<IndexedTable>;
}

/** Tables in ranked order, then the others as they stand, for as long as they fit. */
function chooseTables({ catalog, ranked }: ContextRequest, comments: boolean, charsMax: number): Chosen {
  const sections: string[] = [];
  const joins: string[] = [];
  const shown = new Set<IndexedTable>();
  let [chars, misfits] = [0, 0];
  for (const [place, entry] of everyTable(catalog, ranked)) {
    const { section, chars: sectionChars } = sectionOf(entry, columnsMax(place), comments);
    const added = joinsWith(catalog, entry.table, shown);
    const size = sectionChars + 2 + added.reduce((sum, join) => sum + sizeOf(join) + 2, 0);
    if (chars + size > charsMax) {
      misfits += 1;
      if (misfits >= misfitsMax) break;
      continue;
    }
    chars += size;
    shown.add(entry.table);
    sections.push(section);
    joins.push(...added);
  }
  return { sections, joins, shown };
}

function* everyTable(catalog: CatalogIndex, ranked: readonly RankedTable[]): Iterable<readonly [place: number, entry: RankedTable]> {
  yield* ranked.entries();
  const known = new Set(ranked.map((entry) => entry.table));
  for (const table of catalog.tables) if (!known.has(table)) yield [ranked.length, { table, score: 0, columns: new Set() }];
}

interface Section {
  readonly section: string;
  /** As JSON text. */
  readonly chars: number;
}

/** Tables that are shown whole read the same for every question, for as long as their catalog lives. */
const wholeTables = { told: new WeakMap<IndexedTable, Section>(), untold: new WeakMap<IndexedTable, Section>() } as const;

function sectionOf(entry: RankedTable, columnsMaxHere: number, comments: boolean): Section {
  const only = columnFilter(entry, columnsMaxHere);
  const kept = comments ? wholeTables.told : wholeTables.untold;
  const known = only ? undefined : kept.get(entry.table);
  if (known) return known;
  const text = tableText(entry.table, 'columns', { only, comments });
  const section = { section: text, chars: sizeOf(text) };
  if (!only) kept.set(entry.table, section);
  return section;
}

/** Joins to the tables shown before. A foreign key of one column stands at that column already. */
function joinsWith(catalog: CatalogIndex, table: IndexedTable, shown: ReadonlySet<IndexedTable>): string[] {
  const told = catalog.edges(table).filter((edge) => (shown.has(edge.from) || shown.has(edge.to)) && isLikely(edge) && !(edge.declared && edge.pairs.length === 1));
  return [...new Set(told.map(joinText))].slice(0, joinsMax);
}

/** Of a table with more columns than fit: what the question points at, keys, what names a row, then the first ones. */
function columnFilter({ table, columns }: RankedTable, countMax: number): ((column: IndexedColumn) => boolean) | undefined {
  if (table.columns.length <= countMax) return undefined;
  const keys = new Set([...table.table.primaryKey, ...table.table.foreignKeys.flatMap((key) => key.columns)]);
  const ofTable = table.columns.filter((column) => keys.has(column.column.name));
  const naming = table.columns.filter((column) => column.stems.some((word) => word === 'name' || word === 'titl'));
  const kept = new Set([...[...columns].slice(0, countMax), ...ofTable, ...naming, ...table.columns].slice(0, countMax + 2));
  return (column) => kept.has(column);
}

/** Those of the shown tables; the same value of many columns says little, so that rare ones come first. */
function valueTexts(values: readonly ValueHit[], shown: ReadonlySet<IndexedTable>): string[] {
  const texts = values.filter((hit) => shown.has(hit.column.table)).map((hit) => `${hit.column.table.displayName}.${hit.column.column.name} = '${hit.value}'`);
  return [...new Set(texts)].slice(0, valuesMax);
}

function listed(title: string, items: readonly string[], charsMax: number): string {
  let text = '';
  for (const item of items) if (text.length + item.length + 2 <= charsMax) text += text === '' ? item : `; ${item}`;
  return text === '' ? '' : `${title}: ${text}`;
}

/** Characters as JSON text, in which it travels. */
function sizeOf(text: string): number {
  return JSON.stringify(text).length - 2;
}
