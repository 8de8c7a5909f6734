/**
 * Does work of our own while something else is waited for, such as the answer of a server: from the next turn of the event loop on,
 * when what was begun has left. Settles when both have; the failure of what is waited for comes first.
 */
export async function meanwhile<T, R>(waiting: Promise<T>, work: () => R | Promise<R>): Promise<[T, Awaited<R>]> {
  const worked = new Promise((resolve) => setImmediate(resolve)).then(work);
  // Heard below, once what is waited for has settled.
  worked.catch(() => undefined);
  return [await waiting, await worked];
}
