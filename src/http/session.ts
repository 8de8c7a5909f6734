import type { SessionWire } from '../core/wire.ts';
import { type Authenticator, bearerToken, isCaller, sessionCookie } from './authenticate.ts';
import { cookie } from './cookies.ts';
import { type Route, sendJson } from './route.ts';
import { sessionSeconds } from './static-tokens.ts';

/** Signing in and out of the page. A token is changed for a cookie that scripts can't read; it comes in the Authorization header, since no body is read of whom nobody knows. */
export function sessionRoutes(authenticator: Authenticator, { signIn }: { readonly signIn: string | undefined }): Route[] {
  const { tokens } = authenticator;
  return [
    {
      methods: ['GET'],
      path: '/api/session',
      authenticated: false,
      handle: async ({ request, response }) => {
        const identified = await authenticator.identify(request.headers);
        sendJson(response, 200, { principal: isCaller(identified) ? identified.principal : null, needs_token: authenticator.needsToken, takes_tokens: !tokens.isEmpty, sign_in: signIn ?? null } satisfies SessionWire);
      },
    },
    {
      methods: ['POST'],
      path: '/api/session',
      authenticated: false,
      handle: async ({ request, response }) => {
        const session = tokens.signIn(bearerToken(request.headers.authorization) ?? '', Date.now());
        if (session === undefined) return sendJson(response, 401, { error: { code: 'UNAUTHORIZED', message: 'this token is not known', hints: ['Send one of http.tokens in the Authorization header.'] } });
        sendJson(response, 200, { signed_in: true }, { 'set-cookie': cookie(sessionCookie, session, { seconds: sessionSeconds }) });
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
