import type { FinishedCall } from '../../src/core/telemetry.ts';

/** A finished call, with what the test cares for. */
export function call(fields: Partial<FinishedCall> = {}): FinishedCall {
  return { id: 'r-1', tool: 'nl2sql', principal: 'local', startedAt: 1_800_000_000_000, ms: 1, status: 'ok', steps: [], ...fields };
}
