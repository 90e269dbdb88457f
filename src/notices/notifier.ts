import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import type { WaitingDomainEvent } from './domain-event.ts';
import { type DomainEventStore, type Effects, isNothing } from './effects.ts';
import { notifySmsAnswer } from './notify-answer.ts';
import { notifyCall } from './notify-call.ts';
import { notifyDuty } from './notify-duty.ts';
import { notifyPlanning } from './notify-planning.ts';
import { notifyReachability } from './notify-reachability.ts';
import { notifyReport } from './notify-report.ts';
import { notifyRest } from './notify-rest.ts';
import { notifyStatement } from './notify-statement.ts';
import { notifySummary } from './notify-summary.ts';
import { notifyTask, notifyTrouble } from './notify-trouble.ts';
import { notifyWishes } from './notify-wishes.ts';
import type { NotifierSources } from './sources.ts';

export interface NotifierDependencies {
  readonly domainEvents: DomainEventStore;
  readonly sources: NotifierSources;
  readonly clock: Clock;
  readonly log: Logger;
  /** Something entered the outbox. */
  readonly onTold: () => void;
  readonly crash: (error: unknown) => void;
}

const BATCH = 10;
const LOOK_EVERY_SECONDS = 2;
/** After work, this many times as long is left to the calls: they and the texts share one thread. */
const REST_FACTOR = 9;

/** Says to whom each event is told and in which words, after it was written down and away from what caused it. */
export function createNotifier(dependencies: NotifierDependencies): RecurringWork {
  const { domainEvents, clock, log } = dependencies;
  let restsUntil: Instant = Number.NEGATIVE_INFINITY;

  async function look(): Promise<Instant> {
    const beganAt = clock.now();
    // Also when somebody asks for it meanwhile; a clock that was set back is no reason to sleep.
    if (beganAt < restsUntil && restsUntil <= beganAt + LOOK_EVERY_SECONDS * SECOND) return restsUntil;
    const found = await domainEvents.waiting(BATCH);
    const untold: WaitingDomainEvent[] = [];
    for (const waiting of found) if (!(await notifyOne(waiting))) untold.push(waiting);
    if (untold.length > 0) await domainEvents.drop(untold);
    if (found.length > untold.length) dependencies.onTold();
    const endedAt = clock.now();
    restsUntil = endedAt + Math.min(REST_FACTOR * (endedAt - beganAt), LOOK_EVERY_SECONDS * SECOND);
    return found.length === BATCH ? restsUntil : endedAt + LOOK_EVERY_SECONDS * SECOND;
  }

  /**
   * False: there is nobody to tell. A bug in a text must not end a service that has callers: its event becomes a dead
   * letter, and an alarm is raised.
   */
  async function notifyOne(waiting: WaitingDomainEvent): Promise<boolean> {
    try {
      const effects = await tell(dependencies.sources, waiting, clock.now());
      if (isNothing(effects)) return false;
      await domainEvents.settle(waiting, effects);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      log.error({ err: error, event: waiting.id, kind: waiting.event.kind }, 'something could not be told');
      await domainEvents.keepAsDeadLetter(waiting, error instanceof Error ? error.message : String(error));
    }
    return true;
  }

  return recurringWork(dependencies, 'notifier', look);
}

/** What telling an event comes to. */
export function tell(sources: NotifierSources, waiting: WaitingDomainEvent, now: Instant): Promise<Effects> {
  switch (waiting.event.kind) {
    case 'call-began':
    case 'call':
    case 'message-kept':
    case 'message-empty':
    case 'message-unfetched':
      return notifyCall(sources, waiting, now);
    case 'duty-reminder':
    case 'duty-confirmed':
    case 'duty-unconfirmed':
    case 'duty-declined':
    case 'duty-called':
    case 'duty-began':
      return notifyDuty(sources, waiting, now);
    case 'sms-answer':
      return notifySmsAnswer(sources, waiting, now);
    case 'planning-changed':
    case 'duty-changed':
    case 'swap':
    case 'gap-ahead':
    case 'hotline-gap':
    case 'calendar-broken':
    case 'address-dead':
    case 'planned-absent':
      return notifyPlanning(sources, waiting, now);
    case 'wish-round':
      return notifyWishes(sources, waiting, now);
    case 'person-unreachable':
    case 'person-unreachable-soon':
    case 'person-reachable':
      return notifyReachability(sources, waiting, now);
    case 'trouble':
    case 'gateway':
    case 'notice-failed':
      return notifyTrouble(sources, waiting, now);
    case 'duty-summary-day':
    case 'duty-summary-week':
      return notifySummary(sources, waiting, now);
    case 'month-report':
      return notifyReport(sources, waiting, now);
    case 'task-overdue':
      return notifyTask(sources, waiting, now);
    case 'statement-closed':
      return notifyStatement(sources, waiting, now);
    case 'rest-due':
      return notifyRest(sources, waiting, now);
  }
}
