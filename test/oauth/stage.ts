import { startHttpServer } from '../http-server.ts';
import { freePort } from '../setup/ports.ts';
import { type AuthorizationServerOptions, page, type RunningAuthorizationServer, startAuthorizationServer } from './authorization-server.ts';

export type Json = Record<string, unknown>;

export const accounts = { alice: { scope: 'read teach' }, bob: { scope: 'read' }, eve: { scope: 'operate' } };

export interface Stage {
  readonly origin: string;
  readonly issuer: RunningAuthorizationServer;
  readonly call: (token: string | undefined, path: string, body?: object) => Promise<{ readonly status: number; readonly body: Json; readonly challenge: string }>;
}

/** Of the authorization server, and further keys of our configuration. */
interface StageOptions extends Partial<AuthorizationServerOptions> {
  readonly http?: object;
  readonly oauth?: object;
  readonly database?: object;
}

/** A server of ours that takes the tokens of an authorization server. */
export async function openStage({ http = {}, oauth = {}, database = {}, ...options }: StageOptions = {}): Promise<Stage> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const resource = `${origin}/mcp`;
  const issuer = await startAuthorizationServer({ resource, accounts, redirect: `${origin}/api/signed-in`, ...options });
  await startHttpServer({ port, database, http: { ...http, oauth: { issuer: issuer.issuer, resource, client: { id: page.client_id, secret: page.client_secret }, ...oauth } } });
  const call = async (token: string | undefined, path: string, body?: object) => {
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body ? { 'content-type': 'application/json' } : {}) };
    const response = await fetch(`${origin}${path}`, { method: body ? 'POST' : 'GET', headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: response.status, body: (await response.json()) as Json, challenge: response.headers.get('www-authenticate') ?? '' };
  };
  return { origin, issuer, call };
}
