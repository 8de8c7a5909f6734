/**
 * How long a server is waited for where nobody waits for rows any more. A call is over within its deadline and `stopMs`; what has
 * not answered by then is in a state that nobody knows: its socket is destroyed, and it is never lent again.
 */
export const patience = {
  /** For the end of a statement that was told to stop. */
  stopMs: 700,
  /** For the request that tells it, on a connection of its own: it goes on where the session was left already, so that it ends there. */
  tellMs: 5_000,
  /** For a session that is made as good as new between two callers. */
  resetMs: 2_000,
  /** For a connection to close in good order. */
  closeMs: 500,
  /** How long a session that went on in the server is counted, where the server does not say that it has ended. */
  unendedMs: 300_000,
} as const;
