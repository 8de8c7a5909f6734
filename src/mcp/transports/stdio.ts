import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { createServer } from '../server.ts';
import type { ServerOptions } from '../server-options.ts';

/**
 * Serves both protocol eras over stdin and stdout until the host closes either, or sends what can't be read; resolves then. The
 * transport stops reading where it breaks, and would not see stdin end: its own end is the end.
 */
export function serveOverStdio(options: ServerOptions): Promise<void> {
  return new Promise((resolve) => {
    const transport = new EndingTransport(resolve);
    const handle = serveStdio(() => createServer({ ...options, staysConnected: true }), { transport, onerror: (error) => report(`protocol error: ${error.message}`) });
    process.stdin.once('end', () => void handle.close().finally(resolve));
    process.stdin.once('close', () => resolve());
  });
}

class EndingTransport extends StdioServerTransport {
  readonly #ended: () => void;

  constructor(ended: () => void) {
    super();
    this.#ended = ended;
  }

  override async close(): Promise<void> {
    await super.close();
    this.#ended();
  }
}

/** Where stderr is gone too, there is nobody to tell. */
function report(message: string): void {
  process.stderr.write(`${message}\n`, () => undefined);
}
