import { observe } from '../answer/observe.ts';
import type { Services } from '../answer/services.ts';
import { failureToWire } from '../answer/wire.ts';
import { Failure, toFailure } from '../core/errors.ts';
import type { AnswerWire, SeveralWire } from '../core/wire.ts';
import type { ToolContext } from './tool.ts';

/** What all of them may send back together: about what hosts take of one reply. */
const bytesMax = 80_000;

export interface Part {
  readonly input: object;
  /** `bytes`: what is left for it. */
  readonly run: (services: Services, bytes: number) => Promise<AnswerWire>;
}

/** One after the other, each observed as a call of its own, with its own answer or failure; what no longer fits is not run. */
export async function several(tool: string, parts: readonly Part[], { services, principal, signal }: Pick<ToolContext, 'services' | 'principal' | 'signal'>): Promise<SeveralWire> {
  const results: SeveralWire['results'][number][] = [];
  let bytes = bytesMax;
  for (const { input, run } of parts) {
    signal.throwIfAborted();
    const result = bytes > 0 ? await observe({ tool, input, principal }, services, (observed) => run(observed, roomOf(bytes))).catch(failed) : failed(full);
    bytes -= JSON.stringify('rows' in result ? result.rows : result).length;
    results.push(result);
  }
  return { results };
}

/** Rounded down to a power of two: rows are cached by how many bytes they may have, and should be found again. */
function roomOf(bytes: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1_024, bytes)));
}

const full = new Failure('BAD_ARGUMENT', 'the results before it fill the reply', { hints: ['Call it by itself, or with a smaller limit.'] });

function failed(error: unknown): { readonly error: ReturnType<typeof failureToWire> } {
  return { error: failureToWire(toFailure(error)) };
}

/** Exactly one of two arguments. */
export function oneOf<One, Many>(one: One | undefined, many: Many | undefined, names: string): { readonly one: One } | { readonly many: Many } {
  if ((one === undefined) === (many === undefined)) throw new Failure('BAD_ARGUMENT', `give either ${names}`, { hints: ['One by itself, or a list of at most 20.'] });
  // One of them is there, as was just seen.
  return many === undefined ? { one: one as One } : { many };
}

/** A file is of one result. */
export function assertNoExport(format: string | undefined): void {
  if (format !== undefined) throw new Failure('BAD_ARGUMENT', 'several results are not exported in one call', { hints: ['Call it for one of them.'] });
}
