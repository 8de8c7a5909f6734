import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { withCompanions } from '../../catalog/companions.ts';
import { isLikely, joinText } from '../../catalog/joins.ts';
import { copiesOf, copiesText, originals } from '../../catalog/near-duplicates.ts';
import type { RankedTable } from '../../catalog/rank.ts';
import { tableInBrief, tableText } from '../../catalog/schema-text.ts';
import type { FactsOf } from './column-facts.ts';
import { sizeOf } from './text-size.ts';

/** Columns of a table by its place in the ranking: the first tables are shown nearly whole, the last ones by what points at them. */
const columnsMax = (place: number) => (place < 4 ? 26 : place < 12 ? 20 : 16);
/** So many are told in detail first; the others by the names of their columns, so that a question that several areas fit finds its own among them. */
const detailedFirst = 4;
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
  /** Whether some have but the names of their columns. */
  readonly hasBrief: boolean;
}

/**
 * Tables in ranked order, each followed by those that it is joined through, then the others as they stand, for as long as they fit: the first
 * ones in detail, the others in brief; what room is left then goes to details of these.
 */
export function chooseTables(request: TablesRequest): ChosenTables {
  const { catalog } = request;
  const columns = catalog.tables.reduce((sum, table) => sum + table.columns.length, 0);
  const everything = columns > columnsTriedMax ? undefined : choose(request, { columnsOf: () => Infinity, detailed: Infinity });
  const isAll = everything && catalog.tables.every((table) => everything.shown.has(table) || request.known?.has(table) || originals(catalog).has(table));
  return isAll ? everything : choose(request, { columnsOf: columnsMax, detailed: detailedFirst });
}

interface Extent {
  /** Columns of a table by its place in the ranking. */
  readonly columnsOf: (place: number) => number;
  /** So many tables are told in detail, whatever else could be shown in their room. */
  readonly detailed: number;
}

function choose(request: TablesRequest, { columnsOf, detailed }: Extent): ChosenTables {
  const { catalog, known, charsMax } = request;
  const factsOf = request.facts();
  const sections: TableSection[] = [];
  const joins: string[] = [];
  const shown = new Set<IndexedTable>();
  let [chars, misfits] = [0, 0];
  for (const [place, entry] of inOrder(request).entries()) {
    if (known?.has(entry.table)) continue;
    const section = sections.length < detailed ? inDetail(entry, columnsOf(place), request, factsOf) : inBrief(entry, columnsOf(place), catalog);
    const added = joinsWith(catalog, entry.table, shown);
    const heading = sections.some(({ table }) => table.table.schema === entry.table.table.schema) ? '' : headingOf(entry.table, sections.every(({ table }) => table.isInDefaultSchema));
    const size = (heading === '' ? 0 : sizeOf(heading) + 2) + sizeOf(section.text) + 2 + added.reduce((sum, join) => sum + sizeOf(join) + 2, 0);
    if (chars + size > charsMax) {
      misfits += 1;
      if (misfits >= misfitsMax) break;
      continue;
    }
    chars += size;
    shown.add(entry.table);
    sections.push({ ...section, table: entry.table, inDetail: () => inDetail(entry, columnsOf(place), request, factsOf) });
    joins.push(...added);
  }
  const told = withDetails(sections, charsMax - chars);
  return { sections: bySchema(told), joins, shown, whole: new Set(told.filter(({ isWhole }) => isWhole).map(({ table }) => table)), hasBrief: told.some(({ isBrief }) => isBrief) };
}

interface Section {
  readonly text: string;
  /** No column is left out, and nothing of those that are there. */
  readonly isWhole: boolean;
  readonly isBrief: boolean;
}

interface TableSection extends Section {
  readonly table: IndexedTable;
  readonly inDetail: () => Section;
}

/** The same, but of those in brief as many in detail as there is room for, the first ones first. */
function withDetails(sections: readonly TableSection[], room: number): TableSection[] {
  let [left, misfits] = [room, 0];
  return sections.map((section) => {
    if (!section.isBrief || misfits >= misfitsMax) return section;
    const detailed = section.inDetail();
    const more = sizeOf(detailed.text) - sizeOf(section.text);
    if (more > left) {
      misfits += 1;
      return section;
    }
    left -= more;
    return { ...section, ...detailed };
  });
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

function inDetail(entry: RankedTable, columnsMaxHere: number, { catalog, comments }: TablesRequest, factsOf: FactsOf): Section {
  const only = columnFilter(catalog, entry, columnsMaxHere);
  const facts = (column: IndexedColumn) => factsOf(column, (entry.columns.get(column) ?? 0) >= askedMin);
  return { text: tableText(entry.table, 'columns', { only, terse: true, comments, facts, ...noteOf(catalog, entry.table) }), isWhole: only === undefined, isBrief: false };
}

function inBrief(entry: RankedTable, columnsMaxHere: number, catalog: CatalogIndex): Section {
  return { text: tableInBrief(entry.table, { only: columnFilter(catalog, entry, columnsMaxHere), ...noteOf(catalog, entry.table) }), isWhole: false, isBrief: true };
}

function noteOf(catalog: CatalogIndex, table: IndexedTable): { readonly note?: string } {
  const copies = copiesOf(catalog, table);
  return copies.length > 0 ? { note: copiesText(table, copies) } : {};
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
