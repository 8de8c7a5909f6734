// Whether what learned entries change is right, by somebody who does not know which SQL is ours: a sheet of probe questions with the SQL before
// and after in an order that a seed decides, and a key apart.
//   node bench/semantics/judge.mjs --data DIR --out SHEET.md [--count 120] [--seed 1]     writes SHEET.md and SHEET.key.jsonl
//   node bench/semantics/judge.mjs --verdicts FILE --key SHEET.key.jsonl                  a line of verdicts: 17 A, 17 B, 17 both, 17 neither
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requestsFor } from '../../dist/answer/learn/request.js';
import { filesIn, open } from '../semantics.mjs';
import { effectsOf } from './effects.mjs';
import { learned } from './learned.mjs';

/** What the judge is told. */
const instructions = `# Which SQL answers the question?
Somebody who works with the database asks the question in a few words. Of two statements, which one gives what is most likely meant? Judge what is read, counted
and left out, not how it is written or which columns are shown beside. Answer each with a line: its number, and A, B, both or neither.
`;

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, count: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' }, verdicts: { type: 'string' }, key: { type: 'string' } },
});

if (options.verdicts !== undefined && options.key !== undefined) console.log(scored(readFileSync(options.verdicts, 'utf8'), readFileSync(options.key, 'utf8')));
else if (options.data !== undefined && options.out !== undefined) await write();
else throw new Error('give --data and --out, or --verdicts and --key');

async function write() {
  const random = randomOf(Number(options.seed));
  const services = await open(Object.fromEntries(filesIn(join(options.data, 'everyday/dev/databases'))));
  try {
    const schemas = new Map();
    const changes = [];
    for (const taken of await learned(services.targets.values(), 'person')) {
      schemas.set(taken.target.name, await schemaOf(taken.target));
      for (const { target, entry, changed } of await effectsOf(taken)) if (changed.length > 0) changes.push({ database: target.name, entry, probe: changed[Math.floor(random() * changed.length)] });
    }
    const drawn = shuffled(changes, random).slice(0, Number(options.count)).toSorted((a, b) => (a.database < b.database ? -1 : a.database > b.database ? 1 : 0));
    const items = drawn.map((change, index) => ({ id: index + 1, ...change, ours: random() < 0.5 ? 'A' : 'B' }));
    const keyFile = `${options.out.replace(/\.md$/, '')}.key.jsonl`;
    writeFileSync(options.out, sheetOf(items, schemas));
    writeFileSync(keyFile, items.map(({ id, database, entry: { kind, at, entry }, probe, ours }) => `${JSON.stringify({ id, ours, database, kind, at, entry, question: probe.question })}\n`).join(''));
    console.log(`${items.length} of ${changes.length} changes: ${options.out}, key ${keyFile}`);
  } finally {
    await services.close();
  }
}

/** As the model saw it that wrote the entries. */
async function schemaOf(target) {
  const requests = await requestsFor(target, {});
  return requests.map(({ text }) => text.slice(text.indexOf('\nTables:') + 1)).join('\n');
}

function sheetOf(items, schemas) {
  const parts = [...groups(items)].map(([database, own]) => `## ${database}\n\`\`\`\n${schemas.get(database)}\n\`\`\`\n${own.map(itemText).join('\n')}`);
  return `${instructions}\n${parts.join('\n')}`;
}

function itemText({ id, probe, ours }) {
  const [a, b] = ours === 'A' ? [probe.with, probe.without] : [probe.without, probe.with];
  return `### ${id}\nQuestion: ${probe.question}\n- A: ${a ?? '(not understood)'}\n- B: ${b ?? '(not understood)'}\n`;
}

function groups(items) {
  const found = new Map();
  for (const item of items) found.set(item.database, [...(found.get(item.database) ?? []), item]);
  return found;
}

function scored(verdicts, key) {
  const ours = new Map(key.trim().split('\n').map((line) => JSON.parse(line)).map((item) => [item.id, item.ours]));
  const counts = { right: 0, both: 0, wrong: 0, neither: 0 };
  for (const [, id, verdict] of verdicts.matchAll(/^\s*(\d+)[\s:.]+(A|B|both|neither)\b/gim)) {
    const of = ours.get(Number(id));
    if (of === undefined) throw new Error(`${id} is not on the sheet`);
    const said = verdict.toLowerCase();
    counts[said === 'both' || said === 'neither' ? said : said.toUpperCase() === of ? 'right' : 'wrong'] += 1;
    ours.delete(Number(id));
  }
  const judged = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const share = (count) => `${count} (${((100 * count) / Math.max(1, judged)).toFixed(1)} %)`;
  const right = `the changed SQL is right: ${share(counts.right + counts.both)}, of which both are ${counts.both}`;
  return `judged ${judged}, left out ${ours.size}; ${right}; only the SQL before: ${share(counts.wrong)}; neither: ${share(counts.neither)}`;
}

function shuffled(list, random) {
  return list.map((one) => [random(), one]).toSorted(([a], [b]) => a - b).map(([, one]) => one);
}

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
