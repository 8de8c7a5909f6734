import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server';
import type { Caller } from '../core/caller.ts';

const key = 'caller';

/** Who sends a request, as the SDK hands it on, and what aborts when the request is cancelled by a message of its own; the token itself was checked before and goes no further. */
export function authInfo(caller: Caller, cancelled?: AbortSignal): AuthInfo {
  return { token: '', clientId: caller.principal, scopes: [...caller.scopes], expiresAt: Math.floor(Date.now() / 1_000) + 3_600, extra: { [key]: caller, ...(cancelled ? { cancelled } : {}) } };
}

/** Who sent the message at hand: a session may go on with another token of the same principal. Undefined on stdio. */
export function callerIn({ http }: Pick<ServerContext, 'http'>): Caller | undefined {
  return http?.authInfo && callerOf(http.authInfo);
}

/** What `authInfo` put there. */
export function callerOf({ extra }: AuthInfo): Caller | undefined {
  return extra?.[key] as Caller | undefined;
}
