export interface Deadline {
  readonly signal: AbortSignal;
  /** To be called when the work has ended. */
  readonly clear: () => void;
}

/**
 * A signal that aborts as `AbortSignal.timeout` does, and stays until then: that one is held by nobody once AbortSignal.any has
 * joined it with another, so that on Node 20 the garbage collector takes it and the joined signal never aborts. Here the timer
 * holds it.
 */
export function deadlineAfter(ms: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
  timer.unref();
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
