import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** The DSN of what lies behind it, through it. */
  readonly url: string;
  /** Cuts every connection and refuses new ones, as a server that went down. */
  goDown(): void;
  comeBack(): Promise<void>;
  /** Cuts every connection; new ones are taken. */
  cut(): void;
  /** Takes connections and bytes and passes nothing on, as a network that drops packets or a server that hangs. */
  hang(): void;
  resume(): void;
  /** Cuts each new connection once the server has sent so many bytes over it. */
  cutAfter(bytes: number): void;
  /** Connections that clients hold open to it. */
  open(): number;
}

/** A TCP proxy on the loopback interface, to make a server fail without touching it. */
export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let hangs = false;
  let bytesMax = Infinity;
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    let sent = 0;
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    upstream.on('data', (chunk) => {
      sent += chunk.length;
      if (sent >= bytesMax) socket.resetAndDestroy();
    });
    for (const [one, other] of [[socket, upstream], [upstream, socket]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
      if (hangs) one.pause();
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const goDown = () => {
    server.close();
    cut();
  };
  target.port = String(port);
  const through = target.href;
  target.port = new URL(url).port;
  return {
    port,
    url: through,
    goDown,
    cut,
    comeBack: () => listen(port),
    hang: () => {
      hangs = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      hangs = false;
      for (const socket of sockets) socket.resume();
    },
    cutAfter: (bytes) => (bytesMax = bytes),
    open: () => clients.size,
  };
}
