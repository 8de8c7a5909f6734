import type { CatalogTable } from '../core/catalog.ts';
import type { DialectName } from '../core/dialect.ts';
import type { CalendarOffset, DateUnit, ElapsedUnit, Moment, MomentReader } from '../core/query.ts';
import type { FunctionFacts, Inspection, Refusal } from '../core/proof.ts';
import type { ForeignSyntax } from './foreign-syntax.ts';
import type { PolicyContext, Restricted } from './access/policy-context.ts';
import type { Token } from './lexer.ts';
import type { ClockReader } from './pinned-clock.ts';
import type { FullScans } from './scan.ts';

/**
 * What a dialect can do for the layers above, which ask for these capabilities and never for a dialect's name.
 * `inspect` and `judgeFunctions` are the guard: together they decide, before the database sees the text, that it only reads.
 */
export interface SqlDialect extends ClockReader {
  readonly name: DialectName;
  readonly title: string;
  quoteIdentifier(name: string): string;
  literal(value: string | number | boolean | null): string;
  /** Case-insensitive LIKE. */
  readonly likeOperator: string;
  /** What follows ASC or DESC so that NULL counts as smallest on every engine; empty where it does anyway. */
  readonly nullsSmallest: { readonly asc: string; readonly desc: string };
  /** `offset`: of weeks and fiscal units, where they do not begin as those of the calendar. */
  datePart(unit: DateUnit, expression: string, offset?: CalendarOffset): string;
  /** Whether rows that ORDER BY holds equal keep the order of their keys by themselves. */
  readonly ordersStably: boolean;
  /** A column of texts as a number; NULL where a text holds none. */
  asNumber(column: string): string;
  /** A number as text, where a key of texts refers to it. */
  asText(column: string): string;
  /** A column that keeps moments in a form of its own as a date with its time. */
  asMoment(column: string, reader: MomentReader): string;
  /** The time between two moments in a unit, with its fraction. */
  elapsed(unit: ElapsedUnit, from: string, to: string): string;
  /** The mean, with all digits. */
  average(argument: string): string;
  /** A day by the database's clock, that dates and timestamps can be compared with. */
  moment(moment: Moment): string;
  /** Division of two integers that keeps the fraction. */
  divide(left: string, right: string): string;
  /** One sentence for a model that writes SQL in this dialect. */
  readonly rules: string;
  readonly fullScans: FullScans;
  /** `vouched`: functions of users that the operator vouches for, in lower case. */
  inspect(sql: string, vouched?: readonly string[]): Promise<Inspection | Refusal>;
  judgeFunctions(facts: readonly FunctionFacts[]): Refusal | undefined;
  /** A statement that `inspect` has passed, under an access policy: what may not be seen is out of its reach, or it is refused. */
  restrict(sql: string, inspection: Inspection, context: PolicyContext): Promise<Restricted | Refusal>;
  /** The views that show what may not be seen under the policy. */
  revealingViews(context: PolicyContext): Promise<ReadonlySet<CatalogTable>>;
  /** The text as its tokens, without comments; `inspect` has passed it. */
  tokens(sql: string): readonly Token[];
  /** Between AS and the query of a WITH that should be planned as part of the statement. */
  readonly inlined: string;
  /** Functions that people know from another dialect, by name, and what this one has instead. */
  readonly equivalents: ReadonlyMap<string, string>;
  readonly foreignSyntax: ForeignSyntax;
  readonly systemNames: SystemNames;
  /** On what a role must be granted rights before it can read a table; empty where the engine has no privileges. */
  readonly grantedOn: readonly ('schema' | 'table')[];
}

/** Names through which the catalogs of a server are reached, in lower case. */
export interface SystemNames {
  /** What is denied under an access policy would show there. */
  readonly revealing: RegExp;
  /** Names of that form that tell of no data. */
  readonly harmless?: RegExp;
}
