/** An SSH server and how to sign in there, as configured. Paths may be relative to the configuration's folder. */
export interface SshServer {
  readonly host: string;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly key?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly password?: string | undefined;
  /** True: the one of SSH_AUTH_SOCK. */
  readonly agent?: boolean | string | undefined;
}

export interface SshSettings extends SshServer {
  readonly jump?: SshServer | undefined;
  readonly knownHosts?: string | undefined;
}
