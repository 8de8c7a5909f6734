import { abortable } from './abort.ts';

interface Flight<T> {
  readonly outcome: Promise<T>;
  readonly controller: AbortController;
  /** References to the flight: the callers that still wait for it. */
  callers: number;
}

/**
 * Single-flight for work that can be stopped: concurrent calls under one key share one execution. A caller that gives up leaves
 * it to the others; when the last one leaves, the work is stopped, and that caller waits until it has.
 */
export class SharedFlights<T> {
  readonly #flights = new Map<string, Flight<T>>();
  #coalesced = 0;

  /** How many calls were answered by another call's execution since start. */
  get coalesced(): number {
    return this.#coalesced;
  }

  async run(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = this.#join(key, work);
    flight.callers += 1;
    try {
      return await abortable(flight.outcome, signal);
    } finally {
      flight.callers -= 1;
      if (flight.callers === 0 && signal?.aborted) {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
        flight.controller.abort(signal.reason);
        await flight.outcome.catch(() => undefined);
      }
    }
  }

  #join(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const known = this.#flights.get(key);
    if (known) {
      this.#coalesced += 1;
      return known;
    }
    const controller = new AbortController();
    const outcome = work(controller.signal);
    const flight: Flight<T> = { outcome, controller, callers: 0 };
    this.#flights.set(key, flight);
    const forget = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    outcome.then(forget, forget);
    return flight;
  }
}
