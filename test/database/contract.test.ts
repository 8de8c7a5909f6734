import { expect, test } from 'vitest';
import { reasonsOf, runContract, type Skip } from './contract.ts';
import { type EngineName, enginesUnderTest, scratchDatabase } from './engines.ts';

const replacedFunctions = 'the version of the schema tells of functions that are replaced in place';

const skips: Partial<Readonly<Record<EngineName, readonly Skip[]>>> = {
  sqlite: [{ reason: 'its files hold no functions', tests: [replacedFunctions] }],
  mysql: [
    { reason: 'the guard lets no stored function run, so none can change what a proof saw', tests: [replacedFunctions] },
    { reason: 'its mark rests on counters of the whole server, which other tests move', tests: ['the version of the data stays while nothing is written'] },
  ],
};

for (const engine of enginesUnderTest) runContract({ engine, open: () => scratchDatabase(engine.name), skip: skips[engine.name] ?? [] });

test('what the contract is told to skip must be a test of it', () => {
  expect([...reasonsOf([{ reason: 'none there', tests: [replacedFunctions] }])]).toEqual([[replacedFunctions, 'none there']]);
  expect(() => reasonsOf([{ reason: 'a name that was changed', tests: ['reads rows backwards'] }])).toThrow('no test of the contract: reads rows backwards');
  expect(() => reasonsOf([{ reason: 'a name of every object', tests: ['constructor'] }])).toThrow('constructor');
});
