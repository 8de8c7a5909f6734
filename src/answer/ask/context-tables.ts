import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { withCompanions } from '../../catalog/companions.ts';
import { isLikely, joinText } from '../../catalog/joins.ts';
import { copiesOf, copiesText, originals } from '../../catalog/near-duplicates.ts';
import type { RankedTable } from '../../catalog/rank.ts';
import { displayColumns, isKey } from '../../catalog/roles.ts';
import { tableInBrief, tableText } from '../../catalog/schema-text.ts';
import type { FactsOf } from './column-facts.ts';
import { sizeOf } from './text-size.ts';

/** Columns of a table by its place in the ranking: the first tables are shown nearly whole, the last ones by what points at them. */
const columnsMax = (place: number) => (place < 4 ? 26 : place < 12 ? 20 : 16);
/** So many at most are told in detail first; the others by the names of their columns, so that a question that several areas fit finds its own among them. */
const detailedFirst = 4;
/** What is less than this share as likely as the best is not told in detail first, whoever names it. */
const detailedMin = 0.5;
/** So far behind, tables are told in outline: to show more of them finds more of those that are needed than to show all of their columns. */
const outlinedFrom = 28;
/** Columns that lead to one of so many tables, the first ones, stand in an outline. */
const likelyMax = 60;
/** A table of no more columns is outlined by all of them. */
const outlinedMin = 4;
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

/** All columns with their types and what is told of them; the names of all; or the names of those that a statement is likeliest to read. */
type Form = 'detail' | 'brief' | 'outline';

function choose(request: TablesRequest, { columnsOf, detailed }: Extent): ChosenTables {
  const { catalog, known, charsMax } = request;
  const tables = inOrder(request);
  const sectionOf = writer(request, { columnsOf, likely: new Set(tables.slice(0, likelyMax).map(({ table }) => table)) });
  const clear = detailedMin * (request.ranked[0]?.score ?? 0);
  const sections: TableSection[] = [];
  const joins: string[] = [];
  const shown = new Map<IndexedTable, Form>();
  let [chars, misfits] = [0, 0];
  for (const [place, entry] of tables.entries()) {
    if (known?.has(entry.table)) continue;
    const isClear = detailed === Infinity || sections.length === 0 || entry.score >= clear;
    const form = sections.length < detailed && isClear ? 'detail' : place < outlinedFrom ? 'brief' : 'outline';
    const section = sectionOf(entry, place, form);
    shown.set(entry.table, form);
    const added = joinsWith(catalog, entry.table, shown);
    const heading = sections.some(({ table }) => table.table.schema === entry.table.table.schema) ? '' : headingOf(entry.table, sections.every(({ table }) => table.isInDefaultSchema));
    const size = (heading === '' ? 0 : sizeOf(heading) + 2) + sizeOf(section.text) + 2 + added.reduce((sum, join) => sum + sizeOf(join) + 2, 0);
    if (chars + size > charsMax) {
      shown.delete(entry.table);
      misfits += 1;
      if (misfits >= misfitsMax) break;
      continue;
    }
    chars += size;
    sections.push({ ...section, table: entry.table, as: (other) => sectionOf(entry, place, other) });
    joins.push(...added);
  }
  const told = withRoom(sections, charsMax - chars);
  return { sections: bySchema(told), joins, shown: new Set(shown.keys()), whole: new Set(told.filter(({ isWhole }) => isWhole).map(({ table }) => table)), hasBrief: told.some(({ form }) => form !== 'detail') };
}

interface Section {
  readonly text: string;
  /** No column is left out, and nothing of those that are there. */
  readonly isWhole: boolean;
  readonly form: Form;
}

interface TableSection extends Section {
  readonly table: IndexedTable;
  readonly as: (form: Form) => Section;
}

type Writer = (entry: RankedTable, place: number, form: Form) => Section;

function writer(request: TablesRequest, { columnsOf, likely }: Pick<Extent, 'columnsOf'> & { readonly likely: ReadonlySet<IndexedTable> }): Writer {
  const factsOf = request.facts();
  return (entry, place, form) => {
    if (form === 'detail') return inDetail(entry, columnsOf(place), request, factsOf);
    const filter = columnFilter(request.catalog, entry, columnsOf(place));
    return inBrief(entry, form === 'brief' ? filter : outlined(request.catalog, entry, { filter, likely }), { catalog: request.catalog, form });
  };
}

/** The same, with what room is left: first the names of all columns, then details, for as many as fit, the first ones first. */
function withRoom(sections: readonly TableSection[], room: number): TableSection[] {
  let left = room;
  const as = (to: Form, from: Form) => {
    let misfits = 0;
    return (section: TableSection) => {
      if (section.form !== from || misfits >= misfitsMax) return section;
      const fuller = section.as(to);
      const more = sizeOf(fuller.text) - sizeOf(section.text);
      if (more > left) {
        misfits += 1;
        return section;
      }
      left -= more;
      return { ...section, ...fuller };
    };
  };
  return sections.map(as('brief', 'outline')).map(as('detail', 'brief'));
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
  return { text: tableText(entry.table, 'columns', { only, terse: true, comments, facts, ...noteOf(catalog, entry.table) }), isWhole: only === undefined, form: 'detail' };
}

function inBrief({ table }: RankedTable, only: ColumnFilter, { catalog, form }: { readonly catalog: CatalogIndex; readonly form: Form }): Section {
  return { text: tableInBrief(table, { only, ...noteOf(catalog, table) }), isWhole: false, form };
}

function noteOf(catalog: CatalogIndex, table: IndexedTable): { readonly note?: string } {
  const copies = copiesOf(catalog, table);
  return copies.length > 0 ? { note: copiesText(table, copies) } : {};
}

/**
 * Joins to the tables shown before: of keys of several columns, since one of one column stands at that column already, and those that values
 * were seen to bear out; of tables in brief only where the columns are not called alike.
 */
function joinsWith(catalog: CatalogIndex, table: IndexedTable, shown: ReadonlyMap<IndexedTable, Form>): string[] {
  const isDetailed = (edge: JoinEdge) => shown.get(edge.from) === 'detail' && shown.get(edge.to) === 'detail';
  const isEvident = ({ pairs: [[left, right] = ['', '']] }: JoinEdge) => left.toLowerCase() === right.toLowerCase();
  const told = catalog.edges(table).filter((edge) => shown.has(edge.from) && shown.has(edge.to) && isLikely(edge)
    && (edge.declared ? edge.pairs.length > 1 : edge.share !== undefined && (isDetailed(edge) || !isEvident(edge))));
  return [...new Set(told.map(joinText))].slice(0, joinsMax);
}

type ColumnFilter = ((column: IndexedColumn) => boolean) | undefined;

/** Of a table with more columns than fit: what the question points at, what it is joined by, what names a row, then the first ones. */
function columnFilter(catalog: CatalogIndex, { table, columns }: RankedTable, countMax: number): ColumnFilter {
  if (table.columns.length <= countMax) return undefined;
  const keys = new Set([...table.table.primaryKey, ...table.table.foreignKeys.flatMap((key) => key.columns), ...catalog.edges(table).filter(isLikely).flatMap((edge) => joinColumns(edge, table))]);
  const joining = table.columns.filter((column) => keys.has(column.column.name));
  const naming = table.columns.filter((column) => column.stems.some((word) => word === 'name' || word === 'titl'));
  const kept = new Set([...[...columns.keys()].slice(0, countMax), ...joining, ...naming, ...table.columns].slice(0, countMax + 2));
  return (column) => kept.has(column);
}

/** Of a table far behind: what the question points at, its figures and dates, its key, what its rows are called, and what joins it to a likely one; no other texts. */
function outlined(catalog: CatalogIndex, { table, columns }: RankedTable, { filter, likely }: { readonly filter: ColumnFilter; readonly likely: ReadonlySet<IndexedTable> }): ColumnFilter {
  if (table.columns.length < outlinedMin) return filter;
  const joining = catalog.edges(table).filter((edge) => isLikely(edge) && edge.from !== edge.to && likely.has(edge.from === table ? edge.to : edge.from)).flatMap((edge) => joinColumns(edge, table));
  const [keys, naming] = [new Set([...table.table.primaryKey, ...joining]), new Set(displayColumns(table))];
  return (column) => (filter?.(column) ?? true) && (columns.has(column) || isFigure(column) || naming.has(column) || keys.has(column.column.name));
}

function isFigure(column: IndexedColumn): boolean {
  return column.column.family !== 'text' && !isKey(column);
}

function joinColumns({ from, pairs }: JoinEdge, table: IndexedTable): string[] {
  return pairs.map(([left, right]) => (from === table ? left : right));
}
