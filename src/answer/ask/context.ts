import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import { originals } from '../../catalog/near-duplicates.ts';
import type { RankedTable } from '../../catalog/rank.ts';
import type { ValueHit, ValueIndex } from '../../catalog/values.ts';
import type { Example } from '../../core/model.ts';
import type { Declared } from '../../semantics/declared/read.ts';
import { semanticsOf } from '../../semantics/infer.ts';
import type { Target } from '../target/target.ts';
import { columnFacts } from './column-facts.ts';
import { type ChosenTables, chooseTables } from './context-tables.ts';
import { sizeOf } from './text-size.ts';

export interface ContextRequest {
  readonly target: Target;
  readonly catalog: CatalogIndex;
  readonly sampled: ValueIndex;
  /** What people and models said of the database. */
  readonly declared: Declared | undefined;
  readonly ranked: readonly RankedTable[];
  readonly values: readonly ValueHit[];
  /** Names and quoted texts of the question that no sampled value holds. */
  readonly missing: readonly string[];
  readonly examples: readonly Example[];
  readonly terms: readonly string[];
}

/** What may stand in a context (all of it by default), and how long it may be as JSON text. */
export interface ContextOptions {
  readonly charsMax?: number;
  readonly values?: boolean;
  readonly comments?: boolean;
  readonly examples?: boolean;
  /** Tables that the reader has seen: left out, as is all that stays the same from question to question. */
  readonly known?: ReadonlySet<IndexedTable> | undefined;
  /** Texts that the reader gets beside the context: the tables that they name are in it. */
  readonly beside?: readonly string[];
}

export interface Context {
  readonly text: string;
  /** The tables that it shows whole. */
  readonly shown: ReadonlySet<IndexedTable>;
}

/** About 1,200 tokens. */
const charsMaxDefault = 4_800;
const valuesMax = 10;
const partCharsMax = { values: 250, missing: 150, examples: 900, terms: 600, names: 2_000 } as const;

const typesUnsaid = 'columns without a type: text, or as what they refer to (->)';
const restUnsaid = 'NAME(COLUMNS): names only';

/** What a writer of SQL needs to know for one question: the tables that matter, their joins, values found in the data, similar questions, rules. */
export function contextText(request: ContextRequest, options: ContextOptions): Context {
  const { target, catalog, values, examples, missing } = request;
  const { known } = options;
  const told = options.values !== false;
  const semantics = semanticsOf(catalog, request.sampled, request.declared);
  const similar = options.examples === false ? '' : listed('similar questions', examples.map(({ question, sql }) => `${question} => ${sql}`), partCharsMax.examples);
  const absent = told ? listed('not among the sampled values', missing.map((text) => `"${text}"`), partCharsMax.missing) : '';
  const fixed = [absent, listed('terms', request.terms, partCharsMax.terms), similar, known ? '' : target.dialect.rules].filter((part) => part !== '');
  const named = namedIn(catalog, options.beside ?? []);
  const names = known ? '' : allNames(catalog);
  const reserved = sizeOf(fixed.join('\n')) + (told && values.length > 0 ? partCharsMax.values : 0) + 62 + typesUnsaid.length + restUnsaid.length + 2 + names.length;
  const charsMax = Math.max(0, (options.charsMax ?? charsMaxDefault) - reserved);
  const chosen = chooseTables({ catalog, ranked: request.ranked, known, named, comments: options.comments !== false, facts: () => (told ? columnFacts({ sampled: request.sampled, semantics }) : () => ''), charsMax });
  const seen = new Set([...(known ?? []), ...chosen.shown]);
  const parts = [legend(chosen, known === undefined), ...chosen.sections, ...(chosen.joins.length > 0 ? [`joins: ${chosen.joins.join('; ')}`] : [])];
  if (told) parts.push(listed('values found', valueTexts(values, seen), partCharsMax.values));
  parts.push(restText(catalog, seen, { named: names !== '', isNew: known === undefined }), ...fixed);
  return { text: parts.filter((part) => part !== '').join('\n'), shown: chosen.whole };
}

/** How the tables are to be read, for somebody who has not seen any before. */
function legend({ sections, hasBrief }: ChosenTables, isNew: boolean): string {
  return [...(isNew && sections.length > 0 ? [typesUnsaid] : []), ...(hasBrief ? [restUnsaid] : [])].join('; ');
}

/** Tables whose name stands in a text. */
function namedIn(catalog: CatalogIndex, texts: readonly string[]): IndexedTable[] {
  const words = texts.flatMap((text) => text.match(/[\p{L}_][\p{L}\p{N}_$.]*/gu) ?? []);
  return [...new Set(words.flatMap((word) => catalog.table(word) ?? []))].slice(0, 8);
}

/** The names of all tables but copies, where they fit. */
function allNames(catalog: CatalogIndex): string {
  const copies = originals(catalog);
  const names = catalog.tables.filter((table) => !copies.has(table)).map(({ displayName }) => displayName).join(', ');
  return names.length <= partCharsMax.names ? names : '';
}

function restText(catalog: CatalogIndex, seen: ReadonlySet<IndexedTable>, { named, isNew }: { readonly named: boolean; readonly isNew: boolean }): string {
  if (!isNew) return '';
  const copies = originals(catalog);
  const rest = catalog.tables.filter((table) => !seen.has(table) && !copies.has(table));
  if (rest.length === 0) return '';
  return named ? `not shown: ${rest.map(({ displayName }) => displayName).join(', ')}` : `${rest.length} more tables are not shown`;
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
