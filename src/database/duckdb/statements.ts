import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { Failure } from '../../core/errors.ts';
import type { Masking } from '../../core/policy.ts';
import { isRefusal, type PlanEstimate, refuse, type Refusal } from '../../core/proof.ts';
import { type Access, accessOf } from '../../sql/access/rules.ts';
import { explained } from '../../sql/duckdb/guard.ts';
import { judge, type Reading } from '../../sql/duckdb/judge.ts';
import { type JudgedQuery, PolicedQueries } from '../../sql/duckdb/policy/restrict.ts';
import { saltVariable } from '../../sql/duckdb/policy/masks.ts';
import type { TreeNode } from '../../sql/duckdb/tree.ts';
import { doubleQuoted } from '../../sql/quoting.ts';
import type { AttachedFile } from './attached-file.ts';
import { refusedDefinition, rootsOf } from './definitions.ts';
import { duckdbFailure } from './errors.ts';
import { estimate } from './estimate.ts';
import { NamesOfFile } from './file-names.ts';
import { introspect } from './introspect.ts';
import { charsBefore, Queries } from './queries.ts';

/** A statement that only reads what it may. */
export interface Passed {
  /** What is to be run: as it was given, or what the policy made of it. */
  readonly statement: string;
  readonly isExplain: boolean;
  readonly tables: readonly string[];
  /** Views that it names, under a policy. */
  readonly views: readonly string[];
  readonly rowsMax?: number;
  /** What no result and no message may show. */
  readonly secrets: readonly string[];
}

/** What is known of the file as it is now. */
interface Known {
  readonly mark: string | null;
  readonly names: NamesOfFile;
  readonly access: Access | undefined;
  readonly passed: Map<string, Passed | Refusal>;
}

const passedMax = 1_000;

export interface StatementsOptions {
  /** In which they run: the file is its default. */
  readonly connection: DuckDBConnection;
  /** In which they are judged: the file is not its default, so that nothing in it stands in the place of DuckDB's own parser and catalog. */
  readonly own: DuckDBConnection;
  readonly file: AttachedFile;
  readonly masking: Masking | undefined;
  /** The file is one of ours: its views stand for files, and are tables to whoever asks. */
  readonly standIns: boolean;
}

/** Judges statements by their trees, with what stands in the file. To be asked while the file is held. */
export class Statements {
  readonly #connection: DuckDBConnection;
  readonly #own: DuckDBConnection;
  readonly #queries: Queries;
  readonly #file: AttachedFile;
  readonly #masking: Masking | undefined;
  readonly standIns: boolean;
  #known: Known | undefined;
  /** Bound a moment ago, and about to be run. */
  #next: { readonly statement: string; readonly prepared: DuckDBPreparedStatement } | undefined;

  constructor({ connection, own, file, masking, standIns }: StatementsOptions) {
    this.#connection = connection;
    this.#own = own;
    this.#queries = new Queries(own);
    this.#file = file;
    this.#masking = masking;
    this.standIns = standIns;
    file.beforeLettingGo(() => this.#forget());
  }

  /** Ahead of the first statement: what stands in the file, and DuckDB's parser. */
  async readNames(): Promise<void> {
    await this.pass('SELECT 1');
  }

  async pass(sql: string): Promise<Passed | Refusal> {
    const known = await this.#current();
    const before = known.passed.get(sql);
    if (before) return before;
    const outcome = await this.#judged(sql, known);
    if (known.passed.size >= passedMax) known.passed.clear();
    known.passed.set(sql, outcome);
    return outcome;
  }

  /** Fails where DuckDB can't bind the statement; an EXPLAIN is bound as it runs. */
  estimate(passed: Passed): Promise<PlanEstimate | Refusal> {
    return this.#bound(passed, () => estimate(this.#connection, passed.statement));
  }

  /** Fails in the same way; whoever runs the statement next finds it prepared. */
  prepare(passed: Passed): Promise<PlanEstimate | Refusal> {
    return this.#bound(passed, async () => {
      this.#forget();
      this.#next = { statement: passed.statement, prepared: await this.#connection.prepare(passed.statement) };
      return {};
    });
  }

  /** To be run once. Preparing takes a single statement, where `run` would take several. */
  prepared({ statement }: Passed): Promise<DuckDBPreparedStatement> {
    const next = this.#next;
    if (next?.statement !== statement) return this.#connection.prepare(statement);
    this.#next = undefined;
    return Promise.resolve(next.prepared);
  }

  /** To be called before the file is let go of, which whatever is prepared would hold on to. */
  #forget(): void {
    this.#next?.prepared.destroySync();
    this.#next = undefined;
  }

  async #bound<T>({ isExplain, views, secrets }: Passed, bind: () => Promise<T>): Promise<T | PlanEstimate | Refusal> {
    if (isExplain) return {};
    try {
      return await bind();
    } catch (error) {
      for (const view of views) if (await this.isRevealing(view)) return refuse(`the view ${view} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.']);
      throw withoutSecrets(error, secrets);
    }
  }

  /** Views that only read and whose names are all there, as `schema\nname`. */
  async runnableViews(): Promise<ReadonlySet<string>> {
    const { names } = await this.#current();
    const runnable = new Set<string>();
    for (const view of names.views) if (!(await refusedDefinition({ schema: view.schema, relations: [view], macros: [] }, names, this.#queries))) runnable.add(`${view.schema}\n${view.name}`);
    return runnable;
  }

  /** Whether a view shows what the policy keeps out of sight, or can't be told not to. */
  async isRevealing(name: string): Promise<boolean> {
    const { names } = await this.#current();
    for (const view of names.views.filter((one) => one.name === name)) {
      const passed = await this.pass(`SELECT * FROM ${doubleQuoted(view.schema)}.${doubleQuoted(view.name)}`).catch(() => undefined);
      if (!passed || isRefusal(passed) || !(await estimate(this.#connection, passed.statement).catch(() => undefined))) return true;
    }
    return false;
  }

  async #current(): Promise<Known> {
    if (this.#known && this.#known.mark === this.#file.mark) return this.#known;
    const [own, file] = [this.#own, this.#file.name];
    const names = await NamesOfFile.read(own, file, { standIns: this.standIns });
    const access = this.#masking && accessOf(await introspect({ own, file, runnable: new Set(names.views.map(({ schema, name }) => `${schema}\n${name}`)), standIns: this.standIns }), this.#masking.policy);
    this.#known = { mark: this.#file.mark, names, access, passed: new Map() };
    return this.#known;
  }

  async #judged(sql: string, { names, access }: Known): Promise<Passed | Refusal> {
    const [statement, text, isExplain] = this.#explained(sql);
    const query = await this.#queries.one(text);
    if (isRefusal(query)) return query;
    const reading = judged(query, names, text);
    if (isRefusal(reading)) return reading;
    const refused = await refusedDefinition(rootsOf(reading, 'main', names), names, this.#queries);
    if (refused) return refused;
    const tables = [...new Set(reading.uses.map(({ relation: { schema, name } }) => (schema === 'main' ? name : `${schema}.${name}`)))];
    if (!access) return { statement, isExplain, tables, views: [], secrets: [] };
    return isExplain ? refuse('only SELECT is run under this policy', ['get_schema describes what may be seen.']) : this.#policed(sql, { query, reading }, { names, access, tables });
  }

  /** What is run, and the query in it. In the place of EXPLAIN stands ours: comments might hide that more of it was meant. */
  #explained(sql: string): readonly [string, string, boolean] {
    const query = explained(sql);
    if (query === undefined) return [sql, sql, false];
    return [`EXPLAIN ${query.asJson ? '(FORMAT JSON) ' : ''}${query.text}`, query.text, true];
  }

  async #policed(sql: string, query: JudgedQuery, { names, access, tables }: { readonly names: NamesOfFile; readonly access: Access; readonly tables: readonly string[] }): Promise<Passed | Refusal> {
    const salt = this.#masking?.salt ?? '';
    const policed = new PolicedQueries({
      access, salt, file: this.#file.name,
      parse: (text) => this.#queries.own(text),
      viewed: async ({ query: text = '', schema }) => {
        const tree = await this.#queries.own(text);
        const reading = judge(tree, names.seenFrom(schema));
        return isRefusal(reading) ? reading : { query: tree, reading };
      },
    }, sql);
    if (sql.includes(policed.secret)) return refuse('a name in the statement is taken');
    const found = await policed.restrict(query);
    if (isRefusal(found)) return found;
    const rows = found.rowsMax < Infinity ? { rowsMax: found.rowsMax } : {};
    const views = query.reading.uses.flatMap(({ relation }) => (relation.query === undefined ? [] : [relation.name]));
    if (!found.isChanged) return { statement: sql, isExplain: false, tables, views, secrets: [], ...rows };
    const statement = await this.#queries.printed(query.query);
    if (statement === undefined) return refuse('the statement can not be written as the access policy lets it be seen', ['Write it more simply.']);
    return { statement, isExplain: false, tables, views, secrets: [saltVariable, policed.secret], ...rows };
  }
}

/** Places are told in characters of the statement. */
function judged(query: TreeNode, names: NamesOfFile, sql: string): Reading | Refusal {
  try {
    const reading = judge(query, names.seenFrom('main'));
    return isRefusal(reading) && reading.position !== undefined ? { ...reading, position: charsBefore(sql, reading.position) } : reading;
  } catch (error) {
    if (!(error instanceof Failure) || error.position === undefined) throw error;
    throw new Failure(error.code, error.message, { hints: error.hints, position: charsBefore(sql, error.position) });
  }
}

/** A failure that tells nothing of what the policy wrote into the statement. */
export function withoutSecrets(error: unknown, secrets: readonly string[]): Failure {
  const failure = duckdbFailure(error);
  if (!secrets.some((secret) => failure.message.includes(secret))) return failure;
  return new Failure(failure.code, 'the database can not run the statement as the access policy lets it be seen', { cause: error });
}
