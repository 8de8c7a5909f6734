import type { Services } from '../answer/services.ts';
import type { Principal } from '../core/question.ts';

export interface ServerOptions {
  /** Wired on the first call, so that listing tools touches no driver and no database. */
  readonly services: () => Promise<Services>;
  readonly principal: Principal;
  readonly version: string;
  /** The host keeps this one connection, and can be told of alerts over it. */
  readonly staysConnected?: boolean;
}
