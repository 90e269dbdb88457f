import type { DeliveryReport } from '../domain/notice/delivery.ts';
import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { GatewayHealth } from '../domain/notice/gateway-health.ts';
import type { SendResult, Verdict } from '../domain/notice/next-try.ts';
import type { Medium, NoticeEventKind, NoticeState, WithheldReason } from '../domain/notice/notice.ts';
import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import type { Language } from '../domain/person.ts';
import type { Period } from '../domain/statistics/periods.ts';
import type { Author } from '../planning/configuration.ts';
import type { Instant } from '../runtime/instant.ts';

/** The words that a notice's texts are made with, by the names that templates use. */
export type NoticeWords = Readonly<Record<string, string>>;

/** A notice about to enter the outbox. */
export interface NewNotice {
  /** The same cause, person and medium give the same: it is told once, however often the cause is told. */
  readonly dedupKey: string;
  readonly kind: NoticeKind;
  readonly medium: Medium;
  readonly personId: string;
  /** E-mail address or telephone number. */
  readonly address: string;
  readonly language: Language;
  readonly hotlineId: string | null;
  readonly callId: string | null;
  readonly words: NoticeWords;
  readonly subject: string;
  readonly body: string;
  /** A caller's message that goes with it. */
  readonly recording: string | null;
  /** The month whose report, of its hotline, goes with it. */
  readonly reportMonth: Period | null;
  /** Mails of one thread are shown together. */
  readonly thread: string | null;
  readonly createdAt: Instant;
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
  /** The notice in whose place this one goes by another medium. */
  readonly insteadOf: number | null;
  /** The notice that a person had sent again. */
  readonly againOf: number | null;
  /** Not null: it is not sent, and only shown with the reason. */
  readonly withheld: WithheldReason | null;
}

/** A notice as it stands in the outbox. */
export interface Notice extends Omit<NewNotice, 'sendAt' | 'withheld'> {
  readonly id: number;
  readonly state: NoticeState;
  /** Tries made, the present one included. */
  readonly tries: number;
  readonly nextTryAt: Instant | null;
  readonly triedAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly gateway: string | null;
  /** The gateway's own name for it. */
  readonly reference: string | null;
  /** Why it was not sent; null: it was, or has not been tried. */
  readonly trouble: DeliveryTrouble | null;
}

/** A try, or what else happened to a notice. */
export interface NoticeEvent {
  readonly at: Instant;
  readonly kind: NoticeEventKind;
  readonly gateway: string | null;
  /** The gateway's own name for what it took. */
  readonly reference: string | null;
  readonly trouble: DeliveryTrouble | null;
  /** Whoever asked for it; null: nobody did. */
  readonly actor: string | null;
}

export interface NoticeFilter {
  readonly states?: readonly NoticeState[];
  readonly medium?: Medium;
  readonly kind?: NoticeKind;
  /** Made at `from` or later, and before `until`. */
  readonly from?: Instant;
  readonly until?: Instant;
  readonly againOf?: number;
  readonly personId?: string;
  readonly hotlineId?: string;
  readonly callId?: string;
  readonly limit: number;
  /** Older than this one; for the next page. */
  readonly before?: number;
}

/** Where notices wait. Each method is one short local transaction. */
export interface Outbox {
  /**
   * Takes up to `most` due notices for sending. Claimed ones whose dispatcher died are due again at `lapseAt`: a
   * notice may then be sent twice, never not at all.
   */
  claim(medium: Medium, now: Instant, most: number, lapseAt: Instant): Promise<readonly Notice[]>;
  /** Writes down what came of a try, and how the gateway does; changes nothing when the claim had lapsed and another holds it. */
  settle(notice: Notice, outcome: TryOutcome): Promise<void>;
  /** Puts a claimed notice off without counting the try. */
  postpone(notice: Notice, until: Instant): Promise<void>;
  /** At start: what an earlier life of the service had claimed is due at once. */
  releaseClaims(now: Instant): Promise<number>;
  /** When the next notice of this medium is due; null: none waits. */
  nextDueAt(medium: Medium): Promise<Instant | null>;
  /** Since when the oldest has been due that has not left; null: none waits. */
  dueSince(medium: Medium, now: Instant): Promise<Instant | null>;
  /** When something was tried for this person, or for anybody (null), since; without what is being sent now. */
  triedSince(medium: Medium, personId: string | null, since: Instant): Promise<readonly Instant[]>;
  health(medium: Medium): Promise<GatewayHealth>;
  /** What a gateway tells later; false: it is of no notice we know. */
  report(
    reference: string,
    report: DeliveryReport,
    trouble: DeliveryTrouble | null,
    at: Instant,
  ): Promise<boolean>;
  /**
   * A mail that was taken came back, and did not arrive; `isDead`: nothing will at that address. False: it is none of
   * ours.
   */
  bounced(
    bounce: { readonly reference: string; readonly said: string },
    isDead: boolean,
    at: Instant,
  ): Promise<boolean>;
  list(filter: NoticeFilter): Promise<readonly Notice[]>;
  find(id: number): Promise<Notice | null>;
  /** What happened to it, the oldest first. */
  history(id: number): Promise<readonly NoticeEvent[]>;
  /**
   * Puts a copy of a notice that is over into the outbox, at a person's request. Asked for the same copy twice, there is
   * one. Gives its id; null: there is no such notice, or it is not over.
   */
  sendAgain(id: number, copy: WantedCopy, author: Author): Promise<number | null>;
  /** That somebody tried a gateway by themselves, and what it says of the gateway. */
  noteTest(medium: Medium, test: GatewayTest, author: Author): Promise<void>;
  counts(): Promise<Readonly<Partial<Record<NoticeState, number>>>>;
}

export interface GatewayTest {
  readonly address: string;
  readonly result: SendResult['kind'];
  /** Null: the gateway works. */
  readonly trouble: DeliveryTrouble | null;
}

export interface WantedCopy {
  /** Which copy it is, counted from 0: by that a form that is sent twice is known. */
  readonly nth: number;
  readonly address: string;
  readonly expiresAt: Instant;
}

export interface TryOutcome {
  readonly verdict: Verdict;
  readonly gateway: string;
  readonly at: Instant;
  /** What the try says of the gateway; null: nothing. */
  readonly health: { readonly trouble: DeliveryTrouble | null } | null;
}
