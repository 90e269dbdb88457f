import { createToken } from '../accounts/tokens.ts';
import { afterTry } from '../domain/notice/next-try.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { type LinkWords, logInLinkText } from './compose/log-in-link-text.ts';
import type { Letter, Sender } from './sender.ts';

export interface LogInLink extends LinkWords {
  readonly personId: string;
  readonly expiresAt: Instant;
}

/** Gives what came of the first try: true, or why the mail has not left yet. */
export type MailLink = (link: LogInLink) => Promise<Result<true, string>>;

interface MailLinkDependencies {
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: Logger;
  /** 0 to 1, for the waits between tries. */
  readonly chance: () => number;
  readonly crash: (error: unknown) => void;
}

/**
 * Mails such links past the outbox, which keeps and shows what it sends: whoever could read one there could log in as
 * somebody else. So one that is still to be tried again is forgotten when the service ends (decision 25).
 */
export function createMailLink({ sender, clock, log, chance, crash }: MailLinkDependencies): MailLink {
  async function attempt(letter: Letter, link: LogInLink, tries: number): Promise<Result<true, string>> {
    const { personId: person, expiresAt } = link;
    const verdict = afterTry(await sender.send(letter), {
      tries,
      now: clock.now(),
      expiresAt,
      chance: chance(),
    });
    if (verdict.state === 'sent') {
      log.info({ person, by: sender.name }, 'a link to choose a password was mailed');
      return ok(true);
    }
    const isOver = verdict.state !== 'waiting';
    log.warn({ person, by: sender.name, reason: verdict.detail, isOver }, 'a link could not be mailed');
    if (verdict.state === 'waiting')
      clock.at(verdict.nextTryAt, () => void attempt(letter, link, tries + 1).catch(crash));
    return fail(verdict.detail);
  }

  return (link) => {
    const { email, language, expiresAt } = link;
    const letter = {
      name: `link-${createToken()}`,
      to: email,
      language,
      ...logInLinkText(link),
      thread: null,
      sound: null,
      timeToLiveSeconds: Math.round((expiresAt - clock.now()) / 1000),
    };
    return attempt(letter, link, 1);
  };
}
