import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser';

/** Where a text stops being JSON, and why: `line 3, column 5: comma expected`. The parser of the language says neither on every version. */
export function jsonProblem(text: string, { comments = false } = {}): string {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: !comments, allowTrailingComma: comments });
  const [first] = errors;
  if (!first) return 'it is not JSON';
  const before = text.slice(0, first.offset).split('\n');
  const what = printParseErrorCode(first.error).replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what.toLowerCase()}`;
}
