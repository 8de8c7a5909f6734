import { joinLines, tableText } from '../catalog/schema-text.ts';
import { findValues, rankTables, type RankedTable } from '../catalog/rank.ts';
import type { IndexedTable } from '../catalog/index.ts';
import type { Draft, NeedsSqlAnswer, Timings } from '../core/answer.ts';
import type { Question } from '../core/question.ts';
import type { Knowledge } from './knowledge.ts';
import type { Target } from './services.ts';

/** The context fits into about 1,200 tokens, so that the whole answer stays below 1,500. */
const contextCharsMax = 4_800;
const wideTableColumns = 12;

export interface HandOffRequest {
  readonly question: Question;
  readonly target: Target;
  readonly knowledge: Knowledge;
  readonly drafts: readonly Draft[];
  /** What memory knows that bears on the question. */
  readonly hints: readonly string[];
  readonly reason: string;
  readonly timings: Timings;
}

/** What a host needs to write the SQL itself: the tables that matter for the question, values found in the data, joins, rules. */
export function handOff({ question, target, knowledge, drafts, hints, reason, timings }: HandOffRequest): NeedsSqlAnswer {
  return {
    status: 'needs_sql',
    database: target.name,
    dialect: target.dialect.name,
    reason,
    context: contextFor(question, target, knowledge, hints),
    drafts: drafts.slice(0, 2),
    nextStep: 'Write one SELECT from this context and call run_sql with it and this question. If a table is missing, call get_schema with search.',
    timings,
  };
}

export function contextFor(question: Question, target: Target, { catalog, values }: Knowledge, hints: readonly string[]): string {
  const text = [...question.history.slice(-3), question.text].join(' ');
  const ranked = rankTables(catalog, text, values);
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
  const found = findValues(text, values).map((hit) => `${hit.column.table.displayName}.${hit.column.column.name} = '${hit.value}'`);
  const parts = [sections.join('\n')];
  if (joins.length > 0) parts.push(`joins: ${joins.join('; ')}`);
  if (found.length > 0) parts.push(`values found: ${[...new Set(found)].slice(0, 10).join('; ')}`);
  if (shown.size < catalog.tables.length) parts.push(`${catalog.tables.length - shown.size} more tables are not shown`);
  parts.push(...hints, target.dialect.rules);
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
