import { refuse, type Refusal } from '../../core/proof.ts';
import { constantText, lengthMade, makesLength } from './made-lengths.ts';
import { type Fields, isFields, listOf, nodeOf, stringsOf, textOf } from './tree.ts';

/** Of two texts of this length the slowest search takes about a tenth of a second. */
const charsMax = 20_000;
/** What the constants of a statement make together: one value of the largest size. The server bounds no session's memory. */
const madeMax = 1_000_000_000;
/** How many values may be of a length that the text does not tell. */
const untoldMax = 4;

/** What takes time in proportion to a text, or looks at none: everything else counts as a search. */
const linear = new Set(`repeat lpad rpad format concat concat_ws left right length char_length character_length octet_length bit_length upper lower initcap substr reverse ascii chr md5 quote_literal
  count sum avg min max bool_and bool_or every string_agg array_agg any_value stddev stddev_pop stddev_samp variance var_pop var_samp corr percentile_cont percentile_disc mode grouping
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value generate_series array_length cardinality array_upper array_lower array_fill unnest
  round ceil ceiling floor abs trunc mod power sqrt sign ln log exp extract date_part date_trunc now age make_date make_timestamp random pg_column_size`.split(/\s+/));
/** By a format of a constant. */
const formatting = /^to_(?:char|date|timestamp|number)$/;
const linearOperators = new Set(['+', '-', '*', '/', '%', '=', '<>', '!=', '<', '>', '<=', '>=', '||']);
/** What texts may become without being searched, and whose minus is none of lists. */
const plainTypes = /^(?:text|varchar|bpchar|char|name|int[248]|numeric|float[48]|bool|date|timestamp|timestamptz|time|timetz|interval|uuid)$/;
const special = /^(?:Xml\w*|Json\w*|RangeTableFunc\w*)$/;

/** Compare each line of one shape with each of another: two shapes of ten thousand points take half a minute. */
const geometric = /^(?:the operator (?:<->|\?#)|path_\w+|poly\w*_\w+)$/;
export const shapeCharsMax = 8_000;

interface Found {
  /** A word for what may search. */
  search: string;
  geometric: string;
  literals: number;
  longest: number;
  total: number;
  untold: number;
}

/**
 * Refuses whatever is not known to be linear in a statement that makes long texts or lists: no deadline ends
 * `strpos(repeat('a', 1000000), 'b' || repeat('a', 500000))`, nor `array_fill(0, ARRAY[1000000]) && array_fill(1, ARRAY[1000000])`, and
 * constants are folded before the statement is even planned. Lengths that the text does not tell count as long. A statement that is no longer than
 * shapes may be, and names nothing that makes lengths, can't be refused.
 */
export function refusedLength(tree: unknown): Refusal | undefined {
  const found: Found = { search: '', geometric: '', literals: 0, longest: 0, total: 0, untold: 0 };
  visit(tree, found, false);
  const { search, longest, total, untold } = found;
  if (search !== '' && longest > charsMax) return refuse(`${search} beside texts of more than ${charsMax} characters might run beyond every deadline`, ['Make shorter texts, or search in columns.']);
  if (found.geometric !== '' && found.literals > shapeCharsMax) return refuse(`${found.geometric} of shapes that long might run beyond every deadline`, ['Compare simpler shapes.']);
  if (total > madeMax || untold > untoldMax) return refuse(`the texts that the statement makes may come to more than ${madeMax} characters`, ['Make fewer or shorter texts.']);
  return undefined;
}

function visit(tree: unknown, found: Found, isInside: boolean): void {
  if (Array.isArray(tree)) {
    for (const item of tree) visit(item, found, isInside);
    return;
  }
  if (!isFields(tree)) return;
  const search = searchIn(tree);
  found.search ||= search;
  if (geometric.test(search)) found.geometric = search;
  found.literals += constantText(tree).length;
  const makes = makesLength(tree);
  if (makes && !isInside) measure(lengthMade(tree), found);
  for (const key in tree) {
    if (special.test(key)) found.search ||= key;
    visit(tree[key], found, isInside || makes);
  }
}

/** What stands inside is measured with it. */
function measure(length: number, found: Found): void {
  found.longest = Math.max(found.longest, length);
  if (length === Infinity) found.untold += 1;
  else found.total += length;
}

/** What of a node may take more than time in proportion to its texts; empty where nothing does. */
function searchIn(node: Fields): string {
  const call = nodeOf(node, 'FuncCall');
  if (call) return searchOf(call);
  const expression = nodeOf(node, 'A_Expr');
  const operator = stringsOf(expression?.['name']).at(-1) ?? '';
  if (operator === '~~' || operator === '!~~') return isShortPattern(expression) ? '' : 'a pattern';
  if (expression && /LIKE|SIMILAR/.test(textOf(expression['kind']))) return 'a pattern';
  if (expression && !linearOperators.has(operator) && !/BETWEEN|NULLIF|DISTINCT|AEXPR_IN/.test(textOf(expression['kind']))) return /^!?~\*?$/.test(operator) ? 'a pattern' : `the operator ${operator}`;
  const [compares] = stringsOf(nodeOf(node, 'SubLink')?.['operName']);
  if (compares !== undefined && !linearOperators.has(compares)) return `the operator ${compares}`;
  const cast = nodeOf(node, 'TypeCast');
  const type = cast && nodeOf(cast, 'typeName');
  const name = stringsOf(type?.['names']).at(-1) ?? '';
  if (type && (!plainTypes.test(name) || listOf(type['arrayBounds']).length > 0)) return nodeOf(cast['arg'], 'A_Const') ? '' : `a cast to ${name}`;
  const steps = listOf(nodeOf(node, 'A_Indirection')?.['indirection']);
  return steps.some((step) => nodeOf(step, 'String')) ? 'a name behind a parenthesis' : '';
}

function searchOf(call: Fields): string {
  const name = stringsOf(call['funcname']).at(-1) ?? '';
  if (linear.has(name)) return '';
  return formatting.test(name) && nodeOf(listOf(call['args'])[1], 'A_Const') ? '' : name;
}

/** `x LIKE 'a%'`: what is looked for is short, so that it is found in time. */
function isShortPattern(expression: Fields | undefined): boolean {
  return nodeOf(expression?.['rexpr'], 'A_Const') !== undefined && constantText(expression?.['rexpr']).length <= 20;
}
