import type { ForeignKey } from '../core/catalog.ts';
import type { IndexedColumn, IndexedTable } from './index.ts';
import { identifierWords } from '../language/en/identifiers.ts';
import { stem } from '../language/en/stem.ts';
import { commentFiller } from '../language/en/stop-words.ts';

export type SchemaDetail = 'names' | 'columns' | 'full';

/** Types as a reader of a schema needs them: without lengths and synonyms. The first match counts. */
const shortTypes: readonly (readonly [RegExp, string])[] = [
  [/^boolean|^tinyint\(1\)/i, 'bool'],
  [/^character varying|^n?varchar|^character\b|^n?char\b|^bpchar|^(tiny|medium|long)?text/i, 'text'],
  [/^(big|small|medium|tiny)?int(eger)?\b|^(big)?serial/i, 'int'],
  [/^timestamp with time zone/i, 'timestamptz'],
  [/^timestamp|^datetime/i, 'timestamp'],
  [/^time /i, 'time'],
  [/^double precision|^real|^float|^double/i, 'float'],
  [/^(numeric|decimal)/i, 'decimal'],
];

export function shortType(type: string): string {
  const short = shortTypes.find(([pattern]) => pattern.test(type))?.[1] ?? type.replace(/\(.*\)/, '').toLowerCase();
  return type.endsWith('[]') && !short.endsWith('[]') ? `${short}[]` : short;
}

export interface TableTextOptions {
  /** Keeps columns out that do not matter for a question. */
  readonly only?: ((column: IndexedColumn) => boolean) | undefined;
  /** False leaves comments out. */
  readonly comments?: boolean;
  /** Values of a column, listed beside its type. */
  readonly values?: (column: IndexedColumn) => readonly string[];
  /** What else is told of a column, as it is. */
  readonly facts?: (column: IndexedColumn) => string;
  /** The reader knows which schema is spoken of, so that its tables are written by their names alone, and that text is what has no type, or that of the key that it refers to. */
  readonly terse?: boolean;
  /** What is to be known of the table besides. */
  readonly note?: string;
  /** Comments that the text before has already given, by column name; what is given here is added. */
  readonly told?: Set<string>;
}

/** One table as compact text at the wanted depth. */
export function tableText(table: IndexedTable, detail: SchemaDetail, { only, comments = true, values = () => [], facts = () => '', terse = false, note, told }: TableTextOptions = {}): string {
  if (detail === 'names') return table.displayName;
  const shown = only ? table.columns.filter(only) : table.columns;
  const hidden = table.columns.length - shown.length;
  const columns = shown.map((shownColumn) => columnText(shownColumn, detail, { terse, isTold: (comment) => comments && isNews(shownColumn.column.name, comment, told), values: values(shownColumn), facts: facts(shownColumn) }));
  if (hidden > 0) columns.push(`… ${hidden} more`);
  const comment = comments && table.table.comment && !restates(table.table.comment, table.table.name) ? ` -- ${table.table.comment}` : '';
  const lines = [`${headingOf(table, terse ? table.table.name : table.displayName, note)}${comment}`, `  ${columns.join(', ')}`];
  if (detail === 'full') lines.push(...fullLines(table));
  return lines.join('\n');
}

/** One table on one line, with no more of its columns than their names, and what they refer to where these do not say it: `orders(id, customer_id, packer -> staff)`. */
export function tableInBrief(table: IndexedTable, { only, note }: Pick<TableTextOptions, 'only' | 'note'> = {}): string {
  const names = (only ? table.columns.filter(only) : table.columns).map((column) => {
    const target = keyOf(column);
    return !target || saysTarget(column, target) ? column.column.name : `${column.column.name} -> ${tableOf(target, table, true)}`;
  });
  const hidden = table.columns.length - names.length;
  return `${headingOf(table, table.table.name, note)}(${[...names, ...(hidden > 0 ? ['…'] : [])].join(', ')})`;
}

/** The key of this column alone. */
function keyOf({ column, table }: IndexedColumn): ForeignKey | undefined {
  return table.table.foreignKeys.find((key) => key.columns.length === 1 && key.columns[0] === column.name);
}

/** `customer_id` for customers, or the very name of the column there. */
function saysTarget({ column, stems }: IndexedColumn, { referencesTable, referencesColumns }: ForeignKey): boolean {
  return referencesColumns[0] === column.name || identifierWords(referencesTable).every((word) => stems.includes(stem(word)));
}

/** What kind of table it is, unless it is an ordinary one, and what is to be known of it. */
function headingOf({ table }: IndexedTable, name: string, note: string | undefined): string {
  return `${name}${table.kind === 'table' ? '' : ` (${table.kind})`}${note === undefined ? '' : ` [${note}]`}`;
}

interface Told {
  readonly terse: boolean;
  readonly isTold: (comment: string) => boolean;
  readonly values: readonly string[];
  readonly facts: string;
}

function columnText(shown: IndexedColumn, detail: SchemaDetail, { terse, isTold, values, facts }: Told): string {
  const { column, table } = shown;
  const target = keyOf(shown);
  const type = detail === 'full' ? column.type : shortType(column.type);
  const parts = terse && (target || type === 'text') ? [column.name] : [column.name, type];
  if (table.table.primaryKey.includes(column.name)) parts.push('pk');
  else if (detail === 'full' && !column.nullable) parts.push('not null');
  if (target) parts.push(`-> ${tableOf(target, table, terse)}${detail === 'full' ? `.${target.referencesColumns[0]}` : ''}`);
  const listed = column.enumValues?.slice(0, 12) ?? values;
  if (listed.length > 0) parts.push(`{${listed.join('|')}}`);
  if (facts !== '') parts.push(facts);
  if (column.comment && (detail === 'full' || !restates(column.comment, `${column.name} ${table.table.name}`)) && isTold(column.comment)) parts.push(`"${column.comment}"`);
  return parts.join(' ');
}

/** As it must be written beside this table: a name without a schema would be one of the default schema. */
function tableOf({ referencesSchema, referencesTable }: ForeignKey, { table, isInDefaultSchema }: IndexedTable, inSchema = false): string {
  return (isInDefaultSchema || inSchema) && referencesSchema === table.schema ? referencesTable : `${referencesSchema}.${referencesTable}`;
}

/** What was said of a column of one name is not said again of the next. */
function isNews(name: string, comment: string, told: Set<string> | undefined): boolean {
  const key = `${name}\n${comment}`;
  if (told?.has(key)) return false;
  told?.add(key);
  return true;
}

/** A comment that only says the name again costs tokens and tells nothing. */
function restates(comment: string, name: string): boolean {
  const words = comment.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const lower = name.toLowerCase();
  return words.every((word) => commentFiller.has(word) || lower.includes(word) || lower.includes(word.replace(/s$/, '')));
}

function fullLines(table: IndexedTable): string[] {
  const lines: string[] = [];
  if (table.table.rowEstimate !== undefined) lines.push(`  about ${table.table.rowEstimate} rows`);
  for (const key of table.table.foreignKeys) if (key.columns.length > 1) lines.push(`  foreign key (${key.columns.join(', ')}) -> ${tableOf(key, table)} (${key.referencesColumns.join(', ')})`);
  for (const index of table.table.indexes) lines.push(`  ${index.unique ? 'unique ' : ''}index ${index.name} (${index.columns.join(', ')})`);
  return lines;
}
