import { describe, expect, test } from 'vitest';
import { Bulkhead, QueueFullError } from '../../src/std/bulkhead.ts';
import { deferred } from '../../src/std/deferred.ts';
import { delay } from '../../src/std/delay.ts';
import { FairQueue } from '../../src/std/fair-queue.ts';
import { SharedFlights } from '../../src/std/shared-flights.ts';

describe('a bulkhead', () => {
  test('lets so many in, keeps so many waiting in order, and turns the rest away at once', async () => {
    const bulkhead = new Bulkhead({ concurrency: 2, waitingMax: 2 });
    const doors = Array.from({ length: 5 }, () => deferred<void>());
    const entered: number[] = [];
    const works = doors.map((door, n) => bulkhead.run(async () => {
      entered.push(n);
      await door.promise;
    }));
    await expect(works[4]).rejects.toBeInstanceOf(QueueFullError);
    expect([entered, bulkhead.running, bulkhead.waiting]).toEqual([[0, 1], 2, 2]);
    doors[1]?.resolve();
    await works[1];
    await delay(1);
    expect([entered, bulkhead.running, bulkhead.waiting]).toEqual([[0, 1, 2], 2, 1]);
    for (const door of doors) door.resolve();
    await Promise.all(works.slice(0, 4));
    expect([entered, bulkhead.running, bulkhead.waiting]).toEqual([[0, 1, 2, 3], 0, 0]);
  });

  test('an abort while waiting gives the place up, and a failing work its own', async () => {
    const bulkhead = new Bulkhead({ concurrency: 1, waitingMax: 5 });
    const door = deferred<void>();
    const first = bulkhead.run(() => door.promise);
    const leaving = new AbortController();
    const second = bulkhead.run(() => Promise.resolve('second'), leaving.signal);
    const third = bulkhead.run(() => Promise.reject(new Error('broken')));
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    door.resolve();
    await first;
    await expect(third).rejects.toThrow('broken');
    expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
  });
});

describe('a fair queue', () => {
  test('lets one through in each turn of the event loop, in order', async () => {
    const queue = new FairQueue(10);
    const passed: string[] = [];
    const timers = [1, 2, 3].map((n) => queue.pass().then(() => passed.push(`question ${n}`)));
    setImmediate(() => {
      passed.push('network');
      setImmediate(() => passed.push('network'));
    });
    await Promise.all(timers);
    expect(passed).toEqual(['question 1', 'network', 'question 2', 'network', 'question 3']);
  });

  test('turns away whom it has no room for, and skips whoever left', async () => {
    const queue = new FairQueue(2);
    const leaving = new AbortController();
    const first = queue.pass(leaving.signal);
    const second = queue.pass();
    await expect(queue.pass()).rejects.toBeInstanceOf(QueueFullError);
    leaving.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    await second;
    await queue.pass();
  });
});

describe('shared flights', () => {
  test('runs once for all who wait, and is aborted when the last one has left', async () => {
    const shared = new SharedFlights<number>();
    const aborts: string[] = [];
    const work = (signal: AbortSignal) => new Promise<number>((_, reject) => signal.addEventListener('abort', () => {
      aborts.push('aborted');
      reject(signal.reason);
    }));
    const [one, two] = [new AbortController(), new AbortController()];
    const waiting = [shared.run('k', one.signal, work), shared.run('k', two.signal, work)].map((promise) => promise.catch(() => 'left'));
    one.abort();
    await delay(1);
    expect(aborts).toEqual([]);
    two.abort();
    expect(await Promise.all(waiting)).toEqual(['left', 'left']);
    expect([aborts, shared.coalesced]).toEqual([['aborted'], 1]);
    expect(await shared.run('k', undefined, () => Promise.resolve(7))).toBe(7);
  });

  test('the last to leave waits until the work has stopped, and whoever comes then starts it anew', async () => {
    const shared = new SharedFlights<string>();
    const stopped = deferred<string>();
    const leaving = new AbortController();
    let isLeft = false;
    const left = shared.run('k', leaving.signal, () => stopped.promise).catch(() => (isLeft = true));
    leaving.abort();
    await delay(1);
    expect([isLeft, await shared.run('k', undefined, () => Promise.resolve('anew'))]).toEqual([false, 'anew']);
    stopped.reject(new Error('stopped'));
    await left;
    expect(isLeft).toBe(true);
  });
});

test('a delay ends at once where its signal aborts', async () => {
  const leaving = new AbortController();
  const waited = delay(60_000, leaving.signal);
  leaving.abort(new Error('left'));
  await expect(waited).rejects.toThrow('left');
  await expect(delay(1, leaving.signal)).rejects.toThrow('left');
});
