import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Health, healthPage } from './health.ts';

export interface WebServer {
  /** Where it listens, with the port it was given when 0 was asked for. */
  readonly url: string;
  close(): Promise<void>;
}

export interface WebServerNeeds {
  readonly host: string;
  readonly port: number;
  readonly health: () => Health | Promise<Health>;
  /** For those who have a link or a signature, and no log-in. */
  readonly open: readonly Router[];
}

/** Starts to listen, or says why it cannot (port taken, no such address). */
export async function startWebServer({
  host,
  port,
  health,
  open,
}: WebServerNeeds): Promise<Result<WebServer, string>> {
  const server = createServer(routes(health, open));
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    return fail(
      `cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const address = server.address() as AddressInfo;
  return ok({
    url: `http://${host}:${address.port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  });
}

/** Every route, readable from top to bottom. */
function routes(health: WebServerNeeds['health'], open: readonly Router[]) {
  const app = express();
  app.disable('x-powered-by');
  app.get('/health', healthPage(health));
  for (const router of open) app.use(router);
  return app;
}
