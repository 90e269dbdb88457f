import { createRequire } from 'node:module';
import { basicAuthorization } from './ari-address.ts';
import { AriRefused, AriUnreachable, exchange, type HttpReply, type HttpRequest } from './ari-http.ts';

/** Where ARI describes itself. */
const DESCRIPTION = '/ari/api-docs/';

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
 * Puts our HTTP under ari-client 2.2.0 (its last release), in the one place where the swagger-client that it carries
 * sends requests. Its own never settles a request whose connection is refused or reset, hides the status of a refusal,
 * opens a connection per request, and knows no certificates but the machine's. Nothing outside this file knows its
 * private parts. Safe to call again; process-wide, as swagger-client's credentials are.
 */
export function repairAriClient(ca: string | null): void {
  const requireAsAriClient = createRequire(createRequire(import.meta.url).resolve('ari-client'));
  const swagger = requireAsAriClient('swagger-client') as SwaggerModule;
  swagger.SwaggerHttp.prototype.execute = (request) => execute(request, ca);
  // Its own encodes by way of the deprecated Buffer(), for which Node looks at the stack each time: 3 % of a busy service.
  swagger.PasswordAuthorization.prototype.apply = function (request) {
    request.headers.Authorization = basicAuthorization(this);
    return true;
  };
  // swagger-client leaks a global `log` and prints a deprecation notice through it at every connection.
  Object.assign(globalThis, { log: () => undefined });
}

function execute(request: SwaggerRequest, ca: string | null): void {
  exchange(toHttp(request, ca)).then(
    (reply) => deliver(request, reply),
    (error: unknown) => refuse(request, asAriError(error)),
  );
}

function toHttp(request: SwaggerRequest, ca: string | null): HttpRequest {
  const { url, headers, body } = request;
  return { url, method: request.method.toUpperCase(), headers, body: body ?? null, ca };
}

/** swagger-client parses the answer in this callback: unreadable text throws, and must settle the request all the same. */
function deliver(request: SwaggerRequest, reply: HttpReply): void {
  try {
    request.on.response({ status: reply.status, data: readAsAsked(request.url, reply.body) });
  } catch (error) {
    refuse(
      request,
      new AriUnreachable(`unreadable answer: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/**
 * The description says where the API is: always by http, over TLS too, and by the name in `Host`, which a proxy may have
 * changed (measured on 22.10.1). swagger-client would follow it; the API is where its description was read.
 */
function readAsAsked(asked: string, body: Buffer): Buffer {
  const { origin, pathname } = new URL(asked);
  if (!pathname.startsWith(DESCRIPTION)) return body;
  const description = JSON.parse(body.toString('utf-8')) as object;
  return Buffer.from(JSON.stringify({ ...description, basePath: `${origin}/ari` }));
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
