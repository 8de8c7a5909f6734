import { isName } from '../../identifiers.ts';
import type { Token } from '../../lexer.ts';
import { backquoted } from '../../quoting.ts';
import type { Statement } from '../statement.ts';
import type { Span } from '../structure.ts';
import { chainOf } from './aggregates.ts';

/** A piece of the text that is replaced, by its place. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** As long as the names that a server gives may be where another query reads them. */
const nameCharsMax = 64;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
/** A name behind one of these is its operand. */
const operators = words('and or xor not is in like rlike regexp between div mod binary interval collate escape sounds over all any some distinct unique prior when then else case using zone');
/** May end an expression behind what looks complete. */
const endings = words(`end null true false unknown microsecond second minute hour day week month quarter year second_microsecond minute_microsecond minute_second hour_microsecond
  hour_second hour_minute day_microsecond day_second day_minute day_hour year_month`);

/**
 * What has no name of its own keeps its text as its header, in every block: the server would write what the policy made of it
 * there, and with it the beginning of hashes and secret names.
 */
export function headers({ blocks }: Statement, edits: readonly Edit[], { sql, tokens }: { readonly sql: string; readonly tokens: readonly Token[] }): Edit[] {
  const items = blocks.flatMap((block) => block.items).filter((item) => isEdited(item, edits, tokens) && !hasName(item, tokens));
  return items.map((item) => {
    const { from, to } = placeOf(item, tokens);
    return { from: to, to, text: ` AS ${backquoted(Array.from(sql.slice(from, to)).slice(0, nameCharsMax).join('').trim())}` };
  });
}

export function isEdited(span: Span, edits: readonly Edit[], tokens: readonly Token[]): boolean {
  const { from, to } = placeOf(span, tokens);
  return edits.some((edit) => edit.from >= from && edit.to <= to);
}

/** Columns and stars have the names of columns; others an alias, or none. */
function hasName(item: Span, tokens: readonly Token[]): boolean {
  const own = tokens.slice(item.from, item.to);
  const isStar = own.at(-1)?.text === '*' && own.slice(0, -1).every((token) => isName(token) || token.text === '.');
  return isStar || chainOf(own) !== undefined || hasAlias(own);
}

/** `x AS a`, `sum(x) a`: a name behind what is complete. In doubt there is none: an alias behind an alias is an error, and shows nothing. */
function hasAlias(own: readonly Token[]): boolean {
  const [before, last] = [own.at(-2), own.at(-1)];
  if (!before || !last || (!isName(last) && last.kind !== 'string')) return false;
  if (before.kind === 'word' && /^as$/i.test(before.text)) return true;
  if (last.kind === 'string') return before.text === ')' || before.text === '}';
  if (last.kind === 'word' && endings.has(last.text.toLowerCase())) return false;
  return before.kind === 'word' ? !operators.has(before.text.toLowerCase()) : [')', '}'].includes(before.text) || ['number', 'string', 'quoted-name'].includes(before.kind);
}

export function placeOf({ from, to }: Span, tokens: readonly Token[]): Pick<Edit, 'from' | 'to'> {
  const [first, last, next] = [tokens[from], tokens[to - 1], tokens[to]];
  const end = last ? last.start + last.text.length : (next?.start ?? 0);
  return { from: first?.start ?? 0, to: end };
}
