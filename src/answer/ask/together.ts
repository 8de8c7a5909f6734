import { toFailure } from '../../core/errors.ts';
import { abortable } from '../../std/abort.ts';
import { Deadline } from '../../std/deadline.ts';

export interface Work<T> {
  run(signal: AbortSignal): Promise<T>;
  /** The plain way, taken where the first one fails or is late: quick, and it does not fail. */
  otherwise(): T;
}

export type Works<T> = { readonly [K in keyof T]: Work<T[K]> };

export interface TogetherOptions {
  /** False runs one after the other. */
  readonly parallel: boolean;
  /** For each work, from its own beginning. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface Together<T> {
  readonly values: T;
  /** One sentence for every work that had to go the plain way. */
  readonly warnings: readonly string[];
}

/** Runs independent works at once, each under a deadline. One that fails is done the plain way, and the outcome says so. Rejects only when the caller leaves. */
export async function together<T extends object>(works: Works<T>, options: TogetherOptions): Promise<Together<T>> {
  const warnings: string[] = [];
  // The keys of the works are those of the values.
  const names = Object.keys(works) as (keyof T & string)[];
  const settle = async (name: keyof T & string) => [name, await one(name, works[name], options, warnings)] as const;
  const entries: (readonly [string, unknown])[] = [];
  if (options.parallel) entries.push(...(await Promise.all(names.map(settle))));
  else for (const name of names) entries.push(await settle(name));
  // Every name got the value of its own work.
  return { values: Object.fromEntries(entries) as T, warnings };
}

async function one<T>(name: string, work: Work<T>, { deadlineMs, signal }: TogetherOptions, warnings: string[]): Promise<T> {
  const deadline = new Deadline(deadlineMs, { within: signal });
  try {
    return await abortable(work.run(deadline.signal), deadline.signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    warnings.push(`${name}: ${deadline.signal.aborted ? `not done within ${deadlineMs} ms` : toFailure(error).message}; done the plain way`);
    return work.otherwise();
  } finally {
    deadline.clear();
  }
}
