import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../runtime/result.ts';
import { createSite } from './site.ts';
import type { WebDependencies } from './web-dependencies.ts';

export interface WebServer {
  /** Where it listens, with the port it was given when 0 was asked for. */
  readonly url: string;
  close(): Promise<void>;
}

export interface WebServerDependencies extends WebDependencies {
  readonly host: string;
  readonly port: number;
}

/** Starts to listen, or says why it cannot (port taken, no such address). */
export async function startWebServer(
  dependencies: WebServerDependencies,
): Promise<Result<WebServer, string>> {
  const { host, port } = dependencies;
  const site = createSite(dependencies);
  const server = createServer(site.app);
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
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    close: async () => {
      site.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  });
}
