import type { Authenticator } from './authenticate.ts';
import type { SessionWire } from '../core/wire.ts';
import { type Route, sendJson } from './route.ts';

/** Signing in and out of the page: the token is changed for a cookie that scripts can't read. */
export function sessionRoutes(authenticator: Authenticator): Route[] {
  return [
    {
      methods: ['GET'],
      path: '/api/session',
      authenticated: false,
      handle: async ({ request, response }) => sendJson(response, 200, { principal: authenticator.principalOf(request.headers) ?? null, needs_token: authenticator.needsToken } satisfies SessionWire),
    },
    {
      methods: ['POST'],
      path: '/api/session',
      authenticated: false,
      handle: async ({ response, body }) => {
        const { token } = (body ?? {}) as { readonly token?: unknown };
        const cookie = typeof token === 'string' ? authenticator.signIn(token, Date.now()) : undefined;
        if (cookie === undefined) return sendJson(response, 401, { error: { code: 'UNAUTHORIZED', message: 'this token is not known', hints: ['Ask the operator for one of http.tokens.'] } });
        sendJson(response, 200, { signed_in: true }, { 'set-cookie': cookie });
      },
    },
    {
      methods: ['DELETE'],
      path: '/api/session',
      authenticated: false,
      handle: async ({ response }) => sendJson(response, 200, { signed_in: false }, { 'set-cookie': authenticator.signOut() }),
    },
  ];
}
