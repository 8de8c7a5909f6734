import { readFileSync } from 'node:fs';

/** The version in package.json, which stands two folders above this module, in `src` and in `dist` alike. */
export function version(): string {
  const packageFile = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return packageFile.version;
}
