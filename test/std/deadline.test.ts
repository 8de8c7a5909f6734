import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Deadline } from '../../src/std/deadline.ts';
import { delay } from '../../src/std/delay.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const reasonsOf = (signals: readonly AbortSignal[]) => signals.map(({ reason }) => (reason instanceof Error ? reason.name : undefined));

test('a deadline within another signal outlives the garbage collector', async () => {
  const caller = new AbortController();
  const signals = Array.from({ length: 50 }, () => new Deadline(150, { within: caller.signal }).signal);
  await delay(10);
  collectGarbage();
  await delay(250);
  expect(reasonsOf(signals)).toEqual(signals.map(() => 'TimeoutError'));
});

test('a deadline within another signal aborts with it, for its reason', () => {
  const caller = new AbortController();
  const { signal } = new Deadline(10_000, { within: caller.signal });
  caller.abort(new DOMException('gone', 'AbortError'));
  expect(reasonsOf([signal, new Deadline(10_000, { within: caller.signal }).signal])).toEqual(['AbortError', 'AbortError']);
});

test('a deadline that was cleared does not come, and leaves nothing on the signal that it stood within', async () => {
  const caller = new AbortController();
  const deadline = new Deadline(20, { within: caller.signal });
  deadline.clear();
  await delay(60);
  caller.abort();
  expect(deadline.signal.aborted).toBe(false);
});

test('work that does not count puts a deadline off by its time, however much of it runs at once', async () => {
  const deadline = new Deadline(60);
  await Promise.all([deadline.suspend(() => delay(100)), deadline.suspend(() => delay(150))]);
  expect(deadline.signal.aborted).toBe(false);
  await delay(120);
  expect(deadline.signal.aborted).toBe(true);
});

test('a deadline that was cleared while it was suspended does not come', async () => {
  const deadline = new Deadline(20);
  const working = deadline.suspend(() => delay(30));
  deadline.clear();
  await working;
  await delay(60);
  expect(deadline.signal.aborted).toBe(false);
});

test('whoever asked to hear of a deadline is told of its reason, until they leave; a signal that is asked for later has aborted', async () => {
  const deadline = new Deadline(20, { reason: () => 'late' });
  const heard: unknown[] = [];
  deadline.onOver((reason) => heard.push(reason));
  deadline.onOver(() => heard.push('left'))();
  expect(deadline.over).toBeUndefined();
  await delay(60);
  expect(heard).toEqual(['late']);
  expect(deadline.over).toEqual({ reason: 'late' });
  expect(deadline.signal).toMatchObject({ aborted: true, reason: 'late' });
});
