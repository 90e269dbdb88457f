import type { Clock, Timer } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { AriEvent } from './ari-events.ts';
import type { AriLink, LinkState } from './ari-link.ts';

const EVENT_NAME = 'VigieProofOfLife';
/**
 * Read by asterisk-config/extensions-vigie.conf, which lets no call in on one older than 10 s, and takes those out who wait
 * inside: four proofs may be missed.
 */
export const ALIVE = 'VIGIE_ALIVE';
export const PROOF_EVERY_SECONDS = 2;
const DEAF_AFTER_SECONDS = 10;
/** A timer that comes this late says that the process slept; what waits in its socket must be read first. */
const SLEPT_SECONDS = 2;

export interface ProofOfLifeDependencies {
  readonly link: AriLink;
  readonly app: string;
  readonly clock: Clock;
  /** The first proof on a connection: from now on the dialplan sends calls in. */
  readonly onProved: () => void;
  readonly warn: (reason: string) => void;
}

/**
 * Shows Asterisk, every few seconds, that what it says is heard here: an event goes out by HTTP, must come back on the
 * websocket, and only then is the dialplan told. A hung process, a half-open socket or a dead dispatcher all end it.
 */
export interface ProofOfLife {
  /** To be told of every state of the link. */
  follow(state: LinkState): void;
  /** When the dialplan was last told; null: never. */
  lastProofAt(): Instant | null;
  /** What the dialplan was told last, perhaps in vain; null: nothing yet. */
  lastTold(): string | null;
  /** Tells the dialplan that no more calls are wanted. */
  retire(): Promise<void>;
}

/** Builds it; it begins when the link is connected. */
export function createProofOfLife({
  link,
  app,
  clock,
  onProved,
  warn,
}: ProofOfLifeDependencies): ProofOfLife {
  /** Counts connections: an echo of what an earlier one sent proves nothing. */
  let life = 0;
  let sent = 0;
  let proved = false;
  let lastProofAt: Instant | null = null;
  let lastTold: string | null = null;
  let next: Timer | null = null;
  let deafness: Timer | null = null;

  link.onEvent((event) => {
    if (isEcho(event)) void notifyDialplan(event, life);
  });

  function isEcho(event: AriEvent): event is Extract<AriEvent, { type: 'ChannelUserevent' }> {
    if (event.type !== 'ChannelUserevent' || event.eventname !== EVENT_NAME || next === null) return false;
    return String(event.userevent.nonce).startsWith(`${life}-`);
  }

  function probe(): void {
    sent += 1;
    const variables = { nonce: `${life}-${sent}` };
    void link
      .request((client) => client.events.userEvent({ eventName: EVENT_NAME, application: app, variables }))
      .then((done) => {
        if (!done.ok) warn(`a proof of life was not sent: ${done.error.detail}`);
      });
    next = clock.at(clock.now() + PROOF_EVERY_SECONDS * SECOND, probe);
  }

  /** In seconds of Asterisk's clock, which the dialplan compares it with: the two hosts' clocks may differ. */
  async function notifyDialplan({ timestamp }: { timestamp: string }, during: number): Promise<void> {
    listenFor(DEAF_AFTER_SECONDS);
    const value = String(Math.floor(Date.parse(timestamp) / SECOND));
    lastTold = value;
    const told = await link.request((client) => client.asterisk.setGlobalVar({ variable: ALIVE, value }));
    if (during !== life || next === null) return;
    if (!told.ok) return warn(`the dialplan was not told that Vigie is alive: ${told.error.detail}`);
    lastProofAt = clock.now();
    if (proved) return;
    proved = true;
    onProved();
  }

  function listenFor(seconds: number): void {
    deafness?.cancel();
    const due = clock.now() + seconds * SECOND;
    deafness = clock.at(due, () => {
      if (clock.now() - due > SLEPT_SECONDS * SECOND) return listenFor(PROOF_EVERY_SECONDS);
      link.renew(`deaf: no proof of life came back for ${DEAF_AFTER_SECONDS} s`);
    });
  }

  function begin(): void {
    end();
    life += 1;
    proved = false;
    listenFor(DEAF_AFTER_SECONDS);
    probe();
  }

  function end(): void {
    next?.cancel();
    deafness?.cancel();
    next = null;
    deafness = null;
  }

  return {
    follow(state) {
      if (state === 'connected') begin();
      else end();
    },
    lastProofAt: () => lastProofAt,
    lastTold: () => lastTold,
    async retire() {
      end();
      await link.request((client) => client.asterisk.setGlobalVar({ variable: ALIVE, value: '0' }));
    },
  };
}
