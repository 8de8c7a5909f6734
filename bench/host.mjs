// What a turn costs the host: conversations replayed by a scripted host, against a server that only hands out the schema and runs SQL;
// and whether the contexts hold what is needed. `node bench/host.mjs DATA SET` replays one set by each rule,
// `node bench/host.mjs DATA contexts [PART]` looks at contexts alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDemo } from '../dist/demo/ensure.js';
import { instructions } from '../dist/mcp/instructions.js';
import { contexts } from './host/contexts.mjs';
import { conversationsOf, sets } from './host/conversations.mjs';
import { replay } from './host/replay.mjs';
import { rules } from './host/scripted-host.mjs';
import { Report } from './report.mjs';

const judgedSets = ['everyday/dev', 'own', 'spider_dev'];

export async function run({ dataFolder, report }) {
  if (dataFolder === undefined) return report.note('the turn of a host', 'needs --data DIR');
  report.add('instructions', instructions.length / 4, { limit: 200, unit: 'tokens' });
  const all = [];
  for (const set of judgedSets) all.push(...(await replayed(dataFolder, set, rules.known, report)));
  show(report, 'all sets', all);
  await contexts(dataFolder, report);
}

async function replayed(dataFolder, set, rule, report, name = set) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-host-'));
  try {
    const turns = await replay(conversationsOf(dataFolder, set, await ensureDemo(folder)), rule, sets[set].columns);
    show(report, name, turns);
    return turns;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function show(report, name, turns) {
  const sum = (of) => turns.reduce((total, turn) => total + of(turn), 0);
  report.add(`${name}: questions`, turns.length);
  report.add(`${name}: result tokens a question`, sum(({ read }) => read) / turns.length, { unit: 'tokens' });
  report.add(`${name}: result tokens, against the plain server`, sum(({ read }) => read) / sum(({ plain }) => plain), { limit: 0.45, unit: '×' });
  report.add(`${name}: the same, were its replies not indented`, sum(({ read }) => read) / sum(({ plainBare }) => plainBare), { unit: '×' });
  report.add(`${name}: argument tokens a question`, sum(({ written }) => written) / turns.length, { unit: 'tokens' });
  report.add(`${name}: calls a question`, sum(({ calls }) => calls) / turns.length, { limit: 1.35 });
  report.add(`${name}: calls a question, plain server`, sum(({ plainCalls }) => plainCalls) / turns.length);
  for (const [status, limit] of [['ok', 4], ['check', 20]]) {
    const taken = turns.filter((turn) => turn.status === status);
    report.add(`${name}: answered ${status}`, (100 * taken.length) / turns.length, { unit: '%' });
    if (taken.length > 0) report.add(`${name}: of these wrong`, (100 * taken.filter(({ wrong }) => wrong).length) / taken.length, { limit, unit: '%' });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , dataFolder, set, part] = process.argv;
  const report = new Report();
  if (set === 'contexts') await contexts(dataFolder, report, part);
  else for (const [name, rule] of Object.entries(rules)) await replayed(dataFolder, set, rule, report, `${set}, ${name}`);
  console.log(report.table());
}
