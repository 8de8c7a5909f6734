import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer } from '../server.ts';
import type { ServerOptions } from '../server-options.ts';

/** Serves both protocol eras over stdin and stdout until the host closes stdin; resolves then. */
export function serveOverStdio(options: ServerOptions): Promise<void> {
  return new Promise((resolve) => {
    const handle = serveStdio(() => createServer({ ...options, staysConnected: true }), { onerror: (error) => process.stderr.write(`protocol error: ${error.message}\n`) });
    process.stdin.once('end', () => void handle.close().finally(resolve));
    process.stdin.once('close', () => resolve());
  });
}
