import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import { afterTry, type SendResult } from '../domain/notice/next-try.ts';
import type { Medium } from '../domain/notice/notice.ts';
import { allowedAt, type Rate } from '../domain/notice/rate.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { onceStored } from '../runtime/once-stored.ts';
import { recurringWork } from '../runtime/recurring-work.ts';
import type { AttachmentOf } from './attachment-of.ts';
import type { Notice, Outbox, TryOutcome } from './outbox.ts';
import { type PrivateLinks, withSecrets } from './private-links.ts';
import type { Letter, Sender } from './sender.ts';
import { withoutTokens } from './tokens.ts';

export interface DispatcherDependencies {
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly links: PrivateLinks;
  readonly attachmentOf: AttachmentOf;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly chance: () => number;
  readonly log: Logger;
  /** For bugs only. */
  readonly crash: (error: unknown) => void;
  readonly rates?: Rates;
}

export interface Rates {
  /** For one person by one medium: a telephone that never stops is one that is switched off. */
  readonly person: Rate;
  readonly gateway: Rate;
}

export const USUAL_RATES: Readonly<Record<Medium, Rates>> = {
  email: { person: { most: 60, seconds: 600 }, gateway: { most: 300, seconds: 60 } },
  sms: { person: { most: 15, seconds: 600 }, gateway: { most: 60, seconds: 60 } },
};

/** So many at once: few enough that a slow gateway holds little, and that each claim is a short transaction. */
const BATCH = 5;
/** Longer than any sender's patience: a claim that lapses while its sender still works would send twice. */
const CLAIM_SECONDS = 120;
const IDLE_SECONDS = 60;
/** Tried again later. */
const NOT_MADE: SendResult = { kind: 'temporary', trouble: { code: 'not-made' }, retryAfterSeconds: null };
const TOO_LATE: DeliveryTrouble = { code: 'too-late' };

export interface Dispatcher {
  /** Looks into the outbox now, and then whenever something is due. */
  begin(): void;
  /** Claims nothing more; resolves when what is on its way is sent and noted down. */
  end(): Promise<void>;
}

/** Sends what waits in the outbox by one medium. Nothing waits for it: it works after the commit, by itself. */
export function createDispatcher(dependencies: DispatcherDependencies): Dispatcher {
  const { outbox, sender, clock, log } = dependencies;
  const { medium } = sender;
  const rates = dependencies.rates ?? USUAL_RATES[medium];

  let open = false;
  let stopping = new AbortController();

  async function look(): Promise<Instant> {
    while (open && (await sendBatch()) === BATCH);
    return Math.min((await outbox.nextDueAt(medium)) ?? Infinity, clock.now() + IDLE_SECONDS * SECOND);
  }

  /** Gives how many were claimed. */
  async function sendBatch(): Promise<number> {
    const claimed = await outbox.claim(medium, clock.now(), BATCH, clock.now() + CLAIM_SECONDS * SECOND);
    const allowed = await withinRates(claimed);
    await Promise.all(allowed.map(sendOne));
    return claimed.length;
  }

  /** Puts off what would be too much for a person or for the gateway. */
  async function withinRates(claimed: readonly Notice[]): Promise<readonly Notice[]> {
    if (claimed.length === 0) return [];
    const now = clock.now();
    const byGateway = await outbox.triedSince(medium, null, now - rates.gateway.seconds * SECOND);
    const allowed: Notice[] = [];
    for (const notice of claimed) {
      const byPerson = await outbox.triedSince(medium, notice.personId, now - rates.person.seconds * SECOND);
      const toPerson = allowed.filter(({ personId }) => personId === notice.personId);
      const at = Math.max(
        allowedAt(rates.person, [...byPerson, ...toPerson.map(() => now)], now),
        allowedAt(rates.gateway, [...byGateway, ...allowed.map(() => now)], now),
      );
      if (at <= now) allowed.push(notice);
      else await outbox.postpone(notice, at);
    }
    return allowed;
  }

  async function sendOne(notice: Notice): Promise<void> {
    const startedAt = clock.now();
    if (startedAt >= notice.expiresAt)
      return settled(notice, {
        verdict: { state: 'expired', trouble: notice.trouble ?? TOO_LATE },
        gateway: sender.name,
        at: startedAt,
        health: null,
      });
    const letter = await letterOf(notice, startedAt);
    const result = letter === null ? NOT_MADE : withoutSecrets(await sender.send(letter));
    const at = clock.now();
    const verdict = afterTry(result, {
      tries: notice.tries,
      now: at,
      expiresAt: notice.expiresAt,
      chance: dependencies.chance(),
    });
    await settled(notice, { verdict, gateway: sender.name, at, health: healthOf(result) });
  }

  /** What was sent and cannot be noted down is noted down as soon as it can be: else it would be sent again. */
  async function settled(notice: Notice, outcome: TryOutcome): Promise<void> {
    await onceStored(
      dependencies,
      'what came of a notice',
      () => outbox.settle(notice, outcome),
      stopping.signal,
    );
    const { verdict } = outcome;
    const about = { notice: notice.id, kind: notice.kind, medium, tries: notice.tries, state: verdict.state };
    if (verdict.state === 'sent') log.info(about, 'a notice was sent');
    else log.warn({ ...about, reason: verdict.trouble }, 'a notice was not sent');
  }

  /** Null: what goes with it cannot be made now. */
  async function letterOf(notice: Notice, now: Instant): Promise<Letter | null> {
    const { subject, body } = await withSecrets(notice, dependencies.links);
    const attachment = await dependencies.attachmentOf(notice);
    if (attachment === 'later') return null;
    return {
      name: `notice-${notice.id}-${notice.createdAt.toString(36)}`,
      to: notice.address,
      language: notice.language,
      subject,
      text: body,
      thread: notice.thread,
      attachment,
      timeToLiveSeconds: Math.max(1, Math.round((notice.expiresAt - now) / SECOND)),
    };
  }

  const work = recurringWork(dependencies, `outbox (${medium})`, look);
  return {
    begin() {
      open = true;
      if (stopping.signal.aborted) stopping = new AbortController();
      work.begin();
    },
    end() {
      open = false;
      stopping.abort();
      return work.end();
    },
  };
}

/** Gateways quote what they refuse: neither the log nor the outbox keeps a secret that they repeat. */
function withoutSecrets(result: SendResult): SendResult {
  if (result.kind === 'sent' || result.trouble.code !== 'answered') return result;
  return { ...result, trouble: { code: 'answered', said: withoutTokens(result.trouble.said) } };
}

/** A notice refused for itself says only that the gateway works; one that was not made says nothing. */
function healthOf(result: SendResult): TryOutcome['health'] {
  if (result === NOT_MADE) return null;
  return { trouble: result.kind === 'temporary' ? result.trouble : null };
}
