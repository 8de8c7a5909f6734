// Questions that never come again, each with its SQL: they are remembered up to a budget, and beyond it the heap must not grow.
import { runSql } from '../../dist/answer/ask/run-sql.js';
import { heapMb } from './large.mjs';

/** As many are remembered. */
export const rememberedMax = 20_000;

/** In MB: what the heap grew by from the first question that another one had to make room for, to the last. */
export async function newQuestions(services, count) {
  let full = 0;
  for (let n = 0; n < count; n += 1) {
    if (n === rememberedMax) full = heapMb();
    const question = `How many orders come from "City ${n % 500}" with an amount below ${2_000_000 + n}?`;
    await runSql({ sql: `SELECT count(*) AS n, ${n} AS asked FROM orders`, question, database: 'sqlite', principal: `p${n % 20}` }, services);
  }
  return heapMb() - full;
}
