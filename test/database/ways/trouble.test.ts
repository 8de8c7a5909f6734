import { randomBytes } from 'node:crypto';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { runSql } from '../../../src/answer/ask/run-sql.ts';
import { observe } from '../../../src/answer/observe.ts';
import { answerToWire } from '../../../src/answer/wire.ts';
import { compose } from '../../../src/compose.ts';
import type { DatabaseConfig } from '../../../src/config/schema.ts';
import { type Caller, localCaller } from '../../../src/core/caller.ts';
import { Failure } from '../../../src/core/errors.ts';
import { openWriter } from '../../../src/database/scratch/open.ts';
import { proxyTo } from '../proxy.ts';

const reader: Caller = { principal: 'ann', scopes: ['read'], roles: [], claims: {} };

async function open(entry: DatabaseConfig) {
  const services = await compose({ databases: { shop: entry }, state: { file: ':memory:' }, baseFolder: process.cwd() }, { careful: true });
  onTestFinished(() => services.close());
  const call = { sql: 'SELECT 1', maxAge: 0 };
  return (who: Caller) =>
    observe({ tool: 'run_sql', input: call, principal: who.principal }, services.as(who), async (observed) => answerToWire(await runSql({ ...call, principal: who.principal }, observed))).then(
      () => 'answered',
      (error: unknown) => (error instanceof Failure ? { code: error.code, message: error.message, hint: error.hints[0] } : Promise.reject(error)),
    );
}

const servers = [['postgres', 'postgresUrl'], ['mysql', 'mysqlUrl']] as const;

describe.each(servers)('%s: what happened, where, and what would help', (_, urlName) => {
  const dsn = (change: (url: URL) => void) => {
    const url = new URL(inject(urlName));
    change(url);
    return url.href;
  };
  const ca = 'test/fixtures/tls/ca.pem';

  test.each<readonly [string, (url: URL) => void, Partial<DatabaseConfig>, RegExp, RegExp]>([
    ['nothing listens', (url) => (url.port = '1'), {}, /^shop: the server refuses connections: it is down, or the port is wrong/, /host and port|In a container/],
    ['no such host', (url) => (url.hostname = 'no-such-host.invalid'), {}, /^shop: the host name of the server (is unknown|can not be resolved)/, /Correct the host|DNS/],
    ['a wrong password', (url) => (url.password = 'wrong'), {}, /^shop: the database refuses the user or the password/, /user and password/],
    ['no such database', (url) => (url.pathname = '/no_such_database'), {}, /^shop: the server has no database of that name/, /Correct the database/],
    ['a certificate of an unknown authority', (url) => (url.hostname = 'localhost'), { tls: { mode: 'verify-full' } }, /^shop: the certificate of the server comes from an authority that is not known here/, /tls\.ca/],
    ['a certificate for another name', (url) => (url.hostname = 'localhost'), { tls: { ca, servername: 'db.example' } }, /^shop: the certificate of the server is for another name/, /tls\.servername/],
  ])('%s', async (_name, change, config, message, hint) => {
    const ask = await open({ dsn: dsn(change), ...config });
    const told = await ask(reader);
    expect(told).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
    const { hostname, port } = new URL(dsn(change));
    expect(JSON.stringify(told)).not.toContain(`${hostname}:${port}`);
    expect(await ask(localCaller)).toMatchObject({ message: expect.stringContaining(`(${hostname}:${port})`) });
  });

  test('a certificate that has the name given as servername is taken, whatever the host is called', async () => {
    const ask = await open({ dsn: dsn((url) => (url.hostname = '127.0.0.1')), tls: { ca, servername: 'localhost' } });
    expect(await ask(reader)).toBe('answered');
  });

  test('a server that takes the connection and says nothing is not waited for beyond the time for connecting', async () => {
    const proxy = await proxyTo(inject(urlName));
    proxy.hang();
    const ask = await open({ dsn: `${proxy.url}?connect_timeout=1` });
    const startedAt = Date.now();
    expect(await ask(reader)).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: the server does not answer' });
    expect(Date.now() - startedAt).toBeLessThan(3_000);
  });

  test('in a container, localhost is told to be the container', async () => {
    process.env['KUBERNETES_SERVICE_HOST'] = '10.0.0.1';
    onTestFinished(() => void delete process.env['KUBERNETES_SERVICE_HOST']);
    const ask = await open({ dsn: dsn((url) => { url.hostname = 'localhost'; url.port = '1'; }) });
    expect(await ask(reader)).toMatchObject({ hint: expect.stringContaining('localhost is the container itself') });
  });
});

test.each([
  ['is locked', 'ACCOUNT LOCK', 'the account of the user is locked'],
  ['has a password that expired', 'PASSWORD EXPIRE', 'the database refuses the user or the password'],
])('an account of MySQL that %s', async (_name, clause, message) => {
  const admin = await openWriter(inject('mysqlUrl'));
  const user = `t_${randomBytes(4).toString('hex')}`;
  // MariaDB lets a user with an expired password in unless this is set.
  const strict = (value: string) => `/*M! SET GLOBAL disconnect_on_expired_password = ${value} */ /*!80000 DO 1 */`;
  onTestFinished(async () => {
    await admin.write(`DROP USER ${user}@'127.0.0.1'`, strict('DEFAULT'));
    await admin.close();
  });
  await admin.write(strict('1'));
  await admin.write(`CREATE USER ${user}@'127.0.0.1' IDENTIFIED BY 'test' ${clause}`);
  const url = new URL(inject('mysqlUrl'));
  url.username = user;
  url.password = 'test';
  const ask = await open({ dsn: url.href });
  expect(await ask(reader)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(message) });
});
