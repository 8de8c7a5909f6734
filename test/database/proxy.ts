import { onTestFinished } from 'vitest';
import { type Proxy, startProxy } from '../setup/proxy.ts';

/** A proxy that ends with the test. */
export async function proxyTo(url: string): Promise<Proxy> {
  const proxy = await startProxy(url);
  onTestFinished(() => proxy.goDown());
  return proxy;
}
