import type { AlertState } from '../core/telemetry.ts';

const waitingMax = 100;
const timeoutMs = 5_000;

/** Posts alerts one after the other. A receiver that hangs costs nothing but the alerts that find the queue full; each loss is counted. */
export class Webhook {
  readonly #url: string;
  readonly #onLoss: (count: number) => void;
  readonly #waiting: string[] = [];
  #sending = false;

  constructor(url: string, onLoss: (count: number) => void) {
    this.#url = url;
    this.#onLoss = onLoss;
  }

  send(alert: AlertState): void {
    if (this.#waiting.length >= waitingMax) return this.#onLoss(1);
    this.#waiting.push(JSON.stringify({ alert: alert.name, signal: alert.signal, state: alert.firing ? 'firing' : 'ended', value: alert.value, limit: alert.limit, unit: alert.unit, at: new Date(alert.since).toISOString() }));
    if (!this.#sending) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#sending = true;
    for (let body = this.#waiting.shift(); body !== undefined; body = this.#waiting.shift()) {
      if (!(await this.#post(body))) this.#onLoss(1);
    }
    this.#sending = false;
  }

  async #post(body: string): Promise<boolean> {
    try {
      const response = await fetch(this.#url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}
