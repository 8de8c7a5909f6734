import { readFileSync } from 'node:fs';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { Failure } from '../core/errors.ts';

/** TLS as libpq's sslmode understands it; paths are absolute. */
export interface TlsOptions {
  readonly mode: 'disable' | 'require' | 'verify-ca' | 'verify-full';
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name that the certificate must have, where it is not that of the host. */
  readonly servername?: string;
}

export interface TlsSettings {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/** What the drivers hand to node:tls, or undefined for a plain connection. `verify-ca` checks the chain but not the name. */
export function tlsSettings(options: TlsOptions | undefined): TlsSettings | undefined {
  if (!options || options.mode === 'disable') return undefined;
  const { ca, cert, key } = { ca: pem(options.ca, 'ca'), cert: pem(options.cert, 'cert'), key: pem(options.key, 'key') };
  return {
    rejectUnauthorized: options.mode !== 'require',
    ...(ca ? { ca } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key } : {}),
    ...identityCheckOf(options),
  };
}

function identityCheckOf({ mode, servername }: TlsOptions): Pick<TlsSettings, 'checkServerIdentity'> {
  if (mode === 'verify-ca') return { checkServerIdentity: () => undefined };
  return servername === undefined ? {} : { checkServerIdentity: (_, certificate) => checkServerIdentity(servername, certificate) };
}

function pem(path: string | undefined, name: string): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Failure('BAD_CONFIG', `tls.${name}: the file ${path} can't be read`, { cause: error });
  }
}
