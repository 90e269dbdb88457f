import type { Response } from 'express';
import type { Language } from '../../domain/person.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import type { LiveBoard } from './live-board.ts';

/** Also finds out whose session has ended; proxies close a connection on which nothing comes for a minute. */
const HEARTBEAT_SECONDS = 20;
/** Browsers keep one open for each page; a page that is forgotten in a loop must not take every socket. */
const MOST_STREAMS = 400;
const MOST_STREAMS_A_PERSON = 12;

export interface Watcher {
  readonly personId: string;
  readonly language: Language;
  /** Whether the session still holds; asked at every heartbeat. */
  readonly stillMay: () => Promise<boolean>;
}

/** Streams of events to whoever watches the live page. */
export interface LiveStreams {
  /** Opens one; false: there are too many. */
  open(response: Response, watcher: Watcher): boolean;
  readonly count: number;
  /** The service stops. */
  close(): void;
}

/** `render` makes the live part in one language: once for everybody who reads it, when something has happened. */
export function createLiveStreams(
  board: LiveBoard,
  clock: Clock,
  log: Logger,
  render: (language: Language, now: Instant) => string,
): LiveStreams {
  const open = new Map<Response, Watcher>();
  let unwatch: (() => void) | null = null;
  let heartbeat: Timer | null = null;

  /** Runs from a timer, where a throw would end the process: a page that breaks must not end calls. */
  function notifyAll(): void {
    try {
      renderToAll();
    } catch (error) {
      log.error({ err: error }, 'the live page could not be made');
    }
  }

  function renderToAll(): void {
    const made = new Map<Language, string>();
    for (const [response, { language }] of open) {
      const text = made.get(language) ?? frame(render(language, clock.now()));
      made.set(language, text);
      response.write(text);
    }
  }

  async function beat(): Promise<void> {
    for (const [response, watcher] of [...open]) {
      response.write(': still here\n\n');
      if (!(await watcher.stillMay().catch(() => true))) end(response);
    }
    if (open.size > 0) schedule();
  }

  function schedule(): void {
    heartbeat = clock.at(clock.now() + HEARTBEAT_SECONDS * SECOND, () => void beat());
  }

  function end(response: Response): void {
    if (!open.delete(response)) return;
    response.end();
    if (open.size > 0) return;
    unwatch?.();
    unwatch = null;
    heartbeat?.cancel();
  }

  return {
    get count() {
      return open.size;
    },
    open(response, watcher) {
      const own = [...open.values()].filter(({ personId }) => personId === watcher.personId).length;
      if (open.size >= MOST_STREAMS || own >= MOST_STREAMS_A_PERSON) return false;
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would keep events back until they fill a buffer.
        'x-accel-buffering': 'no',
      });
      open.set(response, watcher);
      response.on('close', () => end(response));
      response.write(`retry: 2000\n\n${frame(render(watcher.language, clock.now()))}`);
      if (open.size === 1) {
        unwatch = board.watch(notifyAll);
        schedule();
      }
      return true;
    },
    close() {
      for (const response of [...open.keys()]) end(response);
    },
  };
}

/** HTML as one event: each of its lines is a line of data. */
function frame(html: string): string {
  return `event: live\n${html
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `data: ${line.trim()}`)
    .join('\n')}\n\n`;
}
