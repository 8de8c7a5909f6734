import type { EngineName } from '../../database/engines.ts';
import type { Dice } from './dice.ts';

/** Texts, quoted names, comments, words, spaces, signs: enough to move about in a statement without breaking its tokens. */
export function piecesOf(engine: EngineName, sql: string): string[] {
  const brackets = engine === 'sqlite' ? '|\\[[^\\]]*\\]' : '';
  // The parser that the guard and PostgreSQL share takes no comment between a name and its UESCAPE, nor within WITH ORDINALITY.
  const texts = `U&"[^"]*"(?:\\s+UESCAPE\\s+'.')?|WITH ORDINALITY|'(?:[^']|'')*'|"(?:[^"]|"")*"|\`[^\`]*\`${brackets}|\\$\\$[^$]*\\$\\$`;
  const comments = '--[^\\n]*(?:\\n|$)|#[^\\n]*\\n|/\\*!|/\\*[\\s\\S]*?\\*/';
  const pattern = new RegExp(`${texts}|${engine === 'mysql' ? comments : comments.replace('#[^\\n]*\\n|', '')}|\\{(?:db|other)\\}|[\\p{L}\\p{N}_$]+|\\s+|::|[<>=!|~^]+|.`, 'gu');
  return sql.match(pattern) ?? [];
}

const keywords = /^(?:select|from|where|and|or|not|in|exists|group|by|order|having|limit|join|on|as|case|when|then|else|end|union|all|with|using|natural|distinct|over|table|only|left|cross)$/i;

const spaces: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: ['  ', '\n', '\t', '/**/', '/* x */', ' -- x\n', '\f', ' /* /* y */ */ '],
  mysql: ['  ', '\n', '\t', '/**/', '/* x */', ' -- x\n', ' # x\n', '\r\n'],
  duckdb: ['  ', '\n', '\t', '/**/', '/* x */', ' -- x\n', '\f', ' /* /* y */ */ '],
  sqlite: ['  ', '\n', '\t', '/**/', '/* x */', ' -- x\n', '\f', '\r\n'],
};

/** The same statement in other letters and spaces, now and then. */
export function disguise(engine: EngineName, sql: string, dice: Dice): string {
  if (dice.chance(0.5)) return sql;
  const change = dice.pick([0.05, 0.2, 0.6]);
  return piecesOf(engine, sql).map((piece) => {
    if (!dice.chance(change)) return piece;
    if (piece === ' ') return dice.pick(spaces[engine]);
    return keywords.test(piece) ? dice.pick([piece.toLowerCase(), piece.replaceAll(/[a-z]/gi, (letter) => (dice.chance(0.5) ? letter.toLowerCase() : letter.toUpperCase()))]) : piece;
  }).join('');
}
