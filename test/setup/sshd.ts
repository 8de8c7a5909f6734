import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../fixtures/make-database.ts';
import { findOrInstall } from './packages.ts';
import { freePort } from './ports.ts';

export interface Sshd {
  readonly port: number;
  readonly user: string;
  /** A file with the key of this server, as the clients of OpenSSH keep it. */
  readonly knownHosts: string;
  /** A key that it takes, as files. */
  readonly key: string;
  readonly fingerprint: string;
  /** Ends every session that it holds; the next connection is taken. */
  endSessions(): void;
}

/** Debian's sshd on a spare port of the loopback interface, with keys of its own; ends with the test. */
export async function startSshd({ options = [], key: given }: { readonly options?: readonly string[]; readonly key?: string } = {}): Promise<Sshd> {
  const program = findOrInstall('sshd');
  const folder = temporaryFolder();
  const port = await freePort();
  const hostKey = makeKey(join(folder, 'host_key'));
  const key = given ?? makeKey(join(folder, 'user_key'));
  const authorized = join(folder, 'authorized_keys');
  writeFileSync(authorized, readFileSync(`${key}.pub`), { mode: 0o600 });
  // Where it starts as root it wants this folder, which Debian makes at boot.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const settings = [`HostKey=${hostKey}`, `AuthorizedKeysFile=${authorized}`, 'StrictModes=no', 'UsePAM=no', 'PermitRootLogin=yes', 'PidFile=none', 'PasswordAuthentication=no', ...options];
  const child = spawn(program, ['-D', '-e', '-f', '/dev/null', '-p', String(port), '-o', 'ListenAddress=127.0.0.1', ...settings.flatMap((option) => ['-o', option])], { stdio: 'ignore' });
  onTestFinished(() => {
    endChildren(child);
    child.kill('SIGKILL');
  });
  await listening(port, child);
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${publicKey(hostKey)}\n`);
  const fingerprint = execFileSync('ssh-keygen', ['-lf', `${hostKey}.pub`], { encoding: 'utf8' }).split(' ')[1] ?? '';
  return { port, user: userInfo().username, knownHosts, key, fingerprint, endSessions: () => endChildren(child) };
}

/** The path of a new private key; the public one stands beside it. */
export function makeKey(path: string, passphrase = ''): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  return path;
}

export function publicKey(path: string): string {
  return readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
}

function endChildren(child: ChildProcess): void {
  const listed = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  for (const pid of listed.split(' ').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`sshd ended with ${child.exitCode} while it started`);
    const isTaken = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(socket.destroy() instanceof Object));
      socket.once('error', () => resolve(false));
    });
    if (isTaken) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('sshd did not take connections within 5 s');
}
