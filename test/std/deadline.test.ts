import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { deadlineAfter } from '../../src/std/deadline.ts';
import { delay } from '../../src/std/delay.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a deadline that is joined with another signal outlives the garbage collector', async () => {
  const caller = new AbortController();
  const joined = Array.from({ length: 50 }, () => AbortSignal.any([caller.signal, deadlineAfter(150).signal]));
  await delay(10);
  collectGarbage();
  await delay(250);
  expect(joined.map(({ reason }) => (reason instanceof Error ? reason.name : undefined))).toEqual(joined.map(() => 'TimeoutError'));
});

test('a deadline that was cleared does not come', async () => {
  const { signal, clear } = deadlineAfter(20);
  clear();
  await delay(60);
  expect(signal.aborted).toBe(false);
});
