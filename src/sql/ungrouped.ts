import { isName, lowerNameOf } from './identifiers.ts';
import type { Token } from './lexer.ts';
import type { TablesRead } from './tables-read.ts';

const aggregates = new Set(['count', 'sum', 'avg', 'total', 'group_concat', 'string_agg', 'array_agg', 'json_arrayagg', 'json_group_array', 'stddev', 'std', 'variance']);
/** Of a bare column beside one of them some engines take the value in the row of the extreme. */
const extremes = ['min', 'max'];

/**
 * Columns beside an aggregate that GROUP BY does not name: some engines take the value of any row. Says nothing where the group
 * may determine the column after all: it has a key in it, or the column is compared with one value. `words` are those of the tokens, in lower case.
 */
export function ungrouped(tokens: readonly Token[], words: readonly string[], read: TablesRead): string[] {
  if (!words.includes('group') && !words.some((word) => aggregates.has(word))) return [];
  if (words.filter((word) => word === 'select').length !== 1 || words.includes('over') || extremes.some((word) => words.includes(word))) return [];
  const [from, group] = [words.indexOf('from'), words.findIndex((word, index) => word === 'group' && words[index + 1] === 'by')];
  const items = itemsOf(tokens.slice(words.indexOf('select') + 1, Math.max(0, from)));
  const isAggregated = group >= 0 || items.some((item) => aggregates.has(item[0]?.text.toLowerCase() ?? '') && item[1]?.text === '(');
  if (!isAggregated) return [];
  const grouped = group < 0 ? [] : tokens.slice(group + 2, endOf(words, group + 2));
  const named = new Set(grouped.filter(isName).map(lowerNameOf));
  if (determines(named, read)) return [];
  const places = new Set(grouped.filter((token) => token.kind === 'number').map((token) => Number(token.text)));
  const compared = new Set(tokens.filter((token, index) => isName(token) && tokens[index + 1]?.text === '=').map(lowerNameOf));
  return items.flatMap((item, index) => {
    const column = bareColumn(item, read);
    if (column === undefined || named.has(column) || named.has(aliasOf(item)) || places.has(index + 1) || compared.has(column)) return [];
    return [`${column} stands beside an aggregate and not in GROUP BY: its value is that of any row of the group`];
  });
}

function itemsOf(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ',' && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

function endOf(words: readonly string[], start: number): number {
  const end = words.findIndex((word, index) => index >= start && /^(having|order|limit|window|union|intersect|except|with)$/.test(word));
  return end < 0 ? words.length : end;
}

/** `region`, `s.region`, with or without an alias. */
function bareColumn(item: readonly Token[], read: TablesRead): string | undefined {
  const isOwned = item[1]?.text === '.';
  const [name, after] = [item[isOwned ? 2 : 0], item[isOwned ? 3 : 1]];
  if (!name || !isName(name) || (after && !isName(after))) return undefined;
  const column = lowerNameOf(name);
  return read.hasColumn(column) ? column : undefined;
}

function aliasOf(item: readonly Token[]): string {
  const last = item.at(-1);
  return last && isName(last) ? lowerNameOf(last) : '';
}

/** A key among the names fixes every column of its table, and of those that it refers to. */
function determines(named: ReadonlySet<string>, read: TablesRead): boolean {
  const has = (columns: readonly string[]) => columns.length > 0 && columns.every((column) => named.has(column.toLowerCase()));
  return [...read.tables].some((table) => has(table.primaryKey) || table.indexes.some((index) => index.unique && has(index.columns)) || table.foreignKeys.some((key) => has(key.columns)));
}
