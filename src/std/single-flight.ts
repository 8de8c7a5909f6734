/**
 * Single-flight: concurrent calls under one key share one execution and its outcome.
 * The shared work must not depend on one caller's abort signal; a caller that gives up leaves the flight, which goes on.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();
  #coalesced = 0;

  /** How many calls were answered by another call's execution since start. */
  get coalesced(): number {
    return this.#coalesced;
  }

  run(key: string, work: () => Promise<T>): Promise<T> {
    const inFlight = this.#flights.get(key);
    if (inFlight) {
      this.#coalesced += 1;
      return inFlight;
    }
    const flight = work().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
