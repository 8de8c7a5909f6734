import { digest } from '../std/digest.ts';

/**
 * The same for the same database and user, wherever it is opened, and without its secrets: replicas that are configured alike
 * share what they learn, and two databases of one name never do.
 */
export function databaseIdentity(dsn: string): string {
  const bare = dsn
    .replace(/^([a-z]+:\/\/[^/@:]*):[^@/]*@/i, '$1@')
    .replace(/([?&])(password|pass|pwd|sslkey|sslpassword)=[^&]*/gi, '$1')
    .replace(/^(postgresql|mariadb):/i, (scheme) => (scheme.toLowerCase() === 'mariadb:' ? 'mysql:' : 'postgres:'));
  return digest(bare);
}
