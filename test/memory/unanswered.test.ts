import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import type { Services } from '../../src/answer/services.ts';
import { targetOf } from '../../src/answer/target/target.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config/load.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { rental } from '../semantics/schemas.ts';

const odd = "How many times did 'Ann Lee' frobnicate the 17 quibbles?";

async function open(config: Config): Promise<Services> {
  const services = await compose(config, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

function configured(texts?: 'full' | 'none'): Config {
  const folder = temporaryFolder();
  return { databases: { bikes: { dsn: `sqlite:${sqliteFile(rental, folder)}` } }, state: { file: join(folder, 'state.sqlite') }, baseFolder: folder, ...(texts ? { telemetry: { texts } } : {}) };
}

async function inbox(services: Services) {
  const { unanswered } = await services.memory();
  return unanswered.of(targetOf(services, undefined).identity);
}

test('what could not be answered is kept without its literals, counted, and survives a restart', async () => {
  const config = configured();
  const services = await open(config);
  await ask({ question: odd, principal: 'ann' }, services);
  await ask({ question: odd.replace('17', '18'), principal: 'bob' }, services);
  await ask({ question: 'how many bikes are there', principal: 'bob' }, services);
  expect(await inbox(services)).toMatchObject([{ question: 'How many times did ? frobnicate the ? quibbles?', count: 2 }]);
  await services.close();
  expect(await inbox(await open(config))).toMatchObject([{ count: 2 }]);
});

test('teaching the answer takes it out', async () => {
  const services = await open(configured('full'));
  await ask({ question: odd, principal: 'ann' }, services);
  expect(await inbox(services)).toMatchObject([{ question: odd }]);
  await teach({ question: odd, sql: 'SELECT 17', principal: 'ann' }, services);
  expect(await inbox(services)).toEqual([]);
});

test('where texts are not kept, nothing is', async () => {
  const services = await open(configured('none'));
  await ask({ question: odd, principal: 'ann' }, services);
  expect(await inbox(services)).toEqual([]);
});

test('the reason repeats no word that was not kept of the question', async () => {
  const services = await open(configured());
  const { unanswered } = await services.memory();
  const { identity } = targetOf(services, undefined);
  unanswered.record({ database: identity, question: odd, reason: 'not understood: frobnicate, Ann, quibbles; nothing is called "lee" or 17' });
  expect((await inbox(services)).find(({ question }) => question.includes('frobnicate'))).toMatchObject({ reason: 'not understood: frobnicate, ?, quibbles; nothing is called "?" or ?' });
});
