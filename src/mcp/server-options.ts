import type { ServicesFor } from '../answer/services.ts';
import type { Caller } from '../core/caller.ts';
import type { InFlight } from '../std/in-flight.ts';

export interface ServerOptions {
  /** Wired on the first call, so that listing tools touches no driver and no database. */
  readonly services: ServicesFor;
  /** Whose connection it is; over HTTP each message says so anew. */
  readonly caller: Caller;
  readonly version: string;
  /** Whoever waits for the calls that run before the server leaves; what comes then is turned away. */
  readonly calls: InFlight;
  /** Aborts when the one request that the server was made for is cancelled by a message of its own. */
  readonly cancelled?: AbortSignal;
  /** Whether the knowledge file names questions as tools now: they are listed for each caller, for which the services are wired. Absent without such a file. */
  readonly namesTools?: (() => boolean) | undefined;
  /** What is listed of them for a caller, as one text, each time that a server is made or a call ends. */
  readonly named?: (principal: string, listed: string) => void;
  /** The host keeps this one connection, and can be told of alerts over it. */
  readonly staysConnected?: boolean;
}
