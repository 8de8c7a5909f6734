import { told, type FeatureVector } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import { displayColumns } from '../../catalog/roles.ts';
import { columnToPattern, patternToText } from '../../language/en/linking-words.ts';
import { holdingWords } from '../../language/en/patterns.ts';
import { type Lattice, skipStopWords, triggerAt, type TriggerLink, wordAt } from '../link/lattice.ts';
import { tablesInPlay } from './columns.ts';
import { type Fragment, fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "name contains West", "starting with the letter A", "has the substring East", "with D in their first name". */
export const patternFilter: Rule = (lattice, at) => [
  ...(lattice.columns[at] ?? []).filter(({ column }) => isText(column)).flatMap((link) => {
    const start = skipStopWords(lattice, link.to, columnToPattern);
    return after(lattice, at, start, [{ column: link.column, features: linkFeatures(link) }], hasNot(lattice, link.to, start));
  }),
  ...(triggerAt(lattice, at, 'contains', 'starts', 'ends') && !holdsRows(lattice, at) ? after(lattice, at, at, tablesInPlay(lattice).slice(0, 2).flatMap((table) => displayColumns(table).slice(0, 1)).map((column) => ({ column, features: { 'pattern:default': 1 } })), false) : []),
  ...substringIn(lattice, at),
];

/** "albums containing tracks": those that have some, whatever they are called. */
function holdsRows(lattice: Lattice, at: number): boolean {
  const place = skipStopWords(lattice, triggerAt(lattice, at, 'contains')?.to ?? at);
  return lattice.tokens[place]?.kind === 'word' && place > at && (lattice.tables[place] ?? []).some(({ score }) => score > 0.9);
}

interface Target {
  readonly column: IndexedColumn;
  readonly features: FeatureVector;
}

function isText(column: IndexedColumn): boolean {
  return column.column.family === 'text' || column.column.family === 'enum' || column.column.family === 'date' || column.column.family === 'timestamp';
}

function hasNot(lattice: Lattice, from: number, to: number): boolean {
  return lattice.tokens.slice(from, to).some((token) => token.lower === 'not');
}

function after(lattice: Lattice, from: number, at: number, targets: readonly Target[], negated: boolean): Fragment[] {
  const trigger = triggerAt(lattice, at, 'contains', 'starts', 'ends');
  if (!trigger) return [];
  const place = skipStopWords(lattice, trigger.to, patternToText);
  const token = lattice.tokens[place];
  if (!token || token.kind === 'punctuation') return [];
  const { kind } = token;
  const [text, to] = [token.text, place + 1];
  return targets.flatMap(({ column, features }) => {
    const named = (lattice.columns[skipStopWords(lattice, to)] ?? []).find((link) => link.column === column);
    return [fragment('pattern', { from, to: named?.to ?? to }, [{ kind: 'filter', filter: { kind: 'like', column, pattern: patternOf(trigger, text), negated } }], { ...features, ...told(`pattern:${kind}`) })];
  });
}

function patternOf(trigger: TriggerLink, text: string): string {
  const escaped = text.replaceAll('%', '').trim();
  return `${trigger.name === 'starts' ? '' : '%'}${escaped}${trigger.name === 'ends' ? '' : '%'}`;
}

/** "the word X in the title", "with love in the name" */
function substringIn(lattice: Lattice, at: number): Fragment[] {
  const token = lattice.tokens[at];
  const said = token?.kind === 'word' && (holdingWords.has(wordAt(lattice, at - 1)) || (token.text.length === 1 && /\p{Lu}/u.test(token.text)));
  if (!token || (token.kind !== 'quoted' && !said)) return [];
  if (!['in', 'as'].includes(lattice.tokens[at + 1]?.lower ?? '')) return [];
  return (lattice.columns[skipStopWords(lattice, at + 2)] ?? []).filter(({ column }) => isText(column)).map((link) =>
    fragment('pattern-in', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'like', column: link.column, pattern: `%${token.text}%`, negated: false } }], linkFeatures(link)));
}
