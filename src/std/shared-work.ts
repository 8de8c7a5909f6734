import { abortable } from './abort.ts';

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Single-flight for work that can be stopped: equal calls share one execution, which is aborted when the last of its callers has left. */
export class SharedWork<T> {
  readonly #flights = new Map<string, Flight<T>>();

  async run(key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#start(key, work);
    flight.waiting += 1;
    try {
      return await abortable(flight.promise, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) this.#end(key, flight);
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const promise = work(controller.signal);
    // Whoever waits gets the rejection; where nobody waits any more it must not end the process.
    promise.catch(() => undefined);
    const flight = { promise, controller, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }

  /** Without effect where the work is done. */
  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    flight.controller.abort(new DOMException('nobody waits for it any more', 'AbortError'));
  }
}
