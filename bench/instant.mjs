// What the instant engine costs: loading it, asking a database of 10,000 tables and 100,000 columns, and new questions end to end.
import { execFileSync } from 'node:child_process';
import { CatalogIndex } from '../dist/catalog/index.js';
import { ValueIndex } from '../dist/catalog/values.js';
import { compile } from '../dist/instant/engine.js';
import { sqliteDialect } from '../dist/sql/sqlite/dialect.js';
import { newQuestions } from './new-questions.mjs';
import { percentile } from './report.mjs';

const tablesCount = 10_000;
const columnsEach = 10;
const loads = 5;

export async function run({ report }) {
  const engine = Array.from({ length: loads }, () => JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', loadScript], { encoding: 'utf8' })));
  report.add('engine load', percentile(engine.map(({ ms }) => ms), 50), { limit: 60, unit: 'ms' });
  report.add('engine memory', percentile(engine.map(({ megabytes }) => megabytes), 50), { limit: 40, unit: 'MB' });
  const scale = JSON.parse(execFileSync(process.execPath, ['--expose-gc', new URL(import.meta.url).pathname, 'scale'], { encoding: 'utf8' }));
  report.add(`index of ${tablesCount} tables and ${tablesCount * columnsEach} columns`, scale.buildMs, { limit: 1_000, unit: 'ms' });
  report.add('its memory', scale.megabytes, { limit: 200, unit: 'MB' });
  report.add('a question to it, p50', scale.p50Ms, { limit: 5, unit: 'ms' });
  report.add('a question to it, p99', scale.p99Ms, { unit: 'ms' });
  await newQuestions(report);
}

/** Everything that a first question needs, beside what a process holds anyway. The build puts the engine into one file with the rooms of answer. */
const loadScript = `
  await import(${JSON.stringify(new URL('../dist/config/schema.js', import.meta.url).href)});
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const startedAt = performance.now();
  const { compile } = await import(${JSON.stringify(new URL('../dist/instant/engine.js', import.meta.url).href)});
  const { CatalogIndex } = await import(${JSON.stringify(new URL('../dist/catalog/index.js', import.meta.url).href)});
  const { ValueIndex } = await import(${JSON.stringify(new URL('../dist/catalog/values.js', import.meta.url).href)});
  const { sqliteDialect } = await import(${JSON.stringify(new URL('../dist/sql/sqlite/dialect.js', import.meta.url).href)});
  const column = { name: 'name', type: 'TEXT', family: 'text', nullable: true };
  const table = { schema: 'main', name: 'things', kind: 'table', columns: [column], primaryKey: [], foreignKeys: [], indexes: [] };
  const catalog = new CatalogIndex({ dialect: 'sqlite', version: '1', defaultSchema: 'main', tables: [table] });
  compile({ question: 'names of things', history: [], catalog, values: new ValueIndex(), dialect: sqliteDialect });
  const ms = performance.now() - startedAt;
  globalThis.gc();
  console.log(JSON.stringify({ ms, megabytes: (process.memoryUsage().heapUsed - before) / 1e6 }));
`;

const subjects = 'customer order invoice product supplier payment shipment employee department project contract ticket asset vehicle patient course student account policy claim'.split(' ');
const aspects = 'detail history status type note event item line archive summary request approval group member rate plan target budget review schedule'.split(' ');
const fields = 'name status amount price quantity created_at city country email rating score title category weight start_date end_date total phone level comment'.split(' ');

/** Systems of the same 400 kinds of tables, each system with a name of its own, joined by keys within a system. */
function snapshot() {
  const tables = Array.from({ length: tablesCount }, (_, index) => {
    const system = Math.floor(index / (subjects.length * aspects.length));
    const subject = subjects[index % subjects.length];
    const aspect = aspects[Math.floor(index / subjects.length) % aspects.length];
    const name = `s${system}_${subject}_${aspect}`;
    const parent = `s${system}_${subject}_${aspects[0]}`;
    const refers = aspect === aspects[0] ? [] : [{ columns: ['parent_id'], referencesSchema: 'main', referencesTable: parent, referencesColumns: ['id'] }];
    const columns = ['id', 'parent_id', ...Array.from({ length: columnsEach - 2 }, (__, place) => fields[(index + place * 3) % fields.length])].filter((field, place, all) => all.indexOf(field) === place);
    return { schema: 'main', name, kind: 'table', columns: columns.map((field) => ({ name: field, type: 'TEXT', family: /amount|price|quantity|rating|score|weight|total|level|id$/.test(field) ? 'integer' : 'text', nullable: true })), primaryKey: ['id'], foreignKeys: refers, indexes: [] };
  });
  return { dialect: 'sqlite', version: '1', defaultSchema: 'main', tables };
}

function questions() {
  return Array.from({ length: 300 }, (_, index) => {
    const subject = subjects[index % subjects.length];
    const aspect = aspects[(index * 7) % aspects.length];
    const system = `s${index % 25}`;
    const field = fields[(index * 3) % fields.length].replace('_', ' ');
    return [`how many ${system} ${subject} ${aspect}s are there`, `average amount of ${subject} ${aspect}s`, `${field} of the ${system} ${subject} ${aspect} with the highest price`, `top 5 ${subject}s by total`, `number of ${subject}s per country`, `${subject}s without ${aspect}s`][index % 6];
  });
}

function scale() {
  const taken = snapshot();
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const startedAt = performance.now();
  const catalog = new CatalogIndex(taken);
  const buildMs = performance.now() - startedAt;
  globalThis.gc();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const values = new ValueIndex();
  const ask = (question) => {
    const askedAt = performance.now();
    compile({ question, history: [], catalog, values, dialect: sqliteDialect });
    return performance.now() - askedAt;
  };
  const all = questions();
  all.forEach(ask);
  const times = all.map(ask);
  console.log(JSON.stringify({ buildMs, megabytes, p50Ms: percentile(times, 50), p99Ms: percentile(times, 99) }));
}

if (process.argv[2] === 'scale') scale();
