import { isName, nameOf } from '../identifiers.ts';
import type { Token } from '../lexer.ts';
import { coarse } from './fold.ts';
import { Reader } from './reader.ts';
import type { Block, Call, Chain, Relation, Span, Structure } from './structure.ts';
import { clauseWords, fromFunctions, hintWords, joinWords, notFunctions, notFunctionsBehindOperands, notInExpressions, queryWords, selectOptions, setWords } from './words.ts';

/** Names that WITH clauses define, as they are in scope. */
interface Scope {
  readonly defined: Map<string, string>;
  readonly outer: Scope | undefined;
}

/** What ends an expression, besides the end of what it stands in. */
type Until = 'item' | 'join' | 'clause' | 'closing';

/**
 * A grammar of table references, by recursive descent, in one pass. Of expressions it knows no more than where they end, what they call
 * and which queries stand in them. The server parses the text again: for all that a server accepts, what it reads is among the
 * relations here. What is not understood where a table may stand fails, and so does a keyword of queries anywhere else.
 */
export class Grammar {
  readonly #reader: Reader;
  readonly #relations: Relation[] = [];
  readonly #blocks: Block[] = [];
  readonly #calls: Call[] = [];
  readonly #chains: Chain[] = [];
  /** The last relation of a name that is written without its database. */
  readonly #lastBare = new Map<string, number>();
  readonly #schemas: { name: string; at: number }[] = [];
  #scope: Scope | undefined;
  #block: Block | undefined;

  constructor(tokens: readonly Token[]) {
    this.#reader = new Reader(tokens);
  }

  get reader(): Reader {
    return this.#reader;
  }

  /** All that was found so far; to be asked at the end. */
  structure(): Structure {
    const r = this.#reader;
    r.skip(';');
    if (!r.atEnd) r.fail('the rest of the statement is not understood');
    return { relations: this.#relations, blocks: this.#blocks, calls: this.#calls, chains: this.#chains, schemas: this.#schemas };
  }

  /** `[WITH …] SELECT … UNION …`, with or without parentheses. */
  query(): void {
    const r = this.#reader;
    r.deeper(() => {
      const outer = this.#scope;
      if (r.keyword() === 'with') this.#with();
      this.#operand();
      this.#operands();
      this.#tail();
      this.#scope = outer;
    });
  }

  /** A condition of SHOW. */
  condition(): void {
    this.#expression('clause');
  }

  /** A table that a statement other than a query names. */
  described(): Relation {
    return this.#relation(undefined, this.#reader.at);
  }

  schema(): void {
    const at = this.#reader.at;
    this.#schemas.push({ name: this.#reader.name('the name of a database'), at });
  }

  /** UNION and the like, as often as they come. */
  #operands(): void {
    const r = this.#reader;
    while (setWords.has(r.keyword())) {
      r.at += 1;
      r.skip('all', 'distinct');
      this.#operand();
    }
  }

  #operand(): void {
    const r = this.#reader;
    if (r.skip('(')) {
      this.query();
      r.expect(')');
    } else if (r.keyword() === 'select') this.#select();
    else if (r.keyword() === 'table') this.#tableStatement();
    else if (r.keyword() === 'values') this.#values();
    else r.fail('a query is expected');
  }

  #with(): void {
    const r = this.#reader;
    r.at += 1;
    const recursive = r.skip('recursive');
    const scope: Scope = { defined: new Map(), outer: this.#scope };
    const first = this.#relations.length;
    this.#scope = scope;
    do {
      const at = r.at;
      const name = r.name('the name of a WITH');
      if (recursive && (this.#lastBare.get(coarse(name)) ?? -1) >= first) r.fail(`${name} is read before WITH defines it`, at);
      if (r.symbol() === '(') this.#names();
      r.expect('as');
      if (recursive) scope.defined.set(coarse(name), name);
      r.expect('(');
      this.query();
      r.expect(')');
      if (scope.defined.has(coarse(name)) && !recursive) r.fail(`WITH defines ${name} twice`, at);
      scope.defined.set(coarse(name), name);
      if (r.skip('cycle')) this.#until('restrict');
    } while (r.skip(','));
  }

  /** `(a, b)`. */
  #names(): void {
    const r = this.#reader;
    r.expect('(');
    do r.name('the name of a column');
    while (r.skip(','));
    r.expect(')');
  }

  /** Names with commas, up to a word. */
  #until(word: string): void {
    const r = this.#reader;
    do r.name('the name of a column');
    while (r.skip(','));
    r.expect(word);
  }

  #enter(): { block: Block; leave: () => void } {
    const outer = this.#block;
    const block: Block = { sources: [], items: [], rows: [] };
    this.#blocks.push(block);
    this.#block = block;
    return { block, leave: () => void (this.#block = outer) };
  }

  #select(): void {
    const r = this.#reader;
    const { block, leave } = this.#enter();
    r.at += 1;
    while (selectOptions.has(r.keyword())) r.at += 1;
    do {
      const from = r.at;
      this.#expression('item');
      block.items.push({ from, to: r.at });
    } while (r.skip(','));
    if (r.skip('from')) this.#tables(block);
    this.#clauses();
    leave();
  }

  #tableStatement(): void {
    const r = this.#reader;
    const { block, leave } = this.#enter();
    const from = r.at;
    r.at += 1;
    const relation = this.#relation(block, from);
    block.sources.push({ relation, alias: relation.name });
    leave();
  }

  #values(): void {
    const r = this.#reader;
    const { block, leave } = this.#enter();
    r.at += 1;
    do {
      r.skip('row');
      if (r.symbol() !== '(') r.fail('a row is expected');
      block.rows.push(this.#span(() => this.#parenthesis(false)));
    } while (r.skip(','));
    leave();
  }

  /** WHERE and what follows, up to the end of a SELECT. */
  #clauses(): void {
    const r = this.#reader;
    if (r.atEnd || [')', ';', '}'].includes(r.symbol()) || setWords.has(r.keyword())) return;
    if (!clauseWords.has(r.keyword()) && !this.#isLateClause()) r.fail('what stands here is not understood');
    this.#expression('clause');
  }

  /** ORDER BY and LIMIT behind parentheses or a set operation. */
  #tail(): void {
    const r = this.#reader;
    if (['order', 'limit', 'for', 'lock', 'into'].includes(r.keyword()) || this.#isLateClause()) this.#expression('clause');
  }

  /** Clauses whose words are names on some servers: only what follows tells. */
  #isLateClause(): boolean {
    const r = this.#reader;
    if (r.keyword() === 'window') return r.isName(1) && r.keyword(2) === 'as' && r.symbol(3) === '(';
    if (r.keyword() === 'offset') return r.tokens[r.at + 1]?.kind === 'number';
    return r.keyword() === 'fetch' && ['first', 'next'].includes(r.keyword(1));
  }

  #tables(block: Block): void {
    const r = this.#reader;
    do this.#tableReference(block);
    while (r.skip(','));
  }

  /** Tables with joins between them. */
  #tableReference(block: Block): void {
    this.#factor(block);
    this.#joins(block);
  }

  #joins(block: Block): void {
    const r = this.#reader;
    for (;;) {
      if (r.skip('on')) this.#expression('join');
      else if (r.skip('using')) this.#names();
      else if (this.#skipJoin()) this.#factor(block);
      else return;
    }
  }

  #skipJoin(): boolean {
    const r = this.#reader;
    if (r.skip('straight_join', 'join')) return true;
    const from = r.at;
    r.skip('natural');
    if (r.skip('left', 'right')) r.skip('outer');
    else r.skip('inner', 'cross');
    if (r.at === from) return false;
    r.expect('join');
    return true;
  }

  #factor(block: Block): void {
    const r = this.#reader;
    if (r.symbol() === '(') {
      if (this.#tableParenthesis(block) === 'query') this.#derivedAlias(block);
    } else if (r.skip('{')) {
      r.name('a word');
      r.deeper(() => this.#tableReference(block));
      r.expect('}');
    } else if (r.keyword() === 'lateral' && r.symbol(1) === '(') {
      r.at += 1;
      if (this.#tableParenthesis(block) !== 'query') r.fail('a query is expected behind LATERAL');
      this.#derivedAlias(block);
    } else if (r.keyword() === 'json_table' && r.symbol(1) === '(') {
      r.at += 1;
      this.#parenthesis(false);
      this.#derivedAlias(block);
    } else if (r.keyword() === 'dual') r.at += 1;
    else this.#named(block);
  }

  /** A parenthesis where a table stands: a query, or tables. */
  #tableParenthesis(block: Block): 'query' | 'tables' {
    const r = this.#reader;
    r.expect('(');
    return r.deeper(() => {
      let kind: 'query' | 'tables' = 'query';
      if (queryWords.has(r.keyword())) this.query();
      else if (r.symbol() === '(') kind = this.#parenthesesInTable(block);
      else {
        this.#tables(block);
        kind = 'tables';
      }
      r.expect(')');
      return kind;
    });
  }

  /** `((`: only what follows the inner one tells a query from a derived table among tables. */
  #parenthesesInTable(block: Block): 'query' | 'tables' {
    const r = this.#reader;
    if (this.#tableParenthesis(block) === 'query') {
      this.#operands();
      this.#tail();
      if (r.symbol() === ')') return 'query';
      this.#derivedAlias(block);
    }
    this.#joins(block);
    if (r.skip(',')) this.#tables(block);
    return 'tables';
  }

  #derivedAlias(block: Block): void {
    const r = this.#reader;
    const { alias } = this.#alias();
    if (alias !== undefined && r.symbol() === '(') this.#names();
    block.sources.push({ alias });
  }

  #alias(): { aliasAt: Span; alias?: string } {
    const r = this.#reader;
    const from = r.at;
    if (r.skip('as')) {
      const alias = r.name('an alias');
      return { aliasAt: { from, to: r.at }, alias };
    }
    if (!r.isName() || this.#endsTable()) return { aliasAt: { from, to: from } };
    const alias = r.name('an alias');
    return { aliasAt: { from, to: r.at }, alias };
  }

  /** Whether a word behind a table can't be its alias. */
  #endsTable(): boolean {
    const r = this.#reader;
    const keyword = r.keyword();
    if (clauseWords.has(keyword) || joinWords.has(keyword) || hintWords.has(keyword) || keyword === 'union' || keyword === 'partition' || this.#isLateClause()) return true;
    if (!setWords.has(keyword)) return false;
    return queryWords.has(r.keyword(1)) || r.symbol(1) === '(' || r.keyword(1) === 'all' || r.keyword(1) === 'distinct' || r.fail(`${keyword.toUpperCase()} is not understood here`);
  }

  #named(block: Block): void {
    const relation = this.#relation(block, this.#reader.at);
    block.sources.push({ relation, alias: relation.alias ?? relation.name });
  }

  /** A table with all that may stand behind it. It is no relation where a WITH defines its name. */
  #relation(block: Block | undefined, from: number): Relation {
    const r = this.#reader;
    const isTableStatement = from < r.at;
    const names = this.#tableName();
    const at = { from, to: r.at };
    if (r.symbol() === '(') r.fail('a function is not read like a table');
    const systemTime = this.#systemTime();
    const partition = r.keyword() === 'partition' ? this.#span(() => this.#partition()) : undefined;
    const late = systemTime ?? this.#systemTime();
    const { aliasAt, alias } = isTableStatement || !block ? { aliasAt: { from: r.at, to: r.at } } : this.#alias();
    const hints = hintWords.has(r.keyword()) ? this.#span(() => this.#hints()) : undefined;
    const name = names.at(-1) ?? '';
    const schema = names.length > 1 ? names[0] : undefined;
    const defined = schema === undefined ? this.#definedAs(name) : undefined;
    const relation: Relation = {
      ...(schema === undefined ? {} : { schema }), name, block, at, aliasAt, mayBeDefined: defined !== undefined,
      ...(alias === undefined ? {} : { alias }), ...(partition ? { partition } : {}), ...(late ? { systemTime: late } : {}), ...(hints ? { hints } : {}), ...(isTableStatement ? { isTableStatement } : {}),
    };
    if (defined === name) return relation;
    if (schema === undefined) this.#lastBare.set(coarse(name), this.#relations.length);
    this.#relations.push(relation);
    return relation;
  }

  /** The name as WITH spells it, of one that may be meant. */
  #definedAs(name: string): string | undefined {
    for (let scope = this.#scope; scope; scope = scope.outer) {
      const found = scope.defined.get(coarse(name));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `t`, `db.t`, `.t`, with spaces or none around the dot. */
  #tableName(): string[] {
    const r = this.#reader;
    if (r.symbol() === '.') r.at += 1;
    else if (r.symbol(1) === '.') {
      const schema = r.name('the name of a table');
      r.at += 1;
      const names = [schema, r.name('the name of a table')];
      if (r.symbol() === '.') r.fail('a table has one name before it at most');
      return names;
    }
    const keyword = r.keyword();
    if (clauseWords.has(keyword) || joinWords.has(keyword) || queryWords.has(keyword)) r.fail('the name of a table is expected');
    const name = r.name('the name of a table');
    if (r.symbol() === '.') r.fail('the name of a table is not understood');
    return [name];
  }

  #span(read: () => void): Span {
    const from = this.#reader.at;
    read();
    return { from, to: this.#reader.at };
  }

  #partition(): void {
    this.#reader.at += 1;
    this.#names();
  }

  /** `USE INDEX FOR ORDER BY (a, b) IGNORE KEY ()`. */
  #hints(): void {
    const r = this.#reader;
    while (r.skip('use', 'force', 'ignore')) {
      r.expect('index', 'key');
      if (r.skip('for') && !r.skip('join')) {
        r.expect('order', 'group');
        r.expect('by');
      }
      if (r.symbol() === '(' && r.symbol(1) === ')') r.at += 2;
      else this.#names();
    }
  }

  #systemTime(): Span | undefined {
    const r = this.#reader;
    if (r.keyword() !== 'for' || r.keyword(1) !== 'system_time') return undefined;
    return this.#span(() => {
      r.at += 2;
      if (r.skip('all')) return;
      if (r.skip('as')) {
        r.expect('of');
        this.#moment();
        return;
      }
      const second = r.skip('from') ? 'to' : 'and';
      if (second === 'and') r.expect('between');
      this.#moment();
      r.expect(second);
      this.#moment();
    });
  }

  /** A literal, or a call without an argument; an alias may follow, so nothing longer is read. */
  #moment(): void {
    const r = this.#reader;
    r.skip('timestamp', 'transaction', 'date');
    const token = r.tokens[r.at];
    if (token?.kind === 'string' || token?.kind === 'number') r.at += 1;
    else if (['now', 'current_timestamp', 'localtimestamp', 'curdate'].includes(r.keyword()) && r.symbol(1) === '(' && r.symbol(2) === ')') r.at += 3;
    else r.fail('write the moment as a literal');
  }

  /** Reads on to where an expression, or a list of them, ends. */
  #expression(until: Until): void {
    const r = this.#reader;
    for (;;) {
      const symbol = r.symbol();
      if (r.atEnd || symbol === ')' || symbol === '}' || symbol === ';') return;
      if (symbol === ',' && (until === 'item' || until === 'join')) return;
      if (this.#endsExpression(until)) return;
      if (symbol === '(') this.#parenthesis(false);
      else if (symbol === '{') this.#braces();
      else if (r.isName() || (symbol === '.' && r.isName(1))) this.#chain();
      else r.at += 1;
    }
  }

  #endsExpression(until: Until): boolean {
    const r = this.#reader;
    const keyword = r.keyword();
    if (keyword === '') return false;
    if (setWords.has(keyword)) return true;
    if (keyword === 'group' && r.keyword(-1) === 'within') return false;
    if (until === 'item' && (keyword === 'from' || clauseWords.has(keyword))) return true;
    if (until === 'join') {
      if (clauseWords.has(keyword) || this.#isLateClause()) return true;
      if ((keyword === 'left' || keyword === 'right') && r.symbol(1) === '(') return false;
      if (joinWords.has(keyword)) return true;
    }
    if (keyword === 'with' && ['rollup', 'query'].includes(r.keyword(1))) return false;
    if (notInExpressions.has(keyword) || keyword === 'with') r.fail(`${keyword.toUpperCase()} is not understood here`);
    return false;
  }

  /** `{d '2020-01-01'}`, `{fn now()}`. */
  #braces(): void {
    const r = this.#reader;
    r.at += 1;
    r.name('a word');
    r.deeper(() => this.#expression('closing'));
    r.expect('}');
  }

  /** A query, or expressions; between the arguments of some functions stands FROM. Gives where each of a list stands. */
  #parenthesis(withFrom: boolean): Span[] {
    const r = this.#reader;
    const parts: Span[] = [];
    r.expect('(');
    r.deeper(() => {
      let from = r.at;
      if (queryWords.has(r.keyword())) this.query();
      else {
        for (;;) {
          this.#expression('item');
          if (r.symbol() === ',') {
            parts.push({ from, to: r.at });
            from = r.at + 1;
          } else if (setWords.has(r.keyword()) && r.symbol(-1) === ')') {
            this.#operands();
            continue;
          } else if (!(withFrom && r.keyword() === 'from') && !this.#isInnerClause()) break;
          r.at += 1;
        }
      }
      if (r.at > from) parts.push({ from, to: r.at });
    });
    r.expect(')');
    return parts;
  }

  /** ORDER BY and LIMIT between the parentheses of aggregates, windows and unions. */
  #isInnerClause(): boolean {
    return ['order', 'limit', 'having', 'where', 'group', 'for'].includes(this.#reader.keyword());
  }

  /** A name with dots, or a word; and the call of a function where a parenthesis follows. */
  #chain(): void {
    const r = this.#reader;
    const from = r.at;
    const names: { name: string; at: number }[] = [];
    if (r.symbol() === '.') r.at += 1;
    for (;;) {
      names.push({ name: nameOf(r.tokens[r.at] ?? r.fail('a name is expected')), at: r.at });
      r.at += 1;
      if (r.symbol() !== '.' || !isName(r.tokens[r.at + 1])) break;
      r.at += 1;
    }
    if (names.length > 1 || r.symbol() !== '(') this.#chains.push({ names, block: this.#block, at: { from, to: r.at } });
    if (r.symbol() === '(') this.#called(names);
  }

  #called(names: Chain['names']): void {
    const r = this.#reader;
    const last = names.at(-1);
    const token = r.tokens[last?.at ?? 0];
    if (!last || !token) return;
    const name = last.name.toLowerCase();
    const isWord = names.length === 1 && token.kind === 'word' && (notFunctions.has(name) || (notFunctionsBehindOperands.has(name) && this.#isBehindOperand(last.at)));
    const owner = names.at(-2)?.name;
    const block = this.#block;
    const slot = this.#calls.length;
    const call = { name, at: last.at, block, arguments: [], ...(owner === undefined ? {} : { owner }) };
    if (!isWord) this.#calls.push(call);
    const spans = this.#parenthesis(fromFunctions.has(name));
    if (!isWord) this.#calls[slot] = { ...call, arguments: spans };
  }

  #isBehindOperand(at: number): boolean {
    const before = this.#reader.tokens[at - 1];
    return before?.kind === 'string' || before?.text === ')' || (before?.kind === 'word' && before.text.toLowerCase() === 'member');
  }
}
