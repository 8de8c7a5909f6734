import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { AccessConfig } from '../src/config/schema.ts';
import type { Services } from '../src/answer/services.ts';
import { apiTools } from '../src/cli/api-tools.ts';
import { compose } from '../src/compose.ts';
import { toFailure } from '../src/core/errors.ts';
import { parseQuery } from '../src/http/query-request.ts';
import { tools } from '../src/mcp/tools/all.ts';
import { sqliteFile } from './fixtures/make-database.ts';
import { startServer } from './stdio-server.ts';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** Where a text or a list of a JSON Schema has no maximum. */
function unbounded(schema: Schema, path: string): string[] {
  const bounded = schema['enum'] !== undefined || (schema['type'] === 'string' ? schema['maxLength'] !== undefined : schema['type'] !== 'array' || schema['maxItems'] !== undefined);
  const inner = Object.entries(schema).flatMap(([key, value]) => (isSchema(value) ? unbounded(value, `${path}.${key}`) : []));
  return [...(bounded ? [] : [path]), ...inner];
}

/** Long, odd and hostile texts: what people, programs and attackers may put into any of them. */
const texts: Readonly<Record<string, string>> = {
  'a megabyte': 'x'.repeat(1_000_000),
  'a megabyte of words': 'how many pets '.repeat(70_000),
  'as long as may be': 'how many pets of the owner '.repeat(290),
  'one long word': 'p'.repeat(8_000),
  'control characters': Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('').repeat(20),
  'lone surrogates': '\ud800pets\udc00 \udfff'.repeat(50),
  'all scripts': Array.from({ length: 2_000 }, (_, n) => String.fromCodePoint(0xa1 + n * 31)).join(''),
  'right to left and joiners': '\u202ehow many\u200d\u200b pets\u2066'.repeat(40),
  'combining marks': `how many pets${'\u0301'.repeat(3_000)}`,
  'names of Object.prototype': Object.getOwnPropertyNames(Object.prototype).join(' '),
  constructor: 'which constructor team __proto__ toString valueOf hasOwnProperty has pets',
  quotes: `"'\`“”‘’`.repeat(800),
  brackets: '('.repeat(4_000),
  'percent signs': '%'.repeat(4_000),
  operators: '1+'.repeat(3_900),
  'SQL of thousands of operators': `SELECT 1${'+1'.repeat(5_000)}`,
  'SQL of thousands of parentheses': `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
  'SQL of thousands of calls': `SELECT ${'abs('.repeat(10_000)}1${')'.repeat(10_000)}`,
  'SQL of thousands of subqueries': `SELECT * FROM ${'(SELECT * FROM '.repeat(3_000)}pets${')'.repeat(3_000)}`,
  empty: '',
  ...Object.fromEntries(Object.getOwnPropertyNames(Object.prototype).map((name) => [`the name ${name}`, name])),
  'functions of that name': 'SELECT constructor(1), toString(2), valueOf(3)',
};

const pets = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT, owner TEXT); INSERT INTO pets VALUES (1, 'Rex', 'constructor'), (2, 'Tom', '__proto__')";

async function open(access?: AccessConfig): Promise<Services> {
  const services = await compose({ databases: { pets: { dsn: `sqlite:${sqliteFile(pets)}`, ...(access ? { access } : {}) } }, state: { file: ':memory:' }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

/** An input of a tool with a text in the place of one argument, and of what it must have besides. */
function inputWith(shape: Readonly<Record<string, unknown>>, argument: string, text: string): Record<string, unknown> {
  const list = argument === 'history' || argument === 'tables';
  return { ...('question' in shape ? { question: 'How many pets are there?' } : {}), ...('sql' in shape ? { sql: 'SELECT 1' } : {}), [argument]: list ? [text] : text };
}

describe('inputs', () => {
  test.each(tools.map((tool) => [tool.name, tool] as const))('every text and list of %s has a maximum', (name, tool) => {
    expect(unbounded(z.toJSONSchema(tool.input) as Schema, name)).toEqual([]);
  });

  test('what hosts are told of tools and prompts says so', async () => {
    const server = await startServer(['--dsn', `sqlite:${sqliteFile(pets)}`]);
    onTestFinished(() => server.close());
    const { tools: told } = await server.client.listTools();
    expect(told.flatMap((tool) => unbounded(tool.inputSchema as Schema, tool.name))).toEqual([]);
    expect(told.map((tool) => Object.keys(tool.inputSchema.properties ?? {}))).toEqual(tools.map((tool) => Object.keys(tool.input.shape)));
    expect(await server.fail('nl2sql', { question: 'x'.repeat(9_000) })).toMatchObject({ code: 'BAD_ARGUMENT', message: 'question has 9000 characters: at most 8000 are read' });
    expect(await server.fail('nl2sql', { question: 7 })).toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('question') });
    await expect(server.client.getPrompt({ name: 'ask_database', arguments: { question: 'x'.repeat(9_000) } })).rejects.toThrow(/8000/);
    await expect(server.client.readResource({ uri: `schema://${'x'.repeat(9_000)}` })).rejects.toThrow(/9000 characters/);
  });

  test.each(tools.map((tool) => [tool.name, tool] as const))('%s takes any text in any place without a fault of ours, and at once where it is too long', async (name, tool) => {
    const services = await open();
    await services.targets.get('pets')?.knowledge.get();
    const [api] = apiTools().filter((candidate) => candidate.name === name);
    // What a first call loads counts for none of them.
    await api?.run(inputWith(tool.input.shape, 'database', 'pets'), { services, principal: 'local', signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
    const faults: string[] = [];
    for (const [what, text] of Object.entries(texts)) {
      for (const argument of Object.keys(tool.input.shape)) {
        const startedAt = performance.now();
        const input = inputWith(tool.input.shape, argument, text);
        const outcome = await api?.run(input, { services, principal: 'local', signal: AbortSignal.timeout(60_000) }).then(() => 'answered', (error: unknown) => toFailure(error));
        const tookMs = performance.now() - startedAt;
        if (typeof outcome === 'object' && outcome.code === 'INTERNAL') faults.push(`${argument} of ${what}: ${outcome.message}`);
        if (typeof outcome === 'object' && JSON.stringify([outcome.message, outcome.hints]).length > 2_000) faults.push(`${argument} of ${what}: the message has ${outcome.message.length} characters`);
        if (tookMs > (text.length > 100_000 ? 50 : 3_000)) faults.push(`${argument} of ${what}: ${Math.round(tookMs)} ms`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('SQL that is nested deeply is no fault of ours under a policy either', async () => {
    const services = await open({ columns: { 'pets.owner': 'hashed', 'pets.name': 'aggregate' } });
    const [api] = apiTools().filter(({ name }) => name === 'run_sql');
    for (const [what, sql] of Object.entries(texts).filter(([name]) => name.startsWith('SQL of'))) {
      const outcome = await api?.run({ sql }, { services, principal: 'local', signal: AbortSignal.timeout(60_000) }).then(() => '', (error: unknown) => toFailure(error).code);
      expect(outcome, what).not.toBe('INTERNAL');
    }
  });

  const long = { question: 'x'.repeat(8_001), database: 'x'.repeat(201), cursor: 'x'.repeat(1_000_001), history: Array.from({ length: 101 }, () => '') };

  test.each(Object.entries(long))('the JSON API refuses a %s that is too long', (field, value) => {
    expect(() => parseQuery({ question: 'How many pets?', [field]: value })).toThrow(/at most \d+/);
  });
});

describe('what was refused', () => {
  test('is kept nowhere but by its beginning', async () => {
    const server = await startServer(['--dsn', `sqlite:${sqliteFile(pets)}`]);
    onTestFinished(() => server.close());
    for (const argument of ['question', 'database', 'cursor']) await server.fail('nl2sql', { question: 'How many pets?', [argument]: 'x'.repeat(1_000_001) });
    await server.fail('run_sql', { sql: 'x'.repeat(1_000_000) });
    await server.fail('cache_status', { level: 'x'.repeat(1_000_000) });
    const traces = JSON.stringify(await server.call('performance', { slow: true }));
    expect(traces).toContain('BAD_ARGUMENT');
    expect(traces.length).toBeLessThan(5_000);
  });
});
