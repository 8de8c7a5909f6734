/** What a client is told with a refusal, in WWW-Authenticate (RFC 6750, section 3). */
export interface Challenge {
  readonly status: 401 | 403 | 503;
  readonly message: string;
  readonly error?: 'invalid_token' | 'insufficient_scope';
  /** What a token must allow. */
  readonly scope?: string;
}

/** `metadata` is where the metadata of the protected resource are (RFC 9728, section 5.1). */
export function challengeHeaders({ status, error, message, scope }: Challenge, metadata: string | undefined): Record<string, string> {
  if (status === 503) return { 'retry-after': '5' };
  const parameters = { realm: 'nl2sql-mcp', error, error_description: error && message, scope, resource_metadata: metadata };
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value.replace(/[^\x20-\x7e]|["\\]/g, "'")}"`]));
  return { 'www-authenticate': `Bearer ${given.join(', ')}` };
}
