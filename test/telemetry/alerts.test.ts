import { describe, expect, onTestFinished, test } from 'vitest';
import type { PoolHealth } from '../../src/core/ports.ts';
import type { AlertState, Gauges } from '../../src/core/telemetry.ts';
import { signals } from '../../src/telemetry/signals.ts';
import { configSchema } from '../../src/config/schema.ts';
import { GaugeReader } from '../../src/telemetry/gauges.ts';
import { Monitor } from '../../src/telemetry/monitor.ts';
import { Recorder } from '../../src/telemetry/recorder.ts';
import { Webhook } from '../../src/telemetry/webhook.ts';
import { call } from './calls.ts';
import { movingClock } from './moving-clock.ts';
import { receiver } from './receiver.ts';

const pool: PoolHealth = { size: 1, inUse: 0, waiting: 0, max: 20, breaker: 'closed', connects: 1, connectFailures: 0 };

function monitor(rules: ConstructorParameters<typeof Monitor>[0]['rules']) {
  const { clock, move } = movingClock();
  const recorder = new Recorder({ clock, texts: 'redacted' });
  const gauges = new GaugeReader('/tmp');
  onTestFinished(() => gauges.close());
  const rung: AlertState[] = [];
  const state = { pool };
  const made = new Monitor({ recorder, clock, gauges, rules, limits: {}, probes: { pools: () => [{ database: 'shop', health: state.pool }], caches: () => [] } });
  made.onAlert((alert) => void rung.push(alert));
  const tick = async (seconds: number) => {
    move(seconds * 1_000);
    await made.tick();
  };
  return { monitor: made, recorder, rung, tick, state };
}

describe('alerts', () => {
  test('fire after their time beyond the limit and end after their time clearly within it', async () => {
    const { rung, tick, state } = monitor([{ signal: 'pool_waiting', above: 10, forSeconds: 10 }]);
    state.pool = { ...pool, waiting: 11 };
    await tick(1);
    expect(rung).toEqual([]);
    await tick(10);
    expect(rung).toMatchObject([{ name: 'pool_waiting', firing: true, value: 11, limit: 10 }]);
    state.pool = { ...pool, waiting: 10 };
    await tick(20);
    await tick(20);
    expect(rung).toHaveLength(1);
    state.pool = { ...pool, waiting: 8 };
    await tick(1);
    await tick(10);
    expect(rung).toMatchObject([{ firing: true }, { firing: false }]);
  });

  test('a value that comes and goes does not fire', async () => {
    const { rung, tick, state } = monitor([{ signal: 'pool_waiting', above: 10, forSeconds: 10 }]);
    for (let n = 0; n < 10; n += 1) {
      state.pool = { ...pool, waiting: n % 2 ? 50 : 0 };
      await tick(5);
    }
    expect(rung).toEqual([]);
  });

  test('only faults of the server or a database count as errors', async () => {
    const { recorder, rung, tick } = monitor([{ signal: 'error_rate', above: 0.2, forSeconds: 0 }]);
    for (let n = 0; n < 10; n += 1) recorder.ended(call({ status: 'failed', code: 'BAD_ARGUMENT' }));
    await tick(5);
    expect(rung).toEqual([]);
    for (let n = 0; n < 10; n += 1) recorder.ended(call({ status: 'failed', code: 'TIMEOUT' }));
    await tick(5);
    expect(rung).toMatchObject([{ name: 'error_rate', firing: true, value: 0.5 }]);
  });

  test('every signal can be configured, and no other', () => {
    const rules = signals.map(({ name }) => ({ signal: name, above: 1 }));
    expect(configSchema.safeParse({ telemetry: { alerts: rules } }).success).toBe(true);
    expect(configSchema.safeParse({ telemetry: { alerts: [{ signal: 'made_up', above: 1 }] } }).success).toBe(false);
  });
});

describe('health', () => {
  test('is 100 when nothing is wrong, and each signal says what it costs', async () => {
    const { monitor: made, state, tick } = monitor([]);
    await tick(1);
    const machine: readonly (keyof Gauges)[] = ['rssBytes', 'eventLoopP99Ms'];
    expect(machine.every((gauge) => Number.isFinite(made.gauges()[gauge]))).toBe(true);
    state.pool = { ...pool, breaker: 'open', size: 0, lastError: 'refused' };
    const health = made.health();
    expect(health.signals[0]).toMatchObject({ name: 'databases_down', value: 1, cost: 25 });
    expect(health.score).toBe(Math.round(100 - health.signals.reduce((sum, signal) => sum + signal.cost, 0)));
  });

  test('the weights add up to 100', () => {
    expect(signals.reduce((sum, signal) => sum + signal.weight, 0)).toBe(100);
  });
});

describe('the webhook', () => {
  const alert: AlertState = { name: 'p95', signal: 'p95_ms', value: 3, limit: 2, unit: 'ms', firing: true, since: 1_800_000_000_000 };

  test('gets alerts as JSON, in order', async () => {
    const bodies: unknown[] = [];
    const url = await receiver(({ body, reply }) => {
      bodies.push(JSON.parse(body));
      reply(204);
    });
    const webhook = new Webhook(url, () => expect.unreachable());
    webhook.send(alert);
    webhook.send({ ...alert, firing: false });
    await expect.poll(() => bodies).toMatchObject([{ alert: 'p95', state: 'firing', value: 3 }, { state: 'ended' }]);
  });

  test('one that hangs holds nobody up, and what it misses is counted', async () => {
    const url = await receiver(() => undefined);
    let lost = 0;
    const webhook = new Webhook(url, (count) => (lost += count));
    const startedAt = performance.now();
    for (let n = 0; n < 150; n += 1) webhook.send(alert);
    expect(performance.now() - startedAt).toBeLessThan(200);
    expect(lost).toBe(49);
  });

  test('one that refuses is counted as a loss', async () => {
    const url = await receiver(({ reply }) => reply(500));
    let lost = 0;
    new Webhook(url, (count) => (lost += count)).send(alert);
    await expect.poll(() => lost).toBe(1);
  });
});
