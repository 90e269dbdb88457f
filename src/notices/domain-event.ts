import type { CallEvent } from '../domain/escalation/call-event.ts';
import { isForwarded } from '../domain/escalation/reasons.ts';
import type { HotlineGap } from '../domain/hotline-gaps.ts';
import type { RestOutcome } from '../domain/labour/rest.ts';
import type { AlarmDetail } from '../domain/notice/alarm-detail.ts';
import type { CallOutcome } from '../domain/notice/confirmation-call.ts';
import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { Medium } from '../domain/notice/notice.ts';
import type { SmsAnswer } from '../domain/notice/sms-answer.ts';
import type { Period } from '../domain/statistics/periods.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

/** How an automatic call ended that brought no answer. */
export type UnansweredCall = Exclude<CallOutcome, 'confirmed' | 'declined'>;

/**
 * What can be out of order, by itself or by its connection. `disk`, `backup`, `setup`: of the machine and the installation;
 * `own-calls`: call-backs, confirmations and tests have had as many phones dialled as an hour may have.
 */
export const TROUBLES = [
  'asterisk',
  'trunk',
  'email',
  'sms',
  'disk',
  'backup',
  'setup',
  'own-calls',
] as const;
export type TroubleSubject = (typeof TROUBLES)[number];

/**
 * Something that may have to be told, written down in the transaction in which it happened. Telling it (to whom, in
 * which words) is done afterwards, away from the call path, as often as it takes.
 */
export type DomainEvent =
  | { readonly kind: 'call-began'; readonly callId: string }
  | { readonly kind: 'call'; readonly callId: string; readonly happened: readonly CallEvent[] }
  | { readonly kind: 'message-kept'; readonly callId: string; readonly recording: string }
  /** It was told as a message before it was measured: nothing is heard in it. */
  | { readonly kind: 'message-empty'; readonly callId: string }
  | { readonly kind: 'message-unfetched'; readonly callId: string }
  | {
      /** A mail server said that nothing arrives there any more. */
      readonly kind: 'address-dead';
      readonly personId: string;
      readonly address: string;
      readonly said: string;
    }
  | { readonly kind: 'notice-failed'; readonly noticeId: number }
  | {
      readonly kind: 'gateway';
      readonly medium: Medium;
      readonly said: 'down' | 'back';
      readonly detail: DeliveryTrouble | null;
    }
  | {
      readonly kind: 'trouble';
      readonly subject: TroubleSubject;
      readonly name: string;
      readonly said: 'down' | 'back';
      readonly detail: AlarmDetail | null;
    }
  | { readonly kind: 'duty-reminder'; readonly confirmation: number; readonly leadSeconds: number }
  | { readonly kind: 'duty-confirmed'; readonly confirmation: number }
  | { readonly kind: 'duty-unconfirmed'; readonly confirmation: number }
  | { readonly kind: 'duty-declined'; readonly confirmation: number }
  | { readonly kind: 'duty-called'; readonly confirmation: number; readonly outcome: UnansweredCall }
  | {
      readonly kind: 'sms-answer';
      readonly personId: string;
      /** Where it came from, and where a reply goes. */
      readonly number: string;
      /** Null: no reply is sent. */
      readonly answer: Exclude<SmsAnswer, 'unknown-number'> | null;
      /** The duty that it answers, or that waits for an answer; null: none. */
      readonly confirmation: number | null;
      /** What was written, where it was no answer. */
      readonly text: string;
    }
  | { readonly kind: 'duty-began'; readonly confirmation: number }
  | {
      readonly kind: 'gap-ahead';
      /** What makes it the same gap when it is found again. */
      readonly gap: string;
      readonly scheduleId: string;
      readonly startAt: Instant;
      readonly endAt: Instant;
    }
  | { readonly kind: 'duty-summary-day' | 'duty-summary-week' }
  | { readonly kind: 'month-report'; readonly hotlineId: string; readonly month: Period }
  | {
      /** A calendar of absences cannot be read any more. */
      readonly kind: 'calendar-broken';
      readonly calendarId: string;
      readonly personId: string;
      readonly name: string;
      /** When it was read last. */
      readonly since: Instant;
    }
  | {
      /** Somebody is planned while they are absent. */
      readonly kind: 'planned-absent';
      readonly gap: string;
      readonly personId: string;
      readonly scheduleId: string;
      readonly startAt: Instant;
      readonly endAt: Instant;
    }
  | {
      readonly kind: 'hotline-gap';
      readonly gap: string;
      readonly hotlineId: string;
      readonly reason: HotlineGap['reason'];
      /** It has begun: calls reach nobody now. */
      readonly begun: boolean;
      readonly startAt: Instant;
      readonly endAt: Instant;
    }
  | {
      readonly kind: 'person-unreachable';
      /** What makes it the same trouble when it is found again. */
      readonly trouble: string;
      readonly personId: string;
      readonly reason: UnreachableReason;
      /** Those that are not registered. */
      readonly phones?: readonly string[];
    }
  | {
      /** Their duty begins soon, and none of their phones is registered. */
      readonly kind: 'person-unreachable-soon';
      readonly trouble: string;
      readonly personId: string;
      readonly phones: readonly string[];
      readonly startAt: Instant;
      readonly timeZone: string;
    }
  | {
      readonly kind: 'person-reachable';
      readonly trouble: string;
      readonly personId: string;
      /** Whether others were told of the trouble too. */
      readonly toOthers: boolean;
    }
  | {
      readonly kind: 'planning-changed';
      /** Missing in what was written before it was kept. */
      readonly publicationId?: number;
      readonly scheduleId: string;
      readonly personId: string;
      readonly by: string;
    }
  | {
      /** Somebody's duty is not what they know. */
      readonly kind: 'duty-changed';
      readonly personId: string;
      /** It has begun, or begins before others would be told that it was not confirmed. */
      readonly atOnce: boolean;
      readonly changes: readonly ToldChange[];
      /** Who changed the planning last; null: nobody, as when a calendar brought an absence. */
      readonly by: string | null;
    }
  | {
      readonly kind: 'swap';
      readonly said: 'proposed' | 'accepted';
      readonly scheduleId: string;
      readonly fromId: string;
      readonly toId: string;
      readonly startAt: Instant;
      readonly endAt: Instant;
      /** Of an exchange: the duty that is taken in return. */
      readonly inReturn?: Interval;
    }
  | {
      /** Somebody is asked for their wishes or reminded; or, to whoever asked, the time is over. */
      readonly kind: 'wish-round';
      readonly said: 'asked' | 'reminder' | 'over';
      readonly roundId: number;
      readonly personId: string;
    }
  | { readonly kind: 'task-overdue'; readonly taskId: number; readonly level: number }
  | {
      /** Somebody's statement of a month was closed. */
      readonly kind: 'statement-closed';
      readonly personId: string;
      readonly month: string;
      readonly number: number;
      readonly statementId: number;
    }
  | {
      /** An intervention broke somebody's rest. */
      readonly kind: 'rest-due';
      readonly personId: string;
      readonly interventionEndAt: Instant;
      readonly outcome: RestOutcome;
      /** Null: nobody knows when they would have worked. */
      readonly nextWorkAt: Instant | null;
      /** What the rest should have been. */
      readonly hours: number;
      /** Where that is written. Left out: it was kept before that was. */
      readonly source?: string;
      readonly timeZone: string;
      /** Who could take the duty that falls into that rest. Left out: it was kept before that was. */
      readonly reliefs?: readonly ProposedRelief[];
    };

/** Duty of somebody who must rest, and who could stand in meanwhile. */
export interface ProposedRelief extends Interval {
  readonly schedule: string;
  readonly timeZone: string;
  /** Null: nobody of the schedule is free. */
  readonly personId: string | null;
}

/** Duty that somebody gains or loses, as it is told. The schedule may be gone by then. */
export interface ToldChange extends Interval {
  readonly kind: 'gained' | 'lost';
  /** As a trainee, whom no call rings. */
  readonly isShadow?: true;
  readonly schedule: string;
  readonly timeZone: string;
}

export const UNREACHABLE_REASONS = ['no-contact', 'unregistered', 'no-number-allowed'] as const;
export type UnreachableReason = (typeof UNREACHABLE_REASONS)[number];

/** An event as it waits to be told. `id` is what makes its notices the same when it is told again. */
export interface WaitingDomainEvent {
  readonly id: number;
  readonly at: Instant;
  readonly event: DomainEvent;
}

/** What of a call's events is worth a domain event. The rest is told by the call log alone. */
export function tellable(callEvents: readonly CallEvent[]): readonly CallEvent[] {
  return callEvents.filter((callEvent) => {
    switch (callEvent.kind) {
      case 'attempt-started':
        return callEvent.step > 0;
      case 'attempt-ended':
        return callEvent.outcome === 'caller-gone' || isForwarded(callEvent.why);
      case 'attempt-accepted':
      case 'fallback-entered':
      case 'fallback-answered':
      case 'call-ended':
        return true;
      default:
        return false;
    }
  });
}
