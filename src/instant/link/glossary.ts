import type { CatalogIndex, IndexedColumn, Named } from '../../catalog/index.ts';
import type { GlossaryEntry } from '../../core/glossary.ts';
import type { RowExpression } from '../../semantics/model.ts';
import { stemsOf } from '../../language/en/lexicon.ts';
import type { Filter, Measure } from '../plan.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import { isMeant } from './meant.ts';
import type { Span } from './span.ts';

/** What an entry of the glossary makes of the words that it explains. */
export type TermMeaning =
  | { readonly kind: 'named'; readonly named: Named }
  | { readonly kind: 'words'; readonly stems: readonly string[] }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'nothing' };

export interface TermLink extends Span {
  readonly meaning: TermMeaning;
}

/** Every place where the question uses a term of the glossary; entries that name no known column are passed over. */
export function linkTerms(tokens: readonly QuestionToken[], catalog: CatalogIndex, glossary: readonly GlossaryEntry[]): TermLink[] {
  return glossary.flatMap((entry) => {
    const meaning = meaningOf(entry, catalog);
    const term = stemsOf(entry.term.toLowerCase());
    if (!meaning || term.length === 0) return [];
    const says = (at: number) => term.every((word, offset) => tokens[at + offset]?.kind === 'word' && tokens[at + offset]?.stem === word);
    return tokens.flatMap((_, at) => (says(at) && isMeant(tokens, at, term.length, entry.term.toLowerCase()) ? [{ from: at, to: at + term.length, meaning }] : []));
  });
}

function meaningOf(entry: GlossaryEntry, catalog: CatalogIndex): TermMeaning | undefined {
  if ('means' in entry) return synonym(entry.means, catalog);
  const column = columnOf(entry.column, catalog);
  if (!column) return undefined;
  if ('value' in entry) return { kind: 'filter', filter: { kind: 'compare', column, operator: entry.operator ?? '=', value: entry.value } };
  const times = entry.times === undefined ? undefined : columnOf(entry.times, catalog);
  return { kind: 'measure', measure: { kind: 'aggregate', function: entry.metric, column, distinct: false, ...(times ? { of: product(column, times) } : {}) } };
}

function product(column: IndexedColumn, times: IndexedColumn): RowExpression {
  return { kind: 'arithmetic', operator: '*', left: { kind: 'column', column }, right: { kind: 'column', column: times } };
}

function synonym(means: string, catalog: CatalogIndex): TermMeaning {
  if (means.trim() === '') return { kind: 'nothing' };
  const named = columnOf(means, catalog) ?? (means.includes(' ') ? undefined : catalog.table(means));
  return named ? { kind: 'named', named } : { kind: 'words', stems: stemsOf(means.toLowerCase()) };
}

function columnOf(path: string, catalog: CatalogIndex): IndexedColumn | undefined {
  const dot = path.lastIndexOf('.');
  const name = path.slice(dot + 1).toLowerCase();
  return dot < 0 ? undefined : catalog.table(path.slice(0, dot))?.columns.find(({ column }) => column.name.toLowerCase() === name);
}
