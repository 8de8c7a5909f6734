import type { PasswordSource } from '../password.ts';
import { loadOptional, withoutToken } from './optional.ts';

const scope = 'https://www.googleapis.com/auth/sqlservice.login';
/** Where the library does not say when a token ends. */
const lifetimeMs = 5 * 60_000;

/** An access token of the service account or the person that the machine acts as (application default credentials). */
export async function googleCloudSql(): Promise<PasswordSource> {
  const { GoogleAuth } = await loadOptional('google-auth-library', () => import('google-auth-library'));
  return {
    fetch: async () => {
      // A client of its own keeps its token until it expires, and gives the same again where that was refused.
      const client = await new GoogleAuth({ scopes: [scope] }).getClient().catch(withoutToken);
      const { token } = await client.getAccessToken().catch(withoutToken);
      if (typeof token !== 'string' || token === '') return withoutToken(new Error('an empty token'));
      return { password: token, expiresAt: client.credentials.expiry_date ?? Date.now() + lifetimeMs };
    },
  };
}
