import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { recurringWork } from '../../runtime/recurring-work.ts';
import type { Endpoint, EndpointBoard, EndpointSource } from './endpoints.ts';

/** One request that Asterisk answers at once; a page that says "registered" is at most so much behind. */
const READ_EVERY_SECONDS = 5;

export interface EndpointWatchDependencies {
  readonly source: EndpointSource;
  /** Names of those that calls may ring or dial by. */
  readonly needed: () => Promise<ReadonlySet<string>>;
  readonly clock: Clock;
  readonly log: Logger;
  /** After every reading, and with null when there are none any more. */
  readonly onRead: (endpoints: readonly Endpoint[] | null) => void;
  readonly crash: (error: unknown) => void;
}

export interface EndpointWatch {
  readonly board: EndpointBoard;
  /** The connection is there: everything is read anew. */
  begin(): void;
  /** The connection is lost, and nothing is known any more. */
  end(): Promise<void>;
}

/** Reads the phones and trunks over and over while Asterisk is in reach. */
export function watchEndpoints(dependencies: EndpointWatchDependencies): EndpointWatch {
  const { source, clock, log } = dependencies;
  let known = new Map<string, Endpoint>();
  let readAt: Instant | null = null;
  let version: string | null = null;
  /** Counts connections: what was read on an earlier one says nothing. */
  let life = 0;

  async function read(): Promise<Instant> {
    const during = life;
    const next = clock.now() + READ_EVERY_SECONDS * SECOND;
    const found = await source.read(await dependencies.needed());
    if (!found.ok) {
      log.warn({ reason: found.error.detail }, 'phones and trunks could not be read');
      return next;
    }
    if (version === null) {
      const told = await source.version();
      if (told.ok && during === life) version = told.value;
    }
    if (during !== life) return next;
    known = new Map(found.value.map((endpoint) => [endpoint.name, endpoint]));
    readAt = clock.now();
    dependencies.onRead(found.value);
    return next;
  }

  const work = recurringWork(dependencies, 'reading of phones and trunks', read);
  return {
    board: {
      stateOf: (name) => known.get(name)?.state ?? 'unknown',
      all: () =>
        [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
      readAt: () => readAt,
      version: () => version,
    },
    begin() {
      life += 1;
      work.begin();
    },
    end() {
      life += 1;
      const ended = work.end();
      known = new Map();
      readAt = null;
      version = null;
      dependencies.onRead(null);
      return ended;
    },
  };
}
