import type { ValueIndex } from '../catalog/values.ts';
import { isNoValue } from './no-value.ts';
import { isQuoted, isYear, numberAt, rawText } from './literal-place.ts';
import { type MatchToken, matchTokens } from './match-tokens.ts';
import type { Slot, Template } from './template.ts';

/** Some words of a new question, from the token `first` to the token `last`. */
export interface Capture {
  readonly tokens: readonly MatchToken[];
  readonly question: string;
  readonly first: number;
  readonly last: number;
}

/** What a capture stands for in a slot, as the SQL needs it; undefined where it doesn't fit. */
export function bindSlot(slot: Slot, capture: Capture, template: Template, values: ValueIndex): string | undefined {
  const { type } = slot;
  const { tokens, first, last } = capture;
  const single = first === last ? tokens[first] : undefined;
  switch (type.kind) {
    case 'number':
      return bindNumber(type, numberAt(tokens, single ? first : -1));
    case 'digits':
      return single?.kind === 'number' && /^\d+$/.test(single.text) && single.text.length === type.count ? single.text : undefined;
    case 'date':
      return single?.kind === 'date' && isCalendarDate(single.text) ? single.text : undefined;
    case 'pattern': {
      const text = rawText(capture.question, tokens, capture);
      const isAsLong = last - first + 1 === matchTokens(slot.original).length;
      return isAsLong && isQuoted(tokens, capture) && !/[%_\\]/.test(text) ? text : undefined;
    }
    case 'value':
      return bindValue(slot, capture, template, values);
  }
}

function bindNumber(type: { readonly integer: boolean; readonly year: boolean }, text: string | undefined): string | undefined {
  if (text === undefined || text.startsWith('-') || (type.integer && !/^\d+$/.test(text)) || (type.year && !isYear(text))) return undefined;
  return String(Number(text)) === text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') ? text : undefined;
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The value of the same column, as it stands in the data. Another column that the SQL's tables have and that holds the new
 * words but not the old ones makes them ambiguous: the question may then mean that column.
 */
function bindValue(slot: Slot, capture: Capture, template: Template, values: ValueIndex): string | undefined {
  if (slot.type.kind !== 'value' || !isWhole(capture)) return undefined;
  const { column } = slot.type;
  const text = rawText(capture.question, capture.tokens, capture);
  if (saysTheSame(capture, text, slot.original)) return slot.literal;
  if (!isQuoted(capture.tokens, capture) && isNoValue(text)) return undefined;
  const hits = values.find(text);
  const own = [...new Set(hits.filter((hit) => hit.column === column).map((hit) => hit.value))].filter((value) => saysTheSame(capture, text, value));
  const [chosen] = own;
  if (chosen === undefined || own.length > 1) return undefined;
  const before = new Set(values.find(slot.original).map((hit) => hit.column));
  const isAmbiguous = hits.some((hit) => hit.column !== column && !before.has(hit.column) && template.tables.has(hit.column.table));
  return isAmbiguous ? undefined : chosen;
}

/** A capture takes a quoted span whole or leaves it alone, and begins where a word may begin. */
function isWhole({ tokens, question, first, last }: Capture): boolean {
  const isQuotedInPart = tokens.slice(first, last + 1).some((token) => token.quote > 0) && !isQuoted(tokens, { first, last });
  return !isQuotedInPart && /^[\s("'“‘«]?$/.test(question.charAt((tokens[first]?.start ?? 0) - 1));
}

const signsMax = 2;

/** Whether the words are this value, with signs that may follow its last letter ("A-", "Pol. Sci.", "145e (sw)"), up to a gap or a stop. */
function saysTheSame({ tokens, question, last }: Capture, text: string, value: string): boolean {
  const end = tokens[last]?.end ?? 0;
  return Array.from({ length: signsMax + 1 }, (_, length) => question.slice(end, end + length)).some((signs) => {
    const after = question.charAt(end + signs.length);
    return /^[^\s\p{L}\p{N}]*$/u.test(signs) && /^[\s.,;:?!)"'”’»]?$/.test(after) && equals(value, text + signs);
  });
}

/** Equal but for accents, and for case where one of the two does not use it. */
function equals(value: string, text: string): boolean {
  const plain = (part: string) => part.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'");
  const [a, b] = [plain(value), plain(text)];
  if (a === b) return true;
  const ignoresCase = b === b.toLowerCase() || a === a.toLowerCase() || a === a.toUpperCase();
  return ignoresCase && a.toLowerCase() === b.toLowerCase();
}
