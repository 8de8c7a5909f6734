import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import type { Call } from './structure.ts';
import { makesLength, sizeOf } from './text-lengths.ts';

const named = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/).flatMap((name) => [name, `st_${name}`]));

/** Cut shapes at each other: 160 lines that cross take seconds, and twice as many ten times as long. */
const overlays = named('buffer union intersection difference symdifference');
/** Compare each line with each other one. */
const relations = named(`intersects issimple isvalid crosses overlaps touches within contains equals disjoint distance relate hausdorffdistance frechetdistance
  pointonsurface validate simplify`);
const overlaidPointsMax = 200;
const relatedPointsMax = 4_000;
/** Of points in the binary form, as hexadecimal digits. */
const digitsOfPoint = 32;

/** Shapes that a statement brings along, too complex for what is done with them: the server can't be stopped while it does that. */
export function refusedGeometry(calls: readonly Call[], tokens: readonly Token[]): Refusal | undefined {
  const overlaid = calls.filter(({ name }) => overlays.has(name));
  const [found] = overlaid.length > 0 ? overlaid : calls.filter(({ name }) => relations.has(name));
  if (!found) return undefined;
  const max = overlaid.length > 0 ? overlaidPointsMax : relatedPointsMax;
  if (pointsIn(tokens) * overlaid.length <= max && pointsIn(tokens) <= max && !calls.some((call) => isLengthened(call, tokens))) return undefined;
  return refuse(`shapes of more than ${max} points may keep ${found.name} busy for ever, and the server can not stop it`, ['Compare with a simpler shape.'], tokens[found.at]?.start);
}

/** A comma parts points from one another, and much else besides. */
function pointsIn(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { kind, text }) => {
    if (kind === 'string') return sum + Math.max(text.split(',').length - 1, /^.[\da-f]{64,}.$/i.test(text) ? text.length / digitsOfPoint : 0);
    return sum + (text === ',' ? 1 : kind === 'number' && /^0x/i.test(text) ? text.length / digitsOfPoint : 0);
  }, 0);
}

function isLengthened({ name, arguments: spans }: Call, tokens: readonly Token[]): boolean {
  const span = spans[makesLength.get(name) ?? spans.length];
  return span !== undefined && sizeOf(span, tokens) > 20;
}
