import { resolve } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import { type DsnOptions, parseHosts, type ServerDefaults } from '../dsn.ts';
import { isLoopback } from '../same-database.ts';
import { placeOf } from './explained.ts';
import { RenewedPassword } from './password.ts';
import type { SshSettings } from './ssh/settings.ts';
import type { TokenSettings } from './tokens/settings.ts';
import { Way, type WayOptions } from './way.ts';

/** How a server is reached, as it is configured. */
export interface WaySettings extends Omit<DsnOptions, 'baseFolder'> {
  readonly dsn: string;
  readonly passwordFile?: string | undefined;
  readonly passwordCommand?: readonly string[] | undefined;
  readonly passwordLifetimeMs?: number | undefined;
  readonly passwordToken?: TokenSettings | undefined;
  readonly ssh?: SshSettings | undefined;
}

/** Loads what this way needs. Nothing connects, and no command runs yet. */
export async function openWay(entry: WaySettings, defaults: ServerDefaults, baseFolder: string): Promise<Way> {
  const [first, ...others] = parseHosts(entry.dsn, defaults, { ...entry, baseFolder });
  const { passwordToken: token } = entry;
  const hosts: WayOptions['hosts'] = token ? [withToken(first), ...others.map(withToken)] : [first, ...others];
  const passwordOf = token ? await tokens(token, hosts) : await onePassword(entry, baseFolder);
  const tunnel = entry.ssh && (await (await import('./ssh/tunnel.ts')).SshTunnel.open(entry.ssh, baseFolder));
  return new Way({ hosts, ...(passwordOf ? { passwordOf } : {}), ...(tunnel ? { tunnel } : {}) });
}

/** What tells the database behind one DSN from another, besides the DSN: seen from elsewhere a host may be another one. */
export function waysBeside({ ssh, schemas }: Pick<WaySettings, 'ssh' | 'schemas'>): readonly string[] {
  return [...(ssh ? [`ssh ${ssh.user ?? ''}@${ssh.host}:${ssh.port ?? 22} ${ssh.jump?.host ?? ''}`] : []), ...(schemas ? [JSON.stringify(schemas)] : [])];
}

async function onePassword({ passwordFile: path, passwordCommand: command, passwordLifetimeMs: lifetimeMs }: WaySettings, baseFolder: string): Promise<WayOptions['passwordOf']> {
  if (path === undefined && !command) return undefined;
  const source = command
    ? (await import('./password-command.ts')).passwordCommand({ command, lifetimeMs, workingFolder: baseFolder })
    : (await import('./password-file.ts')).passwordFile(resolve(baseFolder, path ?? ''));
  const password = new RenewedPassword(source);
  return () => password;
}

/** A token may be signed for the host that takes it. */
async function tokens(settings: TokenSettings, hosts: WayOptions['hosts']): Promise<WayOptions['passwordOf']> {
  const { tokenSource } = await import('./tokens/open.ts');
  const byPlace = new Map<string, RenewedPassword>();
  for (const host of hosts) byPlace.set(placeOf(host), new RenewedPassword(await tokenSource(settings, host)));
  return (host) => byPlace.get(placeOf(host));
}

/** Servers take tokens as they are, so that nobody in between may read them: a cloud's own proxy on this machine aside. */
function withToken(host: ConnectionSettings): ConnectionSettings {
  const isHere = host.socketPath !== undefined || isLoopback(host.host);
  if (!isHere && (host.tls?.mode ?? 'disable') === 'disable') {
    throw new Failure('BAD_CONFIG', 'passwordToken is given without TLS, and whoever listened could use the token', { hints: ['Add ?sslmode=verify-full to the DSN, or tls with the authority of that cloud as ca.'] });
  }
  return { ...host, passwordIsToken: true };
}
