import type { PasswordSource } from '../password.ts';
import type { TokenSettings, TokenTarget } from './settings.ts';

type Make = (settings: TokenSettings, target: TokenTarget) => Promise<PasswordSource>;

const sources: Readonly<Record<TokenSettings['from'], Make>> = {
  'aws-rds': async (settings, target) => (await import('./aws-rds.ts')).awsRds(settings, target),
  'google-cloud-sql': async () => (await import('./google-cloud-sql.ts')).googleCloudSql(),
  'azure-entra': async (settings) => (await import('./azure-entra.ts')).azureEntra(settings),
};

/** The token of a cloud as a password. Its library is loaded where it is configured. */
export function tokenSource(settings: TokenSettings, target: TokenTarget): Promise<PasswordSource> {
  return sources[settings.from](settings, target);
}
