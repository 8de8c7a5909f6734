import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { compose } from '../../../src/compose.ts';
import type { DatabaseConfig } from '../../../src/config/schema.ts';
import { forOperators, toFailure } from '../../../src/core/errors.ts';
import { KnownHost } from '../../../src/database/ways/ssh/known-hosts.ts';
import { openSession } from '../../../src/database/ways/ssh/session.ts';
import { temporaryFolder } from '../../fixtures/make-database.ts';
import { engineUnderTest } from '../engines.ts';
import { freePort } from '../../setup/ports.ts';
import { startProxy } from '../../setup/proxy.ts';
import { makeKey, publicKey, type Sshd, startSshd } from '../../setup/sshd.ts';
import { verified } from '../verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

async function open(entry: DatabaseConfig) {
  const services = await compose({ databases: { shop: entry }, baseFolder: process.cwd() }, { careful: true });
  onTestFinished(() => services.close());
  const database = services.targets.get('shop')?.database;
  if (!database) throw new Error('no database');
  const ask = (sql = 'SELECT 1', timeoutMs = 10_000) => database.execute(verified(sql), limits, { timeoutMs }).then(({ rows }) => rows[0]?.[0]);
  return { database, ask, failure: () => ask().then(() => undefined, toFailure) };
}

const by = ({ port, user, knownHosts, key }: Sshd) => ({ host: '127.0.0.1', port, user, key, knownHosts });

describe.each([['postgres', 'postgresUrl'], ['mysql', 'mysqlUrl']] as const)('%s through a tunnel', (engine, urlName) => {
  test('answers, many at once, over one session, with TLS up to the database, and can be cancelled', async () => {
    const sshd = await startSshd();
    const url = new URL(inject(urlName));
    url.hostname = 'localhost';
    const { ask } = await open({ dsn: url.href, ssh: by(sshd), tls: { ca: 'test/fixtures/tls/ca.pem' }, pool: { max: 4 } });
    expect(await Promise.all(Array.from({ length: 12 }, () => ask()))).toEqual(Array.from({ length: 12 }, () => 1));
    const startedAt = Date.now();
    await expect(ask(engineUnderTest(engine).endless, 300)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(await ask()).toBe(1);
  });

  test('is made anew where it died, and tells what happened while it is down', async () => {
    const sshd = await startSshd();
    const { ask } = await open({ dsn: inject(urlName), ssh: by(sshd) });
    expect(await ask()).toBe(1);
    sshd.endSessions();
    await expect.poll(() => ask().catch((error: unknown) => toFailure(error).code)).toBe(1);
  });
});

test('a session over a network that passes nothing on any more is given up', async () => {
  const sshd = await startSshd();
  const proxy = await startProxy(`ssh://127.0.0.1:${sshd.port}`);
  onTestFinished(() => proxy.goDown());
  const knownHosts = join(temporaryFolder(), 'known_hosts');
  writeFileSync(knownHosts, readFileSync(sshd.knownHosts, 'utf8').replaceAll(String(sshd.port), String(proxy.port)));
  const session = await openSession({ server: { ...by(sshd), port: proxy.port }, key: 'ssh', knownHosts, baseFolder: '/', keepAliveMs: 100 });
  const ended = new Promise<string>((resolve) => session.once('error', ({ message }) => resolve(message)));
  const live = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_000, 'is alive'))]);
  expect(live).toBe('is alive');
  proxy.hang();
  expect(await ended).toMatch(/keepalive/i);
});

/** An sshd takes the passwords of accounts of its machine alone, of which tests make none. */
async function passwordServer(password: string) {
  const hostKey = makeKey(join(temporaryFolder(), 'host'));
  const server = new ssh2.Server({ hostKeys: [readFileSync(hostKey)] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => (context.method === 'password' && context.password === password ? context.accept() : context.reject(['password'])));
    client.on('ready', () => client.on('tcpip', (accept, reject, { destIP, destPort }) => {
      const socket = connect(destPort, destIP, () => {
        const channel = accept();
        channel.once('error', () => socket.destroy()).pipe(socket).pipe(channel);
      });
      socket.once('error', () => reject());
    }));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const knownHosts = join(temporaryFolder(), 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${publicKey(hostKey)}\n`);
  return { host: '127.0.0.1', port, user: 'tunnel', knownHosts };
}

describe('signing in to the SSH server', () => {
  const dsn = () => inject('postgresUrl');

  test('by a key with a passphrase; without it, the key to give is told', async () => {
    const key = makeKey(join(temporaryFolder(), 'locked'), 'open sesame');
    const sshd = await startSshd({ key });
    expect(await (await open({ dsn: dsn(), ssh: { ...by(sshd), passphrase: 'open sesame' } })).ask()).toBe(1);
    expect(await (await open({ dsn: dsn(), ssh: by(sshd) })).failure()).toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining('ssh.key') });
  });

  test('by an agent', async () => {
    const sshd = await startSshd();
    const agent = join(temporaryFolder(), 'agent');
    const child = spawn('ssh-agent', ['-D', '-a', agent], { stdio: 'ignore' });
    onTestFinished(() => void child.kill());
    await expect.poll(() => existsSync(agent)).toBe(true);
    execFileSync('ssh-add', ['-q', sshd.key], { env: { ...process.env, SSH_AUTH_SOCK: agent } });
    const { host, port, user, knownHosts } = by(sshd);
    expect(await (await open({ dsn: dsn(), ssh: { host, port, user, knownHosts, agent } })).ask()).toBe(1);
  });

  test('by a password; another one is told', async () => {
    const ssh = await passwordServer('correct horse');
    expect(await (await open({ dsn: dsn(), ssh: { ...ssh, password: 'correct horse' } })).ask()).toBe(1);
    expect(await (await open({ dsn: dsn(), ssh: { ...ssh, password: 'battery staple' } })).failure()).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: the SSH server refuses to let us in' });
  });

  test('through another server', async () => {
    const [outer, inner] = [await startSshd(), await startSshd()];
    const knownHosts = join(temporaryFolder(), 'known_hosts');
    writeFileSync(knownHosts, `# both\n${[outer, inner].map((sshd) => readFileSync(sshd.knownHosts, 'utf8')).join('')}`);
    const { knownHosts: _, ...jump } = by(outer);
    const { ask } = await open({ dsn: dsn(), ssh: { ...by(inner), knownHosts, jump } });
    expect(await ask()).toBe(1);
    outer.endSessions();
    await expect.poll(() => ask().catch((error: unknown) => toFailure(error).code)).toBe(1);
  });

  test('a key that it does not take is told', async () => {
    const sshd = await startSshd();
    const other = makeKey(join(temporaryFolder(), 'other'));
    const failure = await (await open({ dsn: dsn(), ssh: { ...by(sshd), key: other } })).failure();
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: the SSH server refuses to let us in', where: expect.stringContaining(`127.0.0.1:${sshd.port}`) });
  });

  test('with nothing to sign in with, the keys to give are told before anything connects', async () => {
    await expect(open({ dsn: dsn(), ssh: { host: '127.0.0.1' } })).rejects.toMatchObject({ code: 'BAD_CONFIG', hints: [expect.stringContaining('ssh.key')] });
    await expect(open({ dsn: dsn(), ssh: { host: '127.0.0.1', key: 'none', jump: { host: 'h' } } })).rejects.toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining('ssh.jump') });
  });
});

describe('the SSH server itself', () => {
  const dsn = () => inject('postgresUrl');

  test('is refused where it is not known, with the fingerprint of its key', async () => {
    const sshd = await startSshd();
    const knownHosts = join(temporaryFolder(), 'empty');
    writeFileSync(knownHosts, '');
    const failure = await (await open({ dsn: dsn(), ssh: { ...by(sshd), knownHosts } })).failure();
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', message: `shop: the SSH server is not known: its key is ${sshd.fingerprint}`, hints: [expect.stringContaining('ssh-keyscan')] });
  });

  test('is refused where its key is another one than before, or was revoked', async () => {
    const sshd = await startSshd();
    const folder = temporaryFolder();
    const other = publicKey(makeKey(join(folder, 'other')));
    const own = readFileSync(sshd.knownHosts, 'utf8').split(' ').slice(1).join(' ').trim();
    for (const [line, message] of [[`[127.0.0.1]:${sshd.port} ${other}`, /is not the one that it is known by/], [`@revoked * ${own}`, /has been revoked/]] as const) {
      const knownHosts = join(folder, 'known_hosts');
      writeFileSync(knownHosts, `${line}\n`);
      expect((await (await open({ dsn: dsn(), ssh: { ...by(sshd), knownHosts } })).failure())?.message).toMatch(message);
    }
  });

  test('where it is down, forbids tunnels or does not reach the database, that is what is told, and where', async () => {
    const sshd = await startSshd();
    const gone = await (await open({ dsn: dsn(), ssh: { ...by(sshd), port: 1 } })).failure();
    expect(gone && forOperators(gone).message).toMatch(/^shop: no SSH connection: the server refuses connections.*\(\w+@127\.0\.0\.1:1\)$/);
    const forbidding = await startSshd({ options: ['AllowTcpForwarding=no'] });
    expect((await (await open({ dsn: dsn(), ssh: by(forbidding) })).failure())?.message).toBe('shop: the SSH server forbids tunnels');
    const url = new URL(dsn());
    url.port = '1';
    expect((await (await open({ dsn: url.href, ssh: by(sshd) })).failure())?.message).toMatch(/^shop: the SSH server does not reach the database: .*refused/i);
  });
});

test('the file of known hosts is read as OpenSSH reads it', () => {
  const folder = temporaryFolder();
  const text = publicKey(makeKey(join(folder, 'key')));
  const blob = Buffer.from(text.split(' ')[1] ?? '', 'base64');
  const file = join(folder, 'known_hosts');
  writeFileSync(file, `gate.example ${text}\n`);
  execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
  const judge = (lines: string, host: string, port = 22) => new KnownHost(lines, host, port).judge(blob);
  expect(readFileSync(file, 'utf8')).not.toContain('gate.example');
  expect(judge(readFileSync(file, 'utf8'), 'gate.example')).toBe('known');
  expect(judge(readFileSync(file, 'utf8'), 'gate.example.org')).toBe('unknown');
  expect(judge(`*.example,!bad.example ${text}`, 'gate.example')).toBe('known');
  expect(judge(`*.example,!bad.example ${text}`, 'bad.example')).toBe('unknown');
  expect(judge(`[gate.example]:2222 ${text}`, 'gate.example', 2222)).toBe('known');
  expect(judge(`[gate.example]:2222 ${text}`, 'gate.example')).toBe('unknown');
  expect(judge(`@cert-authority * ${text}`, 'gate.example')).toBe('unknown');
  expect(judge(`# gate.example ${text}\ngate.example`, 'gate.example')).toBe('unknown');
});
