// Memory and caches: false hits, latency of each tier, single-flight, retrieval, tuning, bytes.
import { pathToFileURL } from 'node:url';
import { falseHits } from './memory/false-hits.mjs';
import { Report } from './report.mjs';

export async function run({ dataFolder, report }) {
  if (dataFolder !== undefined) await pairs(dataFolder, report);
}

async function pairs(dataFolder, report) {
  const figures = await falseHits(dataFolder);
  report.add('minimal pairs asked', figures.pairs, { limit: 20_000, atLeast: true, unit: 'pairs' });
  report.add('answered wrongly from memory', figures.wrong, { limit: 0, unit: 'pairs' });
  report.add('literal swaps of one column served', figures.served / figures.swaps, { limit: 0.9, atLeast: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = new Report();
  await run({ dataFolder: process.argv[2], report });
  console.log(report.table());
}
