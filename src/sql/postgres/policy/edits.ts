import type { Token } from '../../lexer.ts';
import { doubleQuoted } from '../../quoting.ts';
import type { Fields } from '../tree.ts';
import { textOf } from '../tree.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A statement as the tokens of its text, which the places of a tree (in bytes) point into. */
export class EditedText {
  readonly #sql: string;
  readonly #tokens: readonly Token[];
  readonly #indexByByte = new Map<number, number>();
  readonly #edits: Edit[] = [];

  constructor(sql: string, tokens: readonly Token[]) {
    this.#sql = sql;
    this.#tokens = tokens;
    let [bytes, chars] = [0, 0];
    for (const [index, { start }] of tokens.entries()) {
      bytes += Buffer.byteLength(sql.slice(chars, start));
      chars = start;
      this.#indexByByte.set(bytes, index);
    }
  }

  /** Puts a part in the place of a table, ONLY, TABLE and `*` included. False where its place can't be told. */
  replaceTable(range: Fields, part: string): boolean {
    const first = this.#indexAt(range['location']);
    if (first < 0) return false;
    let [from, to] = [first, first + (textOf(range['catalogname']) === '' ? 0 : 2) + (textOf(range['schemaname']) === '' ? 0 : 2)];
    if (this.#text(to + 1) === '*') to += 1;
    if (range['inh'] !== true) {
      if (this.#text(from - 1) === 'only') from -= 1;
      else if (this.#text(from - 1) === '(' && this.#text(from - 2) === 'only' && this.#text(to + 1) === ')') [from, to] = [from - 2, to + 1];
      else return false;
    }
    const alias = range['alias'] === undefined ? ` AS ${doubleQuoted(textOf(range['relname']))}` : '';
    if (this.#text(from - 1) === 'table') return this.#replace(from - 1, to, `SELECT * FROM ${part}${alias}`);
    return this.#replace(from, to, part + alias);
  }

  /** Puts a text in the place of a call without parentheses inside of its own. */
  replaceCall(call: Fields, text: string): boolean {
    const first = this.#indexAt(call['location']);
    let close = first;
    while (close < this.#tokens.length && this.#text(close) !== ')') close += 1;
    return first >= 0 && this.#replace(first, close, text);
  }

  toString(): string {
    let [text, done] = ['', 0];
    for (const { start, end, text: part } of this.#edits.toSorted((one, other) => one.start - other.start)) {
      text += this.#sql.slice(done, start) + part;
      done = end;
    }
    return text + this.#sql.slice(done);
  }

  #replace(from: number, to: number, text: string): boolean {
    const [first, last] = [this.#tokens[from], this.#tokens[to]];
    if (!first || !last) return false;
    this.#edits.push({ start: first.start, end: last.start + last.text.length, text });
    return true;
  }

  #text(index: number): string {
    return this.#tokens[index]?.text.toLowerCase() ?? '';
  }

  #indexAt(location: unknown): number {
    // A place at the very beginning is left out of the tree.
    return this.#indexByByte.get(typeof location === 'number' ? location : 0) ?? -1;
  }
}
