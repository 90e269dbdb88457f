import { createRequire } from 'node:module';
import type { Client } from 'ari-client';
import type { WebSocket } from 'ws';
import { basicAuthorization } from './ari-address.ts';
import { AriRefused, AriUnreachable, exchange, type HttpReply, type HttpRequest } from './ari-http.ts';

/**
 * The private parts of ari-client 2.2.0 (its last release) and of the swagger-client it carries that Vigie has to
 * touch to make their defects harmless. Nothing outside this file knows them.
 */
interface ClientInternals {
  /** Set, synchronously, by `start`. */
  readonly _ws?: WebSocket;
  /** "The close is wanted": true keeps ari-client from reconnecting by itself. */
  _wsClosed: boolean;
}

interface SwaggerRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly on: {
    response(reply: SwaggerReply): void;
    error(error: AriRefused | AriUnreachable): void;
  };
}

interface SwaggerReply {
  readonly status: number;
  readonly data: Buffer;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

interface SwaggerModule {
  readonly SwaggerHttp: { prototype: { execute(request: SwaggerRequest): void } };
  readonly PasswordAuthorization: {
    prototype: { apply(this: Credentials, request: Pick<SwaggerRequest, 'headers'>): boolean };
  };
}

/**
 * Puts our HTTP under ari-client, in the one place where swagger-client sends requests. Its own never settles a
 * request whose connection is refused or reset, hides the status of a refusal, and opens a connection per request.
 * Safe to call again; process-wide, as swagger-client's credentials are.
 */
export function repairAriClient(): void {
  const requireAsAriClient = createRequire(createRequire(import.meta.url).resolve('ari-client'));
  const swagger = requireAsAriClient('swagger-client') as SwaggerModule;
  swagger.SwaggerHttp.prototype.execute = execute;
  // Its own encodes by way of the deprecated Buffer(), for which Node looks at the stack each time: 3 % of a busy service.
  swagger.PasswordAuthorization.prototype.apply = function (request) {
    request.headers.Authorization = basicAuthorization(this);
    return true;
  };
  // swagger-client leaks a global `log` and prints a deprecation notice through it at every connection.
  Object.assign(globalThis, { log: () => undefined });
}

function execute(request: SwaggerRequest): void {
  exchange(toHttp(request)).then(
    (reply) => deliver(request, reply),
    (error: unknown) => refuse(request, asAriError(error)),
  );
}

function toHttp(request: SwaggerRequest): HttpRequest {
  const { url, headers, body } = request;
  return { url, method: request.method.toUpperCase(), headers, body: body ?? null };
}

/** swagger-client parses the answer in this callback: unreadable text throws, and must settle the request all the same. */
function deliver(request: SwaggerRequest, reply: HttpReply): void {
  try {
    request.on.response({ status: reply.status, data: reply.body });
  } catch (error) {
    refuse(
      request,
      new AriUnreachable(`unreadable answer: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/** While the API is being loaded, swagger-client reports a failure to `connect` and then throws the same text as a string. */
function refuse(request: SwaggerRequest, error: AriRefused | AriUnreachable): void {
  try {
    request.on.error(error);
  } catch (thrown) {
    if (typeof thrown !== 'string') throw thrown;
  }
}

function asAriError(error: unknown): AriRefused | AriUnreachable {
  if (error instanceof AriRefused || error instanceof AriUnreachable) return error;
  throw error;
}

/**
 * Starts the client's websocket and takes it over. ari-client would stop dispatching for good after an event type
 * it does not know or a handler that throws, build objects for every event, and give up reconnecting after 43 s:
 * so its reader is removed and its reconnection never begins.
 */
export function startSocket(client: Client, app: string): WebSocket {
  // With its reconnection off, this promise can only fail for an address that is no address, which `connect`
  // would not have passed; and its text would carry that address, credentials included.
  client.start(app).catch(() => undefined);
  const internals = client as unknown as ClientInternals;
  const socket = internals._ws;
  if (!socket) throw new Error('ari-client opened no websocket');
  internals._wsClosed = true;
  socket.removeAllListeners('message');
  return socket;
}
