import { scopes } from '../../core/caller.ts';
import { type Route, sendJson } from '../route.ts';
import type { OAuthOptions } from './options.ts';

const wellKnown = '/.well-known/oauth-protected-resource';

/** Between the host and the path of the resource (RFC 9728, section 3.1). */
export function metadataAddress(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${wellKnown}${pathname === '/' ? '' : pathname}`;
}

/** Metadata of the protected resource (RFC 9728, section 2), where the standard has them and, for a proxy that cuts the path, at the root. Scopes of one database are not listed: its name is not for everyone. */
export function metadataRoutes({ resource, issuer }: OAuthOptions): Route[] {
  const metadata = { resource, authorization_servers: [issuer], scopes_supported: scopes, bearer_methods_supported: ['header'], resource_name: 'nl2sql-mcp' };
  const paths = new Set([new URL(metadataAddress(resource)).pathname, `${wellKnown}/mcp`, wellKnown]);
  // Clients in a browser read it from other origins; it holds nothing that is not for everyone.
  const headers = { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' };
  return [...paths].map((path) => ({ methods: ['GET', 'HEAD'], path, authenticated: false, handle: async ({ response }) => sendJson(response, 200, metadata, headers) }));
}
