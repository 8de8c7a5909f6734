import { createHash, createHmac } from 'node:crypto';

/** What the file of known hosts says of a key (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export type HostKeyVerdict = 'known' | 'unknown' | 'changed' | 'revoked';

interface KnownKey {
  readonly type: string;
  readonly key: string;
  readonly isRevoked: boolean;
}

/** The keys that a host is known by. Lines of certificate authorities are left out: certificates of hosts are not read. */
export class KnownHost {
  readonly #keys: readonly KnownKey[];

  constructor(text: string, host: string, port: number) {
    const name = port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
    this.#keys = text.split('\n').flatMap((line) => keysOf(line, name));
  }

  /** The types of its keys, for a server that has several to show one of these. */
  get types(): readonly string[] {
    return [...new Set(this.#keys.filter(({ isRevoked }) => !isRevoked).map(({ type }) => type))];
  }

  judge(key: Buffer): HostKeyVerdict {
    const [type, text] = [typeOf(key), key.toString('base64')];
    const same = this.#keys.filter((known) => known.key === text);
    if (same.some(({ isRevoked }) => isRevoked)) return 'revoked';
    if (same.length > 0) return 'known';
    return this.#keys.some((known) => known.type === type) ? 'changed' : 'unknown';
  }
}

/** As `ssh-keygen -l` writes it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function keysOf(line: string, name: string): KnownKey[] {
  const fields = line.trim().split(/\s+/);
  const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
  const [hosts = '', type = '', key = ''] = fields;
  if (hosts === '' || hosts.startsWith('#') || key === '' || (marker !== undefined && marker !== '@revoked') || !isAmong(hosts, name)) return [];
  return [{ type, key, isRevoked: marker === '@revoked' }];
}

function isAmong(hosts: string, name: string): boolean {
  const [, salt, hash] = /^\|1\|([^|]+)\|([^|]+)$/.exec(hosts) ?? [];
  if (salt !== undefined) return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
  const patterns = hosts.toLowerCase().split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => matches(pattern, name));
}

function matches(pattern: string, name: string): boolean {
  const literal = pattern.replace(/[\\^$.|+()[\]{}]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${literal}$`).test(name);
}

/** The blob of a key begins with the name of its type. */
function typeOf(key: Buffer): string {
  return key.length < 4 ? '' : key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1');
}
