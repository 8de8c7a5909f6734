import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { compose } from '../../src/compose.ts';
import { localPrincipal } from '../../src/core/question.ts';
import type { Services } from '../../src/answer/services.ts';
import type { KnowledgeFile } from '../../src/memory/knowledge-file.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

/** Values and joins are told once they are known, however busy the machine. */
const sampled = (services: Services) => vi.waitUntil(async () => (await services.targets.get('d')?.knowledge.get())?.valuesComplete === true, { timeout: 30_000 });

async function contextOf(sql: string, question: string, knowledge?: KnowledgeFile): Promise<string> {
  const path = sqliteFile(sql);
  const folder = dirname(path);
  if (knowledge) writeFileSync(join(folder, 'knowledge.json'), JSON.stringify(knowledge));
  const known = knowledge ? { knowledge: 'knowledge.json' } : {};
  const services = await compose({ databases: { d: { dsn: `sqlite:${path}` } }, ...known, baseFolder: folder, state: { file: ':memory:' } }, { careful: true });
  await sampled(services);
  onTestFinished(() => services.close());
  const answer = await ask({ question, principal: localPrincipal }, services);
  return answer.status === 'needs_sql' ? answer.context : answer.status;
}

const wide = Array.from({ length: 20 }, (_, c) => `attribute_${c} TEXT`).join(', ');
const filler = (count: number) => Array.from({ length: count }, (_, n) => `CREATE TABLE filler_${'abcdefghij'[n % 10]}${n}x (id INTEGER PRIMARY KEY, ${wide});`).join('\n');

test('copies of a table stand beside it, with the columns that they have besides', async () => {
  const copies = ['SHIPMENT', 'SHIPMENT_HIST', 'SHIPMENT_HIST_1'].map((name, n) => `CREATE TABLE ${name} (SHIPMENT_ID INTEGER, CARRIER TEXT, WEIGHT REAL${n === 0 ? '' : ', FISCAL_PERIOD TEXT'});`);
  const context = await contextOf(copies.join(''), 'Why would shipments be sad?');
  expect(context).toContain('SHIPMENT [alike: SHIPMENT_HIST (plus FISCAL_PERIOD), SHIPMENT_HIST_1 (plus FISCAL_PERIOD)]\n');
  expect(context).not.toMatch(/^SHIPMENT_HIST/m);
});

test('a copy that the question asks for is shown itself', async () => {
  const tables = ['orders', 'orders_archive'].map((name) => `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, customer TEXT, total REAL);`);
  expect(await contextOf(tables.join(''), 'Why would archive orders be sad?')).toMatch(/^orders_archive\n/m);
});

test('tables that only begin alike are no copies', async () => {
  const tables = 'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, placed TEXT); CREATE TABLE orders_lines (id INTEGER PRIMARY KEY, order_id INTEGER, goods TEXT);';
  expect(await contextOf(tables, 'Why would orders be sad?')).not.toContain('alike');
});

test('a link table brings its far ends, and a header its lines, without declared keys', async () => {
  const pilots = 'CREATE TABLE qpilot (qpilot_id INTEGER, xx TEXT); CREATE TABLE qplane (qplane_id INTEGER, xx TEXT); CREATE TABLE licence (qpilot_id INTEGER, qplane_id INTEGER);';
  const linked = `${pilots} CREATE TABLE voucher (voucher_id INTEGER, xx TEXT); CREATE TABLE voucher_detail (voucher_id INTEGER, yy REAL);`;
  const licence = await contextOf(`${filler(120)} ${linked}`, 'Why would a licence be sad?');
  for (const table of ['licence', 'qpilot', 'qplane']) expect(licence).toMatch(new RegExp(`^${table}\\n`, 'm'));
  expect(await contextOf(`${filler(120)} ${linked}`, 'Why would a voucher be sad?')).toMatch(/^voucher_detail\n/m);
});

const places = Array.from({ length: 12 }, (_, n) => `('R${n}')`).join(', ');
const meetings = Array.from({ length: 20 }, (_, n) => `(${n}, 'R${n}', ${n % 12}, ${500 + n})`).join(', ');
const rooms = `CREATE TABLE fac_room (fac_room_key TEXT, floor INTEGER); INSERT INTO fac_room (fac_room_key) VALUES ${places};
  CREATE TABLE topic (topic_id INTEGER PRIMARY KEY, xx TEXT); INSERT INTO topic VALUES ${Array.from({ length: 12 }, (_, n) => `(${n}, 'x')`).join(', ')};
  CREATE TABLE teacher (teacher_id INTEGER PRIMARY KEY, xx TEXT); INSERT INTO teacher VALUES (1, 'x'), (2, 'x');
  CREATE TABLE meeting (meeting_id INTEGER PRIMARY KEY, meet_place TEXT, topic_id INTEGER, teacher_id INTEGER); INSERT INTO meeting VALUES ${meetings};`;

test('joins that are not declared are told where their values overlap, with the share, whatever the columns are called', async () => {
  const context = await contextOf(rooms, 'Why would a meeting be sad?');
  expect(context).toContain('meeting.meet_place = fac_room.fac_room_key (12 of 20)');
  expect(context).toContain('meeting.topic_id = topic.topic_id (12 of 12)');
  expect(context).not.toContain('teacher.teacher_id');
});

test('the names of all tables that are not shown follow', async () => {
  const context = await contextOf(filler(97), 'Why would filler be sad?');
  expect(new Set(context.match(/filler_\w\d+x/g)).size).toBe(97);
  expect(context).toContain('not shown: ');
});

test('views come after tables', async () => {
  const context = await contextOf('CREATE VIEW a_view AS SELECT 1 AS one; CREATE TABLE b_table (id INTEGER PRIMARY KEY);', 'Why would one be sad?');
  expect(context.indexOf('a_view')).toBeGreaterThan(context.indexOf('b_table'));
});

test('quoted texts and names that no sampled value holds are told', async () => {
  const people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, city TEXT); INSERT INTO people VALUES (1, 'Ada Lovelace', 'London'), (2, 'Alan Turing', 'London');";
  const context = await contextOf(people, 'Why would Ada like "the Enigma" more than Grace Hopper in London?');
  expect(context).toContain('not among the sampled values: "the Enigma"; "Grace Hopper"');
});

test('a column of states tells its values, and one of names, dates or single values does not', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => `(${n}, 'Person ${n}', '2026-01-0${(n % 3) + 1}', '${['open', 'paid', 'void'][n % 3]}', '555-0${n}')`).join(', ');
  const context = await contextOf(`CREATE TABLE bills (id INTEGER PRIMARY KEY, name TEXT, billed_date TEXT, state TEXT, phone TEXT); INSERT INTO bills VALUES ${rows};`, 'Why would a bill be sad?');
  expect(context).toContain('bills\n  id int pk, name, billed_date (2026-01-01..2026-01-03), state {open|paid|void}, phone');
});

test('months and days of the week are no names that could be missing', async () => {
  const people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO people VALUES (1, 'Ada Lovelace');";
  expect(await contextOf(people, 'Why would Ada be sad on a Tuesday between June and August?')).not.toContain('not among the sampled values');
});

const trips = Array.from({ length: 30 }, (_, n) => `(${n}, '2026-0${(n % 6) + 1}-05', ${n * 10}, ${n % 2}, ${n % 5 === 0 ? "''" : `'n${n}'`}, ${n % 3 === 0 ? 'NULL' : n % 4})`).join(', ');
const journeys = `CREATE TABLE journeys (id INTEGER PRIMARY KEY, departed DATE, distance INTEGER, escorted INTEGER, memo TEXT, stops INTEGER); INSERT INTO journeys VALUES ${trips};`;

test('of columns that the question speaks of: what dates and numbers lie between, and how they say that there is nothing', async () => {
  const context = await contextOf(journeys, 'Why would the memo of a journey like its distance, its stops or the day it departed?');
  expect(context).toContain("departed date (2026-01-05..2026-06-05)");
  expect(context).toContain('distance int (0..290)');
  expect(context).toContain('escorted int {0|1}');
  expect(context).toContain("memo (or '')");
  expect(context).toContain('stops int (0..3, or NULL)');
});

test('of other columns not, but when the rows of a table happened', async () => {
  const context = await contextOf(journeys, 'Why would a journey be sad?');
  expect(context).toContain('departed date (2026-01-05..2026-06-05), distance int, escorted int {0|1}');
});

test('a unit that people said and the name does not say', async () => {
  const knowledge = { attributes: [{ column: 'journeys.distance', unit: 'mile' }] };
  expect(await contextOf(journeys, 'Why would the distance of a journey be sad?', knowledge)).toContain('distance int (0..290, in mile)');
});

test('codes stand with what a table of codes says that they mean', async () => {
  const codes = "CREATE TABLE code_master (grp TEXT, code TEXT, meaning TEXT, PRIMARY KEY (grp, code)); INSERT INTO code_master VALUES ('job_state', 'A', 'active'), ('job_state', 'C', 'closed'), ('size', 'S', 'small'), ('size', 'L', 'large');";
  const jobs = Array.from({ length: 12 }, (_, n) => `(${n}, '${n % 2 ? 'A' : 'C'}')`).join(', ');
  expect(await contextOf(`${codes} CREATE TABLE jobs (id INTEGER PRIMARY KEY, job_state TEXT); INSERT INTO jobs VALUES ${jobs};`, 'Why would the state of a job be sad?')).toContain('job_state {C=closed|A=active}');
});
