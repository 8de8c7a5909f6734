import { expect, test } from 'vitest';
import { asked } from './open.ts';

const schema = `
  PRAGMA defer_foreign_keys = ON;
  CREATE TABLE wards (id INTEGER PRIMARY KEY, name TEXT, floor INTEGER, head_nurse_id INTEGER REFERENCES nurses(id));
  CREATE TABLE nurses (id INTEGER PRIMARY KEY, full_name TEXT, ward_id INTEGER REFERENCES wards(id), salary REAL, hired_on DATE, is_active INTEGER);
  CREATE TABLE guests (id INTEGER PRIMARY KEY, company_name TEXT, region TEXT, birth_date DATE, email TEXT);
  CREATE TABLE care_plans (id INTEGER PRIMARY KEY, plan_name TEXT, monthly_fee REAL);
  CREATE TABLE stays (id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guests(id), plan_id INTEGER REFERENCES care_plans(id), ward_id INTEGER REFERENCES wards(id), stay_date DATE, ended_on DATE, state TEXT, discount_pct REAL, amount_usd REAL);
  CREATE TABLE prescriptions (id INTEGER PRIMARY KEY, stay_id INTEGER REFERENCES stays(id), drug_id INTEGER REFERENCES drugs(id), approved_by INTEGER REFERENCES nurses(id), issued_on DATE, quantity INTEGER);
  CREATE TABLE drugs (id INTEGER PRIMARY KEY, name TEXT, maker TEXT, price REAL);
  CREATE TABLE opinions (id INTEGER PRIMARY KEY, drug_id INTEGER REFERENCES drugs(id), rating INTEGER);
  INSERT INTO wards VALUES (1, 'Heart', 1, 1), (2, 'Bone', 2, 3), (3, 'Skin', 2, 2);
  INSERT INTO nurses VALUES (1, 'Ida Holm', 1, 52, '2014-02-01', 1), (2, 'Per Lund', 1, 48, '2019-05-01', 0), (3, 'Eva Berg', 2, 61, '2021-09-01', 1);
  INSERT INTO guests VALUES (1, 'Alma', 'North', date('now', '-70 years'), 'a@x.org'), (2, 'Birk', 'North', date('now', '-30 years'), NULL), (3, 'Cane', 'South', date('now', '-17 years'), 'c@x.org'), (4, 'Dune', 'South', date('now', '-40 years'), NULL);
  INSERT INTO care_plans VALUES (1, 'Basic', 10), (2, 'Gold', 90);
  INSERT INTO stays VALUES (1, 1, 1, 1, '2024-03-05', '2024-03-09', 'completed', 0, 100), (2, 1, 2, 1, '2024-04-01', NULL, 'open', 10, 300), (3, 2, 2, 2, '2025-01-15', '2025-02-01', 'completed', 0, 250), (4, 3, 2, 3, date('now', '+3 days'), NULL, 'planned', 20, 80);
  INSERT INTO drugs VALUES (1, 'Alphax', 'Nova', 5), (2, 'Betol', 'Nova', 20), (3, 'Cortil', 'Pharm', 9);
  INSERT INTO opinions VALUES (1, 1, 2), (2, 1, 3), (3, 2, 5), (4, 3, 4);
  INSERT INTO prescriptions VALUES (1, 1, 1, 1, '2024-03-05', 3), (2, 2, 1, 1, '2024-04-02', 1), (3, 3, 2, NULL, '2025-01-16', 2);
`;

/** How people type, by the rows that they must get, in any order. */
const questions: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
  ['nurses in the heart ward', [['Ida Holm'], ['Per Lund']]],
  ['wards without nurses', [['Skin']]],
  ['number of nurses per ward', [[2, 'Heart'], [1, 'Bone']]],
  ['inactive nurses', [['Per Lund']]],
  ['highest paid nurse', [['Eva Berg']]],
  ['nurses hired after 2018', [['Per Lund'], ['Eva Berg']]],
  ['companies from the south', [['Cane'], ['Dune']]],
  ['guests older than 60', [['Alma']]],
  ['guests aged 18 or younger', [['Cane']]],
  ['guests between 20 and 45 years old', [['Birk'], ['Dune']]],
  ['average age of guests', [[39.25]]],
  ['guests without an email', [['Birk'], ['Dune']]],
  ['which region has the most stays', [['North']]],
  ['most popular plan', [['Gold']]],
  ['upcoming stays', [[4]]],
  ['stays with a discount', [[2], [4]]],
  ['total revenue by ward', [[400, 'Heart'], [250, 'Bone'], [80, 'Skin']]],
  ['prescriptions issued in march 2024', [[1]]],
  ['unapproved prescriptions', [[3]]],
  ['most prescribed drug', [['Alphax']]],
  ['highest rated drug', [['Betol', 5]]],
  ['average rating of drugs by Nova', [[10 / 3]]],
  ['the last 2 stays', [[4], [3]]],
  ['which ward has the most completed stays', [['Heart']]],
  ['how many stays in 2024', [[2]]],
  ['top 2 guests by total amount', [['Alma'], ['Birk']]],
];

test.each(questions)('%s', (question, expected) => {
  const house = asked(schema);
  const order = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  const sql = house.best(question);
  const rows = house.rows(sql);
  // Of rows that are shown whole, the key says which they are.
  expect(order(/^SELECT "\w+"\.\*/.test(sql) ? rows.map(([id]) => [id]) : rows), sql).toEqual(order(expected));
});

test('words that the database knows nothing of are named as what was not understood', () => {
  const house = asked(schema);
  expect(house.ask('number of guests per zodiac sign').abstention).toBe('not understood: zodiac, sign');
});
