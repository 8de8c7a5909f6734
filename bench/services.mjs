// The private PostgreSQL, MariaDB and Redis of the tests, for the benchmarks.
import setup from '../.bench/services.js';

export async function startServices() {
  const urls = {};
  const stop = await setup({ provide: (key, value) => (urls[key] = value) });
  return { ...urls, stop };
}
