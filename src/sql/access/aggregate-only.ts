import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import { isName, lowerNameOf } from '../identifiers.ts';
import { clauseWord, inTablePosition, type Mention, starAt } from './mentions.ts';
import type { RestrictedTable } from './rules.ts';

const aggregates = /^(count|sum|avg|total|stddev|stddev_pop|stddev_samp|std|variance|var_pop|var_samp)$/;

/**
 * Columns that are seen only through aggregates: wherever such a name stands it is the whole argument of one, outside of windows;
 * nothing that spreads all columns (`*`, whole rows, NATURAL, TABLE t, renaming lists) may touch their table.
 */
export function aggregateViolation(tokens: readonly Token[], mentions: readonly Mention[], touched: readonly RestrictedTable[]): Refusal | undefined {
  const guarded = touched.filter(({ rules }) => [...rules.values()].includes('aggregate'));
  if (guarded.length === 0) return undefined;
  const columns = new Set(guarded.flatMap(({ rules }) => [...rules].filter(([, rule]) => rule === 'aggregate').map(([name]) => name.toLowerCase())));
  const tables = new Set(guarded.map(({ table }) => table.name.toLowerCase()));
  const allowed = `By policy ${[...columns].join(', ')} may stand only in count, sum, avg and the like; name the other columns.`;
  const star = starAt(tokens);
  if (star !== undefined) return refuse('* would show a column that is only for aggregates', [allowed], star);
  const spread = tokens.find((token, index) => token.kind === 'word' && (/^natural$/i.test(token.text) || (/^table$/i.test(token.text) && index === 0)));
  if (spread) return refuse(`${spread.text.toUpperCase()} would use a column that is only for aggregates`, [allowed], spread.start);
  const aliases = aliasesOf(tokens, mentions, tables);
  for (const mention of mentions) {
    const start = tokens[mention.index]?.start;
    if (columns.has(mention.text) && !isAggregated(tokens, mention)) return refuse(`${mention.text} is only for aggregates`, [allowed], start);
    if (isWholeRow(tokens, mention, tables, aliases)) return refuse(`${mention.text} as a whole row would show a column that is only for aggregates`, [allowed], start);
    if (aliases.has(mention.text) && tokens[mention.index + 1]?.text === '(') return refuse('columns may not be renamed behind a table under this policy', [allowed], start);
  }
  return undefined;
}

/** `sum(salary)`, `sum(DISTINCT e.salary)`, not followed by OVER. */
function isAggregated(tokens: readonly Token[], { index, owner }: Mention): boolean {
  let at = index - (owner === undefined ? 1 : 3);
  if (/^distinct$/i.test(tokens[at]?.text ?? '')) at -= 1;
  const called = tokens[at - 1];
  if (tokens[at]?.text !== '(' || called === undefined || !aggregates.test(called.text.toLowerCase())) return false;
  return tokens[index + 1]?.text === ')' && !/^(over|filter|within)$/i.test(tokens[index + 2]?.text ?? '');
}

function aliasesOf(tokens: readonly Token[], mentions: readonly Mention[], tables: ReadonlySet<string>): ReadonlySet<string> {
  const aliases = new Set(tables);
  for (const { index, text } of mentions) {
    if (!tables.has(text)) continue;
    const next = tokens[index + 1];
    const alias = next?.text.toLowerCase() === 'as' ? tokens[index + 2] : next;
    if (alias && isName(alias)) aliases.add(lowerNameOf(alias));
  }
  return aliases;
}

function isWholeRow(tokens: readonly Token[], { index, text, owner, isOwner }: Mention, tables: ReadonlySet<string>, aliases: ReadonlySet<string>): boolean {
  if (!aliases.has(text) || isOwner || clauseWord.test(text)) return false;
  const first = owner === undefined ? index : index - 2;
  if (inTablePosition(tokens, first)) return false;
  const before = tokens[first - 1];
  const isAlias = before !== undefined && (before.text.toLowerCase() === 'as' || (isName(before) && tables.has(lowerNameOf(before))));
  return !isAlias;
}
