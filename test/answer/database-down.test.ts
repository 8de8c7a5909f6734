import { rmSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { compose } from '../../src/compose.ts';
import { toFailure } from '../../src/core/errors.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';
import { proxyTo } from '../database/proxy.ts';

const questions = ['How many pets are there?', 'Which pets are called Rex?', 'pets by kind', 'the three oldest pets', 'average age of pets per kind', 'What colour is the sky over Ulan Bator?'];

describe.each(engineNames)('%s is down', (engine) => {
  test('and that is told, not a doubt of the question, whatever is asked', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write('CREATE TABLE pets (id INTEGER PRIMARY KEY, name VARCHAR(50), kind VARCHAR(20), age INTEGER)', "INSERT INTO pets VALUES (1, 'Rex', 'dog', 4), (2, 'Tom', 'cat', 7), (3, 'Ada', 'dog', 2)");
    const file = /^(?:sqlite|duckdb):(.*)$/.exec(scratch.dsn)?.[1];
    const proxy = file === undefined ? await proxyTo(scratch.dsn) : undefined;
    const services = await compose({ databases: { test: { dsn: proxy?.url ?? scratch.dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
    onTestFinished(() => services.close());
    const told = (question: string) => ask({ question, principal: 'ann' }, services).then(({ status }) => status, (error: unknown) => toFailure(error).code);
    expect(await told('How many pets are there?')).toBe('ok');
    if (proxy) proxy.goDown();
    else rmSync(file ?? '');
    const outcomes: string[] = [];
    for (const question of questions) outcomes.push(await told(question));
    // What no rule can read needs no database to be handed on.
    expect(outcomes).toEqual([...questions.slice(1).map(() => 'UNAVAILABLE'), 'needs_sql']);
  });
});
