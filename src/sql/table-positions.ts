import type { Token } from './lexer.ts';

const clauses: ReadonlySet<string> = new Set(['select', 'from', 'join', 'straight_join', 'on', 'using', 'where', 'by', 'having', 'values', 'limit', 'window', 'with']);
const beforeTable: ReadonlySet<string> = new Set(['join', 'straight_join', 'table', 'only']);
const listsTables: ReadonlySet<string> = new Set(['from', 'join', 'straight_join', 'on', 'using']);
const takesFrom: ReadonlySet<string> = new Set(['extract', 'substring', 'trim', 'overlay', 'position']);

/** What stands between two parentheses, as far as it was read. */
interface Frame {
  /** The last clause word; before the first, `join` where the parenthesis stands for a table. */
  clause: string;
  hasSelect: boolean;
  /** `FROM` in it belongs to `extract`, `substring` and the like, unless a SELECT comes first. */
  readonly isOfFunction: boolean;
}

/** Of each token, whether the server expects a table there: behind FROM and JOIN, and in their lists. One pass over the tokens. */
export function tablePositions(tokens: readonly Token[]): readonly boolean[] {
  const positions: boolean[] = [];
  const outer: Frame[] = [];
  let frame: Frame = { clause: '', hasSelect: false, isOfFunction: false };
  const words = tokens.map((token) => token.text.toLowerCase());
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? '';
    // A parenthesis around what stands for a table changes nothing.
    const isTable = before === '(' ? (positions[index - 1] ?? false) : standsForTable(words, index, frame);
    positions.push(isTable);
    if (word === '(') {
      outer.push(frame);
      frame = { clause: isTable ? 'join' : '(', hasSelect: false, isOfFunction: takesFrom.has(before) };
    } else if (word === ')') frame = outer.pop() ?? frame;
    else if (clauses.has(word) && tokens[index]?.kind === 'word') {
      frame.clause = word;
      frame.hasSelect ||= word === 'select';
    }
  }
  return positions;
}

function standsForTable(words: readonly string[], index: number, frame: Frame): boolean {
  const before = words[index - 1] ?? '';
  if (before === ',') return listsTables.has(frame.clause);
  if (before !== 'from') return beforeTable.has(before);
  // `a IS DISTINCT FROM b`
  const isComparison = words[index - 2] === 'distinct' && /^(is|not)$/.test(words[index - 3] ?? '');
  return !isComparison && (frame.hasSelect || !frame.isOfFunction);
}
