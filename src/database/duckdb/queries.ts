import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { Failure } from '../../core/errors.ts';
import { refuse, type Refusal } from '../../core/proof.ts';
import { duckdbRules } from '../../sql/duckdb/guard.ts';
import { type Parsed, parsedFrom, serialized, type TreeNode, withoutPlaces } from '../../sql/duckdb/tree.ts';
import { tokenize } from '../../sql/lexer.ts';
import { standardLiteral } from '../../sql/quoting.ts';
import { lastCell, textOf } from './open.ts';

/** DuckDB's parser, asked for the trees of texts and for the texts of trees. */
export class Queries {
  readonly #own: DuckDBConnection;
  /** Planned once: as a literal each text would be planned anew. */
  #serializing: DuckDBPreparedStatement | undefined;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(own: DuckDBConnection) {
    this.#own = own;
  }

  /** One after the other: a text that is bound while another is being read would be read in its place. */
  parsed(sql: string): Promise<Parsed> {
    const next = this.#reading.then(() => this.#read(sql));
    this.#reading = next.catch(() => undefined);
    return next;
  }

  async #read(sql: string): Promise<Parsed> {
    this.#serializing ??= await this.#own.prepare('SELECT system.main.json_serialize_sql($1::VARCHAR)::VARCHAR');
    this.#serializing.bindVarchar(1, sql);
    return parsedFrom(lastCell(await this.#serializing.run()));
  }

  /** The tree of the one query that a text is. Fails with SYNTAX_ERROR where it does not parse. */
  async one(sql: string): Promise<TreeNode | Refusal> {
    const parsed = await this.parsed(sql);
    if ('queries' in parsed) {
      const [query, second] = parsed.queries;
      if (!query) return refuse('there is no statement', ['Send a SELECT.']);
      return second ? severalStatements(sql) : query;
    }
    if (parsed.problem === 'syntax') throw new Failure('SYNTAX_ERROR', parsed.message, parsed.position === undefined ? {} : { position: charsBefore(sql, parsed.position) });
    return secondAt(sql) === undefined ? refuse('it is not one statement that only reads', ['Only SELECT, WITH, VALUES, FROM, EXPLAIN of them, DESCRIBE and SUMMARIZE are run.']) : severalStatements(sql);
  }

  /** The tree of a text of ours. */
  async own(sql: string): Promise<TreeNode> {
    const query = await this.one(sql);
    if ('refused' in query) throw new Failure('QUERY_FAILED', String(query['reason']));
    return query;
  }

  /** A text that has this very tree; undefined where DuckDB prints none. */
  async printed(query: TreeNode): Promise<string | undefined> {
    const statement = await textOf(this.#own, `SELECT system.main.json_deserialize_sql(${standardLiteral(serialized(query))}::JSON)`);
    const again = await this.one(statement).catch(() => undefined);
    return JSON.stringify(withoutPlaces(again)) === JSON.stringify(withoutPlaces(query)) ? statement : undefined;
  }
}

/** Where a second statement seems to begin: told to people, and decided elsewhere. */
function secondAt(sql: string): number | undefined {
  const tokens = tokenize(sql, duckdbRules).filter(({ kind }) => kind !== 'comment');
  const end = tokens.findIndex(({ text }) => text === ';');
  return end < 0 ? undefined : tokens.slice(end + 1).find(({ text }) => text !== ';')?.start;
}

function severalStatements(sql: string): Refusal {
  return refuse('only one statement can run in a call', ['Send the statements one by one.'], secondAt(sql));
}

/** A place that DuckDB tells counts bytes. */
export function charsBefore(sql: string, bytes: number): number {
  return Buffer.from(sql).subarray(0, bytes).toString().length;
}
