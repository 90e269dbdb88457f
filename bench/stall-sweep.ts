import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Form } from '../test/web/visitor.ts';
import { createBenchSite, logInto } from './bench-site.ts';
import {
  addressIn,
  collectForms,
  encoded,
  isAsked,
  oddRequests,
  requestsTo,
  type SweepRequest,
} from './hostile-requests.ts';
import { watchLoop } from './loop-watch.ts';

/** What the asking thread is told to ask. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether the answer's body is wanted. */
  readonly keep: boolean;
}

/** What it was answered. */
export interface Told {
  readonly status: number;
  readonly to: string | null;
  readonly body: string;
}

/** A request, and for how long it held the event loop at a stretch. */
export interface Held extends Pick<SweepRequest, 'kind' | 'what' | 'method' | 'path'> {
  readonly heldMs: number;
  readonly status: number;
}

export interface SweepOptions {
  /** Hostile inputs for each route. */
  readonly each: number;
  readonly seed: number;
  readonly limitMs: number;
  /** How often what held the loop for longer is asked again: code that is cold and garbage of others are no request's. */
  readonly again: number;
  /** Only routes whose path holds it. */
  readonly only?: string;
  /** Told of each request as soon as it is measured. */
  readonly onMeasured?: (held: Held) => void;
}

/**
 * Asks for every route, GET and POST, and measures each request alone. Of several tries that were answered alike the shortest
 * counts: what deletes something does so once, and a second try that finds nothing says nothing of the first.
 */
export async function sweep(file: string, calls: number, options: SweepOptions): Promise<readonly Held[]> {
  const { db, reading, stores, site } = createBenchSite(file);
  const server = createServer(site.app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = startAsking(port);
  const origin = `http://127.0.0.1:${port}`;
  const session = async () => {
    const cookie = `vigie=${await logInto(stores.accounts, 'p0')}`;
    const { body } = await ask.ask({
      method: 'GET',
      path: '/account',
      headers: { cookie },
      body: null,
      keep: true,
    });
    return { cookie, csrf: /name="csrf" value="([^"]*)"/.exec(body)?.[1] ?? '' };
  };
  let mine = await session();
  const forms = new Map<string, Form>();
  const watch = watchLoop();

  async function held(request: SweepRequest): Promise<Held> {
    const { method, path, form } = request;
    const own = { cookie: mine.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' };
    const asked: Asked = {
      ...{
        method,
        path,
        headers: { ...own, ...request.headers },
        keep: method === 'GET' && request.kind === 'ordinary',
      },
      body: form === null ? null : encoded({ ...form, csrf: mine.csrf }),
    };
    watch.reset();
    const told = await ask.ask(asked);
    const heldMs = await watch.longest();
    if (asked.keep) collectForms(told.body, path, forms);
    const endsSession = told.to?.startsWith('/log-in') || told.status === 403;
    if (endsSession) mine = await session();
    const { kind, what } = request;
    return {
      kind,
      what,
      method,
      path: path.slice(0, 80),
      status: told.status,
      heldMs,
    };
  }

  async function leastHeld(request: SweepRequest): Promise<Held> {
    let least = await held(request);
    for (let tries = 0; tries < options.again && least.heldMs > options.limitMs; tries += 1) {
      const next = await held(request);
      if (next.status === least.status && next.heldMs < least.heldMs) least = next;
    }
    return least;
  }

  try {
    const found: Held[] = [];
    // Pages first: their forms are what is sent afterwards.
    const { only = '', onMeasured = () => undefined } = options;
    const measured = (held: Held) => {
      found.push(held);
      onMeasured(held);
    };
    const routes = site.routes
      .filter(isAsked)
      .filter((route) => route.path.includes(only))
      .toSorted((a, b) => a.method.localeCompare(b.method));
    for (const method of ['get', 'post'])
      for (const route of routes.filter((one) => one.method === method)) {
        const address = addressIn(route, calls);
        if (method === 'get')
          await held({ kind: 'ordinary', what: '', method: 'GET', path: address, headers: {}, form: null });
        for (const request of requestsTo(route, address, forms.get(`${method} ${address}`), options))
          measured(await leastHeld(request));
      }
    for (const request of oddRequests().filter((odd) => odd.path.includes(only)))
      measured(await leastHeld(request));
    return found.toSorted((a, b) => b.heldMs - a.heldMs);
  } finally {
    watch.end();
    await ask.end();
    site.close();
    server.closeAllConnections();
    server.close();
    await db.destroy();
    await reading.destroy();
  }
}

function startAsking(port: number) {
  const source = JSON.stringify(new URL('./asking-thread.ts', import.meta.url).href);
  const worker = new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`, {
    eval: true,
    workerData: { port },
  });
  return {
    async ask(asked: Asked): Promise<Told> {
      const answered = once(worker, 'message');
      worker.postMessage(asked);
      const [told] = await answered;
      return told;
    },
    end: () => worker.terminate(),
  };
}
