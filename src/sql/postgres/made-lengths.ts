import { type Fields, isFields, listOf, nodeOf, stringsOf, textOf } from './tree.ts';

/** Their results are longer than what they are given. */
const making = /^(?:repeat|lpad|rpad|array_fill|format|replace|regexp_replace|array_to_string|concat_ws)$/;
/** Write a character as up to eight. */
const escaping = /^(?:encode|convert_to|unistr|quote_\w+|(?:to|row_to|array_to)_jsonb?|jsonb?_build_\w+|xml\w*)$/;
const escapedMax = 8;
const padding = /^(?:bpchar|bit)$/;
const numbers = /^(?:int[248]|numeric|float[48]|text)$/;

/** Whether what a name is called as, or cast to, may make more than it is given: of a statement that names none of these no node does. */
export function mayMakeLength(name: string): boolean {
  return making.test(name) || padding.test(name);
}

export function makesLength(node: Fields): boolean {
  return making.test(calledIn(node)) || paddedTo(node) !== undefined;
}

/** Characters, or elements, that an expression may have at most by what its text tells; what comes from a column counts nothing. */
export function lengthMade(node: unknown): number {
  if (!isFields(node)) return 0;
  if (nodeOf(node, 'A_Const')) return constantText(node).length;
  const args = listOf(nodeOf(node, 'FuncCall')?.['args']);
  const lengths = (args.length > 0 ? args : childrenOf(node)).map(lengthMade);
  const [first = 0, second = 0, third = 0] = lengths;
  const sum = lengths.reduce((a, b) => a + b, 0);
  const name = calledIn(node);
  switch (name) {
    case 'repeat':
      return times(first, numberOf(args[1]));
    case 'lpad':
    case 'rpad':
      return numberOf(args[1]);
    case 'array_fill':
      return times(first, elementsOf(args[1]));
    case 'format':
      return sum + widthsOf(args[0]);
    case 'replace':
      return times(first, third);
    case 'regexp_replace':
      return (first + 1) * (third + 1);
    case 'array_to_string':
      return times(first + constantsIn(args[0]), second);
    case 'concat_ws':
      return sum + times(first, args.length);
    default:
      return Math.max(escaping.test(name) ? sum * escapedMax : sum, paddedTo(node) ?? 0);
  }
}

/** `''::char(10000000)` is that long. */
function paddedTo(node: Fields): number | undefined {
  const type = nodeOf(nodeOf(node, 'TypeCast') ?? {}, 'typeName');
  const [length] = listOf(type?.['typmods']);
  return length !== undefined && padding.test(stringsOf(type?.['names']).at(-1) ?? '') ? numberOf(length) : undefined;
}

function calledIn(node: Fields): string {
  return stringsOf(nodeOf(node, 'FuncCall')?.['funcname']).at(-1) ?? '';
}

/** Nothing, many times, may be something of a column. */
function times(length: number, count: number): number {
  return Math.max(1, length) * Math.max(1, count);
}

/** Widths stand in the format, or after a star in what is formatted. */
function widthsOf(format: unknown): number {
  const text = constantText(format);
  if (!nodeOf(format, 'A_Const') || text.includes('*')) return Infinity;
  return [...text.matchAll(/\d+/g)].reduce((sum, [digits]) => sum + Number(digits), 0);
}

function elementsOf(sizes: unknown): number {
  const array = nodeOf(sizes, 'A_ArrayExpr');
  return array ? listOf(array['elements']).reduce<number>((product, size) => product * numberOf(size), 1) : Infinity;
}

function constantsIn(node: unknown): number {
  if (!isFields(node)) return 0;
  return nodeOf(node, 'A_Const') ? 1 : childrenOf(node).reduce<number>((sum, child) => sum + constantsIn(child), 0);
}

/** The text of a constant; empty where it is none of texts. */
export function constantText(node: unknown): string {
  const text = nodeOf(node, 'A_Const')?.['sval'];
  return isFields(text) ? textOf(text['sval']) : '';
}

/** The value of a constant number, in size; infinite for whatever is anything else: a text of bits is a number as well. */
function numberOf(node: unknown): number {
  const constant = nodeOf(node, 'A_Const');
  if (constant) {
    const { ival, fval, sval } = constant;
    if (isFields(ival)) return typeof ival['ival'] === 'number' ? ival['ival'] : 0;
    if (!isFields(fval) && !isFields(sval)) return Infinity;
    const digits = Number(textOf(isFields(fval) ? fval['fval'] : isFields(sval) ? sval['sval'] : ''));
    return Number.isNaN(digits) ? Infinity : Math.abs(digits);
  }
  const cast = nodeOf(node, 'TypeCast');
  const type = stringsOf(nodeOf(cast ?? {}, 'typeName')?.['names']).at(-1) ?? '';
  return cast && numbers.test(type) ? numberOf(cast['arg']) : Infinity;
}

function childrenOf(node: Fields): unknown[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : isFields(value) ? [value] : []));
}
