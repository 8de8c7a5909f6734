import { describe, expect, test } from 'vitest';
import { asked } from './open.ts';

const dealer = `
  CREATE TABLE branch (branch_id INTEGER PRIMARY KEY, name TEXT, monthly_rent NUMERIC);
  CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, name TEXT, customer_since DATE);
  CREATE TABLE salesperson (
    salesperson_id INTEGER PRIMARY KEY, name TEXT, branch_id INTEGER REFERENCES branch (branch_id), hired_on DATE NOT NULL, left_on DATE, mgr_salesperson_id INTEGER);
  CREATE TABLE sale (
    sale_id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (customer_id), salesperson_id INTEGER REFERENCES salesperson (salesperson_id),
    sold_on DATE NOT NULL, dep_amt NUMERIC, sld_prc NUMERIC, cancelled_on DATE);
  CREATE TABLE damage (damage_id INTEGER PRIMARY KEY, sale_id INTEGER REFERENCES sale (sale_id), repair_cost NUMERIC, reported_on DATE NOT NULL);
  INSERT INTO branch VALUES (1, 'North', 900), (2, 'South', 700);
  INSERT INTO customer VALUES (1, 'Amos', '2025-02-01'), (2, 'Birch', '2020-01-01');
  INSERT INTO salesperson VALUES (1, 'Ann Hill', 1, '2019-01-01', NULL, NULL), (2, 'Bob Lane', 1, '2025-03-01', NULL, 1), (3, 'Cid Moor', 2, '2018-01-01', '2024-01-01', 1);
  INSERT INTO sale VALUES (1, 1, 1, '2025-01-05', 10, 100, NULL), (2, 2, 2, '2025-02-05', 10, 300, NULL), (3, 2, 2, '2025-03-05', 10, 50, '2025-03-09'), (4, 1, 3, '2023-03-05', 10, 80, NULL);
  INSERT INTO damage VALUES (1, 1, 5000, '2025-02-01');`;

const theatre = `
  CREATE TABLE person (person_id INTEGER PRIMARY KEY, full_name TEXT);
  CREATE TABLE production (
    production_id INTEGER PRIMARY KEY, title TEXT, author_id INTEGER REFERENCES person (person_id), director_id INTEGER REFERENCES person (person_id));
  CREATE TABLE house (house_id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE reservation (reservation_id INTEGER PRIMARY KEY, house_id INTEGER REFERENCES house (house_id), status TEXT, made_on DATE NOT NULL);
  CREATE TABLE copy (copy_id INTEGER PRIMARY KEY, acquired_on DATE NOT NULL, withdrawn_on DATE);
  CREATE TABLE worker (worker_id INTEGER PRIMARY KEY, full_name TEXT, cost_rate NUMERIC);
  CREATE TABLE project (project_id INTEGER PRIMARY KEY, title TEXT);
  CREATE TABLE timesheet (timesheet_id INTEGER PRIMARY KEY, worker_id INTEGER REFERENCES worker (worker_id), project_id INTEGER REFERENCES project (project_id), hours NUMERIC, worked_on DATE NOT NULL);
  CREATE TABLE course (course_id INTEGER PRIMARY KEY, course_name TEXT, provider TEXT, cost_per_person NUMERIC);
  CREATE TABLE training (training_id INTEGER PRIMARY KEY, worker_id INTEGER REFERENCES worker (worker_id), course_id INTEGER REFERENCES course (course_id), taken_on DATE NOT NULL);
  INSERT INTO person VALUES (1, 'Ada Poe'), (2, 'Ben Ray');
  INSERT INTO production VALUES (1, 'Harbour Lights', 1, 2), (2, 'Winter', 2, 1);
  INSERT INTO house VALUES (1, 'Elm'), (2, 'Oak');
  INSERT INTO reservation VALUES (1, 1, 'no_show', '2025-01-01'), (2, 1, 'seated', '2025-01-02'), (3, 2, 'seated', '2025-01-03'), (4, 1, 'no_show', '2025-01-04'), (5, 1, 'seated', '2025-01-05');
  INSERT INTO copy VALUES (1, '2019-01-01', '2024-03-01'), (2, '2019-02-01', '2025-03-01'), (3, '2020-02-01', NULL);
  INSERT INTO worker VALUES (1, 'Eve Sun', 20), (2, 'Fay Oak', 30);
  INSERT INTO project VALUES (1, 'Dome'), (2, 'Gate');
  INSERT INTO timesheet VALUES (1, 1, 1, 2, '2025-01-01'), (2, 2, 1, 1, '2025-01-02'), (3, 2, 2, 3, '2025-01-03');
  INSERT INTO course VALUES (1, 'Fire Safety', 'Acme', 50), (2, 'First Aid', 'Brisk', 70);
  INSERT INTO training VALUES (1, 1, 1, '2025-01-01'), (2, 2, 1, '2025-01-01'), (3, 1, 2, '2025-02-01');`;

const lodge = `
  CREATE TABLE guest (guest_id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE room_state (state_id INTEGER PRIMARY KEY, label TEXT);
  CREATE TABLE room (room_id INTEGER PRIMARY KEY, number TEXT, state_id INTEGER REFERENCES room_state (state_id), year_opened INTEGER);
  CREATE TABLE booking (
    booking_id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guest (guest_id), room_id INTEGER REFERENCES room (room_id), season TEXT,
    booked_on DATE NOT NULL, check_in DATE NOT NULL, check_out DATE, channel TEXT, total_cents INTEGER NOT NULL, paid_cents INTEGER NOT NULL, status TEXT, cancelled_on DATE);
  CREATE TABLE booking_line (line_id INTEGER PRIMARY KEY, booking_id INTEGER REFERENCES booking (booking_id), item TEXT, qty INTEGER, unit_price_cents INTEGER);
  CREATE TABLE payment (payment_id INTEGER PRIMARY KEY, booking_id INTEGER REFERENCES booking (booking_id), due_on DATE NOT NULL, paid_at DATE, amount_cents INTEGER);
  INSERT INTO guest VALUES (1, 'Amos'), (2, 'Birch'), (3, 'Cole');
  INSERT INTO room_state VALUES (1, 'Ready'), (2, 'Out of order'), (3, 'Dirty');
  INSERT INTO room VALUES (1, '101', 1, 2025), (2, '102', 2, 2020), (3, '103', 2, 2020);
  INSERT INTO booking VALUES
    (1, 1, 1, 'Fall 2025', '2025-03-01', '2025-06-01', '2025-06-03', 'web', 30000, 10000, 'stayed', NULL),
    (2, 1, 2, 'Fall 2025', '2025-04-01', '2025-10-01', '2025-10-07', 'phone', 10000, 10000, 'stayed', NULL),
    (3, 2, 2, 'Summer 2025', '2025-05-01', '2025-07-01', NULL, 'web', 20000, 0, 'no_show', NULL),
    (4, 3, 3, 'Summer 2025', '2025-05-02', '2025-07-02', NULL, 'web', 20000, 0, 'cancelled', '2025-06-30');
  INSERT INTO booking_line VALUES (1, 1, 'Breakfast', 2, 1500), (2, 1, 'Dinner', 1, 4000), (3, 2, 'Breakfast', 1, 1500);
  INSERT INTO payment VALUES (1, 1, '2025-03-15', '2025-04-02', 10000), (2, 2, '2025-03-20', '2025-07-05', 10000);`;

describe('what is meant', () => {
  const sentences: readonly (readonly [string, string, readonly (readonly unknown[])[]])[] = [
    // Revenue came in: no rent, no repair, no deposit.
    [dealer, 'revenue by branch', [['North', 450], ['South', 80]]],
    [dealer, 'what was our revenue in 2025', [[450]]],
    [theatre, 'labour cost by project', [['Dome', 70], ['Gate', 90]]],
    [theatre, 'training cost by provider', [['Acme', 100], ['Brisk', 70]]],
    // Who does it is called so.
    [dealer, 'who sold the most in 2025', [['Bob Lane']]],
    [theatre, 'who directed Harbour Lights', [['Ben Ray']]],
    [theatre, 'who wrote Harbour Lights', [['Ada Poe']]],
    [dealer, 'who joined in 2025', [['Bob Lane']]],
    [dealer, 'who reports to Ann Hill', [['Bob Lane'], ['Cid Moor']]],
    [dealer, 'who does Bob Lane report to', [['Ann Hill']]],
    [dealer, 'who has been with us the longest', [['Ann Hill']]],
    // What has happened to the rows is when it happened.
    [theatre, 'copies withdrawn per year', [['2024', 1], ['2025', 1]]],
    [theatre, 'no-show rate by house', [['Elm', 50], ['Oak', 0]]],
    [theatre, 'how many no-shows did we have', [[2]]],
    [theatre, 'who logged the most hours on each project', [['Dome', 'Eve Sun'], ['Gate', 'Fay Oak']]],
    // A payment was made when it was paid; of two stretches of time, both are of one moment.
    [lodge, 'payments received in Q2 2025', [[100]]],
    [lodge, 'how much more was paid in Q3 2025 than in Q2 2025?', [[0]]],
    // A share of money is told in money, and what the head keeps needs no lines.
    [lodge, 'what share of our revenue came through web?', [[87.5]]],
    [lodge, 'revenue by channel', [['phone', 100], ['web', 700]]],
    [lodge, 'revenue by item', [['Breakfast', 45], ['Dinner', 40]]],
    // Rows are called by their state, wherever it is kept.
    [lodge, 'how many no-shows in 2025', [[1]]],
    [lodge, 'which rooms are broken?', [['102'], ['103']]],
    [lodge, 'cancellation rate by channel', [['phone', 0], ['web', 33.333333333333336]]],
    [lodge, 'outstanding amount by guest', [['Amos', 200], ['Birch', 200], ['Cole', 200]]],
    [lodge, 'repeat guests', [['Amos']]],
    // A value that the data have is no date, and a multiple no number of rows.
    [lodge, 'how many bookings in Fall 2025', [[2]]],
    [lodge, 'how many bookings have a total above half the average?', [[3]]],
    [lodge, 'average length of stay', [[4]]],
  ];
  test.each(sentences.map(([schema, question, expected]) => [question, schema, expected] as const))('%s', (question, schema, expected) => {
    const database = asked(schema);
    const sql = database.best(question);
    const cells = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row.map(String).toSorted())).toSorted();
    expect(cells(database.rows(sql)), sql).toEqual(cells(expected));
  });
});
