import { refuse, type Refusal } from '../../core/proof.ts';
import { type Fields, isFields, listOf, nodeOf, stringsOf, textOf } from './tree.ts';

/** Of two texts of this length the slowest search takes about a tenth of a second. */
const charsMax = 20_000;

/** Their work grows with the product of two lengths, and inside of it the server looks at no deadline. */
const searching = /^(strpos|position|replace|translate|split_part|string_to_array|string_to_table|regexp_\w+|substring|similar_to_escape|[lrb]?trim|starts_with|overlay)$/;
const matching = /^!?~~?\*?$/;
const making = /^(repeat|lpad|rpad|array_fill|format)$/;

/**
 * Refuses a search in a statement that makes long texts: no deadline ends `strpos(repeat('a', 1000000), 'b' || repeat('a', 500000))`,
 * and constants are folded before the statement is even planned. Lengths that the text does not tell count as long.
 */
export function refusedLength(tree: unknown): Refusal | undefined {
  const found = { searches: '', longest: 0 };
  visit(tree, found);
  if (found.searches === '' || found.longest <= charsMax) return undefined;
  return refuse(`${found.searches} beside texts of more than ${charsMax} characters might run beyond every deadline`, ['Make shorter texts, or search in columns.']);
}

function visit(tree: unknown, found: { searches: string; longest: number }): void {
  if (Array.isArray(tree)) {
    for (const item of tree) visit(item, found);
    return;
  }
  if (!isFields(tree)) return;
  const name = calledIn(tree) ?? '';
  if (searching.test(name)) found.searches = name;
  if (matching.test(stringsOf(nodeOf(tree, 'A_Expr')?.['name']).at(-1) ?? '')) found.searches = 'a pattern';
  if (making.test(name)) {
    // What stands inside is measured with it, and need not be visited for its own length.
    found.longest = Math.max(found.longest, lengthOf(tree));
  }
  for (const key in tree) visit(tree[key], found);
}

function calledIn(node: Fields): string | undefined {
  return stringsOf(nodeOf(node, 'FuncCall')?.['funcname']).at(-1);
}

/** Characters that an expression may have; what comes from a column counts nothing. */
function lengthOf(node: unknown): number {
  if (!isFields(node)) return 0;
  const constant = nodeOf(node, 'A_Const');
  if (constant) return constantText(node).length;
  const call = nodeOf(node, 'FuncCall');
  const args = listOf(call?.['args']);
  const first = Math.max(1, lengthOf(args[0]));
  switch (calledIn(node) ?? '') {
    case 'repeat':
      return first * numberOf(args[1]);
    case 'lpad':
    case 'rpad':
      return Math.max(numberOf(args[1]), 0);
    case 'array_fill':
      return first * listOf(nodeOf(args[1], 'A_ArrayExpr')?.['elements']).reduce<number>((product, size) => product * numberOf(size), 1);
    case 'format':
      return Math.max(first, ...(constantText(args[0]).match(/\d+/g) ?? []).map(Number), ...args.slice(1).map(lengthOf));
    default:
  }
  return childrenOf(node).reduce<number>((sum, child) => sum + lengthOf(child), 0);
}

function constantText(node: unknown): string {
  const text = nodeOf(node, 'A_Const')?.['sval'];
  return isFields(text) ? textOf(text['sval']) : '';
}

/** The value of a constant expression of numbers, in size; infinite where it is none. */
function numberOf(node: unknown): number {
  const constant = nodeOf(node, 'A_Const');
  if (constant) {
    const { ival, fval, sval } = constant;
    if (isFields(ival)) return typeof ival['ival'] === 'number' ? ival['ival'] : 0;
    const digits = Number(textOf(isFields(fval) ? fval['fval'] : isFields(sval) ? sval['sval'] : ''));
    return Number.isNaN(digits) ? Infinity : Math.abs(digits);
  }
  const cast = nodeOf(node, 'TypeCast');
  return cast ? numberOf(cast['arg']) : Infinity;
}

function childrenOf(node: Fields): unknown[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : isFields(value) ? [value] : []));
}
