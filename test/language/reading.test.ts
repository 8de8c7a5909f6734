import { expect, test } from 'vitest';
import { asked } from '../instant/open.ts';

test('the total of a total is said once', () => {
  const { candidates } = asked(`
    CREATE TABLE orders (id INTEGER PRIMARY KEY, total_price NUMERIC, placed_on DATE NOT NULL);
    INSERT INTO orders VALUES (1, 10, '2025-01-01'), (2, 20, '2025-02-01');`).ask('what is the total price of all orders');
  expect(candidates.map(({ reading }) => reading)).toContain('total price of orders');
});

test('a portion is told by what it is one of', () => {
  const { candidates } = asked(`
    CREATE TABLE orders (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, placed_on DATE NOT NULL);
    INSERT INTO orders VALUES (1, 'web', '2025-01-01'), (2, 'web', '2025-02-01'), (3, 'shop', '2025-02-01');`).ask('share of orders by channel');
  expect(candidates[0]?.reading).toBe('number of rows in percent of all, channel of orders, for each channel');
});
