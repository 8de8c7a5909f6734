import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { withCompanions } from '../../catalog/companions.ts';
import { isLikely, joinText } from '../../catalog/joins.ts';
import { copiesOf, copiesText, originals } from '../../catalog/near-duplicates.ts';
import type { RankedTable } from '../../catalog/rank.ts';
import { tableText } from '../../catalog/schema-text.ts';
import type { FactsOf } from './column-facts.ts';
import { sizeOf } from './text-size.ts';

/** Columns of a table by its place in the ranking: the first tables are shown nearly whole, the last ones by what points at them. */
const columnsMax = (place: number) => (place < 4 ? 26 : place < 12 ? 20 : 16);
/** A schema of more columns does not fit as a whole anyway. */
const columnsTriedMax = 500;
/** The question speaks of a column where as much speaks for it as this share of what speaks for the clearest. */
const askedMin = 0.4;
/** Joins told for one table: those that are not at its columns. */
const joinsMax = 2;
/** So many tables in a row that no longer fit end the list. */
const misfitsMax = 4;
/** What scores less than this share of the best is no news to somebody who has seen the best. */
const newsMin = 0.35;

export interface TablesRequest {
  readonly catalog: CatalogIndex;
  readonly ranked: readonly RankedTable[];
  /** What the reader has seen before. */
  readonly known?: ReadonlySet<IndexedTable> | undefined;
  /** Tables that must be there if any are: what a draft or a reason names. */
  readonly named: readonly IndexedTable[];
  readonly comments: boolean;
  /** What is told beside a column's type: made anew for each try, since there is only so much room for it. */
  readonly facts: () => FactsOf;
  readonly charsMax: number;
}

export interface ChosenTables {
  /** By schema, behind its name, but for the default one; in each tables first, then views, each in the order of its rank. */
  readonly sections: readonly string[];
  readonly joins: readonly string[];
  readonly shown: ReadonlySet<IndexedTable>;
  /** Of the shown ones, those of which no column is left out. */
  readonly whole: ReadonlySet<IndexedTable>;
}

/** Tables in ranked order, each followed by those that it is joined through, then the others as they stand, for as long as they fit. */
export function chooseTables(request: TablesRequest): ChosenTables {
  const { catalog } = request;
  const columns = catalog.tables.reduce((sum, table) => sum + table.columns.length, 0);
  const everything = columns > columnsTriedMax ? undefined : choose(request, () => Infinity);
  const isAll = everything && catalog.tables.every((table) => everything.shown.has(table) || request.known?.has(table) || originals(catalog).has(table));
  return isAll ? everything : choose(request, columnsMax);
}

function choose(request: TablesRequest, columnsOf: (place: number) => number): ChosenTables {
  const { catalog, known, charsMax } = request;
  const factsOf = request.facts();
  const sections: TableSection[] = [];
  const joins: string[] = [];
  const [shown, whole] = [new Set<IndexedTable>(), new Set<IndexedTable>()];
  let [chars, misfits] = [0, 0];
  for (const [place, entry] of inOrder(request).entries()) {
    if (known?.has(entry.table)) continue;
    const { text, isWhole } = sectionOf(entry, columnsOf(place), request, factsOf);
    const added = joinsWith(catalog, entry.table, shown);
    const heading = sections.some(({ table }) => table.table.schema === entry.table.table.schema) ? '' : headingOf(entry.table, sections.every(({ table }) => table.isInDefaultSchema));
    const size = (heading === '' ? 0 : sizeOf(heading) + 2) + sizeOf(text) + 2 + added.reduce((sum, join) => sum + sizeOf(join) + 2, 0);
    if (chars + size > charsMax) {
      misfits += 1;
      if (misfits >= misfitsMax) break;
      continue;
    }
    chars += size;
    shown.add(entry.table);
    if (isWhole) whole.add(entry.table);
    sections.push({ text, table: entry.table });
    joins.push(...added);
  }
  return { sections: bySchema(sections), joins, shown, whole };
}

interface TableSection {
  readonly text: string;
  readonly table: IndexedTable;
}

function bySchema(sections: readonly TableSection[]): string[] {
  const isView = ({ table }: TableSection) => Number(table.table.kind !== 'table');
  const isElsewhere = ({ table }: TableSection) => Number(!table.isInDefaultSchema);
  const schemas = [...new Set(sections.toSorted((a, b) => isElsewhere(a) - isElsewhere(b)).map(({ table }) => table.table.schema))];
  let isFirst = true;
  return schemas.flatMap((schema) => {
    const own = sections.filter(({ table }) => table.table.schema === schema).toSorted((a, b) => isView(a) - isView(b));
    const heading = own[0] ? headingOf(own[0].table, isFirst) : '';
    if (heading !== '') isFirst = false;
    return [...(heading === '' ? [] : [heading]), ...own.map(({ text }) => text)];
  });
}

/** The first one tells how tables of another schema are written. */
function headingOf({ table: { schema }, isInDefaultSchema }: IndexedTable, isFirst: boolean): string {
  return isInDefaultSchema ? '' : `schema ${schema}${isFirst ? `, written ${schema}.NAME` : ''}:`;
}

function inOrder({ catalog, ranked, known, named }: TablesRequest): RankedTable[] {
  const byTable = new Map(ranked.map((entry) => [entry.table, entry]));
  const entryOf = (table: IndexedTable): RankedTable => byTable.get(table) ?? { table, score: 0, columns: new Map() };
  const best = ranked[0]?.score ?? 0;
  const wanted = known ? ranked.filter(({ score }) => score >= newsMin * best) : ranked;
  const copies = originals(catalog);
  const others = known ? [] : catalog.tables.filter((table) => !copies.has(table));
  const tables = [...named, ...withCompanions(catalog, wanted.map(({ table }) => table)), ...others];
  return [...new Set(tables)].map(entryOf);
}

interface Section {
  readonly text: string;
  readonly isWhole: boolean;
}

function sectionOf(entry: RankedTable, columnsMaxHere: number, { catalog, comments }: TablesRequest, factsOf: FactsOf): Section {
  const only = columnFilter(catalog, entry, columnsMaxHere);
  const copies = copiesOf(catalog, entry.table);
  const facts = (column: IndexedColumn) => factsOf(column, (entry.columns.get(column) ?? 0) >= askedMin);
  return { text: tableText(entry.table, 'columns', { only, terse: true, comments, facts, ...(copies.length > 0 ? { note: copiesText(entry.table, copies) } : {}) }), isWhole: only === undefined };
}

/** Joins to the tables shown before: of keys of several columns, since one of one column stands at that column already, and those that values were seen to bear out. */
function joinsWith(catalog: CatalogIndex, table: IndexedTable, shown: ReadonlySet<IndexedTable>): string[] {
  const told = catalog.edges(table).filter((edge) => (shown.has(edge.from) || shown.has(edge.to)) && isLikely(edge) && (edge.declared ? edge.pairs.length > 1 : edge.share !== undefined));
  return [...new Set(told.map(joinText))].slice(0, joinsMax);
}

/** Of a table with more columns than fit: what the question points at, what it is joined by, what names a row, then the first ones. */
function columnFilter(catalog: CatalogIndex, { table, columns }: RankedTable, countMax: number): ((column: IndexedColumn) => boolean) | undefined {
  if (table.columns.length <= countMax) return undefined;
  const keys = new Set([...table.table.primaryKey, ...table.table.foreignKeys.flatMap((key) => key.columns), ...catalog.edges(table).filter(isLikely).flatMap((edge) => joinColumns(edge, table))]);
  const joining = table.columns.filter((column) => keys.has(column.column.name));
  const naming = table.columns.filter((column) => column.stems.some((word) => word === 'name' || word === 'titl'));
  const kept = new Set([...[...columns.keys()].slice(0, countMax), ...joining, ...naming, ...table.columns].slice(0, countMax + 2));
  return (column) => kept.has(column);
}

function joinColumns({ from, pairs }: JoinEdge, table: IndexedTable): string[] {
  return pairs.map(([left, right]) => (from === table ? left : right));
}
