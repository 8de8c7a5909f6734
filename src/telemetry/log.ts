export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
/** A reader of stderr that stalls must not fill the memory. */
const waitingBytesMax = 1_000_000;

export interface LogOptions {
  readonly format: 'text' | 'json';
  readonly level: LogLevel;
  readonly stream: NodeJS.WritableStream & { readonly writableLength?: number };
  readonly onLoss: (count: number) => void;
}

/** One line an event, on stderr: stdout belongs to the protocol. */
export class Log {
  readonly #options: LogOptions;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  shows(level: LogLevel): boolean {
    return order.indexOf(level) >= order.indexOf(this.#options.level);
  }

  write(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    const { stream, format, onLoss } = this.#options;
    if (!this.shows(level)) return;
    if ((stream.writableLength ?? 0) > waitingBytesMax) return onLoss(1);
    stream.write(`${format === 'json' ? JSON.stringify({ time: new Date().toISOString(), level, message, ...fields }) : `${level}: ${message}${textOf(fields)}`}\n`);
  }
}

function textOf(fields: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : ` (${given.map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : String(value)}`).join(', ')})`;
}
