// What is said of times to come, on a schema whose dates move with today.
import { describe, expect, test } from 'vitest';
import { asked } from './open.ts';

const licences = `
  CREATE TABLE licences (id INTEGER PRIMARY KEY, name TEXT NOT NULL, issued_on DATE NOT NULL, starts_on DATE NOT NULL, expires_on DATE NOT NULL);
  INSERT INTO licences VALUES
    (1, 'Lapsed', date('now', '-5 days'), date('now', '-5 days'), date('now', '-3 days')), (2, 'Soon', date('now', '-900 days'), date('now', '-900 days'), date('now', '3 days')),
    (3, 'Later', date('now', '-5 days'), date('now', 'start of month', '1 month', '9 days'), date('now', '30 days')),
    (4, 'Past', date('now', '-700 days'), date('now', 'start of month', '-11 months', '9 days'), date('now', '-30 days'));`;

/** The month that comes next, as it is called. */
function nextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
}

function namesOf(question: string): unknown[] {
  const database = asked(licences);
  return database.rows(database.best(question)).map(([name]) => name);
}

describe('what is to come', () => {
  test('expires from today on, however long it has lasted', () => {
    expect(namesOf('licences expiring within 14 days')).toEqual(['Soon']);
  });

  test('starts in the next such month, where it is said to be starting', () => {
    expect(namesOf(`licences starting in ${nextMonth()}`)).toEqual(['Later']);
    expect(asked(licences).ask(`licences starting in ${nextMonth()}`).candidates[0]?.assumptions).toContain('a month without its year, said of what is to come, is the next one');
  });

  test('started in the latest such month, where it is said to have started', () => {
    expect(namesOf(`licences that started in ${nextMonth()}`)).toEqual(['Past']);
  });
});
