import type { Estimate } from '../../std/interval.ts';
import type { Arm, ArmReport } from '../ask/ab-figures.ts';

/** What is compared, in order: name and figure, with its 95 % confidence interval. */
const rows: readonly (readonly [name: string, of: (arm: Arm) => string])[] = [
  ['questions', (arm) => String(arm.questions)],
  ['answered', (arm) => percent(arm.answered)],
  ['verified', (arm) => percent(arm.verified)],
  ['latency, ms', (arm) => decimals(arm.latencyMs)],
  ['model calls', (arm) => decimals(arm.modelCalls)],
  ['tokens', (arm) => decimals(arm.tokens)],
];

/** Both arms side by side, as lines of a table. */
export function experimentTable({ A, B, agreement }: ArmReport): string {
  const lines = [['', 'A', 'B'] as const, ...rows.map(([name, of]) => [name, of(A), of(B)] as const), ['agreement', percent(agreement), ''] as const];
  return lines.map(([name, a, b]) => `${name.padEnd(14)}${a.padEnd(26)}${b}`.trimEnd()).join('\n');
}

/** The same in one line an arm. */
export function experimentLines({ A, B, agreement }: ArmReport): Readonly<Record<string, string>> {
  const line = (arm: Arm) => rows.map(([name, of]) => `${name} ${of(arm)}`).join('; ');
  return { A: line(A), B: line(B), agreement: percent(agreement) };
}

function percent({ value, low, high }: Estimate): string {
  return `${(100 * value).toFixed(1)} % (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;
}

function decimals({ value, low, high }: Estimate): string {
  return Number.isFinite(low) ? `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})` : value.toFixed(2);
}
