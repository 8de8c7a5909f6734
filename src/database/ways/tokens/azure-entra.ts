import type { PasswordSource } from '../password.ts';
import { loadOptional, withoutToken } from './optional.ts';
import type { TokenSettings } from './settings.ts';

/** What tokens for the servers of databases that Azure runs are issued for. */
const scope = 'https://ossrdbms-aad.database.windows.net/.default';

/**
 * A token of Entra for whom the machine acts as: environment, workload or managed identity, or a developer's sign-in. The library
 * keeps those of a managed identity itself, and gives the same until it is about to expire.
 */
export async function azureEntra(settings: TokenSettings): Promise<PasswordSource> {
  const { DefaultAzureCredential } = await loadOptional('@azure/identity', () => import('@azure/identity'));
  const clientId = settings.from === 'azure-entra' ? settings.clientId : undefined;
  const credential = new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
  return {
    fetch: async (signal) => {
      const { token, expiresOnTimestamp } = await credential.getToken(scope, { abortSignal: signal }).catch(withoutToken);
      return { password: token, expiresAt: expiresOnTimestamp };
    },
  };
}
