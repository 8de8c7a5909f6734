import type { CatalogSnapshot, CatalogTable } from '../core/catalog.ts';
import { cut } from '../std/cut.ts';
import { type Mention, mentionsIn } from './access/mentions.ts';
import type { SqlDialect } from './dialect.ts';
import { meansSomethingElse } from './foreign-syntax.ts';
import { isName } from './identifiers.ts';
import type { Token } from './lexer.ts';
import { tablePositions } from './table-positions.ts';
import { TablesRead } from './tables-read.ts';
import { ungrouped } from './ungrouped.ts';

/** So many are told; a long statement may make the same mistake a thousand times. */
const mistakesMax = 10;
const valueCharsMax = 60;

/** What runs and is most likely not meant. Judged by the tokens: where it is not sure it says nothing. */
export function mistakesIn(tokens: readonly Token[], snapshot: CatalogSnapshot, dialect: SqlDialect): string[] {
  const words = tokens.map((token) => (token.kind === 'word' ? token.text.toLowerCase() : ''));
  const mentions = mentionsIn(tokens);
  const positions = tablePositions(tokens);
  const read = new TablesRead(tokens, { mentions, positions }, snapshot);
  const found = [
    ...comparedWithNull(tokens, words),
    ...crossJoined(tokens, words, positions),
    ...multiplied(tokens, words, mentions, read),
    ...typesMixed(tokens, mentions, read),
    ...ungrouped(tokens, words, read),
    ...meansSomethingElse(tokens, dialect),
  ];
  if (found.length === 0) return found;
  return [...new Set(found)].slice(0, mistakesMax);
}

function comparedWithNull(tokens: readonly Token[], words: readonly string[]): string[] {
  const compared = words.some((word, index) => word === 'null' && /^(=|<>|!=|<|>)$/.test(tokens[index - 1]?.text ?? '') && !isNullSafe(tokens, index));
  return compared ? ['a comparison with NULL is never true: use IS NULL'] : [];
}

/** `<=>`, the comparison that holds of two NULLs. */
function isNullSafe(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.text === '>' && tokens[index - 2]?.text === '=' && tokens[index - 3]?.text === '<';
}

function crossJoined(tokens: readonly Token[], words: readonly string[], positions: readonly boolean[]): string[] {
  if (words.includes('where') || words.includes('lateral') || words.includes('unnest')) return [];
  const at = tokens.findIndex((token, index) => token.text === ',' && tokens[index + 1] !== undefined && isName(tokens[index + 1] ?? token) && tokens[index + 2]?.text !== '(' && positions[index + 1]);
  return at < 0 ? [] : ['tables are joined without a condition: every row of one meets every row of the other'];
}

/** `sum(parent.column)` while a child of the parent is joined: each parent counts as often as it has children. */
function multiplied(tokens: readonly Token[], words: readonly string[], mentions: readonly Mention[], read: TablesRead): string[] {
  if (!(words.includes('sum') || words.includes('avg')) || words.indexOf('select') !== words.lastIndexOf('select')) return [];
  const children = new Map<CatalogTable, CatalogTable | undefined>();
  const childOf = (parent: CatalogTable) => {
    if (!children.has(parent)) children.set(parent, [...read.tables].find((table) => table !== parent && table.foreignKeys.some((key) => key.referencesTable === parent.name && key.referencesSchema === parent.schema)));
    return children.get(parent);
  };
  return mentions.flatMap(({ index, text, owner }) => {
    if (owner === undefined || !/^(sum|avg)$/i.test(tokens[index - 4]?.text ?? '') || tokens[index - 3]?.text !== '(') return [];
    const parent = read.ofAlias(owner);
    const child = parent && childOf(parent);
    return child ? [`${child.name} repeats rows of ${parent.name}: ${owner}.${text} is counted once for each of them`] : [];
  });
}

function typesMixed(tokens: readonly Token[], mentions: readonly Mention[], read: TablesRead): string[] {
  return mentions.flatMap(({ index, text, owner }) => {
    const value = tokens[index + 2];
    if (tokens[index + 1]?.text !== '=' || !value) return [];
    const column = read.column(text, owner);
    if (!column) return [];
    if (column.family === 'text' && value.kind === 'number') return [`${text} holds text and is compared with a number: write '${cut(value.text, valueCharsMax)}'`];
    const isNumber = column.family === 'integer' || column.family === 'number';
    return isNumber && value.kind === 'string' && !/^'-?\d+(\.\d+)?'$/.test(value.text) ? [`${text} holds numbers and is compared with the text ${cut(value.text, valueCharsMax)}`] : [];
  });
}
