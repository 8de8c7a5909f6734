import { readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Client, ConnectConfig, ServerHostKeyAlgorithm } from 'ssh2';
import { Failure } from '../../../core/errors.ts';
import { connectionFailure } from '../../connection-failure.ts';
import { fingerprintOf, type HostKeyVerdict, KnownHost } from './known-hosts.ts';
import type { SshServer } from './settings.ts';

const handshakeMs = 10_000;
const keepAliveMsDefault = 10_000;

export interface SshSessionOptions {
  readonly server: SshServer;
  /** The key under which it is configured, for what is told of it. */
  readonly key: string;
  readonly knownHosts: string | undefined;
  readonly baseFolder: string;
  /** The stream to it, where it is reached through another server. */
  readonly through?: Duplex;
  /** A session that hears nothing is given up after three of these (default 10,000). */
  readonly keepAliveMs?: number;
}

/** Signs in to an SSH server whose key is known. Rejects with a Failure that says what to change. */
export async function openSession({ server, key, knownHosts, baseFolder, through, keepAliveMs = keepAliveMsDefault }: SshSessionOptions): Promise<Client> {
  const ssh2 = await loadSsh2();
  const port = server.port ?? 22;
  const known = new KnownHost(await knownHostsText(knownHosts, baseFolder), server.host, port);
  let refused: { readonly verdict: HostKeyVerdict; readonly fingerprint: string } | undefined;
  const config: ConnectConfig = {
    host: server.host,
    port,
    ...(through ? { sock: through } : {}),
    ...(await credentials(server, key, baseFolder)),
    hostVerifier: (presented: Buffer) => {
      const verdict = known.judge(presented);
      if (verdict !== 'known') refused = { verdict, fingerprint: fingerprintOf(presented) };
      return verdict === 'known';
    },
    ...(known.types.length > 0 ? { algorithms: { serverHostKey: { prepend: known.types.flatMap(signaturesOf), append: [], remove: [] } } } : {}),
    readyTimeout: handshakeMs,
    keepaliveInterval: keepAliveMs,
    keepaliveCountMax: 3,
  };
  const client = new ssh2.Client();
  return new Promise((resolveClient, reject) => {
    client.once('ready', () => resolveClient(client));
    // Heard for as long as it lives: an error without a listener would end the process.
    client.on('error', (error) => reject(refused ? unknownHost(server, port, refused) : sshFailure(error, server)));
    client.once('close', () => reject(refused ? unknownHost(server, port, refused) : new Failure('UNAVAILABLE', 'the SSH server closed the connection', { where: addressOf(server) })));
    try {
      client.connect(config);
    } catch (error) {
      // A key that can't be read is told at once.
      reject(error instanceof Error ? sshFailure(error, server) : error);
    }
  });
}

export function addressOf({ host, port = 22, user }: SshServer): string {
  return `${user === undefined ? '' : `${user}@`}${host}:${port}`;
}

async function loadSsh2(): Promise<typeof import('ssh2')> {
  try {
    const { default: ssh2 } = await import('ssh2');
    return ssh2;
  } catch (cause) {
    throw new Failure('BAD_CONFIG', 'ssh is configured, and the package ssh2 is not installed', { hints: ['npm install ssh2'], cause });
  }
}

/** Before anything connects: the library is there, and there is something to sign in with. */
export async function assertUsable(server: SshServer, key: string): Promise<void> {
  await loadSsh2();
  signersOf(server, key);
}

/** What it is signed in with, as far as that needs no file. */
function signersOf({ key, password, agent }: SshServer, name: string): { readonly agent?: string } {
  if (key === undefined && password === undefined && (agent === undefined || agent === false)) {
    throw new Failure('BAD_CONFIG', `${name} says nothing to sign in with`, { hints: [`Give ${name}.key, ${name}.agent or ${name}.password.`] });
  }
  const socket = agent === true ? process.env['SSH_AUTH_SOCK'] : agent === false ? undefined : agent;
  if (agent === true && socket === undefined) throw new Failure('BAD_CONFIG', `${name}.agent is true, and SSH_AUTH_SOCK is not set`, { hints: ['Start the agent (ssh-agent), or give the path of its socket.'] });
  return socket === undefined ? {} : { agent: socket };
}

async function credentials(server: SshServer, name: string, baseFolder: string): Promise<ConnectConfig> {
  const { user, key, passphrase, password } = server;
  return {
    username: user ?? userInfo().username,
    ...(key === undefined ? {} : { privateKey: await privateKey(resolve(baseFolder, key), name) }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(password === undefined ? {} : { password }),
    ...signersOf(server, name),
  };
}

function privateKey(path: string, name: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Failure('BAD_CONFIG', `${name}.key: the file can't be read`, { where: path, hints: ['A relative path starts in the folder of the configuration.'], cause });
  });
}

/** A file that is named must be there; those that are looked into by default need not. */
async function knownHostsText(path: string | undefined, baseFolder: string): Promise<string> {
  if (path !== undefined) {
    return readFile(resolve(baseFolder, path), 'utf8').catch((cause: unknown) => {
      throw new Failure('BAD_CONFIG', "ssh.knownHosts: the file can't be read", { where: path, cause });
    });
  }
  const texts = ['/etc/ssh/ssh_known_hosts', join(homedir(), '.ssh', 'known_hosts')].map((file) => readFile(file, 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('\n');
}

/** The signatures that a key of a type may make. */
function signaturesOf(type: string): ServerHostKeyAlgorithm[] {
  // What stands in the file is no more than asked for: a name that the library does not know fails there.
  const known: readonly string[] = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'];
  return type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : known.includes(type) ? [type as ServerHostKeyAlgorithm] : [];
}

function unknownHost(server: SshServer, port: number, { verdict, fingerprint }: { readonly verdict: HostKeyVerdict; readonly fingerprint: string }): Failure {
  const where = addressOf(server);
  const scan = `ssh-keyscan ${port === 22 ? '' : `-p ${port} `}HOST`;
  if (verdict === 'unknown') {
    const hints = [`Compare that with the server's administrator, then add what "${scan}" prints to the file of known hosts (ssh.knownHosts).`];
    return new Failure('UNAVAILABLE', `the SSH server is not known: its key is ${fingerprint}`, { where, hints });
  }
  const what = verdict === 'revoked' ? 'has been revoked' : 'is not the one that it is known by: somebody may stand in between, or the server was set up anew';
  return new Failure('UNAVAILABLE', `the key of the SSH server, ${fingerprint}, ${what}`, { where, hints: ['Ask its administrator; then correct its line in the file of known hosts (ssh.knownHosts).'] });
}

function sshFailure(error: Error & { readonly level?: string }, server: SshServer): Failure {
  const where = addressOf(server);
  if (error.level === 'client-authentication') {
    return new Failure('UNAVAILABLE', 'the SSH server refuses to let us in', { where, hints: ['See to ssh.user, and whether the server takes that key, agent or password.'], cause: error });
  }
  if (/parse|passphrase|decrypt/i.test(error.message)) {
    return new Failure('BAD_CONFIG', `ssh.key: ${error.message}`, { where, hints: ['Give its passphrase as ssh.passphrase, or a key in a form that OpenSSH writes.'], cause: error });
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const failure = connectionFailure(code, error.message, error);
  return new Failure('UNAVAILABLE', `no SSH connection: ${failure?.message ?? error.message.slice(0, 120)}`, { where, hints: ['See to ssh.host and ssh.port, and to the network between here and there.'], cause: error });
}
