import type { IndexedTable } from '../catalog/index.ts';
import type { CatalogIndex } from '../catalog/index.ts';
import type { RankedTable } from '../catalog/rank.ts';
import { joinLines, tableText } from '../catalog/schema-text.ts';
import type { ValueHit } from '../catalog/values.ts';
import type { Example } from '../core/model.ts';
import type { Question } from '../core/question.ts';
import type { Target } from './services.ts';

export interface ContextRequest {
  readonly question: Question;
  readonly target: Target;
  readonly catalog: CatalogIndex;
  readonly ranked: readonly RankedTable[];
  readonly values: readonly ValueHit[];
  readonly examples: readonly Example[];
}

/** What may stand in a context; all of it by default. */
export interface ContextOptions {
  readonly values?: boolean;
  readonly comments?: boolean;
  readonly examples?: boolean;
}

/** The context fits into about 1,200 tokens, so that the whole answer stays below 1,500. */
const contextCharsMax = 4_800;
const wideTableColumns = 12;

/** What a writer of SQL needs to know for one question: the tables that matter, their joins, values found in the data, similar questions, rules. */
export function contextText({ target, catalog, ranked, values, examples }: ContextRequest, options: ContextOptions): string {
  const chosen = ranked.length > 0 ? ranked : catalog.tables.slice(0, 10).map((table): RankedTable => ({ table, score: 0, columns: new Set() }));
  const sections: string[] = [];
  let chars = 0;
  const shown = new Set<IndexedTable>();
  for (const entry of chosen) {
    const section = tableText(entry.table, 'columns', columnFilter(entry));
    if (chars + section.length > contextCharsMax * 0.75) continue;
    sections.push(section);
    chars += section.length + 1;
    shown.add(entry.table);
  }
  const joins = joinLines(catalog, shown);
  const found = options.values === false ? [] : values.map((hit) => `${hit.column.table.displayName}.${hit.column.column.name} = '${hit.value}'`);
  const parts = [sections.join('\n')];
  if (joins.length > 0) parts.push(`joins: ${joins.join('; ')}`);
  if (found.length > 0) parts.push(`values found: ${[...new Set(found)].slice(0, 10).join('; ')}`);
  if (options.examples !== false && examples.length > 0) parts.push(`similar questions: ${examples.map(({ question, sql }) => `${question} => ${sql}`).join('; ')}`);
  if (shown.size < catalog.tables.length) parts.push(`${catalog.tables.length - shown.size} more tables are not shown`);
  parts.push(target.dialect.rules);
  return parts.join('\n').slice(0, contextCharsMax);
}

/** Of a wide table only what the question points at, keys, and the first columns. */
function columnFilter(entry: RankedTable) {
  if (entry.table.columns.length <= wideTableColumns) return undefined;
  const { table } = entry.table;
  const keys = new Set([...table.primaryKey, ...table.foreignKeys.flatMap((key) => key.columns)]);
  const first = new Set(entry.table.columns.slice(0, wideTableColumns / 2));
  return (column: (typeof entry.table.columns)[number]) => entry.columns.has(column) || keys.has(column.column.name) || first.has(column);
}
