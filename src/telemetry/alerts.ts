import type { AlertState } from '../core/telemetry.ts';
import { type Readings, type Signal, signals } from './signals.ts';

export interface AlertRule {
  readonly name?: string | undefined;
  readonly signal: string;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  /** How long the value must lie beyond the limit before the alert fires, and on this side of it before it ends. */
  readonly forSeconds?: number | undefined;
}

/** Where no rules are configured. */
export const defaultRules: readonly AlertRule[] = [
  { signal: 'error_rate', above: 0.2, forSeconds: 30 },
  { signal: 'databases_down', above: 0, forSeconds: 10 },
  { signal: 'event_loop_p99_ms', above: 500, forSeconds: 30 },
  { signal: 'losses', above: 0, forSeconds: 0 },
];

/** An alert that fires ends only when the value is this much better than the limit: a value that hovers there must not ring for ever. */
const hysteresis = 0.1;
const forSecondsUsual = 60;

interface Watched {
  readonly rule: AlertRule;
  readonly signal: Signal;
  readonly limit: number;
  firing: boolean;
  value: number;
  /** When the state last changed. */
  since: number;
  /** Since when the value asks for a change of state. */
  turningSince: number | undefined;
}

/** Watches signals by rule; `check` gives the alerts whose state changed. */
export class Alerts {
  readonly #watched: readonly Watched[];

  constructor(rules: readonly AlertRule[], now: number) {
    this.#watched = rules.flatMap((rule) => {
      const signal = signals.find((candidate) => candidate.name === rule.signal);
      return signal ? [{ rule, signal, limit: rule.above ?? rule.below ?? signal.limit, firing: false, value: 0, since: now, turningSince: undefined }] : [];
    });
  }

  check(readings: Readings, now: number): AlertState[] {
    return this.#watched.filter((watched) => turn(watched, readings, now)).map(stateOf);
  }

  states(): AlertState[] {
    return this.#watched.map(stateOf);
  }
}

/** True where the state changed. */
function turn(watched: Watched, readings: Readings, now: number): boolean {
  const value = watched.signal.read(readings);
  watched.value = value;
  if (Number.isNaN(value) || isBeyond(watched, value) === watched.firing) {
    watched.turningSince = undefined;
    return false;
  }
  watched.turningSince ??= now;
  if (now - watched.turningSince < (watched.rule.forSeconds ?? forSecondsUsual) * 1_000) return false;
  watched.firing = !watched.firing;
  watched.since = now;
  watched.turningSince = undefined;
  return true;
}

function isBeyond({ rule, limit, firing }: Watched, value: number): boolean {
  if (rule.below !== undefined) return value < limit * (firing ? 1 + hysteresis : 1);
  return value > limit * (firing ? 1 - hysteresis : 1);
}

function stateOf({ rule, signal, value, limit, firing, since }: Watched): AlertState {
  return { name: rule.name ?? signal.name, signal: signal.name, value, limit, unit: signal.unit, firing, since };
}
