import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import type { Source } from '../../src/answer/ask/source.ts';
import { instantSource } from '../../src/answer/ask/sources/instant.ts';
import type { Services } from '../../src/answer/services.ts';
import { answerToWire } from '../../src/answer/wire.ts';
import { compose } from '../../src/compose.ts';
import { thresholdsFor } from '../../src/instant/engine.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { respond } from '../../src/mcp/respond.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { readLines } from '../instant/fixtures/opened.ts';
import type { Question } from '../instant/fixtures/reading.ts';
import { schemas } from '../instant/fixtures/schemas.ts';
import { shop } from '../model/asking.ts';

async function open(schema = shop): Promise<Services> {
  const services = await compose({ databases: { d: { dsn: `sqlite:${sqliteFile(schema)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

const proposal = { sql: 'SELECT name FROM customers', rung: 'instant', confidence: 0.78, verified: false, reading: 'The name of each customer', assumptions: [] } as const;
const likely: Source = { rung: 'instant', propose: async () => ({ kind: 'proposal', proposal, notice: 'Compare.', check: true }) };

test('a likely reading comes with its rows and has to be checked, reading and SQL first', async () => {
  const services = await open();
  const answer = await ask({ question: 'customers then', principal: localPrincipal }, { ...services, sources: [likely] });
  const { structuredContent: shown } = respond(answerToWire(answer), 'nl2sql');
  expect(shown).toMatchObject({ status: 'check', reading: proposal.reading, rows: [['Ada'], ['Bob'], ['Cem']] });
  expect(Object.keys(shown ?? {}).slice(0, 3)).toEqual(['status', 'reading', 'sql']);
});

test('it is not remembered, so that nobody gets it as an answer', async () => {
  const services = await open();
  const [remembered] = services.sources;
  if (!remembered) throw new Error('no memory');
  const again = { ...services, sources: [remembered, likely] };
  for (let n = 0; n < 2; n += 1) expect(answerToWire(await ask({ question: 'customers then', principal: localPrincipal }, again))).toMatchObject({ status: 'check', rung: 'instant' });
});

const doors = [
  ['a host compares', { careful: true, beforeModel: false }, true],
  ['a person reads', { careful: false, beforeModel: false }, false],
  ['a model comes next', { careful: true, beforeModel: true }, false],
] as const;

/** A shop, and what is asked of it in the fixtures of the rules: some of that is likely, and some nearly sure. */
const bakery = readLines<Question>('rules').filter(({ schema, knowledge }) => schema === 'bakery' && knowledge === undefined).map(({ question }) => question);

test.each(doors)('where %s, what is only likely is run: %o, %s', async (_, options, isRun) => {
  const services = await open(schemas['bakery']);
  const asking = { ...services, sources: [instantSource({ ...options, look: true })] };
  const answers = await Promise.all(bakery.map((question) => ask({ question, principal: localPrincipal }, asking).catch(() => undefined)));
  const { eager } = thresholdsFor(true);
  expect(answers.some((answer) => answer?.status === 'ok' && answer.check === true && answer.proposal.confidence < eager)).toBe(isRun);
  // What is surer, and still to be compared, says so wherever somebody else reads it first.
  expect(answers.some((answer) => answer?.status === 'ok' && answer.check === true && answer.proposal.confidence >= eager)).toBe(options.careful);
});
