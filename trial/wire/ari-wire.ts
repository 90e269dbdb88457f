import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** What happens to an event on its way: `pass` it on once, several times, later, or never. */
export type Mangler = (event: string, pass: (event: string) => void) => void;

/** A wire between Vigie and ARI that can be cut, and that can lie. `mend` undoes everything. */
export interface AriWire {
  readonly url: string;
  /** Every connection is closed, and new ones are too. */
  cut(): void;
  /** Half-open: what is open stays open, what is opened is accepted, and nothing passes. */
  freeze(): void;
  /** Nothing of Asterisk reaches the websockets open now; requests pass. */
  deafen(): void;
  /** Responses come this much later. */
  slow(milliseconds: number): void;
  /** Requests whose `METHOD /path` matches never reach Asterisk; they are answered so, or not at all. */
  refuse(status: number | 'never', which?: RegExp): void;
  closeWebsockets(): void;
  /** An event that Asterisk did not send. */
  inject(event: object): void;
  mangle(mangler: Mangler): void;
  mend(): void;
  stop(): Promise<void>;
}

interface Trouble {
  cut: boolean;
  frozen: boolean;
  slowMs: number;
  refusal: { readonly status: number | 'never'; readonly which: RegExp } | null;
  mangler: Mangler | null;
}

const NO_TROUBLE: Trouble = { cut: false, frozen: false, slowMs: 0, refusal: null, mangler: null };

/** A wire to the ARI at `farUrl`, on a free port. */
export async function startAriWire(farUrl: string): Promise<AriWire> {
  const far = new URL(farUrl);
  const agent = new http.Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const websockets = new Map<WebSocket, { deaf: boolean }>();
  /** Open while nothing passed: such a connection never comes to life again. */
  const doomed = new Set<Socket>();
  let trouble = { ...NO_TROUBLE };

  const server = http.createServer(request);
  server.on('connection', (socket) => {
    if (trouble.cut) return void socket.destroy();
    if (trouble.frozen) doomed.add(socket);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      doomed.delete(socket);
    });
  });
  const upgrades = new WebSocketServer({ noServer: true });
  server.on('upgrade', (incoming, socket, head) => {
    if (trouble.frozen) return;
    if (trouble.refusal?.status === 'never') return;
    // Who asks is said in a header.
    const { authorization } = incoming.headers;
    const behind = new WebSocket(`ws://${far.host}${incoming.url ?? '/'}`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    behind.on('error', () => socket.destroy());
    // Not before Asterisk has opened it: from then on it knows the application.
    behind.on('open', () =>
      upgrades.handleUpgrade(incoming, socket, head, (near) => joinWebsockets(near, behind)),
    );
    socket.on('close', () => behind.terminate());
  });

  function request(incoming: IncomingMessage, response: ServerResponse): void {
    if (trouble.frozen) return;
    const { refusal, slowMs } = trouble;
    const line = `${incoming.method} ${decodeURIComponent(incoming.url ?? '').replace(/^\/ari/, '')}`;
    if (refusal?.which.test(line)) {
      incoming.resume();
      if (refusal.status === 'never') return;
      response.writeHead(refusal.status, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ message: 'refused by the wire' }));
    }
    const { method, headers, url: path } = incoming;
    const outgoing = http.request(
      { host: far.hostname, port: far.port, method, headers, path, agent },
      (answer) => {
        const reply = () => {
          if (trouble.frozen || trouble.cut) return void answer.resume();
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        };
        if (slowMs > 0) setTimeout(reply, slowMs);
        else reply();
      },
    );
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  }

  function joinWebsockets(near: WebSocket, behind: WebSocket): void {
    const state = { deaf: false };
    websockets.set(near, state);
    const pass = (event: string) => {
      if (near.readyState === WebSocket.OPEN && !trouble.frozen && !state.deaf) near.send(event);
    };
    behind.on('message', (data) => {
      const event = data.toString();
      if (trouble.mangler) trouble.mangler(event, pass);
      else pass(event);
    });
    for (const [one, other] of [
      [near, behind],
      [behind, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        websockets.delete(near);
        other.terminate();
      });
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      trouble.cut = true;
      for (const socket of sockets) socket.destroy();
    },
    freeze() {
      trouble.frozen = true;
      for (const socket of sockets) doomed.add(socket);
    },
    deafen() {
      for (const state of websockets.values()) state.deaf = true;
    },
    slow(milliseconds) {
      trouble.slowMs = milliseconds;
    },
    refuse(status, which = /./) {
      trouble.refusal = { status, which };
    },
    closeWebsockets() {
      for (const near of websockets.keys()) near.terminate();
    },
    inject(event) {
      for (const near of websockets.keys()) near.send(JSON.stringify(event));
    },
    mangle(mangler) {
      trouble.mangler = mangler;
    },
    mend() {
      trouble = { ...NO_TROUBLE };
      for (const socket of doomed) socket.destroy();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Every event comes twice. */
export const twice: Mangler = (event, pass) => {
  pass(event);
  pass(event);
};

/** Events that come within `withinMs` of each other come in another order. `chance` is in [0, 1). */
export function shuffled(withinMs: number, chance: () => number): Mangler {
  let held: string[] = [];
  return (event, pass) => {
    held.splice(Math.floor(chance() * (held.length + 1)), 0, event);
    if (held.length > 1) return;
    setTimeout(() => {
      const all = held;
      held = [];
      for (const one of all) pass(one);
    }, withinMs);
  };
}
