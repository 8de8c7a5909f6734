import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ensureDemo } from '../../src/demo/ensure.ts';
import { sameRows } from '../../src/evaluate/compare.ts';
import { orderMatters } from '../../src/evaluate/order.ts';
import { thresholdsFor } from '../../src/instant/engine.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';
import { Asked } from './open.ts';

interface Row { readonly question: string; readonly gold_sql?: string; readonly answerable?: boolean }

const rows = readFileSync(new URL('../fixtures/questions/shop.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);

test('the demo shop: most questions are read right, what is served is nearly always right, what must be refused is', async () => {
  const shop = new Asked(await ensureDemo(temporaryFolder()));
  const { eager } = thresholdsFor(false);
  const judged = rows.map((row) => {
    const { candidates, abstention } = shop.ask(row.question);
    const [best] = candidates;
    const gold = row.gold_sql;
    const right = best !== undefined && gold !== undefined && sameRows(shop.rows(gold), shop.rows(best.sql), { ordered: orderMatters(gold), loose: false, columns: 'perm' });
    return { refusable: row.answerable === false, right, served: abstention === undefined && (best?.confidence ?? 0) >= eager };
  });
  const answerable = judged.filter(({ refusable }) => !refusable);
  const served = answerable.filter((entry) => entry.served);
  expect(answerable.filter(({ right }) => right).length / answerable.length).toBeGreaterThan(0.8);
  expect(served.filter(({ right }) => right).length / served.length).toBeGreaterThan(0.9);
  expect(judged.filter(({ refusable, served: answered }) => refusable && answered)).toEqual([]);
});
