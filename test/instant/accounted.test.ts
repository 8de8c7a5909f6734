import { describe, expect, test } from 'vitest';
import { open } from './fixtures/opened.ts';
import { asked } from './open.ts';

/** A workshop of which no key is declared, as grown systems are kept. */
const workshop = `
  CREATE TABLE wrk_ctr (wc_cd TEXT PRIMARY KEY, wc_desc TEXT);
  CREATE TABLE cust_mst (cust_no TEXT PRIMARY KEY, cust_nm TEXT);
  CREATE TABLE ord_hdr (ord_no INTEGER PRIMARY KEY, cust_no TEXT, ord_dt DATE);
  CREATE TABLE staff (id INTEGER PRIMARY KEY, full_name TEXT, wc_cd TEXT, birth_date DATE, hired_on DATE NOT NULL, left_on DATE);
  INSERT INTO wrk_ctr VALUES ('W1', 'Lathe'), ('W2', 'Paint');
  INSERT INTO cust_mst VALUES ('C1', 'Amos'), ('C2', 'Birch');
  INSERT INTO ord_hdr VALUES (1, 'C1', '2025-03-01'), (2, 'C2', '2025-04-01');
  INSERT INTO staff VALUES (1, 'Ann Hill', 'W1', date('now', '-30 years', '-1 day'), '2020-01-01', NULL),
    (2, 'Bob Lane', 'W1', date('now', '-40 years', '-1 day'), '2021-05-01', '2024-01-01'), (3, 'Cid Moor', 'W2', date('now', '-20 years', '-1 day'), '2023-02-01', NULL);`;

const tracker = `
  CREATE TABLE person (id INTEGER PRIMARY KEY, full_name TEXT);
  CREATE TABLE issue (
    id INTEGER PRIMARY KEY, title TEXT, type TEXT, defects INTEGER, reporter_id INTEGER REFERENCES person (id), checker_id INTEGER REFERENCES person (id),
    opened_on DATE NOT NULL, due_on DATE, read_on DATE);
  CREATE TABLE work_log (id INTEGER PRIMARY KEY, issue_id INTEGER REFERENCES issue (id), minutes INTEGER, billable INTEGER);
  CREATE TABLE campaign (id INTEGER PRIMARY KEY, name TEXT, start_date DATE, end_date DATE);
  CREATE TABLE vehicle (id INTEGER PRIMARY KEY, plate TEXT, purchased_on DATE, sold_on DATE);
  INSERT INTO person VALUES (1, 'Ann Hill'), (2, 'Bob Lane');
  INSERT INTO issue VALUES (1, 'Leak', 'bug', 0, 1, 2, '2025-01-01', '2025-01-20', '2025-01-03'),
    (2, 'Door', 'task', 2, 2, 1, '2025-02-01', '2025-02-20', NULL), (3, 'Roof', 'bug', 1, 2, 1, '2025-03-01', NULL, '2025-03-05');
  INSERT INTO work_log VALUES (1, 1, 60, 1), (2, 2, 30, 0), (3, 3, 120, 1);
  INSERT INTO campaign VALUES (1, 'Spring', '2020-01-01', '2020-03-01'), (2, 'Ever', '2021-01-01', NULL), (3, 'Long', '2022-01-01', '2999-01-01');
  INSERT INTO vehicle VALUES (1, 'AB 1', '2025-06-01', NULL), (2, 'CD 2', '2020-01-01', '2025-07-01');`;

describe('read as it is said', () => {
  const sentences: readonly (readonly [string, string, readonly (readonly unknown[])[]])[] = [
    // What a row is called is described beside its code, and never the number of what it refers to.
    [workshop, 'staff per work center', [['Lathe', 2], ['Paint', 1]]],
    [workshop, 'average age per work center', [['Lathe', 35], ['Paint', 20]]],
    [workshop, 'which staff left', [['Bob Lane']]],
    [tracker, 'hours by issue type', [['bug', 3], ['task', 0.5]]],
    [tracker, 'bug versus task issues', [['bug', 2], ['task', 1]]],
    [tracker, 'how long until an issue is read', [[3]]],
    [tracker, 'share of issues without defects', [[100 / 3]]],
    [tracker, 'average defects per issue by type', [['bug', 0.5], ['task', 2]]],
    [tracker, 'campaigns that are still running now', [['Ever'], ['Long']]],
    [tracker, 'which vehicles were sold in 2025', [['CD 2']]],
  ];
  test.each(sentences.map(([schema, question, expected]) => [question, schema, expected] as const))('%s', (question, schema, expected) => {
    const database = asked(schema);
    const sql = database.best(question);
    const cells = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row.map(String).toSorted())).toSorted();
    expect(cells(database.rows(sql)), sql).toEqual(cells(expected));
  });
});

describe('not served', () => {
  test.each([
    ['who are our newest vehicles', tracker, 'how many'],
    ['the oldest issues', tracker, 'how many'],
    ['issues and where they are', tracker, 'where'],
    ['how many issues were escalated', tracker, 'escalated'],
    ['how many vehicles are gone', tracker, 'gone'],
    ['how many vehicles are out', tracker, 'out'],
    ['which vehicles are still in', tracker, 'in'],
    ['how many issues were sent in 2025', tracker, 'sent'],
    ['how many issues are done', tracker, 'done'],
    ['campaigns about cars', tracker, 'about'],
    ['how many items did Ann Hill report', tracker, 'items'],
    ['how many vehicles are off', tracker, 'off'],
    ['vehicles that were purchased in 2020 and have not been sold since', tracker, 'since'],
    ['persons who only reported issues in 2025', tracker, 'only'],
  ])('%s', (question, schema, reason) => {
    expect(asked(schema).ask(question).abstention).toContain(reason);
  });

  test.each(['products that are not discontinued or out of stock', 'customers not from Rome or who have no orders', 'products without reviews or orders'])('%s: half of what is joined by "or" is not what is missing', (question) => {
    const { candidates, abstention } = open('bakery').ask(question);
    expect(abstention ?? candidates[0]?.confidence).toSatisfy((said: string | number) => typeof said === 'string' || said < 0.7);
  });

  test('a day on which a course was added is none on which it takes place', () => {
    expect(open('gym').ask('classes on Monday').abstention).toContain('Monday');
    expect(open('gym').ask('sessions on Monday').candidates[0]?.sql).toContain('takes_place_on');
  });

  test('who did something is nothing to count by', () => {
    expect(open('driving').ask('lessons cancelled by the learner').candidates[0]?.sql).not.toContain('GROUP BY');
  });

  test('one row is no answer to a question for several, and ten are offered', () => {
    const { rivals } = asked(tracker).ask('the oldest issues');
    expect(rivals.slice(0, 4).map(({ sql }) => /LIMIT (\d+)/.exec(sql)?.[1])).toContain('10');
  });

  test('no share is taken of those that make it up', () => {
    const { rivals } = asked(tracker).ask('share of work logs that are billable');
    expect(rivals[0]?.sql).toMatch(/CASE WHEN "work_log"."billable" = 1/);
    expect(rivals.filter(({ sql }) => sql.includes('CASE WHEN "work_log"."billable" = 1') && sql.includes('WHERE "work_log"."billable" = 1'))).toEqual([]);
  });
});

describe('the name of a flag may say the opposite of its words', () => {
  const inn = `
    CREATE TABLE rooms (room_no TEXT PRIMARY KEY, rate NUMERIC, out_of_service INTEGER NOT NULL);
    INSERT INTO rooms VALUES ('101', 80, 0), ('102', 120, 1), ('103', 90, 0);`;

  test('where it is said', () => {
    const database = asked(inn);
    expect(database.rows(database.best('which rooms are out of service'))).toEqual([['102']]);
  });

  test('and is not read where it is not', () => {
    expect(asked(inn).best('rooms in service')).not.toContain('= 1');
  });
});

describe('days are compared with days', () => {
  const courier = `
    CREATE TABLE parcels (id INTEGER PRIMARY KEY, promised_for DATE NOT NULL, delivered_at TIMESTAMP);
    INSERT INTO parcels VALUES (1, '2025-01-05', '2025-01-05 10:00:00'), (2, '2025-01-06', '2025-01-08 09:00:00'), (3, '2025-02-01', NULL);`;

  test.each([
    ['how many parcels were late', 1],
    ['on-time rate', 50],
  ])('%s', (question, expected) => {
    const database = asked(courier);
    const sql = database.best(question);
    expect(database.rows(sql), sql).toEqual([[expected]]);
  });
});

test('"20 grand" is 20,000, and money', () => {
  const database = asked(`
    CREATE TABLE cars (id INTEGER PRIMARY KEY, model TEXT NOT NULL, first_registered DATE, list_price NUMERIC NOT NULL);
    INSERT INTO cars VALUES (1, 'Kite', '2019-05-01', 18500), (2, 'Lark', '2022-05-01', 27000), (3, 'Wren', '1999-05-01', 900);`);
  const sql = database.best('cars under 20 grand');
  expect(database.rows(sql).map(([id]) => id), sql).toEqual([1, 3]);
});
