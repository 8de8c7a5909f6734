import { describe, expect, test } from 'vitest';
import { modelAdvice } from '../../src/answer/report/performance/model-advice.ts';
import type { TelemetryReader } from '../../src/core/ports.ts';
import { Recorder } from '../../src/telemetry/recorder.ts';
import { movingClock } from './moving-clock.ts';

type Replies = readonly [name: string, accepted: number, rejected: number, microusd: number];

function adviceOn(...models: readonly Replies[]): string[] {
  const recorder = new Recorder({ clock: movingClock().clock, texts: 'redacted' });
  for (const [name, accepted, rejected, microusd] of models) {
    recorder.count(`accepted.${name}`, accepted);
    recorder.count(`rejected.${name}`, rejected);
    recorder.count(`microusd.${name}`, microusd * (accepted + rejected));
  }
  // Of a reader it asks for the summary only.
  return modelAdvice({ reader: { summary: (window) => recorder.summary(window) } as TelemetryReader });
}

describe('advice on models', () => {
  test('a dearer model whose SQL runs no more often is named, with figures and intervals', () => {
    const [advice, ...others] = adviceOn(['p/strong', 480, 20, 9_000], ['p/fast', 483, 17, 300]);
    expect(advice).toContain('p/strong is no better than the cheaper p/fast: 96 % of 500 replies ran (95 %: 94–97) at 0.0090 USD against 97 % of 500');
    expect(others).toEqual([]);
  });

  test.each([
    ['it runs more often', [['p/strong', 490, 10, 9_000], ['p/fast', 400, 100, 300]]],
    ['too few replies tell', [['p/strong', 20, 9, 9_000], ['p/fast', 29, 0, 300]]],
    ['the intervals leave room for a gain', [['p/strong', 30, 5, 9_000], ['p/fast', 31, 4, 300]]],
    ['no prices are known', [['p/strong', 480, 20, 0], ['p/fast', 483, 17, 0]]],
    ['the better one is the cheaper one', [['p/strong', 490, 10, 300], ['p/fast', 400, 100, 300]]],
  ] as const)('nothing is said where %s', (_, models: readonly Replies[]) => {
    expect(adviceOn(...models)).toEqual([]);
  });
});
