import type { Duplex } from 'node:stream';

/** A way through another machine. */
export interface Tunnel {
  /** A stream to a port as that machine reaches it. Rejects with a Failure that says which part of the way failed. */
  dial(server: { readonly host: string; readonly port: number; readonly socketPath?: string }, signal: AbortSignal): Promise<Duplex>;
  close(): void;
}
