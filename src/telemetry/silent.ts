import type { Telemetry } from '../core/ports.ts';

/** Records nothing: what stands in where telemetry is switched off. */
export const silent: Telemetry = {
  enabled: false,
  record: () => undefined,
  step: () => undefined,
  count: () => undefined,
  began: () => undefined,
  ended: () => undefined,
};
