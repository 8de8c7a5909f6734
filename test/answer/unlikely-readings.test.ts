import { expect, test } from 'vitest';
import { lookedAt } from '../../src/answer/ask/sources/looking.ts';
import { compile, type InstantResult, thresholdsFor } from '../../src/instant/engine.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { open } from '../instant/fixtures/opened.ts';

/** A result of which only the data could tell whether it is served, as if its best reading were so likely. */
function openAs(confidence: number): InstantResult {
  const { catalog, values } = open('bakery');
  const result = compile({ question: 'the 2 products with the highest price', history: [], catalog, values, dialect: sqliteDialect });
  return { ...result, candidates: result.candidates.map((candidate, index) => (index === 0 ? { ...candidate, confidence } : candidate)) };
}

async function statementsLookedAt(confidence: number): Promise<{ looks: number; isBlind: boolean }> {
  let looks = 0;
  const { thresholds } = await lookedAt(openAs(confidence), {
    dialect: sqliteDialect, marks: [], offered: () => [],
    looks: (inquiry) => {
      looks += inquiry.wanted.length;
      inquiry.take(inquiry.all, new Map());
      return Promise.resolve(true);
    },
  });
  return { looks, isBlind: thresholds === thresholdsFor(false) };
}

test('what is unlikely before a look is judged without one', async () => {
  expect(await statementsLookedAt(0.49)).toEqual({ looks: 0, isBlind: true });
  expect(await statementsLookedAt(0.51)).toMatchObject({ looks: expect.any(Number), isBlind: false });
  expect((await statementsLookedAt(0.51)).looks).toBeGreaterThan(0);
});
