import { type LexerRules, type Token, tokenize } from './lexer.ts';

/** What is written in another dialect, and what to write or to know of it here. Patterns see tokens between single spaces, texts as '' or "". */
type Instead = readonly (readonly [RegExp, string])[];

/** Syntax that people know from another dialect. */
export interface ForeignSyntax {
  /** Fails here: what to write in its place. */
  readonly failing: Instead;
  /** Runs here and means something else. */
  readonly silent: Instead;
}

/** Fails on every dialect that we speak. */
const failingEverywhere: Instead = [
  [/\bselect (?:distinct )?top \d/i, 'LIMIT n at the end in place of TOP n'],
  [/\bqualify\b/i, 'a subquery with the window function and WHERE around it in place of QUALIFY'],
  [/\bminus select\b/i, 'EXCEPT in place of MINUS'],
  [/\bnvl2 \(/i, 'CASE WHEN a IS NOT NULL THEN b ELSE c END in place of nvl2'],
];

/** What to write in a statement that failed. */
export function hintsForSyntax(sql: string, { lexer, foreignSyntax }: { readonly lexer: LexerRules; readonly foreignSyntax: ForeignSyntax }): string[] {
  const text = written(tokenize(sql, lexer));
  return [...failingEverywhere, ...foreignSyntax.failing].filter(([pattern]) => pattern.test(text)).map(([, instead]) => `Write ${instead}.`);
}

export function meansSomethingElse(tokens: readonly Token[], { foreignSyntax }: { readonly foreignSyntax: ForeignSyntax }): string[] {
  return foreignSyntax.silent.filter(([pattern]) => pattern.test(written(tokens))).map(([, warning]) => warning);
}

function written(tokens: readonly Token[]): string {
  return tokens.filter((token) => token.kind !== 'comment').map((token) => (token.kind === 'string' ? token.text.charAt(0).repeat(2) : token.text)).join(' ').replace('< = >', '<=>');
}
