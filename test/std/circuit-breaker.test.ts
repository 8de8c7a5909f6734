import { describe, expect, test } from 'vitest';
import { CircuitBreaker } from '../../src/std/circuit-breaker.ts';
import { deferred } from '../../src/std/deferred.ts';
import { delay } from '../../src/std/delay.ts';
import { OptionalServer } from '../../src/std/optional-server.ts';

function breakerAt(options: { readonly failuresToOpen: number }) {
  const clock = { ms: 1_000 };
  return { clock, breaker: new CircuitBreaker({ ...options, openMsFirst: 100, openMsMax: 300, monotonicMs: () => clock.ms }) };
}

describe('a circuit breaker', () => {
  test('stays closed until so many calls have failed in a row', () => {
    const { breaker } = breakerAt({ failuresToOpen: 3 });
    for (const outcome of ['failed', 'failed', 'succeeded', 'failed', 'failed'] as const) breaker[outcome]();
    expect([breaker.state, breaker.admit(), breaker.waitMs]).toEqual(['closed', true, 0]);
    breaker.failed();
    expect([breaker.state, breaker.admit(), breaker.waitMs]).toEqual(['open', false, 100]);
  });

  test('lets one call through as a trial when its time is over, and no other until that one has ended', () => {
    const { breaker, clock } = breakerAt({ failuresToOpen: 1 });
    breaker.failed();
    clock.ms += 99;
    expect(breaker.admit()).toBe(false);
    clock.ms += 1;
    expect([breaker.waitMs, breaker.state]).toEqual([0, 'open']);
    expect([breaker.admit(), breaker.admit(), breaker.state]).toEqual([true, false, 'half-open']);
  });

  test('closes after a trial that succeeded, and forgets what was', () => {
    const { breaker, clock } = breakerAt({ failuresToOpen: 2 });
    breaker.failed();
    breaker.failed();
    clock.ms += 100;
    breaker.admit();
    breaker.succeeded();
    expect([breaker.state, breaker.waitMs]).toEqual(['closed', 0]);
    breaker.failed();
    expect(breaker.state).toBe('closed');
    breaker.failed();
    expect(breaker.waitMs).toBe(100);
  });

  test('opens for twice the time after a trial that failed, up to a limit', () => {
    const { breaker, clock } = breakerAt({ failuresToOpen: 1 });
    const waits: number[] = [];
    for (let trial = 0; trial < 4; trial += 1) {
      breaker.failed();
      waits.push(breaker.waitMs);
      clock.ms += breaker.waitMs;
      expect(breaker.admit()).toBe(true);
    }
    expect(waits).toEqual([100, 200, 300, 300]);
  });

  test('a trial that tells nothing leaves the next call to be one', () => {
    const { breaker, clock } = breakerAt({ failuresToOpen: 1 });
    breaker.failed();
    clock.ms += 100;
    expect(breaker.admit()).toBe(true);
    breaker.abandoned();
    expect([breaker.state, breaker.admit(), breaker.state]).toEqual(['open', true, 'half-open']);
  });
});

describe('a server that we can do without', () => {
  const broken = () => Promise.reject(new Error('down'));

  test('is not asked again after one failure, until the probe finds it well', async () => {
    const [back, probes] = [deferred<void>(), [false, true]];
    const server = new OptionalServer({ probe: async () => probes.shift() ?? false, onBack: () => back.resolve() });
    expect(await server.run(async () => 'well')).toEqual({ ok: true, value: 'well' });
    expect(await server.run(broken)).toEqual({ ok: false });
    let asked = 0;
    expect(await server.run(async () => (asked += 1))).toEqual({ ok: false });
    expect([asked, server.failures, server.isReachable]).toEqual([0, 1, false]);
    await back.promise;
    expect([probes, server.isReachable]).toEqual([[], true]);
    expect(await server.run(async () => 'well')).toEqual({ ok: true, value: 'well' });
  });

  test('failures of calls that were under way are counted and start no second probe; a success among them closes nothing', async () => {
    let probed = 0;
    const server = new OptionalServer({ probe: async () => { probed += 1; return false; } });
    const slow = deferred<string>();
    const works = [server.run(() => slow.promise), server.run(broken), server.run(broken)];
    await Promise.all(works.slice(1));
    slow.resolve('late');
    expect(await works[0]).toEqual({ ok: true, value: 'late' });
    expect([server.failures, server.isReachable]).toEqual([2, false]);
    await delay(400);
    expect(probed).toBe(1);
    server.close();
  });
});
