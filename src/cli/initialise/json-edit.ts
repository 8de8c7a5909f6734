import { applyEdits, findNodeAtLocation, modify, parse, type ParseError, parseTree } from 'jsonc-parser';
import { Failure } from '../../core/errors.ts';
import { jsonProblem } from '../../config/json-problem.ts';

type Path = readonly string[];

/** The text of a host's file with a value put in place, or taken away (undefined): comments, order and spacing stay as they are. Fails where it is no JSON. */
export function withValue(text: string, path: Path, value: object | undefined): string {
  const whole = text.trim() === '' ? '{}\n' : text;
  const errors: ParseError[] = [];
  const root: unknown = parse(whole, errors, { allowTrailingComma: true });
  if (errors.length > 0) throw new Failure('BAD_CONFIG', `it is not JSON: ${jsonProblem(whole, { comments: true })}`);
  if (typeof root !== 'object' || root === null || Array.isArray(root)) throw new Failure('BAD_CONFIG', 'it is not a JSON object');
  return applyEdits(whole, modify(whole, [...path], value, { formattingOptions: formattingOf(whole) }));
}

/** Without the value, and without the objects around it that were left empty. */
export function withoutValue(text: string, path: Path): string {
  const without = withValue(text, path, undefined);
  const above = path.slice(0, -1);
  const tree = parseTree(without);
  const object = tree && findNodeAtLocation(tree, [...above]);
  return above.length > 0 && object?.type === 'object' && object.children?.length === 0 ? withoutValue(without, above) : without;
}

export function hasValue(text: string, path: Path): boolean {
  const tree = parseTree(text);
  return tree !== undefined && findNodeAtLocation(tree, [...path]) !== undefined;
}

/** As the file is written so far: its first indented line tells. */
function formattingOf(text: string) {
  const [, indent = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
