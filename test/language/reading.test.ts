import { expect, test } from 'vitest';
import { open } from '../instant/fixtures/opened.ts';
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

test('a name that several tables have is said with its table, and a table that is read twice with the role in which it is', () => {
  const readings = (schema: string, question: string) => open(schema).ask(question).candidates.map(({ reading }) => reading);
  expect(readings('clinic', 'which doctors earn more than their boss')[0]).toBe("first name, last name of doctors with doctors (boss), where doctors' salary is more than boss's salary");
  expect(readings('desk', 'agents with their manager')[0]).toBe("agents' name, manager's name of agents with agents (manager)");
  expect(readings('bakery', 'name of customers and name of products they ordered')[0]).toBe("customers' name, products' name of customers with orders with order_items with products");
});

test('what rows have in common with those around them is said to be the same', () => {
  const { candidates } = asked(`
    CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT NOT NULL, team TEXT NOT NULL, salary NUMERIC NOT NULL);
    INSERT INTO employees VALUES (1, 'Ada', 'north', 10), (2, 'Ben', 'north', 20), (3, 'Cem', 'south', 5);`).ask('employees who earn more than the average of their team');
  expect(candidates.map(({ reading }) => reading)).toContain('name of employees, where salary is more than (average salary of employees, where the team is the same)');
});
