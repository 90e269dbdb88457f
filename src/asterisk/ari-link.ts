import type { Client } from 'ari-client';
import type { LinkTrouble } from '../domain/notice/alarm-detail.ts';
import { spreadDoublingMs } from '../runtime/back-off.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, type Result } from '../runtime/result.ts';
import type { AriAddress } from './ari-address.ts';
import { type AriConnection, type LinkFailure, openConnection } from './ari-connection.ts';
import { type AriEvent, readEvent } from './ari-events.ts';
import type { AriProblem } from './ari-requests.ts';

const RECONNECT = { firstMs: 250, longestMs: 15_000 };

/** `replaced`: another client has our application's name. Final: taking it back would only start a quarrel. */
export type LinkState = 'connecting' | 'connected' | 'lost' | 'replaced';

export interface LinkReport {
  readonly state: LinkState;
  /** Why, for the log; never holds credentials. */
  readonly detail: string;
  /** Why it was lost. */
  readonly trouble?: LinkTrouble;
}

export interface AriLinkOptions {
  readonly address: AriAddress;
  readonly clock: Clock;
  /** In [0, 1), for the jitter of reconnection. */
  readonly random: () => number;
  readonly report: (report: LinkReport) => void;
  /** Whether another Vigie serves the application, which a connection of ours would take away from it. */
  readonly isServed?: () => Promise<boolean>;
  /** Told how long each answer took; `result` is `ok`, or the kind of problem. */
  readonly onAnswer?: (seconds: number, result: string) => void;
  /** A handler threw: a bug. Whoever composes the process ends it. */
  readonly crash: (error: unknown) => void;
}

/** The connection to Asterisk, kept up for ever: every life is a fresh client. */
export interface AriLink {
  start(): void;
  stop(): void;
  /** Adds a listener; before `start`, or it misses the first events. */
  onEvent(listener: (event: AriEvent) => void): void;
  /** Gives the connection up, for a reason that only its user can see, and makes a fresh one. */
  renew(reason: string): void;
  /** Settles within its limit, whatever happens to the connection. Rejects only for a bug. */
  request<T>(
    operation: (client: Client) => Promise<T>,
    limitSeconds?: number,
  ): Promise<Result<T, AriProblem>>;
}

/** Builds the link; nothing is opened before `start`. */
export function createAriLink(options: AriLinkOptions): AriLink {
  const { address, clock, random, report, isServed = async () => false, crash } = options;
  const listeners: ((event: AriEvent) => void)[] = [];
  let connection: AriConnection | null = null;
  let retry: Timer | null = null;
  let failures = 0;
  let ended = true;

  async function connect(): Promise<void> {
    report({ state: 'connecting', detail: address.url });
    const served = await isServed();
    if (ended) return;
    if (served) return replaced(servedText(address));
    const opened = await openConnection(address, clock);
    if (ended) {
      if (opened.ok) opened.value.close();
      return;
    }
    if (!opened.ok) return lost(opened.error);
    hold(opened.value);
  }

  function hold(opened: AriConnection): void {
    connection = opened;
    failures = 0;
    report({ state: 'connected', detail: address.url });
    opened.listen((text) => receive(opened, text));
    opened.onClosed((failure) => {
      if (connection === opened) lost(failure);
    });
  }

  function lost({ trouble, detail }: LinkFailure): void {
    connection = null;
    report({ state: 'lost', detail, trouble });
    retry = clock.at(clock.now() + spreadDoublingMs(failures, RECONNECT, random()), begin);
    failures += 1;
  }

  function begin(): void {
    connect().catch(crash);
  }

  function receive(from: AriConnection, text: string): void {
    if (from !== connection) return;
    const event = readEvent(text);
    if (event === null) return from.close();
    if (event.type === 'unknown') return;
    if (event.type === 'ApplicationReplaced') return replaced(takenText(address));
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        crash(error);
      }
    }
  }

  function replaced(detail: string): void {
    end();
    report({ state: 'replaced', detail });
  }

  function end(): void {
    ended = true;
    retry?.cancel();
    const last = connection;
    connection = null;
    last?.close();
  }

  return {
    start() {
      ended = false;
      begin();
    },
    stop: end,
    onEvent(listener) {
      listeners.push(listener);
    },
    renew(reason) {
      const deaf = connection;
      if (!deaf) return;
      lost({ trouble: { code: 'link-silent' }, detail: reason });
      deaf.close();
    },
    request(operation, limitSeconds) {
      const current = connection;
      if (!current) {
        return Promise.resolve(
          fail({ kind: 'unavailable', detail: 'no connection to Asterisk', status: null }),
        );
      }
      const askedAt = clock.now();
      const answered = current.requests.run(() => operation(current.client), limitSeconds);
      if (options.onAnswer === undefined) return answered;
      return answered.then((result) => {
        options.onAnswer?.((clock.now() - askedAt) / SECOND, result.ok ? 'ok' : result.error.kind);
        return result;
      });
    },
  };
}

function takenText({ app }: AriAddress): string {
  return `another client, perhaps a second Vigie, now uses the application name "${app}"`;
}

function servedText({ url, app }: AriAddress): string {
  return `another Vigie serves the application "${app}" of ${url}, and gives proof of life: stop it first, or start this one with --take-over`;
}
