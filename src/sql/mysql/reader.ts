import { isName, nameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';

/** Deeper nesting is refused: the reader descends once for each level. */
const depthMax = 100;

/** The text is not what the grammar knows: it is not run. Never leaves the dialect. */
export class NotUnderstood extends Error {
  readonly at: number;

  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

/** Tokens, from one to the next. */
export class Reader {
  readonly tokens: readonly Token[];
  at = 0;
  readonly #keywords: readonly string[];
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.#keywords = tokens.map((token, at) => (token.kind !== 'word' || this.#isOwner(at) || this.#isMember(at) ? '' : token.text.toLowerCase()));
  }

  /** In lower case; empty where the token is no keyword: beside a dot the server takes any word for a name. */
  keyword(ahead = 0): string {
    return this.#keywords[this.at + ahead] ?? '';
  }

  symbol(ahead = 0): string {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'symbol' ? token.text : '';
  }

  isName(ahead = 0): boolean {
    return isName(this.tokens[this.at + ahead]);
  }

  name(what: string): string {
    const token = this.tokens[this.at];
    if (!isName(token)) return this.fail(`${what} is expected`);
    this.at += 1;
    return nameOf(token);
  }

  skip(...words: readonly string[]): boolean {
    const word = this.keyword() || this.symbol();
    const found = word !== '' && words.includes(word);
    if (found) this.at += 1;
    return found;
  }

  expect(...words: readonly string[]): void {
    if (!this.skip(...words)) this.fail(`${words.join(' or ').toUpperCase()} is expected`);
  }

  deeper<T>(work: () => T): T {
    this.#depth += 1;
    if (this.#depth > depthMax) this.fail(`more than ${depthMax} levels of nesting are not read`);
    const result = work();
    this.#depth -= 1;
    return result;
  }

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  fail(reason: string, at = this.at): never {
    throw new NotUnderstood(reason, this.tokens[at]?.start ?? this.tokens.at(-1)?.start ?? 0);
  }

  /** `word.name` without spaces; a quoted name behind the dot does not make it one. */
  #isOwner(at: number): boolean {
    const [token, dot, member] = [this.tokens[at], this.tokens[at + 1], this.tokens[at + 2]];
    return token !== undefined && dot?.text === '.' && dot.start === token.start + token.text.length && member?.kind === 'word' && member.start === dot.start + 1;
  }

  #isMember(at: number): boolean {
    const [owner, dot, token] = [this.tokens[at - 2], this.tokens[at - 1], this.tokens[at]];
    return dot?.text === '.' && isName(owner) && dot.start + 1 === token?.start;
  }
}
