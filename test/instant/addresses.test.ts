import { expect, test } from 'vitest';
import { sqliteFile } from '../fixtures/make-database.ts';
import { Asked } from './open.ts';

const uuid = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const logins = `CREATE TABLE logins (id INTEGER PRIMARY KEY, ip TEXT, host TEXT, session_id TEXT, email TEXT);
  INSERT INTO logins VALUES (1, '10.0.0.1', 'a.corp', '${uuid}', 'ada@mail.example.com'), (2, '10.0.0.2', 'b.corp', 'x', 'bob@mail.example.com'), (3, '10.0.0.3', 'c.corp', 'y', 'cyd@mail.example.com')`;

test.each([
  ['Logins with email ada@mail.example.com', [1]],
  [`List the logins with session id ${uuid}`, [1]],
  ['logins from b.corp', [2]],
  ['logins from a.corp or b.corp', [1, 2]],
  ['List the logins from 10.0.0.1, 10.0.0.2 and 10.0.0.3', [1, 2, 3]],
  ['How many logins with ip 10.0.0.2, 10.0.0.9', [1]],
  ['How many logins with ip 10.9.9.9?', [0]],
])('%s', (question, ids) => {
  const asked = new Asked(sqliteFile(logins));
  expect(asked.rows(asked.best(question)).map(([id]) => id)).toEqual(ids);
});

test.each([
  ['List the logins from 10.0.0.1, 10.0.0.2 and 10.0.0.3', `IN ('10.0.0.1', '10.0.0.2', '10.0.0.3')`],
  ['logins with email ada@mail.example.com or bob@mail.example.com', `IN ('ada@mail.example.com', 'bob@mail.example.com')`],
  ['logins from a.corp or b.corp', `IN ('a.corp', 'b.corp')`],
])('%s: one list', (question, list) => {
  const sql = new Asked(sqliteFile(logins)).best(question);
  expect(sql).toContain(list);
  expect(sql).not.toContain(' OR ');
});

test('alternatives of several columns, or by other comparisons, stay alternatives', () => {
  const sql = new Asked(sqliteFile(logins)).best('logins with id 1 or ip 10.0.0.2');
  expect(sql).toContain(' OR ');
});
