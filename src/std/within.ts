/** Rejects when the time is over, otherwise settles like the promise. The work itself is not stopped: that is its owner's duty. */
export function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The same, and resolves when the time is over: whatever is still to come is gone on without. */
export function atMost(timeoutMs: number, promise: Promise<unknown>): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, timeoutMs).unref();
    promise.then(() => resolve(), reject).finally(() => clearTimeout(timer));
  });
}
