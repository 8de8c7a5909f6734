import { expect, onTestFinished, test } from 'vitest';
import { getSchema } from '../../src/answer/report/schema.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { type EngineName, engineNames, scratchDatabase } from '../database/engines.ts';

const many = Array.from({ length: 12_000 }, (_, n) => `(${n}, 'person number ${n}', '${n === 6_000 ? 'THE_100% needle' : `note ${n}`}')`);
const long = `${'x'.repeat(100)} Serendipity ${'y'.repeat(100)}`;

async function openOn(engine: EngineName, config: Partial<DatabaseConfig> = {}) {
  const scratch = await scratchDatabase(engine);
  await scratch.write('CREATE TABLE people (id INTEGER, name VARCHAR(40), note VARCHAR(400))', 'CREATE TABLE letters (body VARCHAR(400))', `INSERT INTO letters VALUES ('${long}')`);
  for (let from = 0; from < many.length; from += 2_000) await scratch.write(`INSERT INTO people VALUES ${many.slice(from, from + 2_000).join(', ')}`);
  const services = await compose({ databases: { test: { dsn: scratch.dsn, ...config } }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  return (value: string) => getSchema({ value, principal: 'local' }, services).then(({ schema }) => schema);
}

test.each(engineNames)('%s: a value beyond the sample is found in its table, in any case and with signs of patterns in it', async (engine) => {
  const where = await openOn(engine);
  await expect.poll(() => where('the_100% NEEDLE')).toBe("exactly:\n  people.note: 'THE_100% needle'");
  await expect.poll(() => where('100% needle')).toContain("in part:\n  people.note: 'THE_100% needle'");
  await expect.poll(() => where('serendipity')).toContain('letters.body');
  await expect.poll(() => where('the-100% needle')).toBe('found nowhere');
});

test('columns that a policy hides are not looked into', async () => {
  const where = await openOn('sqlite', { access: { columns: { 'people.note': 'hidden' } } });
  await expect.poll(() => where('THE_100% needle')).toBe('found nowhere');
});
