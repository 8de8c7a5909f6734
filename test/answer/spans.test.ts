import { describe, expect, test } from 'vitest';
import { respond } from '../../src/mcp/respond.ts';
import { startHttpServer } from '../http-server.ts';
import { wholeReply } from '../stdio-server.ts';

test('the page is told what each phrase of the question was taken for', async () => {
  const { origin } = await startHttpServer();
  const question = 'How many pets are there?';
  const reply = await fetch(`${origin}/api/tools/nl2sql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question }) });
  const { spans } = (await reply.json()) as { readonly spans: readonly { readonly start: number; readonly end: number; readonly kind: string; readonly what: string }[] };
  expect(spans.map(({ start, end, kind, what }) => [question.slice(start, end), kind, what])).toEqual([['How many', 'operator', 'count'], ['pets', 'table', 'pets']]);
});

const proof = { statement: 'select', read_only: true } as const;
const spans = [{ start: 0, end: 8, kind: 'operator', what: 'count' }] as const;
const told = { status: 'ok', reading: 'One', sql: 'SELECT 1 AS n', notice: 'Look.' } as const;
const beside = { database: 'pets', dialect: 'sqlite', confidence: 1, rung: 'instant', verified: false, proof, cache: 'none', timings: {}, spans } as const;
const answer = { ...told, ...beside, row_count: 1, truncated: false, columns: [{ name: 'n', type: 'bigint' }], rows: [['9007199254740993']] } as const;

describe('what the model of a host reads', () => {
  test('is the reading, the SQL and the rows; the rest stands beside it, and both together are the whole', () => {
    const { structuredContent: shown, content, _meta: meta } = respond(answer, 'nl2sql');
    expect(shown).toEqual({ status: 'ok', reading: 'One', sql: 'SELECT 1 AS n', notice: 'Look.', columns: ['n'], types: { n: 'bigint' }, rows: [['9007199254740993']] });
    expect(JSON.stringify(content)).not.toContain('spans');
    expect(wholeReply({ structuredContent: shown, _meta: meta })).toMatchObject(answer);
  });

  test('does not repeat what the host wrote, and has at most 60 tokens for one row', () => {
    const { structuredContent: shown } = respond(answer, 'run_sql');
    expect(shown).not.toHaveProperty('sql');
    expect(JSON.stringify(shown).length / 4).toBeLessThanOrEqual(60);
  });
});
