import { expect, onTestFinished, test } from 'vitest';
import { sqliteFile } from './fixtures/make-database.ts';
import { startServer } from './stdio-server.ts';

/** About what a model's tokens are. */
const tokensOf = (text: string) => Math.ceil(text.length / 4);

test('what a host reads before its first call is small: at most 1,900 tokens of tools, 200 of instructions', async () => {
  const server = await startServer(['--dsn', `sqlite:${sqliteFile('CREATE TABLE pets (id INTEGER)')}`]);
  onTestFinished(() => server.close());
  const { tools } = await server.client.listTools();
  expect(tokensOf(JSON.stringify(tools))).toBeLessThanOrEqual(1_900);
  expect(tokensOf(server.client.getInstructions() ?? '')).toBeLessThanOrEqual(200);
});
