import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delay } from '../../src/std/delay.ts';
import { deferred } from '../../src/std/deferred.ts';
import { Bulkhead, QueueFullError } from '../../src/std/bulkhead.ts';
import { SharedFlights } from '../../src/std/shared-flights.ts';
import { RoundRobinQueue } from '../../src/std/round-robin-queue.ts';
import { FairQueue } from '../../src/std/fair-queue.ts';

describe('a bulkhead', () => {
  test('lets so many in, keeps so many waiting in order, and turns the rest away at once', async () => {
    const bulkhead = new Bulkhead({ concurrency: 2, waitingMax: 2 });
    const doors = Array.from({ length: 5 }, () => deferred<void>());
    const entered: number[] = [];
    const works = doors.map((door, n) => bulkhead.run('ann', async () => {
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
    const first = bulkhead.run('ann', () => door.promise);
    const leaving = new AbortController();
    const second = bulkhead.run('ann', () => Promise.resolve('second'), leaving);
    const third = bulkhead.run('ann', () => Promise.reject(new Error('broken')));
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    door.resolve();
    await first;
    await expect(third).rejects.toThrow('broken');
    expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
  });
});

describe('a queue in which owners take turns', () => {
  test('gives owners their turns, whoever sends many', () => {
    const queue = new RoundRobinQueue<string>();
    for (let n = 1; n <= 3; n += 1) queue.push('eve', `eve ${n}`);
    queue.push('ann', 'ann 1');
    queue.push('bob', 'bob 1');
    expect(queue.shift()).toBe('eve 1');
    queue.push('ann', 'ann 2');
    const order: (string | undefined)[] = [];
    while (queue.size > 0) order.push(queue.shift());
    expect(order).toEqual(['ann 1', 'bob 1', 'eve 2', 'ann 2', 'eve 3']);
    expect(queue.shift()).toBeUndefined();
  });

  test('makes room at the cost of whoever has most in it', () => {
    const queue = new RoundRobinQueue<string>();
    for (let n = 1; n <= 3; n += 1) queue.push('eve', `eve ${n}`);
    expect(queue.yieldTo('eve')).toBeUndefined();
    expect(queue.yieldTo('ann')).toBe('eve 3');
    queue.push('ann', 'ann 1');
    expect(queue.yieldTo('ann')).toBeUndefined();
  });

  test('loses nobody and nothing, whatever comes and goes', () => {
    const step = fc.record({ owner: fc.constantFrom('ann', 'bob', 'eve'), does: fc.constantFrom('push', 'shift', 'delete', 'yield') });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = new RoundRobinQueue<number>();
        const waiting = new Map<number, string>();
        for (const [n, { owner, does }] of steps.entries()) {
          const [oldest] = [...waiting].find(([, one]) => one === owner) ?? [];
          if (does === 'push') {
            queue.push(owner, n);
            waiting.set(n, owner);
          } else if (does === 'delete') {
            expect(queue.delete(owner, oldest ?? -1)).toBe(oldest !== undefined);
            if (oldest !== undefined) waiting.delete(oldest);
          } else {
            const item = does === 'shift' ? queue.shift() : queue.yieldTo(owner);
            if (item !== undefined) expect(waiting.delete(item)).toBe(true);
            else if (does === 'shift') expect(waiting.size).toBe(0);
          }
          expect(queue.size).toBe(waiting.size);
        }
      }),
    );
  });
});

describe('a flood of one owner', () => {
  test('keeps another waiting for a turn or two at a bulkhead, and out of it only itself', async () => {
    const bulkhead = new Bulkhead({ concurrency: 1, waitingMax: 50 });
    const served: string[] = [];
    const work = (owner: string) => bulkhead.run(owner, async () => void served.push(owner)).catch((error: unknown) => void served.push(`${owner} ${error instanceof QueueFullError ? 'turned away' : 'failed'}`));
    const flood = Array.from({ length: 100 }, () => work('eve'));
    await Promise.all([work('ann'), ...flood]);
    expect(served.filter((who) => who === 'eve turned away').length).toBe(50);
    expect(served.filter((who) => !who.includes('turned')).indexOf('ann')).toBeLessThanOrEqual(2);
  });

  test('keeps another waiting for a turn or two in a fair queue', async () => {
    const fairQueue = new FairQueue(1_000);
    const served: string[] = [];
    const pass = (owner: string) => fairQueue.pass(owner).then(() => served.push(owner), () => undefined);
    const flood = Array.from({ length: 1_000 }, () => pass('eve'));
    await Promise.all([pass('ann'), ...flood]);
    expect(served.indexOf('ann')).toBeLessThanOrEqual(2);
  });
});

describe('a fair queue', () => {
  test('lets one through in each turn of the event loop, in order', async () => {
    const fairQueue = new FairQueue(10);
    const passed: string[] = [];
    const timers = [1, 2, 3].map((n) => fairQueue.pass('ann').then(() => passed.push(`question ${n}`)));
    setImmediate(() => {
      passed.push('network');
      setImmediate(() => passed.push('network'));
    });
    await Promise.all(timers);
    expect(passed).toEqual(['question 1', 'network', 'question 2', 'network', 'question 3']);
  });

  test('turns away whom it has no room for, and skips whoever left', async () => {
    const fairQueue = new FairQueue(2);
    const leaving = new AbortController();
    const first = fairQueue.pass('ann', leaving.signal);
    const second = fairQueue.pass('ann');
    await expect(fairQueue.pass('ann')).rejects.toBeInstanceOf(QueueFullError);
    leaving.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    await second;
    await fairQueue.pass('ann');
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
