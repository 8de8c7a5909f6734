// From the start of the process to its list of tools, beside a bare server of the same SDK.
import { interleave, median } from './report.mjs';
import { RpcProcess } from './rpc.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const baseline = new URL('baseline-server.mjs', import.meta.url).pathname;

export async function run({ report }) {
  await startUp(report);
}

export async function startUp(report) {
  const memory = { ours: [], theirs: [] };
  const list = async (args) => {
    const server = new RpcProcess(args);
    await server.initialize();
    await server.request('tools/list', {});
    return server;
  };
  const start = async (args, seen) => {
    const server = await list(args);
    seen.push(server.memory());
    server.close();
  };
  const args = [main, '--dsn', 'sqlite::memory:'];
  // The first start after an installation leaves the compiled code behind when it ends.
  const firstAt = performance.now();
  const first = await list(args);
  const firstMs = performance.now() - firstAt;
  await first.end();
  const [ours, theirs] = await interleave([() => start(args, memory.ours), () => start([baseline], memory.theirs)], { rounds: 15, warmUp: 2 });
  report.add('start to tools/list, against a bare SDK server', ours / theirs, { limit: 1, unit: '×' });
  report.add('start to tools/list', ours, { unit: 'ms' });
  report.add('the first start after an installation', firstMs, { unit: 'ms' });
  report.add('memory at start, against a bare SDK server', median(memory.ours) / median(memory.theirs), { limit: 1.1, unit: '×' });
  report.add('memory at start', median(memory.ours) / 2 ** 20, { unit: 'MiB' });
}
