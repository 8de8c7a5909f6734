import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:net';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { compose } from '../../../src/compose.ts';
import type { DatabaseConfig } from '../../../src/config/schema.ts';
import { toFailure } from '../../../src/core/errors.ts';
import { openWriter } from '../../../src/database/scratch/open.ts';
import { RenewedPassword } from '../../../src/database/ways/password.ts';
import { tokenSource } from '../../../src/database/ways/tokens/open.ts';
import { loadOptional } from '../../../src/database/ways/tokens/optional.ts';
import type { TokenSettings } from '../../../src/database/ways/tokens/settings.ts';
import { temporaryFolder } from '../../fixtures/make-database.ts';
import { verified } from '../verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

async function open(entry: DatabaseConfig) {
  const services = await compose({ databases: { shop: entry }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  const database = services.targets.get('shop')?.database;
  if (!database) throw new Error('no database');
  return (sql: string) => database.execute(verified(sql), limits, { timeoutMs: 30_000 }).then(({ rows }) => rows[0]?.[0]);
}

/** What the libraries read of a machine, for one test; nothing of the machine that runs it. */
function environment(variables: Readonly<Record<string, string>>): void {
  const all = { HOME: temporaryFolder(), AWS_EC2_METADATA_DISABLED: 'true', ...variables };
  for (const [name, value] of Object.entries(all)) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => void (before === undefined ? delete process.env[name] : (process.env[name] = before)));
  }
}

function portOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
    onTestFinished(() => void server.close());
  });
}

interface Cloud {
  /** What it gives, and for how many seconds; nothing: it refuses. */
  gives: { readonly token: string; readonly seconds: number } | undefined;
  readonly requests: readonly IncomingMessage[];
}

/** A cloud's service of tokens as it answers on its machines, by what was recorded of it. */
async function cloud(reply: (token: string, seconds: number) => object, headers: Record<string, string> = {}): Promise<Cloud & { readonly port: number }> {
  const requests: IncomingMessage[] = [];
  const server = createHttpServer((request, response) => {
    requests.push(request);
    const { gives } = state;
    response.writeHead(gives ? 200 : 403, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(gives ? reply(gives.token, gives.seconds) : { error: 'no role is attached' }));
  });
  const state: Cloud & { port: number } = { gives: undefined, requests, port: await portOf(server) };
  return state;
}

const google = async () => {
  const metadata = await cloud((token, seconds) => ({ access_token: token, expires_in: seconds, token_type: 'Bearer' }), { 'metadata-flavor': 'Google' });
  environment({ GCE_METADATA_HOST: `127.0.0.1:${metadata.port}`, METADATA_SERVER_DETECTION: 'assume-present', GOOGLE_APPLICATION_CREDENTIALS: '' });
  return metadata;
};

const azure = async () => {
  const endpoint = await cloud((token, seconds) => ({ access_token: token, expires_on: String(Math.floor(Date.now() / 1_000) + seconds), resource: 'https://ossrdbms-aad.database.windows.net', token_type: 'Bearer' }));
  environment({ IDENTITY_ENDPOINT: `http://127.0.0.1:${endpoint.port}/msi/token`, IDENTITY_HEADER: 'recorded' });
  return endpoint;
};

const awsKeys = { AWS_ACCESS_KEY_ID: 'AKIDRECORDED', AWS_SECRET_ACCESS_KEY: 'recorded', AWS_SESSION_TOKEN: '', AWS_REGION: 'eu-central-1' };

/** A MySQL server that wants the password as it is, as those of clouds do for tokens; keeps what it was given, and refuses it. */
async function clearTextServer(): Promise<{ readonly port: number; readonly given: string[] }> {
  const given: string[] = [];
  const packet = (number: number, ...parts: (string | number[])[]) => {
    const payload = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
    return Buffer.concat([Buffer.from([payload.length, 0, 0, number]), payload]);
  };
  const server = createServer((socket) => {
    // Protocol 41, secure connection, authentication by plugin (Protocol::HandshakeV10).
    socket.write(packet(0, [10], '8.0.36\0', [1, 0, 0, 0], '12345678', [0], [0x08, 0x82], [45], [2, 0], [0x08, 0], [21], Array<number>(10).fill(0), '123456789012\0', 'mysql_native_password\0'));
    let at = 0;
    socket.on('data', (data: Buffer) => {
      at += 1;
      if (at === 1) return void socket.write(packet(2, [0xfe], 'mysql_clear_password\0'));
      given.push(data.subarray(4).toString());
      socket.end(packet(4, [0xff, 0x15, 0x04], '#28000Access denied'));
    });
    socket.on('error', () => undefined);
  });
  return { port: await portOf(server), given };
}

describe.each<[TokenSettings['from'], () => Promise<Cloud>, (request: IncomingMessage) => void]>([
  ['google-cloud-sql', google, ({ url, headers }) => expect([url, headers['metadata-flavor']]).toEqual([expect.stringMatching(/service-accounts\/default\/token\?scopes=.*sqlservice\.login/), 'Google'])],
  ['azure-entra', azure, ({ url, headers }) => expect([url, headers['x-identity-header']]).toEqual([expect.stringMatching(/resource=https(:|%3A)(\/|%2F){2}ossrdbms-aad\.database\.windows\.net/i), 'recorded'])],
])('a token of %s', (from, start, check) => {
  test('is asked for as its cloud wants it, once for all connections, and again before it expires; what the cloud refuses is told', async () => {
    const service = await start();
    const ask = await open({ dsn: inject('postgresUrl').replace(/:test@/, '@'), passwordToken: { from } });
    const refused = await ask('SELECT 1').then(() => undefined, toFailure);
    expect(refused).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: the cloud gives no token in place of a password', where: expect.any(String) });

    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    service.gives = { token: `${from} first`, seconds: 3_600 };
    const password = new RenewedPassword(await tokenSource({ from }, { host: 'db.example', port: 5_432, user: 'reader' }));
    const before = service.requests.length;
    expect(await Promise.all([password.current(), password.current()])).toEqual([`${from} first`, `${from} first`]);
    const asked = service.requests.slice(before).filter(({ url }) => /token/.test(url ?? ''));
    expect(asked).not.toHaveLength(0);
    for (const request of asked) check(request);
    service.gives = { token: `${from} second`, seconds: 3_600 };
    vi.setSystemTime(Date.now() + 3_500_000);
    expect(await password.current()).toBe(`${from} first`);
    vi.setSystemTime(Date.now() + 60_000);
    expect(await password.current()).toBe(`${from} second`);
  });
});

test('a token signs in to a server; one that it refuses is renewed, where it differs', async () => {
  const service = await google();
  const admin = await openWriter(inject('postgresUrl'));
  onTestFinished(() => admin.close());
  const [first, second] = ['ya29.first', `ya29.${'second'.repeat(150)}`];
  await admin.write(`CREATE ROLE token_reader LOGIN PASSWORD '${first}'`);
  onTestFinished(async () => void (await admin.write('DROP ROLE token_reader')));
  service.gives = { token: first, seconds: 3_600 };
  const url = new URL(inject('postgresUrl'));
  url.username = 'token_reader';
  url.password = '';
  const ask = await open({ dsn: url.href, passwordToken: { from: 'google-cloud-sql' }, tls: { mode: 'verify-ca', ca: `${process.cwd()}/test/fixtures/tls/ca.pem` } });
  expect(await ask('SELECT current_user')).toBe('token_reader');
  await admin.write(`ALTER ROLE token_reader PASSWORD '${second}'`, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'token_reader'");
  service.gives = { token: second, seconds: 3_600 };
  await expect.poll(() => ask('SELECT current_user').catch(() => 'not yet')).toBe('token_reader');
});

describe('a token of aws-rds', () => {
  test('is signed for the user, the region and the host that it is given to, and given as it is', async () => {
    environment(awsKeys);
    const [one, other] = [await clearTextServer(), await clearTextServer()];
    const ask = await open({ dsn: `mysql://reader@127.0.0.1:${one.port},localhost:${other.port}/shop`, passwordToken: { from: 'aws-rds', region: 'eu-west-1' } });
    await expect(ask('SELECT 1')).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('refuses the user or the password') });
    for (const [server, host] of [[one, '127.0.0.1'], [other, 'localhost']] as const) {
      const token = new URL(`https://${server.given[0]?.replace(/\0$/, '')}`);
      expect([token.hostname, Number(token.port)]).toEqual([host, server.port]);
      const credential = expect.stringMatching(/^AKIDRECORDED\/\d{8}\/eu-west-1\/rds-db\/aws4_request$/) as string;
      expect(Object.fromEntries(token.searchParams)).toMatchObject({ Action: 'connect', DBUser: 'reader', 'X-Amz-Expires': '900', 'X-Amz-Credential': credential });
    }
  });

  test('without credentials of AWS is told', async () => {
    environment({ ...awsKeys, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    const ask = await open({ dsn: inject('postgresUrl').replace(/:test@/, '@'), passwordToken: { from: 'aws-rds' } });
    expect(await ask('SELECT 1').then(() => undefined, toFailure)).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: the cloud gives no token in place of a password' });
  });
});

test('a password that is no token is never given as it is', async () => {
  const server = await clearTextServer();
  const ask = await open({ dsn: `mysql://reader:hunter2@127.0.0.1:${server.port}/shop` });
  await expect(ask('SELECT 1')).rejects.toThrow();
  expect(server.given.join()).not.toContain('hunter2');
});

test('without TLS no token goes to another machine, and a library that is missing is named', async () => {
  const entry = { dsn: 'postgres://reader@db.example/shop', passwordToken: { from: 'aws-rds' as const, region: 'eu-west-1' } };
  await expect(open(entry)).rejects.toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining('without TLS'), hints: [expect.stringContaining('sslmode=verify-full')] });
  await expect(open({ ...entry, dsn: `${entry.dsn}?sslmode=disable` })).rejects.toMatchObject({ code: 'BAD_CONFIG' });
  await open({ ...entry, dsn: `${entry.dsn}?sslmode=verify-full` });
  const missing = loadOptional('@example/signer', () => Promise.reject(new Error('ERR_MODULE_NOT_FOUND')));
  await expect(missing).rejects.toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining('@example/signer'), hints: ['npm install @example/signer'] });
});
