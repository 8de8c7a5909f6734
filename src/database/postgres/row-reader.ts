import type { Connection as Protocol, Submittable } from 'pg';
import type { Cell, ResultColumn } from '../../core/result.ts';
import { deferred } from '../../std/deferred.ts';
import { losslessTypes } from './types.ts';

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

interface Messages {
  readonly stream: { write(bytes: Uint8Array): boolean };
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
  /** What must go before: it has no rows, but for the last where that is a check. */
  readonly before: readonly string[];
  /** Whether the last of `before` fails where the statement may not run; the first cell of its row is kept. */
  readonly isChecked: boolean;
  readonly statement: string;
  /** Whether others go with it: its transaction is then left to be rolled back by the one behind it. */
  readonly isFollowed?: boolean;
}

/** Where the rows go, one by one. */
export interface RowTaker {
  /** The names of the columns, before the first row. */
  readonly begin?: (names: readonly string[]) => void;
  /** False when no further row is wanted. */
  push(row: readonly Cell[]): boolean;
  /** Rows that are wanted at most. */
  readonly rowsMax: number;
}

/** The parts of a packet in the order in which the server answers them. */
type Part = 'before' | 'check' | 'statement' | 'after';

/** A statement of which nobody wants a description of the rows. */
function sendStatement(messages: Messages, text: string): void {
  messages.parse({ text }, true);
  messages.bind({ values: [] }, true);
  messages.execute({ rows: 0 }, true);
}

const after: readonly string[] = ['ROLLBACK'];

/** What goes before one statement after the other is the same: its messages are made once, as long as the list is the same one. */
const messagesMade = new WeakMap<readonly string[], Uint8Array>();

function messagesBefore(messages: Messages, texts: readonly string[]): Uint8Array {
  const known = messagesMade.get(texts);
  if (known) return known;
  const made = bytesOf(messages, (gathering) => texts.forEach((text) => sendStatement(gathering, text)));
  messagesMade.set(texts, made);
  return made;
}

/** What stands around the number of rows that are wanted, the same for every statement; `sync` in the place of `after` where others follow. */
interface Around {
  readonly bound: Uint8Array;
  readonly after: Uint8Array;
  readonly sync: Uint8Array;
}

let around: Around | undefined;

function messagesAround(messages: Messages): Around {
  around ??= {
    bound: bytesOf(messages, (gathering) => {
      gathering.bind({ values: [] }, true);
      gathering.describe({ type: 'P' }, true);
    }),
    after: bytesOf(messages, (gathering) => {
      for (const text of after) sendStatement(gathering, text);
      gathering.sync();
    }),
    sync: bytesOf(messages, (gathering) => gathering.sync()),
  };
  return around;
}

const [parseCode, executeCode] = [0x50, 0x45];
/** What a Parse message takes besides its text: the letter, its length, no name, the end of the text, no types. An Execute message. */
const [parseBytes, executeBytes] = [9, 10];

/**
 * All of a statement in one piece. Two messages differ from one statement to the next (section 55.7 of the manual: a letter, the length of all but the
 * letter, what is said).
 */
function packetOf(text: string, rowsMax: number, before: Uint8Array, { bound, after }: Pick<Around, 'bound' | 'after'>): Uint8Array {
  const textBytes = Buffer.byteLength(text);
  const packet = Buffer.allocUnsafe(before.length + parseBytes + textBytes + bound.length + executeBytes + after.length);
  packet.set(before);
  let at = packet.writeUInt8(parseCode, before.length);
  at = packet.writeInt32BE(textBytes + parseBytes - 1, at);
  at = packet.writeUInt8(0, at);
  at += packet.write(text, at);
  at = packet.writeUInt8(0, at);
  at = packet.writeUInt16BE(0, at);
  packet.set(bound, at);
  at = packet.writeUInt8(executeCode, at + bound.length);
  at = packet.writeInt32BE(executeBytes - 1, at);
  at = packet.writeUInt8(0, at);
  at = packet.writeInt32BE(Math.min(rowsMax, 2 ** 31 - 1), at);
  packet.set(after, at);
  return packet;
}

/** The driver writes message by message: gathered, they leave in one packet and one call of the system. */
function bytesOf(messages: Messages, send: (gathering: Messages) => void): Uint8Array {
  const parts: Uint8Array[] = [];
  const stream = { writable: true, write: (bytes: Uint8Array) => parts.push(bytes) > 0 };
  send(Object.create(messages, { stream: { value: stream } }) as Messages);
  return Buffer.concat(parts);
}

/**
 * One statement, with those that begin its transaction before it and a ROLLBACK after it, through the extended protocol in one
 * round trip (a failure leaves the transaction open, for the caller to roll back), with the number of rows that are wanted at most. Each row is
 * handed on as it arrives, so that memory holds one of them here. The driver does not tell which statement of a
 * packet a message answers: the replies are counted. A `Submittable` of the driver.
 */
export class RowReader implements Submittable {
  readonly #packet: Packet;
  readonly #taker: RowTaker;
  readonly #enough: () => void;
  readonly #done = deferred<void>();
  #answered = 0;
  #fields: readonly Field[] = [];
  #wanted = true;
  #idleBytes = 0;
  #error: unknown;
  #told: string | undefined;
  #followers: readonly RowReader[] = [];
  #tell: () => void = () => undefined;
  #isSent = false;

  /** `enough` is called when rows go on arriving that nobody wants: it should cancel the statement. */
  constructor(packet: Packet, taker: RowTaker, enough: () => void) {
    this.#packet = packet;
    this.#taker = taker;
    this.#enough = enough;
  }

  get fields(): readonly Field[] {
    return this.#fields;
  }

  /** What is being answered, or what failed. */
  get part(): Part {
    const { before: { length }, isChecked } = this.#packet;
    if (this.#answered >= length) return this.#answered === length ? 'statement' : 'after';
    return isChecked && this.#answered === length - 1 ? 'check' : 'before';
  }

  /** Whether the server was asked to stop: the ROLLBACK behind the statement has not run then. */
  get wasStopped(): boolean {
    return this.#idleBytes > idleBytesMax;
  }

  /** What the check told beside that it holds. */
  get told(): string | undefined {
    return this.#told;
  }

  finished(): Promise<void> {
    return this.#done.promise;
  }

  /** The packets of these are sent along with its own. As soon as one is answered or has failed, `hand` gives the driver the next one, to be told what follows. */
  leads(followers: readonly RowReader[], hand: (reader: RowReader) => void): void {
    this.#followers = followers;
    const all = [this, ...followers];
    for (const [index, follower] of followers.entries()) all[index]?.whenSettled(() => hand(follower));
  }

  /** To be called before it is sent. */
  whenSettled(tell: () => void): void {
    this.#tell = tell;
  }

  columns(types: readonly string[]): readonly ResultColumn[] {
    return this.#fields.map((field, index): ResultColumn => ({ name: field.name, type: types[index] ?? '' }));
  }

  submit(connection: Protocol): void {
    if (this.#isSent) return;
    // The methods of the protocol are there, but the driver's types leave them out.
    const driver = connection as unknown as Messages;
    const messages = [this, ...this.#followers].map((reader) => reader.#message(driver));
    driver.stream.write(messages.length === 1 && messages[0] ? messages[0] : Buffer.concat(messages));
  }

  #message(driver: Messages): Uint8Array {
    this.#isSent = true;
    const { before, statement, isFollowed } = this.#packet;
    const { bound, after, sync } = messagesAround(driver);
    return packetOf(statement, this.#taker.rowsMax, messagesBefore(driver, before), { bound, after: isFollowed ? sync : after });
  }

  handleRowDescription(message: { readonly fields: readonly Field[] }): void {
    this.#fields = message.fields;
    this.#taker.begin?.(message.fields.map(({ name }) => name));
  }

  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
    const { part } = this;
    if (part === 'check') this.#told = message.fields[0] ?? undefined;
    if (part !== 'statement') return;
    if (this.#wanted) {
      this.#wanted = this.#taker.push(message.fields.map((text, index) => this.#cell(text, index)));
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
    if (!this.wasStopped) this.#error = error;
    this.#settle();
  }

  handleReadyForQuery(): void {
    this.#settle();
  }

  #settle(): void {
    if (this.#error === undefined) this.#done.resolve();
    else this.#done.reject(this.#error);
    this.#tell();
  }

  #cell(text: string | null, index: number): Cell {
    return text === null ? null : losslessTypes.getTypeParser(this.#fields[index]?.dataTypeID ?? 0)(text);
  }
}
