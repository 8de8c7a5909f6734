import { expect, test } from 'vitest';
import { garage, nursery, rental, wholesale } from '../semantics/schemas.ts';
import { asked } from './open.ts';

/** What people ask, by the rows that the best reading must give, in any order. One sentence at least for each rule and concept that needs the semantic layer. */
const sentences: readonly (readonly [string, string, readonly (readonly unknown[])[]])[] = [
  [rental, 'who reports to Dee Orr?', [['Eli Day'], ['Flo Gee']]],
  [rental, "who is Eli Day's boss?", [['Dee Orr']]],
  [rental, 'agents who are still with us', [['Dee Orr'], ['Eli Day']]],
  [rental, 'total revenue in 2025', [[55]]],
  [rental, 'electric bikes', [['Bolt'], ['Dart']]],
  [rental, 'clients from Germany', [['Ann', 'Lee'], ['Cy', 'Fox']]],
  [rental, 'how many clients signed up between January and May 2025', [[2]]],
  [rental, 'signups per year', [['2025', 2], ['2026', 1]]],
  [rental, 'bikes nobody has ever rented', [['Dart']]],
  [rental, 'how many rentals started on a Saturday', [[2]]],
  [garage, 'how many finished jobs', [[2]]],
  [garage, 'jobs per year', [['2025', 2], ['2026', 1]]],
  [garage, 'how many unpaid jobs', [[2]]],
  [garage, "what's the town of Moll Pike", [['Leeds']]],
  [rental, 'how many rentals came back late', [[1]]],
  [rental, 'how many rentals were returned on time', [[1]]],
  [rental, 'average days from start to return', [[1.25]]],
  [rental, 'growth in clients from 2025 to 2026 in %', [[-50]]],
  [rental, 'bikes heavier than average', [['Bolt']]],
  [rental, 'which agent brought in the most money', [['Eli Day']]],
  [rental, 'which client rented the most', [['Ann', 'Lee']]],
  [wholesale, 'how many invoices were paid late', [[1]]],
  [wholesale, 'how many invoices should have been paid by now', [[2]]],
  [wholesale, 'how many invoices per year and the change since the year before', [['2025', 2, null], ['2026', 3, 1]]],
  [wholesale, 'who was hired in september 2021', [['Cal Dunn']]],
  [wholesale, 'which warehouses have more dock doors than average', [['Dover']]],
  [wholesale, 'reps with a better commission than the average rep', [['Eve Finch']]],
  [wholesale, 'rep headcount per warehouse', [[2, 'Leeds'], [1, 'Dover']]],
  [wholesale, 'gross profit by item', [[60, 'Lamp'], [20, 'Bulb'], [480, 'Desk']]],
  [wholesale, 'items with a vat code', [['Lamp'], ['Desk']]],
  [wholesale, 'invoices by year and rep', [['2025', 2, 'Ada Boyle'], ['2026', 1, 'Cal Dunn'], ['2026', 2, 'Eve Finch']]],
  [wholesale, 'which rep sold the most lamps', [['Ada Boyle', 100]]],
  [wholesale, 'bottom rep by number of invoices', [['Cal Dunn']]],
  [wholesale, 'bottom 1 rep by number of invoices per warehouse', [['Leeds', 'Cal Dunn'], ['Dover', 'Eve Finch']]],
  [wholesale, 'the item with the lowest unit cost in each group', [['Furniture', 'Desk'], ['Light', 'Bulb']]],
  [rental, 'the 2 lightest bikes of each kind', [['cargo', 'Bolt'], ['city', 'Swift'], ['city', 'Dart']]],
  [nursery, "who hasn't been picked up yet", [['Cleo', 'Nash']]],
  [nursery, "who hasn't been collected yet", [['Cleo', 'Nash']]],
  [nursery, 'kids on the waiting list', [['Dev', 'Rao'], ['Eva', 'Sims']]],
  [nursery, 'how many children are not on the waiting list', [[3]]],
  [nursery, 'how much did we waive in may 2026', [[15]]],
  [nursery, 'how many fees were waived', [[2]]],
  [nursery, 'children with allergies', [['Amy', 'Hall'], ['Cleo', 'Nash']]],
  [nursery, 'how many late pick-ups', [[2]]],
  [nursery, 'who was picked up late', [['Amy', 'Hall'], ['Ben', 'Hall']]],
];

test.each(sentences.map(([schema, question, expected]) => [question, schema, expected] as const))('%s', (question, schema, expected) => {
  const database = asked(schema);
  const order = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  expect(order(database.rows(database.best(question))), database.best(question)).toEqual(order(expected));
});
