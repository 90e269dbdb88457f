import net, { type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A wire between Vigie and Asterisk that a test can cut, or make swallow what goes through it. */
export interface TcpProxy {
  readonly url: string;
  /** Where it leads; null: nobody is there (connections are closed at once). */
  leadTo(port: number | null): void;
  /** From now on nothing reaches Vigie on the websockets open now, which stay open: half-open, or a hung reader. */
  deafenWebsockets(): void;
}

/** Listens on a free port until the test ends. */
export async function tcpProxy(port: number | null): Promise<TcpProxy> {
  let target = port;
  const sockets = new Set<Socket>();
  const websockets = new Set<Socket>();
  const server = net.createServer((near) => {
    if (target === null) return void near.destroy();
    const far = net.connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        websockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (part: Buffer) => {
      if (/^upgrade: websocket/im.test(part.toString('latin1'))) websockets.add(far);
      far.write(part);
    });
    far.on('data', (part: Buffer) => near.write(part));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(given) {
      target = given;
    },
    deafenWebsockets() {
      for (const far of websockets) far.pause();
    },
  };
}
