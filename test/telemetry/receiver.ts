import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly path: string;
  readonly body: string;
  /** The status that the sender gets; until it is called the sender waits. */
  readonly reply: (status: number) => void;
}

/** An HTTP server of the loopback interface that hands on what it is sent; gives its origin. */
export function receiver(handle: (received: Received) => void): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handle({ path: request.url ?? '', body: Buffer.concat(chunks).toString(), reply: (status) => void response.writeHead(status, { 'content-type': 'application/json' }).end('{}') }));
  });
  onTestFinished(() => server.close().closeAllConnections());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
}
