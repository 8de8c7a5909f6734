/**
 * Rejects as soon as one of the signals aborts, otherwise settles like the promise. The work itself is not stopped: that is its
 * owner's duty. The one way to race against what outlives the work (a deadline, the end of a connection): a `Promise.race` with a
 * promise that lives long leaves a reaction on it, with what the work gave, for as long as it lives.
 */
export function abortable<T>(promise: Promise<T>, ...signals: readonly (AbortSignal | undefined)[]): Promise<T> {
  const live = signals.filter((signal) => signal !== undefined);
  if (live.length === 0) return promise;
  return new Promise<T>((resolve, reject) => {
    const leave = () => {
      for (const signal of live) signal.removeEventListener('abort', onAbort);
    };
    const onAbort = () => {
      const aborted = live.find((signal) => signal.aborted);
      leave();
      reject(aborted?.reason);
    };
    // What the promise comes to is heard in any case: a late rejection must not end the process.
    promise.then(
      (value) => {
        leave();
        resolve(value);
      },
      (error: unknown) => {
        leave();
        reject(error);
      },
    );
    if (live.some((signal) => signal.aborted)) return onAbort();
    for (const signal of live) signal.addEventListener('abort', onAbort, { once: true });
  });
}
