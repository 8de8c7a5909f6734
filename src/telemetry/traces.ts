import type { FinishedCall, Trace } from '../core/telemetry.ts';
import { groupBy } from '../std/group-by.ts';
import { keepText, type TextPolicy } from './redact.ts';

const slowMax = 40;
const failedMax = 40;
/** A long statement may read thousands. */
const tablesMax = 20;
const keptMs = 24 * 3_600_000;

/** The slowest calls of the last 24 hours and the last failures: bounded, and redacted before they are kept. */
export class Traces {
  readonly #texts: TextPolicy;
  #slow: Trace[] = [];
  #failed: Trace[] = [];
  /** A call that took less is not among the slowest. */
  #floorMs = 0;

  constructor(texts: TextPolicy) {
    this.#texts = texts;
  }

  add(call: FinishedCall): void {
    if (call.status === 'failed') this.#failed = withinShares([this.#redact(call), ...this.#failed]);
    else if (call.ms > this.#floorMs) this.#addSlow(call);
  }

  read(now: number): { readonly slow: readonly Trace[]; readonly failed: readonly Trace[] } {
    this.forgetOld(now);
    return { slow: this.#slow, failed: this.#failed };
  }

  clear(): void {
    this.#slow = [];
    this.#failed = [];
    this.#floorMs = 0;
  }

  /** Yesterday's slow calls must not hide today's. */
  forgetOld(now: number): void {
    const recent = (trace: Trace) => now - trace.startedAt < keptMs;
    if (this.#slow.every(recent) && this.#failed.every(recent)) return;
    this.#slow = this.#slow.filter(recent);
    this.#failed = this.#failed.filter(recent);
    this.#floorMs = 0;
  }

  #addSlow(call: FinishedCall): void {
    this.#slow = [...this.#slow, this.#redact(call)].toSorted((a, b) => b.ms - a.ms).slice(0, slowMax);
    this.#floorMs = this.#slow.length < slowMax ? 0 : (this.#slow.at(-1)?.ms ?? 0);
  }

  #redact({ question, sql, message, tables, ...call }: FinishedCall): Trace {
    const keep = (text: string | undefined) => (text === undefined ? undefined : keepText(text, this.#texts));
    return { ...call, tables: tables?.slice(0, tablesMax), question: keep(question), sql: keep(sql), message: message === undefined ? undefined : keepText(message, this.#texts === 'full' ? 'full' : 'redacted') };
  }
}

/** The last failures. One principal's many push out its own first: the oldest of whoever has most goes. */
function withinShares(failed: Trace[]): Trace[] {
  if (failed.length <= failedMax) return failed;
  const byPrincipal = [...groupBy(failed, ({ principal }) => principal).values()];
  const oldest = byPrincipal.reduce((most, traces) => (traces.length > most.length ? traces : most)).at(-1);
  return failed.filter((trace) => trace !== oldest);
}
