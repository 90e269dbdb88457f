import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import { afterTry } from '../domain/notice/next-try.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { Letter, Sender } from './sender.ts';

export interface DirectSendDependencies {
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: Logger;
  /** 0 to 1, for the waits between tries. */
  readonly chance: () => number;
  readonly crash: (error: unknown) => void;
}

/** What is sent past the outbox, and for whom. */
export interface DirectLetter {
  readonly letter: Omit<Letter, 'timeToLiveSeconds'>;
  readonly personId: string;
  readonly expiresAt: Instant;
  /** What it is, for the log, which never has its text. */
  readonly what: 'log-in-link' | 'address-proof' | 'account-change';
}

/** Gives what came of the first try: true, or why it has not left yet. */
export type SendDirectly = (direct: DirectLetter) => Promise<Result<true, DeliveryTrouble>>;

/**
 * Sends past the outbox, which keeps and shows what it sends: whoever could read such a link there could use it. So
 * what is still to be tried again is forgotten when the service ends (decision 25).
 */
export function createDirectSending(dependencies: DirectSendDependencies): SendDirectly {
  const { sender, clock, log, chance, crash } = dependencies;

  async function attempt(direct: DirectLetter, tries: number): Promise<Result<true, DeliveryTrouble>> {
    const { letter, personId: person, expiresAt, what } = direct;
    const timeToLiveSeconds = Math.round((expiresAt - clock.now()) / 1000);
    const verdict = afterTry(await sender.send({ ...letter, timeToLiveSeconds }), {
      tries,
      now: clock.now(),
      expiresAt,
      chance: chance(),
    });
    if (verdict.state === 'sent') {
      log.info({ person, what, by: sender.name }, 'sent past the outbox');
      return ok(true);
    }
    const isOver = verdict.state !== 'waiting';
    log.warn(
      { person, what, by: sender.name, reason: verdict.trouble, isOver },
      'could not be sent past the outbox',
    );
    if (verdict.state === 'waiting')
      clock.at(verdict.nextTryAt, () => void attempt(direct, tries + 1).catch(crash));
    return fail(verdict.trouble);
  }

  return (direct) => attempt(direct, 1);
}
