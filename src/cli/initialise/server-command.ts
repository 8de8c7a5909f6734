import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { version } from '../version.ts';
import type { HostCommand } from '../host-config.ts';

/** How a host starts the server that runs now: this very file, or through npx where npx started it, whose copy may be cleared away. */
export function serverCommand(args: readonly string[], script: string, platform: NodeJS.Platform): HostCommand {
  const path = realpathSync(script);
  if (!path.includes(`${sep}_npx${sep}`)) return { command: process.execPath, args: [path, ...args] };
  const npx = ['-y', `nl2sql-mcp@${version()}`, ...args];
  // Windows starts npx through its shell only.
  return platform === 'win32' ? { command: 'cmd', args: ['/c', 'npx', ...npx] } : { command: 'npx', args: npx };
}
