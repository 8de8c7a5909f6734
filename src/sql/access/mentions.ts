import { isName, lowerNameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';

/** A name in the text with what decides how the server takes it. `text` is lower-cased. */
export interface Mention {
  readonly index: number;
  readonly text: string;
  /** What stands before the dot in front of it. */
  readonly owner?: string;
  /** It stands before a dot itself. */
  readonly isOwner: boolean;
}

/** Every name of the statement, keywords among them: whatever the server may take for a table or column is there. */
export function mentionsIn(tokens: readonly Token[]): Mention[] {
  return tokens.flatMap((token, index): Mention[] => {
    if (!isName(token)) return [];
    const before = tokens[index - 2];
    const owner = tokens[index - 1]?.text === '.' && isName(before) ? { owner: lowerNameOf(before) } : {};
    return [{ index, text: lowerNameOf(token), ...owner, isOwner: tokens[index + 1]?.text === '.' }];
  });
}

/** `*` that stands for columns: neither a product nor `count(*)`. */
export function starAt(tokens: readonly Token[]): number | undefined {
  const at = tokens.findIndex((token, index) => token.text === '*' && token.kind === 'symbol' && standsForColumns(tokens, index));
  return at < 0 ? undefined : tokens[at]?.start;
}

function standsForColumns(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text.toLowerCase() ?? '';
  if (before === '(') return tokens[index - 2]?.text.toLowerCase() !== 'count';
  return /^(select|distinct|all|,|\.)$/.test(before);
}

/** Whether a name stands where the server expects a table. A comma separates tables where FROM, JOIN, ON or USING stands last before it at its depth. */
export function inTablePosition(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text.toLowerCase() ?? '';
  if (/^from$/.test(before)) return !isFromOfExpression(tokens, index - 1);
  if (/^(join|straight_join|table|only)$/.test(before)) return true;
  if (before === '(') return inTablePosition(tokens, index - 1);
  return before === ',' && /^(from|join|straight_join|on|using)$/.test(clauseBefore(tokens, index - 1));
}

/** `extract(year FROM d)`, `substring(t FROM 2)`, `trim(FROM t)`, `a IS DISTINCT FROM b`. */
function isFromOfExpression(tokens: readonly Token[], from: number): boolean {
  const text = (at: number) => tokens[at]?.text.toLowerCase() ?? '';
  if (text(from - 1) === 'distinct' && /^(is|not)$/.test(text(from - 2))) return true;
  let depth = 0;
  for (let at = from - 1; at >= 0; at -= 1) {
    if (text(at) === ')') depth += 1;
    else if (text(at) === '(') depth -= 1;
    else if (depth === 0 && text(at) === 'select') return false;
    if (depth < 0) return /^(extract|substring|trim|overlay|position)$/.test(text(at - 1));
  }
  return false;
}

function clauseBefore(tokens: readonly Token[], index: number): string {
  let depth = 0;
  for (let at = index; at >= 0; at -= 1) {
    const text = tokens[at]?.text.toLowerCase() ?? '';
    if (text === ')') depth += 1;
    else if (text === '(') depth -= 1;
    if (depth < 0) return inTablePosition(tokens, at) ? 'join' : '(';
    if (depth === 0 && tokens[at]?.kind === 'word' && /^(select|from|join|straight_join|on|using|where|by|having|values|limit|window|with)$/.test(text)) return text;
  }
  return '';
}

/** What may follow a table without being its alias. */
export const clauseWord = /^(where|join|inner|left|right|full|cross|natural|on|using|group|order|having|limit|offset|union|intersect|except|as|window|fetch|for|tablesample|straight_join|use|force|ignore|set)$/i;
