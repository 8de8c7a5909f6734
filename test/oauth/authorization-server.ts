import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { type Configuration, Provider } from 'oidc-provider';
import { onTestFinished } from 'vitest';
import { freePort } from '../setup/ports.ts';
import { Browser } from './browser.ts';

export interface AuthorizationServerOptions {
  /** What it issues access tokens for. */
  readonly resource: string;
  /** What each account may be granted, and what its tokens say of it besides. */
  readonly accounts: Readonly<Record<string, { readonly scope: string; readonly claims?: Readonly<Record<string, unknown>> }>>;
  readonly format?: 'jwt' | 'opaque';
  /** Where the registered client of our page is led back to. */
  readonly redirect?: string;
}

export interface RunningAuthorizationServer {
  readonly issuer: string;
  /** Who signs in at the next request for it; consent follows at once. */
  account: string;
  /** From now on tokens are signed with a key that was not there before; it alone is published. */
  rotateKeys(): Promise<void>;
  /** A token of an account, got by the code flow. */
  tokenOf(account: string, scope: string, resource?: string): Promise<string>;
  /** A JWT with its key, of whatever it never issued. */
  sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  stop(): Promise<void>;
}

const nowhere = 'http://127.0.0.1:9/none';

/** A host that is known to the server, and may ask for every scope. */
export const knownHost = { client_id: 'host', redirect_uris: ['http://127.0.0.1:9/callback'], token_endpoint_auth_method: 'none' as const, application_type: 'native' as const };

export const page = { client_id: 'page', client_secret: 'secret-of-the-page-0123456789' };

/** A real authorization server on loopback: dynamic registration, PKCE, resource indicators, introspection, rotation of keys. */
export async function startAuthorizationServer(options: AuthorizationServerOptions): Promise<RunningAuthorizationServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  let key = await newKey();
  let provider = makeProvider(issuer, key, options);
  let callback = provider.callback();
  const running = { account: 'alice' };
  const server = createServer((request, response) => {
    const handled = request.url?.startsWith('/interaction/') ? interact(provider, running.account, options, request, response) : callback(request, response);
    Promise.resolve(handled).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  return Object.assign(running, {
    issuer,
    rotateKeys: async () => {
      key = await newKey();
      provider = makeProvider(issuer, key, options);
      callback = provider.callback();
    },
    tokenOf: (account: string, scope: string, resource = options.resource) => {
      running.account = account;
      return tokenOf(issuer, { scope, resource, redirect: options.redirect ?? nowhere });
    },
    sign: async (claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}) => {
      const made = new SignJWT({ iss: issuer, aud: options.resource, sub: 'alice', scope: 'read', exp: Math.floor(Date.now() / 1_000) + 600, ...claims });
      return made.setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: key.kid ?? '', ...header }).sign(await importJWK(key));
    },
    stop,
  });
}

let keys = 0;

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  keys += 1;
  return { ...(await exportJWK(privateKey)), kid: `key-${keys}`, alg: 'RS256', use: 'sig' };
}

function makeProvider(issuer: string, key: JWK, options: AuthorizationServerOptions): Provider {
  const { accounts, format = 'jwt', redirect = nowhere } = options;
  const configuration: Configuration = {
    jwks: { keys: [key] },
    cookies: { keys: ['a key of the tests'] },
    clients: [{ ...page, redirect_uris: [redirect], application_type: 'native', token_endpoint_auth_method: 'client_secret_basic' }, knownHost],
    scopes: ['read', 'teach', 'operate', 'read:pets', 'offline_access'],
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 3_600, Session: 3_600, Interaction: 600, AuthorizationCode: 60 },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    extraTokenClaims: (_, token) => ({ ...('accountId' in token ? accounts[token.accountId ?? '']?.claims : {}) }),
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, indicator) => ({ scope: 'read teach operate read:pets', audience: indicator, accessTokenFormat: format, ...(format === 'jwt' ? { jwt: { sign: { alg: 'RS256' as const } } } : {}) }),
      },
    },
  };
  const provider = new Provider(issuer, configuration);
  provider.on('server_error', (_, error: Error) => process.stderr.write(`authorization server: ${error.stack}\n`));
  return provider;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Signs the account in and grants what it may have of what was asked for. */
async function interact(provider: Provider, account: string, { accounts, ...options }: AuthorizationServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const resource = text(params['resource']) ?? options.resource;
  const grant = new provider.Grant({ accountId: account, clientId: text(params['client_id']) ?? '' });
  const allowed = accounts[account]?.scope.split(' ') ?? [];
  const asked = (text(params['scope']) ?? '').split(' ').filter(Boolean);
  const [granted, refused] = [true, false].map((isGranted) => asked.filter((scope) => allowed.includes(scope) === isGranted).join(' ')) as [string, string];
  grant.addResourceScope(resource, granted);
  grant.rejectResourceScope(resource, refused);
  // It takes the scopes for its own, too, since clients may register with them.
  grant.addOIDCScope(granted);
  grant.rejectOIDCScope(refused);
  await provider.interactionFinished(request, response, { login: { accountId: account }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: false });
}

/** The authorization code flow, as a client of its own runs it. */
async function tokenOf(issuer: string, { scope, resource, redirect }: { readonly scope: string; readonly resource: string; readonly redirect: string }): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const pkce = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  const asked = { response_type: 'code', client_id: page.client_id, redirect_uri: redirect, scope, resource, state: 'state', ...pkce };
  const returned = await new Browser().follow(`${issuer}/auth?${new URLSearchParams(asked).toString()}`, { until: redirect });
  const basic = Buffer.from(`${page.client_id}:${page.client_secret}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'authorization_code', code: new URL(returned.url).searchParams.get('code') ?? '', redirect_uri: redirect, code_verifier: verifier, resource });
  const response = await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body });
  const { access_token: token } = (await response.json()) as { readonly access_token?: string };
  if (token === undefined) throw new Error(`no token: ${returned.url}`);
  return token;
}
