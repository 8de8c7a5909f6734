import type { DialectName } from '../core/dialect.ts';
import type { FunctionFacts, Inspection, Refusal } from '../core/proof.ts';
import type { LexerRules } from './lexer.ts';
import type { FullScans } from './scan.ts';

/**
 * What a dialect can do for the layers above, which ask for these capabilities and never for a dialect's name.
 * `inspect` and `judgeFunctions` are the guard: together they decide, before the database sees the text, that it only reads.
 */
export interface SqlDialect {
  readonly name: DialectName;
  readonly title: string;
  /** Where strings, names and comments end in its text. */
  readonly lexer: LexerRules;
  quoteIdentifier(name: string): string;
  literal(value: string | number | boolean | null): string;
  /** Case-insensitive LIKE. */
  readonly likeOperator: string;
  datePart(unit: 'year' | 'month' | 'day', expression: string): string;
  /** Division of two integers that keeps the fraction. */
  divide(left: string, right: string): string;
  /** One sentence for a model that writes SQL in this dialect. */
  readonly rules: string;
  readonly fullScans: FullScans;
  inspect(sql: string): Promise<Inspection | Refusal>;
  judgeFunctions(facts: readonly FunctionFacts[]): Refusal | undefined;
}
