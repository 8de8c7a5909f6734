import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { answerToWire } from '../../src/answer/wire.ts';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import type { Answer, NeedsSqlAnswer } from '../../src/core/answer.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { respond } from '../../src/mcp/respond.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { shop } from '../model/asking.ts';

async function servicesFor(sql: string): Promise<Services> {
  const services = await compose({ databases: { d: { dsn: `sqlite:${sqliteFile(sql)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

async function handedOver(services: Services, question: string, history: readonly string[] = []): Promise<NeedsSqlAnswer> {
  const answer: Answer = await ask({ question, history, principal: localPrincipal }, services);
  if (answer.status !== 'needs_sql') throw new Error(`expected needs_sql, got ${answer.status}`);
  return answer;
}

const tokensOf = (answer: Answer) => JSON.stringify(respond(answerToWire(answer), 'nl2sql').structuredContent).length / 4;

describe('the context of a question', () => {
  test('holds a small schema whole, with joins at their columns and values found in the data', async () => {
    const { context } = await handedOver(await servicesFor(shop), 'Whose loyalty pays off in Germany?');
    expect(context).toContain('customers\n  id int pk, name, country');
    expect(context).toContain('customer_id -> customers');
    expect(context).toContain("values found: customers.country = 'Germany'");
    expect(context).not.toContain('more tables');
  });

  test('says how dates are written that functions of dates do not read, what codes mean, and what a list of kinds holds', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => `(${n}, 'Home ${n}', '${n % 2 === 0 ? 'F' : 'H'}', '${String(n + 1).padStart(2, '0')}.06.2025', 17${n + 10}000000, ${n % 3})`).join(', ');
    const services = await servicesFor(`CREATE TABLE kind (kind_code TEXT PRIMARY KEY, label TEXT); INSERT INTO kind VALUES ('F', 'Flat'), ('H', 'House');
      CREATE TABLE home (home_id INTEGER PRIMARY KEY, title TEXT, kind_code TEXT REFERENCES kind (kind_code), listed_on TEXT, seen_at INTEGER, shelf_level INTEGER); INSERT INTO home VALUES ${rows};`);
    const { context } = await handedOver(services, 'Where could a giraffe possibly stay overnight?');
    expect(context).toContain('label {Flat|House}');
    expect(context).toContain('listed_on (dd.mm.yyyy)');
    expect(context).toMatch(/seen_at int \(epoch s/);
    expect(context).not.toContain('{0|1|2}');
  });

  test('brings the table that only joins what the question names', async () => {
    const others = Array.from({ length: 200 }, (_, n) => `CREATE TABLE unrelated_${n} (id INTEGER PRIMARY KEY, name TEXT, comment TEXT, created TEXT, changed TEXT, owner TEXT);`).join('\n');
    const linked = 'CREATE TABLE pilots (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE planes (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE zq_link (a INTEGER REFERENCES pilots(id), b INTEGER REFERENCES planes(id));';
    const { context } = await handedOver(await servicesFor(`${others}\n${linked}`), 'Which skilled pilots could fly which of those wonderful planes?');
    for (const table of ['pilots', 'planes', 'zq_link']) expect(context).toContain(`${table}\n`);
    expect(context).toMatch(/\d+ more tables are not shown/);
  });

  describe('where not all tables fit', () => {
    const columns = 'id INTEGER PRIMARY KEY, quantity INTEGER, opened TEXT, closed TEXT, remark TEXT';
    const depots = (count: number) => Array.from({ length: count }, (_, n) => `CREATE TABLE depot_${n} (${columns}, own_column_${n} TEXT);`).join('\n');
    const vague = 'Which depot would anybody be proud of?';

    test('the first ones are told in detail, and many more by the names of their columns', async () => {
      const answer = await handedOver(await servicesFor(depots(300)), vague);
      const lines = answer.context.split('\n');
      const detailed = lines.filter((line) => line.startsWith('  id int pk, quantity int'));
      const brief = lines.filter((line) => /^depot_\d+\(id, quantity, opened, closed, remark, own_column_\d+\)$/.test(line));
      expect(detailed.length).toBeGreaterThanOrEqual(4);
      expect(brief.length).toBeGreaterThan(3 * detailed.length);
      expect(lines[0]).toContain('NAME(COLUMNS): names only');
      expect(tokensOf(answer)).toBeLessThanOrEqual(1_500);
    });

    test('far behind, texts of which nobody asks are left out, and figures, keys and names are not', async () => {
      const plain = Array.from({ length: 300 }, (_, n) => `CREATE TABLE depot_${n} (id INTEGER PRIMARY KEY, title TEXT, quantity INTEGER, opened DATE, remark TEXT, colour TEXT);`);
      const { context } = await handedOver(await servicesFor(plain.join('\n')), vague);
      expect(context.match(/^depot_\d+\(id, title, quantity, opened, remark, colour\)$/gm)?.length).toBeGreaterThan(12);
      expect(context).toMatch(/^depot_\d+\(id, title, quantity, opened, …\)$/m);
    });

    test('what is much less likely than the best is told in brief from the start', async () => {
      const { context } = await handedOver(await servicesFor(`${depots(300)} CREATE TABLE harbour (id INTEGER PRIMARY KEY, pier INTEGER, crane INTEGER);`), 'Which pier crane of the harbour depot would anybody be proud of?');
      expect(context).toMatch(/^harbour\n/m);
      expect(context).toMatch(/^depot_\d+\(/m);
      expect(context.match(/^ {2}id int pk, quantity int/gm)?.length ?? 0).toBeLessThan(3);
    });

    test('joins that nobody declared are not told of tables in brief where the names of the columns tell them', async () => {
      const rows = Array.from({ length: 12 }, (_, n) => `(${n}, 'x')`).join(', ');
      const wide = Array.from({ length: 12 }, (_, n) => `attribute_${n} TEXT`).join(', ');
      const part = (n: number) => `CREATE TABLE depot_${n} (depot_${n}_id INTEGER PRIMARY KEY, xx TEXT); INSERT INTO depot_${n} VALUES ${rows};
        CREATE TABLE visit_${n} (visit_${n}_id INTEGER PRIMARY KEY, depot_${n}_id INTEGER, ${wide}); INSERT INTO visit_${n} (visit_${n}_id, depot_${n}_id) VALUES ${Array.from({ length: 12 }, (_, row) => `(${row}, ${row})`).join(', ')};`;
      const services = await servicesFor(Array.from({ length: 40 }, (_, n) => part(n)).join('\n'));
      await vi.waitUntil(async () => (await services.targets.get('d')?.knowledge.get())?.valuesComplete === true, { timeout: 30_000 });
      const { context } = await handedOver(services, vague);
      const brief = [...context.matchAll(/^(\w+)\(/gm)].map(([, name = '']) => name);
      const joined = /^joins: (.*)$/m.exec(context)?.[1] ?? '';
      expect(brief.length).toBeGreaterThan(10);
      expect(brief.filter((name) => joined.includes(`${name}.`))).toEqual([]);
    });

    test('those in brief tell where keys lead whose names do not say it', async () => {
      const keyed = Array.from({ length: 300 }, (_, n) => `CREATE TABLE depot_${n} (${columns}, own_column_${n} TEXT, crate_id INTEGER REFERENCES crates (id), heir INTEGER REFERENCES crates (id));`).join('\n');
      const { context } = await handedOver(await servicesFor(`CREATE TABLE crates (id INTEGER PRIMARY KEY); ${keyed}`), vague);
      expect(context).toMatch(/^depot_\d+\(id, .*, crate_id, heir -> crates\)$/m);
    });

    test('the room that is left goes to details of the others', async () => {
      const large = `CREATE TABLE large (${Array.from({ length: 500 }, (_, n) => `w${n} TEXT`).join(', ')});`;
      const { context } = await handedOver(await servicesFor(`${depots(25)} ${large}`), vague);
      expect(context).not.toContain('names only');
      expect(context.match(/^ {2}id int pk, quantity int/gm)).toHaveLength(25);
    });

    test('one that was told in brief comes in detail once it is asked for', async () => {
      const services = await servicesFor(depots(300));
      const first = await handedOver(services, vague);
      const [, name = ''] = /^(depot_\d+)\(/m.exec(first.context) ?? [];
      const later = await ask({ question: `Would anybody be proud of ${name}?`, principal: localPrincipal, knownSchema: first.knownSchema ?? '' }, services);
      expect(later.status === 'needs_sql' && later.context).toContain(`${name}\n  id int pk`);
    });
  });

  test('shows of a wide table what the question points at, keys and names', async () => {
    const columns = Array.from({ length: 600 }, (_, n) => `filler_${n} TEXT`).join(', ');
    const { context } = await handedOver(await servicesFor(`CREATE TABLE readings (id INTEGER PRIMARY KEY, ${columns}, barometric_pressure REAL, station_name TEXT)`), 'How would the barometric pressure of readings behave in a storm?');
    for (const column of ['id int pk', 'barometric_pressure', 'station_name']) expect(context).toContain(column);
    expect(context).toMatch(/… \d+ more/);
    expect(context.length).toBeLessThan(1_200);
  });

  test('the whole answer stays within 1,500 tokens, whatever the schema and the question are like', async () => {
    const long = (n: number) => `the_quite_long_name_of_the_table_number_${n}_of_this_schema`;
    const tables = Array.from({ length: 300 }, (_, n) => `CREATE TABLE ${long(n)} (id INTEGER PRIMARY KEY, "na""me\tof it" TEXT, ${Array.from({ length: 40 }, (_, c) => `some_column_${c}_of_the_table TEXT`).join(', ')}, parent INTEGER REFERENCES ${long((n + 1) % 300)}(id));`);
    const services = await servicesFor(`${tables.join('\n')} INSERT INTO ${long(0)} (id, some_column_1_of_the_table) VALUES (1, 'wonderland');`);
    for (const question of ['What is the long name of the quite wonderful table of wonderland?', 'x', `Why ${'so very long '.repeat(500)}?`, '"""""\\\\\\\\ tables of some column?']) {
      const answer = await handedOver(services, question, ['And what of some column?', 'And before?']);
      expect(tokensOf(answer)).toBeLessThanOrEqual(1_500);
      expect(answer.context).toContain('SQLite:');
    }
  });

  test('verified questions that are like it stand in it', async () => {
    const services = await compose({ databases: { d: { dsn: `sqlite:${sqliteFile(shop)}` } }, baseFolder: '/', state: { file: ':memory:' }, memory: { accept: 'proven' } }, { careful: true });
    onTestFinished(() => services.close());
    await runSql({ sql: 'SELECT name FROM customers ORDER BY id LIMIT 1', question: 'Whose loyalty pays off best of all?', principal: localPrincipal }, services);
    const { context } = await handedOver(services, 'Whose loyalty pays off worst of all?');
    expect(context).toContain('similar questions: Whose loyalty pays off best of all? => SELECT name FROM customers ORDER BY id LIMIT 1');
  });

  test('examples stand in it, within their room', async () => {
    const services = await servicesFor(shop);
    const examples = { similar: () => Promise.resolve([{ question: 'Who buys most?', sql: 'SELECT 1' }, { question: 'x'.repeat(2_000), sql: 'SELECT 2' }]) };
    const { context } = await handedOver({ ...services, examples }, 'Whose loyalty pays off?');
    expect(context).toContain('similar questions: Who buys most? => SELECT 1');
    expect(context).not.toContain('xxxx');
  });
});
