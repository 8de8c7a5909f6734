import { Client, type OAuthClientProvider, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { SignJWT } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { alice as staticToken, startHttpServer } from '../http-server.ts';
import { knownHost, startAuthorizationServer } from './authorization-server.ts';
import { Browser } from './browser.ts';
import { accounts, type Json, openStage } from './stage.ts';

const count = { question: 'How many pets are there?' };
const lesson = { question: 'Who is the best pet?', sql: 'SELECT name FROM pets ORDER BY id LIMIT 1', verdict: 'accept' };

/** A host's side of signing in: what it keeps, and where it sends its person. */
class Host implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:9/callback';
  readonly clientMetadata = { redirect_uris: [this.redirectUrl], client_name: 'a host', token_endpoint_auth_method: 'none' };
  readonly sent: URL[] = [];
  #client: Awaited<ReturnType<OAuthClientProvider['clientInformation']>>;
  #tokens: Awaited<ReturnType<OAuthClientProvider['tokens']>>;
  #verifier = '';

  /** Registers itself where it is not known. */
  constructor(known?: { readonly client_id: string }) {
    this.#client = known;
  }

  clientInformation() {
    return this.#client;
  }

  saveClientInformation(client: NonNullable<Awaited<ReturnType<OAuthClientProvider['clientInformation']>>>) {
    this.#client = client;
  }

  tokens() {
    return this.#tokens;
  }

  saveTokens(tokens: NonNullable<Awaited<ReturnType<OAuthClientProvider['tokens']>>>) {
    this.#tokens = tokens;
  }

  redirectToAuthorization(address: URL) {
    this.sent.push(address);
  }

  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }

  codeVerifier() {
    return this.#verifier;
  }
}

/** Connects a host as its person signs in. */
async function connect(origin: string, host: Host) {
  const person = new Browser();
  const address = new URL(`${origin}/mcp`);
  const signIn = async (transport: StreamableHTTPClientTransport) => {
    const returned = await person.follow(host.sent.at(-1)?.href ?? '', { until: host.redirectUrl });
    await transport.finishAuth(new URL(returned.url).searchParams);
  };
  const first = new StreamableHTTPClientTransport(address, { authProvider: host });
  await expect(new Client({ name: 'host', version: '1' }).connect(first)).rejects.toThrow(UnauthorizedError);
  await signIn(first);
  const transport = new StreamableHTTPClientTransport(address, { authProvider: host });
  const client = new Client({ name: 'host', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, signInAgain: () => signIn(transport) };
}

describe('a host signs in with an authorization server', () => {
  test.each(['jwt', 'opaque'] as const)('that it finds, registers at, and has its person sign in at; and then asks: %s tokens', async (format) => {
    const { origin } = await openStage({ format, oauth: { tokens: format === 'jwt' ? 'jwt' : 'introspect' } });
    const host = new Host();
    const { client } = await connect(origin, host);
    expect(Object.fromEntries(host.sent[0]?.searchParams ?? [])).toMatchObject({ scope: 'read', resource: `${origin}/mcp` });
    expect((await client.callTool({ name: 'nl2sql', arguments: count })).structuredContent).toMatchObject({ status: 'ok', rows: [[2]] });
  });

  test('and again for a scope that it needs later: the call then goes through', async () => {
    const { origin } = await openStage();
    const host = new Host(knownHost);
    const { client, signInAgain } = await connect(origin, host);
    await expect(client.callTool({ name: 'teach', arguments: lesson })).rejects.toThrow(UnauthorizedError);
    expect(host.sent.at(-1)?.searchParams.get('scope')?.split(' ').toSorted()).toEqual(['read', 'teach']);
    await signInAgain();
    expect((await client.callTool({ name: 'teach', arguments: lesson })).structuredContent).toMatchObject({ done: 'accepted' });
  });
});

describe('what protects the resource', () => {
  test('says where its metadata are, and they name the authorization server and the scopes', async () => {
    const { origin, issuer, call } = await openStage();
    const { status, challenge } = await call(undefined, '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const address = `${origin}/.well-known/oauth-protected-resource/mcp`;
    expect([status, challenge]).toEqual([401, `Bearer realm="nl2sql-mcp", scope="read", resource_metadata="${address}"`]);
    for (const place of [address, `${origin}/.well-known/oauth-protected-resource`]) {
      const said = { resource: `${origin}/mcp`, authorization_servers: [issuer.issuer], scopes_supported: ['read', 'teach', 'operate'], bearer_methods_supported: ['header'] };
      expect(await (await fetch(place)).json()).toEqual({ ...said, resource_name: 'nl2sql-mcp' });
    }
  });

  test('a scope that is missing is named, before anything is done', async () => {
    const { issuer, call } = await openStage();
    const [bob, eve] = [await issuer.tokenOf('bob', 'read'), await issuer.tokenOf('eve', 'operate')];
    expect(await call(bob, '/api/tools/nl2sql', count)).toMatchObject({ status: 200, body: { rows: [[2]] } });
    expect(await call(eve, '/api/tools/nl2sql', count)).toMatchObject({ status: 403, challenge: expect.stringContaining('error="insufficient_scope"') });
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'teach', arguments: lesson } };
    const refusals: [string, object, string][] = [['/api/tools/teach', lesson, 'teach'], ['/performance/reset', {}, 'operate'], ['/cache/all/clear', {}, 'operate'], ['/mcp', message, 'teach']];
    expect(await call(eve, '/mcp')).toMatchObject({ status: 403, challenge: expect.stringContaining('scope="read"') });
    for (const [path, body, scope] of refusals) expect(await call(bob, path, body), path).toMatchObject({ status: 403, challenge: expect.stringContaining(`scope="${scope}"`) });
  });

  test('a scope of one database shows that one', async () => {
    const { issuer, call } = await openStage({ accounts: { alice: { scope: 'read:pets' } } });
    const token = await issuer.tokenOf('alice', 'read:pets');
    expect(await call(token, '/api/tools/nl2sql', { ...count, database: 'pets' })).toMatchObject({ status: 200, body: { rows: [[2]] } });
    expect(await call(token, '/api/tools/nl2sql', { ...count, database: 'staff' })).toMatchObject({ status: 403, challenge: expect.stringContaining('scope="read:staff"') });
    expect(await call(token, '/api/tools/teach', lesson)).toMatchObject({ status: 403 });
    expect((await call(token, '/api/tools')).body).toMatchObject({ databases: [{ name: 'pets' }] });
    for (const path of ['/metrics', '/performance', '/performance/tool.nl2sql', '/api/watch']) expect(await call(token, path), path).toMatchObject({ status: 403, challenge: expect.stringContaining('scope="read"') });
  });

  test('a token that is not for this server, has ended, is somebody else’s or is none is refused', async () => {
    const { origin, issuer, call } = await openStage();
    const fresh = await startAuthorizationServer({ resource: `${origin}/mcp`, accounts });
    const made = new SignJWT({ scope: 'read', iss: issuer.issuer, aud: `${origin}/mcp`, sub: 'alice' }).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' });
    const self = await made.setExpirationTime('1h').sign(new TextEncoder().encode('x'.repeat(32)));
    const [header, body] = self.split('.');
    const unsigned = `${Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')}.${body ?? ''}.`;
    const tokens: [string, string, string][] = [
      ['ended', await issuer.sign({ exp: Math.floor(Date.now() / 1_000) - 60 }), 'has expired'],
      ['without an end', await issuer.sign({ exp: undefined }), 'not for this server .exp.'],
      ['not yet good', await issuer.sign({ nbf: Math.floor(Date.now() / 1_000) + 600 }), 'not for this server .nbf.'],
      ['of nobody', await issuer.sign({ sub: '' }), 'no subject'],
      ['for another end', await issuer.sign({}, { typ: 'logout+jwt' }), 'no access token'],
      ['bound to a key', await issuer.sign({ cnf: { jkt: 'x' } }), 'bound to a key'],
      ['of another issuer', await fresh.tokenOf('alice', 'read'), 'unknown key'],
      ['signed with a shared secret', self, 'no JWT of'],
      ['not signed', unsigned, 'no JWT of'],
      ['no token', `${header ?? ''}..`, 'no JWT of'],
    ];
    for (const [name, token, reason] of tokens) {
      const { status, challenge } = await call(token, '/api/tools');
      expect([name, status, challenge]).toEqual([name, 401, expect.stringMatching(new RegExp(`error="invalid_token", error_description=".*${reason}.*", scope="read", resource_metadata=`))]);
    }
  });

  test.each(['jwt', 'opaque'] as const)('a token for another resource of the same issuer is refused: %s', async (format) => {
    const { issuer, call } = await openStage({ format, oauth: { tokens: format === 'jwt' ? 'jwt' : 'introspect' } });
    expect(await call(await issuer.tokenOf('alice', 'read', 'https://other.example/mcp'), '/api/tools')).toMatchObject({ status: 401, challenge: expect.stringContaining('not for this server (aud)') });
  });

  test('tokens that are signed with a new key are taken soon, and those of the old one no longer than they are believed', async () => {
    const { issuer, call } = await openStage();
    const old = await issuer.tokenOf('alice', 'read');
    expect((await call(old, '/api/tools')).status).toBe(200);
    await issuer.rotateKeys();
    const rotated = await issuer.tokenOf('alice', 'read');
    await expect.poll(async () => (await call(rotated, '/api/tools')).status, { timeout: 10_000, interval: 500 }).toBe(200);
  });

  test('an authorization server that is down is told as that: the token is not to be thrown away', async () => {
    const { issuer, call } = await openStage();
    const token = await issuer.tokenOf('alice', 'read');
    await issuer.stop();
    expect(await call(token, '/api/tools')).toMatchObject({ status: 503, challenge: '', body: { error: expect.stringContaining('authorization server') } });
  });

  test('tokens of the operator stay good beside it, and are nobody’s who signs in', async () => {
    const { issuer, call } = await openStage({ accounts: { alice: { scope: 'read operate' } }, http: { tokens: [{ name: 'alice', token: staticToken }] } });
    expect((await call(staticToken, '/api/tools')).body).toMatchObject({ principal: 'alice' });
    expect(await call(staticToken, '/api/tools/teach', lesson)).toMatchObject({ body: { error: { code: 'NOT_A_TEACHER' } } });
    const token = await issuer.tokenOf('alice', 'read operate');
    expect((await call(token, '/api/tools')).body).toMatchObject({ principal: `alice@${new URL(issuer.issuer).host}` });
    expect((await call(token, '/performance/reset', {})).status).toBe(200);
  });
});

test('roles of a token decide what its bearer sees, in whichever claim they stand', async () => {
  const people = { alice: { scope: 'read', claims: { realm_access: { roles: ['keeper', 'other'] } } }, bob: { scope: 'read' } };
  const database = { roles: { keeper: { columns: { 'pets.name': 'hidden' } } } };
  const { issuer, call } = await openStage({ accounts: people, oauth: { rolesClaim: 'realm_access.roles' }, database });
  const [alice, bob] = [await issuer.tokenOf('alice', 'read'), await issuer.tokenOf('bob', 'read')];
  expect(await call(alice, '/api/tools/run_sql', { sql: 'SELECT id FROM pets ORDER BY id' })).toMatchObject({ status: 200, body: { rows: [[1], [2]] } });
  expect(await call(alice, '/api/tools/run_sql', { sql: 'SELECT name FROM pets' })).toMatchObject({ body: { error: { code: 'UNKNOWN_COLUMN' } } });
  expect(await call(bob, '/api/tools/run_sql', { sql: 'SELECT id FROM pets' })).toMatchObject({ body: { error: { code: 'PERMISSION_DENIED', message: expect.stringContaining('none of its roles') } } });
});

describe('the page signs in by the code flow', () => {
  test('and gets a cookie that scripts can not read and that holds nothing to be read', async () => {
    const { origin, issuer } = await openStage();
    const browser = new Browser();
    const session = async () => (await (await browser.fetch(`${origin}/api/session`)).json()) as Json;
    expect(await session()).toEqual({ principal: null, needs_token: true, takes_tokens: false, sign_in: 'api/sign-in' });
    issuer.account = 'bob';
    const { url, status, body } = await browser.follow(`${origin}/api/sign-in`);
    expect([url, status]).toEqual([`${origin}/`, 200]);
    expect(body).toContain('<html');
    expect(await session()).toMatchObject({ principal: `bob@${new URL(issuer.issuer).host}` });
    const asked = await browser.fetch(`${origin}/api/tools/nl2sql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(count) });
    expect(await asked.json()).toMatchObject({ rows: [[2]] });
    expect((await browser.fetch(`${origin}/api/tools/teach`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(lesson) })).status).toBe(403);
    await browser.fetch(`${origin}/api/session`, { method: 'DELETE' });
    expect(await session()).toMatchObject({ principal: null });
  });

  test('a code that another browser began, or that was changed, signs nobody in', async () => {
    const { origin, issuer } = await openStage();
    const victim = new Browser();
    issuer.account = 'alice';
    const { url } = await new Browser().follow(`${origin}/api/sign-in`, { until: `${origin}/api/signed-in` });
    expect(await victim.follow(url)).toMatchObject({ status: 401, body: expect.stringContaining('began no sign-in') });
    await victim.follow(`${origin}/api/sign-in`, { until: `${origin}/api/signed-in` });
    expect(await victim.follow(url)).toMatchObject({ status: 401 });
    expect(await victim.follow(`${origin}/api/signed-in?error=access_denied&error_description=%3Cscript%3E`)).toMatchObject({ status: 401, body: expect.not.stringContaining('<script') });
    expect(await (await victim.fetch(`${origin}/api/session`)).json()).toMatchObject({ principal: null });
  });
});

test('what is wrong in the configuration is named', async () => {
  const oauth = { issuer: 'http://auth.example', resource: 'https://data.example/mcp' };
  await expect(startHttpServer({ http: { oauth } })).rejects.toThrow(/http\.oauth\.issuer.*https/);
  await expect(startHttpServer({ http: { oauth: { ...oauth, issuer: 'https://auth.example', tokens: 'introspect' } } })).rejects.toThrow(/http\.oauth\.client/);
});
