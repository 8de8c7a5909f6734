import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { engines } from '../../src/database/engines.ts';
import { inspectPostgres } from '../../src/sql/postgres/guard.ts';
import { postgresTokens, scannedTokens } from '../../src/sql/postgres/tokens.ts';

beforeAll(() => inspectPostgres('SELECT 1'));

/** Whether the scanner takes it, with the tokens of both ways. */
function bothWays(sql: string): readonly [unknown, unknown] | undefined {
  try {
    return [postgresTokens(sql), scannedTokens(sql)];
  } catch {
    return undefined;
  }
}

const lines = (path: string | URL) => readFileSync(path, 'utf8').split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { sql: string }).sql);

test('a text is split as the server splits it, whichever way is taken', async () => {
  const attacks = await Promise.all(engines.map(async (engine) => lines((await engine.attackStage()).attacks)));
  const corpora = ['seed', 'valid.postgres', 'valid.sqlite', 'valid.duckdb', 'valid.mysql'].flatMap((name) => lines(join(import.meta.dirname, `../fixtures/corpus/${name}.jsonl`)));
  const compared = [...attacks.flat(), ...corpora].flatMap((sql) => [bothWays(sql) ?? []]).filter((pair) => pair.length > 0);
  expect(compared.length).toBeGreaterThan(500);
  for (const [quick, scanned] of compared) expect(quick).toEqual(scanned);
});

const parts = ['SELECT', 'a', 'b_1', '"A b"', "'x y'", "''", '""', '1', '2.5', '.5', '3.', '1e5', '0x1F', '1_000', 'E',
  'U&', '$1', '$$', '::', '=', '<', '>', '-', '--', '/*', '*/', '*', '+', '/', '.', ',', ';', '(', ')', '[', ' ', '  ', '\n', '\t', 'é', '\\', '!', '@', '#'];

test('the same of whatever such parts make', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (chosen) => {
    const pair = bothWays(chosen.join(''));
    if (pair) expect(pair[0]).toEqual(pair[1]);
  }), { numRuns: 20_000 });
});
