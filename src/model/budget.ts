import { Failure } from '../core/errors.ts';
import type { Clock } from '../std/clock.ts';

export interface BudgetLimits {
  readonly tokensPerHour?: number | undefined;
  readonly usdPerHour?: number | undefined;
}

export interface Spending {
  readonly tokens: number;
  readonly usd: number;
}

/** Room in the budget that is kept for calls under way. */
export interface Reservation {
  book(spent: Spending): void;
  release(): void;
}

const minuteMs = 60_000;
const minutesKept = 60;

/** What all calls of the last hour spent, minute by minute, with what is under way counted by its estimate. */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #minutes = new Map<number, Spending>();
  #reserved: Spending = { tokens: 0, usd: 0 };

  constructor(limits: BudgetLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Reserves an estimate, or fails where it no longer fits. What is spent is booked as it becomes known; the estimate is released once. */
  reserve(estimate: Spending): Reservation {
    this.#check(estimate);
    this.#reserved = sum(this.#reserved, estimate);
    return {
      book: (spent) => {
        const minute = this.#minute();
        this.#minutes.set(minute, sum(this.#minutes.get(minute) ?? { tokens: 0, usd: 0 }, spent));
      },
      release: () => (this.#reserved = { tokens: this.#reserved.tokens - estimate.tokens, usd: this.#reserved.usd - estimate.usd }),
    };
  }

  spentLastHour(): Spending {
    const oldest = this.#minute() - minutesKept;
    for (const minute of this.#minutes.keys()) if (minute <= oldest) this.#minutes.delete(minute);
    return [...this.#minutes.values()].reduce(sum, { tokens: 0, usd: 0 });
  }

  #check(estimate: Spending): void {
    const { tokensPerHour, usdPerHour } = this.#limits;
    const total = sum(sum(this.spentLastHour(), this.#reserved), estimate);
    if (tokensPerHour !== undefined && total.tokens > tokensPerHour) throw this.#exhausted(`${tokensPerHour} tokens`);
    if (usdPerHour !== undefined && total.usd > usdPerHour) throw this.#exhausted(`$${usdPerHour}`);
  }

  #exhausted(limit: string): Failure {
    const oldest = Math.min(this.#minute(), ...this.#minutes.keys());
    const retryAfterMs = Math.max(1_000, (oldest + minutesKept + 1) * minuteMs - this.#clock.now());
    return new Failure('MODEL_BUDGET', `the model budget of ${limit} an hour is used up`, { hints: [`Room comes back within ${Math.ceil(retryAfterMs / minuteMs)} minutes, or raise model.budget.`], retryAfterMs });
  }

  #minute(): number {
    return Math.floor(this.#clock.now() / minuteMs);
  }
}

function sum(a: Spending, b: Spending): Spending {
  return { tokens: a.tokens + b.tokens, usd: a.usd + b.usd };
}
