import { describe, expect, test } from 'vitest';
import { engineNames } from '../database/engines.ts';
import { arena, readCorpus, violation } from './fixture.ts';

const seed = readCorpus('seed');

describe.each(engineNames)('the corpus on %s', (engine) => {
  const own = [...seed.filter((one) => one.engine.replace('mariadb', 'mysql') === engine), ...readCorpus(`attacks.${engine}`), ...readCorpus(`valid.${engine}`)];

  test('no attack has an effect, and every valid statement runs', { timeout: 120_000 }, async () => {
    const stage = await arena(engine);
    const before = await stage.state();
    const violations: string[] = [];
    for (const one of own) {
      const found = await violation(one, stage, before);
      if (found === undefined) continue;
      violations.push(found);
      await stage.reset();
    }
    expect(violations).toEqual([]);
  });
});
