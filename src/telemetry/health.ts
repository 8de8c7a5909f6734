import type { Health, HealthSignal } from '../core/telemetry.ts';
import { type Readings, type Signal, signals } from './signals.ts';

/** Limits by signal, where the configuration has others than the table. */
export type Limits = Readonly<Record<string, number>>;

/** 100 less what each signal costs; the costliest first. */
export function healthOf(readings: Readings, limits: Limits): Health {
  const weighed = signals.filter((signal) => signal.weight > 0).map((signal) => weigh(signal, readings, limits));
  const cost = weighed.reduce((sum, signal) => sum + signal.cost, 0);
  return { score: Math.max(0, Math.round(100 - cost)), signals: weighed.toSorted((a, b) => b.cost - a.cost) };
}

function weigh({ name, unit, weight, read, limit: usual }: Signal, readings: Readings, limits: Limits): HealthSignal {
  const value = read(readings);
  const limit = limits[name] ?? usual;
  const severity = Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, (value - limit / 2) / (limit / 2)));
  // A share of a disk or an error rate at half its limit is well; a limit of one has nothing in between.
  const cost = limit <= 1 && unit !== 'share' ? (value >= limit ? weight : 0) : weight * severity;
  return { name, value, limit, unit, cost: Math.round(cost * 10) / 10 };
}
