// Distinct answers of a megabyte, and what stays of them: the caches, within their budgets.
import { runSql } from '../../dist/answer/ask/run-sql.js';

const text = { postgres: "repeat('x', 1000000)", mysql: "REPEAT('x', 1000000)", sqlite: "replace(hex(zeroblob(500000)), '0', 'x')", duckdb: "repeat('x', 1000000)" };

/** In MB: what the heap grew by, for each engine. */
export async function largeAnswers(services, count) {
  const grown = {};
  for (const [database, expression] of Object.entries(text)) {
    const before = heapMb();
    for (let n = 0; n < count; n += 1) await runSql({ sql: `SELECT ${n} AS n, ${expression} AS long_text`, database, principal: 'large' }, services);
    grown[database] = heapMb() - before;
  }
  return grown;
}

export function heapMb() {
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1_048_576;
}
