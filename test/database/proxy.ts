import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  readonly port: number;
  /** Cuts every connection and refuses new ones, as a server that went down. */
  goDown(): void;
  comeBack(): Promise<void>;
}

/** A TCP proxy on the loopback interface, to take a server down without stopping it. */
export async function proxyTo(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [[socket, upstream], [upstream, socket]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const goDown = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(goDown);
  return { port, goDown, comeBack: () => listen(port) };
}
