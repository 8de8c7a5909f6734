import type { Connection as Protocol, Submittable } from 'pg';
import type { Cell, ResultColumn, ResultLimits, ResultSet } from '../../core/result.ts';
import { deferred } from '../../std/deferred.ts';
import { RowCollector } from '../rows.ts';
import { losslessTypes } from './types.ts';

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

interface Messages {
  readonly stream: { cork(): void; uncork(): void };
  readonly parse: (query: { readonly text: string }, more: boolean) => void;
  readonly bind: (config: { readonly values: readonly unknown[] }, more: boolean) => void;
  readonly describe: (message: { readonly type: 'P' }, more: boolean) => void;
  readonly execute: (config: { readonly rows: number }, more: boolean) => void;
  readonly sync: () => void;
}

/** What a statement may still send after enough was read, before the server is asked to stop. */
const idleBytesMax = 8_000_000;

/** What goes with a statement in its packet. */
export interface Packet {
  /** What must go before: it has no rows. */
  readonly before: readonly string[];
  /** Fails where the statement may not run. */
  readonly check?: string;
  /** The statement itself, with the prefix that asks for its plan. */
  readonly explain?: string;
  readonly statement: string;
}

/** The parts of a packet in the order in which the server answers them. */
type Part = 'before' | 'check' | 'explain' | 'statement' | 'after';

/** A statement of which nobody wants a description of the rows. */
function sendStatement(messages: Messages, text: string): void {
  messages.parse({ text }, true);
  messages.bind({ values: [] }, true);
  messages.execute({ rows: 0 }, true);
}

/**
 * One statement, with those that begin its transaction before it and a ROLLBACK after it, through the extended protocol in one
 * round trip (a failure leaves the transaction open, for the caller to roll back), with the number of rows that are wanted at most. Each row is
 * collected, and cut, as it arrives, so that memory holds one row besides the result. The driver does not tell which statement of a
 * packet a message answers: the replies are counted. A `Submittable` of the driver.
 */
export class RowReader implements Submittable {
  readonly #packet: Packet;
  readonly #parts: readonly Part[];
  readonly #rowsMax: number;
  readonly #collector: RowCollector;
  readonly #enough: () => void;
  readonly #done = deferred<void>();
  #answered = 0;
  #plan = '';
  #fields: readonly Field[] = [];
  #wanted = true;
  #idleBytes = 0;
  #error: unknown;

  /** `enough` is called when rows go on arriving that nobody wants: it should cancel the statement. */
  constructor(packet: Packet, limits: ResultLimits, enough: () => void) {
    this.#packet = packet;
    this.#parts = [...packet.before.map((): Part => 'before'), ...(packet.check === undefined ? [] : (['check'] as const)), ...(packet.explain === undefined ? [] : (['explain'] as const)), 'statement', 'after'];
    this.#rowsMax = Math.min(limits.offset + limits.rowsMax + 1, 2 ** 31 - 1);
    this.#collector = new RowCollector(limits);
    this.#enough = enough;
  }

  get fields(): readonly Field[] {
    return this.#fields;
  }

  /** What is being answered, or what failed. */
  get part(): Part {
    return this.#parts[this.#answered] ?? 'after';
  }

  /** The answer to `explain`; empty where there is none. */
  get plan(): string {
    return this.#plan;
  }

  finished(): Promise<void> {
    return this.#done.promise;
  }

  result(types: readonly string[]): ResultSet {
    return this.#collector.result(this.#fields.map((field, index): ResultColumn => ({ name: field.name, type: types[index] ?? '' })));
  }

  submit(connection: Protocol): void {
    // The methods of the protocol are there, but the driver's types leave them out.
    const messages = connection as unknown as Messages;
    const { before, check, explain, statement } = this.#packet;
    // The driver writes message by message: corked, all leave in one packet.
    messages.stream.cork();
    for (const text of [...before, ...(check === undefined ? [] : [check]), ...(explain === undefined ? [] : [explain])]) sendStatement(messages, text);
    messages.parse({ text: statement }, true);
    messages.bind({ values: [] }, true);
    messages.describe({ type: 'P' }, true);
    messages.execute({ rows: this.#rowsMax }, true);
    sendStatement(messages, 'ROLLBACK');
    messages.sync();
    messages.stream.uncork();
  }

  handleRowDescription(message: { readonly fields: readonly Field[] }): void {
    this.#fields = message.fields;
  }

  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
    if (this.part === 'explain') this.#plan += message.fields[0] ?? '';
    if (this.part !== 'statement') return;
    if (this.#wanted) {
      this.#wanted = this.#collector.push(message.fields.map((text, index) => this.#cell(text, index)));
      return;
    }
    const before = this.#idleBytes;
    for (const text of message.fields) this.#idleBytes += text?.length ?? 0;
    if (before <= idleBytesMax && this.#idleBytes > idleBytesMax) this.#enough();
  }

  handlePortalSuspended(): void {
    this.#answered += 1;
    // The Sync that was sent with the statement closes the portal.
  }

  handleCommandComplete(): void {
    this.#answered += 1;
  }

  handleEmptyQuery(): void {
    this.#answered += 1;
  }

  /** The driver forgets a query that failed: its ReadyForQuery is not told. */
  handleError(error: unknown): void {
    // A statement that was cancelled because nobody wanted its rows has done its work.
    if (this.#idleBytes <= idleBytesMax) this.#error = error;
    this.#settle();
  }

  handleReadyForQuery(): void {
    this.#settle();
  }

  #settle(): void {
    if (this.#error === undefined) this.#done.resolve();
    else this.#done.reject(this.#error);
  }

  #cell(text: string | null, index: number): Cell {
    return text === null ? null : losslessTypes.getTypeParser(this.#fields[index]?.dataTypeID ?? 0)(text);
  }
}
