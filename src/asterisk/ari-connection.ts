import { type Client, connect } from 'ari-client';
import { WebSocket } from 'ws';
import type { LinkTrouble } from '../domain/notice/alarm-detail.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { within } from '../runtime/time-limit.ts';
import { type AriAddress, ariQuestion, withoutCredentials } from './ari-address.ts';
import { repairAriClient } from './ari-client-repairs.ts';
import { EVENT_TYPES } from './ari-events.ts';
import { AriRefused, AriUnreachable, exchange } from './ari-http.ts';
import { type AriRequests, createAriRequests, REQUEST_SECONDS } from './ari-requests.ts';
import { withQuickRequests } from './call-requests.ts';

/** ari-client reads a dozen API documents before it is ready. */
const LOADING_SECONDS = 10;

/** Why there is no connection. `detail` is for the log; it never holds credentials. */
export interface LinkFailure {
  readonly trouble: LinkTrouble;
  readonly detail: string;
}

function failure(code: LinkTrouble['code'], detail: string): LinkFailure {
  return { trouble: { code }, detail };
}

function failed(code: LinkTrouble['code'], detail: string): Result<never, LinkFailure> {
  return fail(failure(code, detail));
}

/** One life of the connection: never revived, replaced by a new one. */
export interface AriConnection {
  readonly client: Client;
  readonly requests: AriRequests;
  /** Hands over messages from the first one on; those that came earlier are kept and come first. */
  listen(onMessage: (text: string) => void): void;
  /** Called once, also when the connection is already gone. */
  onClosed(closed: (failure: LinkFailure) => void): void;
  close(): void;
}

/** Opens the whole of it: ARI answers, the API is read, the websocket is up, the event filter set. Or says why not. */
export async function openConnection(
  address: AriAddress,
  clock: Clock,
): Promise<Result<AriConnection, LinkFailure>> {
  const refusal = await probe(address);
  if (refusal !== null) return fail(refusal);
  const client = await loadClient(address, clock);
  if (!client.ok) return client;
  const socket = await openSocket(address, clock);
  if (!socket.ok) return socket;
  const connection = holdConnection(withQuickRequests(client.value, address), socket.value, clock);
  const filter = { allowed: EVENT_TYPES.map((type) => ({ type })) };
  const filtered = await connection.requests.run(() =>
    connection.client.applications.filter({ applicationName: address.app, filter }),
  );
  if (filtered.ok) return ok(connection);
  connection.close();
  return failed(
    'link-answered-oddly',
    `the event filter was not set: ${withoutCredentials(filtered.error.detail, address)}`,
  );
}

/** Asks ARI itself, so that wrong credentials and an Asterisk that is still starting have clear words of their own. */
async function probe(address: AriAddress): Promise<LinkFailure | null> {
  try {
    await exchange(ariQuestion(address, '/asterisk/info'));
    return null;
  } catch (error) {
    if (error instanceof AriUnreachable)
      return failure('link-not-reached', `Asterisk cannot be reached: ${error.message}`);
    if (error instanceof AriRefused) return probeRefusal(error.status);
    throw error;
  }
}

function probeRefusal(status: number): LinkFailure {
  if (status === 401 || status === 403)
    return failure('link-password-refused', `Asterisk refuses the ARI credentials (${status}): see ari.conf`);
  if (status === 404)
    return failure(
      'link-without-ari',
      'Asterisk answers, but not for ARI (404): it is starting, or ari.conf is not enabled',
    );
  if (status === 503) return failure('link-starting', 'Asterisk is starting or stopping (503)');
  return failure('link-answered-oddly', `Asterisk answers ${status}`);
}

async function loadClient(address: AriAddress, clock: Clock): Promise<Result<Client, LinkFailure>> {
  repairAriClient(address.ca);
  try {
    const loading = Promise.resolve(connect(address.url, address.username, address.password));
    const client = await within(clock, LOADING_SECONDS, loading);
    return client.ok
      ? client
      : failed('link-not-reached', `the ARI description did not come within ${LOADING_SECONDS} s`);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return failed(
      'link-answered-oddly',
      `the ARI description could not be read: ${withoutCredentials(text, address)}`,
    );
  }
}

/**
 * Not by ari-client, which would stop dispatching for good after an event type it does not know or a handler that
 * throws, build objects for every event, give up reconnecting after 43 s, and send the password in the address.
 */
function openSocket(address: AriAddress, clock: Clock): Promise<Result<WebSocket, LinkFailure>> {
  return new Promise((resolve) => {
    const { url, headers, ca } = ariQuestion(address, `/events?app=${encodeURIComponent(address.app)}`);
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers, ...(ca === null ? {} : { ca }) });
    const timer = clock.at(clock.now() + REQUEST_SECONDS * SECOND, () => socket.terminate());
    socket.once('open', () => {
      timer.cancel();
      resolve(ok(socket));
    });
    socket.once('error', (error) => {
      timer.cancel();
      resolve(
        failed(
          'link-websocket-refused',
          `the websocket did not open: ${withoutCredentials(error.message, address)}`,
        ),
      );
    });
  });
}

function holdConnection(client: Client, socket: WebSocket, clock: Clock): AriConnection {
  const requests = createAriRequests(clock);
  const early: string[] = [];
  let receive = (text: string): void => void early.push(text);
  let closedBecause: LinkFailure | null = null;
  let notifyClosed: ((failure: LinkFailure) => void) | null = null;

  socket.on('message', (data) => receive(data.toString()));
  socket.on('close', (code) => {
    closedBecause = failure('link-closed', `the websocket closed (${code})`);
    requests.abandon('the connection to Asterisk is lost');
    notifyClosed?.(closedBecause);
    notifyClosed = null;
  });

  return {
    client,
    requests,
    listen(onMessage) {
      for (const text of early.splice(0)) onMessage(text);
      receive = onMessage;
    },
    onClosed(closed) {
      if (closedBecause !== null) closed(closedBecause);
      else notifyClosed = closed;
    },
    close() {
      requests.abandon('the connection to Asterisk is closed');
      socket.terminate();
    },
  };
}
