import type { PasswordSource } from '../password.ts';
import { loadOptional, withoutToken } from './optional.ts';
import type { TokenSettings, TokenTarget } from './settings.ts';

/** A token of RDS signs people in for 15 minutes; a connection goes on after that. */
const lifetimeMs = 15 * 60_000;

/** Signed here with the credentials of AWS that this machine has; nothing is sent for it, but where the credentials themselves are fetched. */
export async function awsRds(settings: TokenSettings, { host, port, user }: TokenTarget): Promise<PasswordSource> {
  const { Signer } = await loadOptional('@aws-sdk/rds-signer', () => import('@aws-sdk/rds-signer'));
  const region = settings.from === 'aws-rds' ? settings.region : undefined;
  const signer = new Signer({ hostname: host, port, username: user, ...(region === undefined ? {} : { region }) });
  return {
    fetch: async () => {
      const fetchedAt = Date.now();
      const password = await signer.getAuthToken().catch(withoutToken);
      return { password, expiresAt: fetchedAt + lifetimeMs };
    },
  };
}
