import type { ServerResponse } from 'node:http';
import * as oauth from 'oauth4webapi';
import { scopes } from '../../core/caller.ts';
import { toFailure } from '../../core/errors.ts';
import { sessionCookie } from '../authenticate.ts';
import { clearedCookie, cookie, cookieIn } from '../cookies.ts';
import type { HttpCall, Route } from '../route.ts';
import type { OAuthTokens } from './access-tokens.ts';
import { type AuthorizationServer, clientAuthentication } from './authorization-server.ts';
import type { OAuthOptions } from './options.ts';
import type { Sealed } from './sealed.ts';
import { InvalidToken } from './token-reader.ts';

export const signInPath = '/api/sign-in';
const signedInPath = '/api/signed-in';
const cookieName = 'nl2sql_sign_in';
const purpose = 'sign-in';
/** So long somebody may take to sign in. */
const seconds = 600;

export interface SignInOptions {
  readonly options: OAuthOptions & { readonly client: NonNullable<OAuthOptions['client']> };
  readonly server: AuthorizationServer;
  readonly tokens: OAuthTokens;
  readonly sealed: Sealed;
}

/**
 * The page signs in by the authorization code flow with PKCE (OAuth 2.1, section 4.1). What must be known again when the browser
 * comes back travels sealed in a cookie, so that any replica can go on.
 */
export function signInRoutes(given: SignInOptions): Route[] {
  const route = (path: string, work: (call: HttpCall) => Promise<void>): Route => ({
    methods: ['GET'],
    path,
    authenticated: false,
    handle: (call) => work(call).catch((error: unknown) => refuse(call.response, error, baseOf(given.options.resource))),
  });
  return [route(signInPath, ({ response }) => begin(response, given)), route(signedInPath, (call) => end(call, given))];
}

async function begin(response: ServerResponse, { options: { client, resource }, server, sealed }: SignInOptions): Promise<void> {
  const { authorization_endpoint: endpoint } = await server.metadata();
  if (endpoint === undefined) throw new InvalidToken('the authorization server names no authorization endpoint');
  const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
  const address = new URL(endpoint);
  const challenge = { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const asked = { response_type: 'code', client_id: client.id, redirect_uri: redirectOf(resource), scope: scopes.join(' '), resource, state, ...challenge };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  const flow = await sealed.seal(purpose, { verifier, state }, Math.floor(Date.now() / 1_000) + seconds);
  // Coming back, the browser is led here by the authorization server.
  redirect(response, address.href, [cookie(cookieName, flow, { seconds, isLax: true, isSecure: isSecure(resource) })]);
}

async function end({ request, response, url }: HttpCall, { options: { client, resource }, server, tokens, sealed }: SignInOptions): Promise<void> {
  const begun = cookieIn(request.headers.cookie, cookieName);
  const flow = begun === undefined ? undefined : await sealed.open(purpose, begun);
  if (!flow) throw new InvalidToken('this browser began no sign-in, or it took too long');
  const metadata = await server.metadata();
  const own = { client_id: client.id };
  const returned = oauth.validateAuthResponse(metadata, own, url, String(flow['state']));
  const options = { ...server.request, additionalParameters: { resource } };
  const granting = await oauth.authorizationCodeGrantRequest(metadata, own, clientAuthentication(client), returned, redirectOf(resource), String(flow['verifier']), options);
  const { access_token: token } = await oauth.processAuthorizationCodeResponse(metadata, own, granting);
  const session = await tokens.session(token);
  redirect(response, baseOf(resource), [cookie(sessionCookie, session.value, { seconds: session.seconds, isSecure: isSecure(resource) }), clearedCookie(cookieName)]);
}

/** Where the page is: beside the endpoint, wherever a proxy puts both. */
function baseOf(resource: string): string {
  return new URL('.', resource).href;
}

function redirectOf(resource: string): string {
  return new URL(`.${signedInPath}`, baseOf(resource)).href;
}

function isSecure(resource: string): boolean {
  return resource.startsWith('https:');
}

function redirect(response: ServerResponse, location: string, cookies: readonly string[]): void {
  response.writeHead(302, { location, 'set-cookie': [...cookies], 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

function refuse(response: ServerResponse, error: unknown, base: string): void {
  const [status, reason] = reasonOf(error);
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }).end(`Signing in failed: ${reason}.\nTry again from ${base}\n`);
}

/** What the authorization server said is told by its code: the rest could be anybody's text. */
function reasonOf(error: unknown): readonly [number, string] {
  if (error instanceof InvalidToken) return [401, error.message];
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) return [401, `the authorization server says "${/^[\w.-]{1,60}$/.exec(error.error)?.[0] ?? 'no'}"`];
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError) return [401, 'what came back is not the answer to what was asked'];
  const failure = toFailure(error);
  return [503, failure.code === 'UNAVAILABLE' ? failure.message : 'the authorization server does not answer'];
}
