import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which systems take ports for connections and for listeners that name none: what is found here stays free until it is used. */
const lowest = 10_000;
const highest = 32_767;

/** A TCP port of the loopback interface that is free now, and that no system gives away by itself. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
  throw new Error(`no free port between ${lowest} and ${highest}`);
}
