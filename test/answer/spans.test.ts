import { expect, test } from 'vitest';
import { respond } from '../../src/mcp/respond.ts';
import { startHttpServer } from '../http-server.ts';

test('the page is told what each phrase of the question was taken for', async () => {
  const { origin } = await startHttpServer();
  const question = 'How many pets are there?';
  const reply = await fetch(`${origin}/api/tools/nl2sql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question }) });
  const { spans } = (await reply.json()) as { readonly spans: readonly { readonly start: number; readonly end: number; readonly kind: string; readonly what: string }[] };
  expect(spans.map(({ start, end, kind, what }) => [question.slice(start, end), kind, what])).toEqual([['How many', 'operator', 'count'], ['pets', 'table', 'pets']]);
});

test('a host gets them beside the answer, where they cost its model nothing', () => {
  const proof = { statement: 'select', read_only: true } as const;
  const answer = { status: 'ok', database: 'pets', dialect: 'sqlite', sql: 'SELECT 1', confidence: 1, rung: 'instant', verified: false, proof, cache: 'none', timings: {} } as const;
  const spans = [{ start: 0, end: 8, kind: 'operator', what: 'count' }] as const;
  const reply = respond({ ...answer, spans });
  expect(reply.structuredContent).toEqual(answer);
  expect(reply).toMatchObject({ _meta: { 'nl2sql/spans': spans } });
  expect(JSON.stringify(reply.content)).not.toContain('spans');
});
