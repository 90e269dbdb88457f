import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { ariDescription } from './ari-description.ts';

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Speaks ARI over real HTTP and a real websocket, and fails in the ways a test asks for. */
export class MisbehavingAri {
  /** Each request as `METHOD /path?query`, the API description left out. */
  readonly requests: string[] = [];
  /** Their addresses as they came, still encoded. */
  readonly asked: string[] = [];
  readonly bodies: string[] = [];
  readonly sockets = new Set<WebSocket>();
  websocketsOpened = 0;
  /** Most requests being answered at one moment. */
  busiest = 0;
  port = 0;
  /** Answers everything so, the websocket included. */
  everything: number | null = null;
  /** Answers the API description so, after a probe that went well. */
  description: Behaviour | null = null;
  refusesWebsocketsWith: number | null = null;
  private readonly behaviours: { readonly pattern: RegExp; readonly behaviour: Behaviour }[] = [];
  private readonly connections = new Set<Socket>();
  private server: Server | null = null;
  private busy = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens; again on the same port after `stop`. */
  async start(): Promise<void> {
    const server = createServer((request, response) => this.answer(request, response));
    const websockets = new WebSocketServer({ noServer: true });
    server.on('connection', (socket: Socket) => {
      this.connections.add(socket);
      socket.on('close', () => this.connections.delete(socket));
    });
    server.on('upgrade', (request, socket, head) => {
      const refusal = this.refusesWebsocketsWith ?? this.everything;
      if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
      websockets.handleUpgrade(request, socket, head, (websocket) => {
        this.websocketsOpened += 1;
        this.sockets.add(websocket);
        websocket.on('close', () => this.sockets.delete(websocket));
      });
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (!server) return;
    for (const connection of this.connections) connection.destroy();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Requests whose `METHOD /path` matches behave so; the latest given wins. */
  when(pattern: RegExp, behaviour: Behaviour): void {
    this.behaviours.unshift({ pattern, behaviour });
  }

  send(event: object | string): void {
    for (const socket of this.sockets) socket.send(typeof event === 'string' ? event : JSON.stringify(event));
  }

  dropWebsockets(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.busy += 1;
    this.busiest = Math.max(this.busiest, this.busy);
    response.on('close', () => {
      this.busy -= 1;
    });
    if (this.everything !== null) return replies(this.everything, { message: 'No' })(request, response);
    const path = request.url ?? '';
    const file = /^\/ari\/api-docs\/(.+)$/.exec(path)?.[1];
    if (file !== undefined) return this.describe(file, request, response);
    const line = `${request.method} ${decodeURIComponent(path.replace(/^\/ari/, ''))}`;
    this.requests.push(line);
    this.asked.push(path);
    request.setEncoding('utf-8');
    request.on('data', (body: string) => this.bodies.push(body));
    const found = this.behaviours.find(({ pattern }) => pattern.test(line));
    (found?.behaviour ?? replies(200, {}))(request, response);
  }

  private describe(file: string, request: IncomingMessage, response: ServerResponse): void {
    const text = ariDescription(`${this.url}/ari`, file);
    const behaviour = this.description ?? (text ? replies(200, text) : replies(404, {}));
    behaviour(request, response);
  }
}

export function replies(status: number, body: object | string): Behaviour {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

export const resets: Behaviour = (request) => request.socket.resetAndDestroy();

export const neverAnswers: Behaviour = () => undefined;
