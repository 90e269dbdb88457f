import dgram from 'node:dgram';
import net from 'node:net';

/**
 * Below the range from which Linux takes ports for outgoing connections (32768 and up), so that nothing takes one
 * between our look and the program's bind.
 */
const LOWEST = 20_000;
const HIGHEST = 31_000;

/** The first of `count` neighbouring ports that are free on 127.0.0.1, for UDP and TCP alike. */
export async function freePorts(count = 1): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    // Even: RTP wants it so.
    const first = 2 * Math.floor((LOWEST + Math.random() * (HIGHEST - LOWEST - count)) / 2);
    if (await allFree(first, count)) return first;
  }
  throw new Error(`no ${count} neighbouring free ports between ${LOWEST} and ${HIGHEST}`);
}

async function allFree(first: number, count: number): Promise<boolean> {
  for (let port = first; port < first + count; port += 1) {
    if (!(await udpIsFree(port)) || !(await tcpIsFree(port))) return false;
  }
  return true;
}

function udpIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.on('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}

function tcpIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
