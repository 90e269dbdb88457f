import type { CandidateSources } from '../calls/live/candidates.ts';
import { mayBeDialled } from '../calls/live/dial-leg.ts';
import type { Calling } from '../domain/notice/confirm-call-time.ts';
import {
  type ConfirmationRule,
  type DueStep,
  dueStep,
  isAnswered,
  nextLookAt,
} from '../domain/notice/duty-confirmation.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { onCallAt } from '../domain/schedule/resolve-on-call.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { ConfirmRinging } from './confirm-ringing.ts';
import type { Confirmation, Confirmations } from './confirmations.ts';
import type { DomainEvent } from './domain-event.ts';
import type { DomainEventStore } from './effects.ts';
import { findGaps } from './find-gaps.ts';
import { schedulesInUse } from './schedules-in-use.ts';

export interface DutyWatchDependencies {
  readonly candidates: CandidateSources;
  readonly confirmations: Confirmations;
  readonly domainEvents: DomainEventStore;
  /** Of schedules without one of their own. */
  readonly rule: ConfirmationRule;
  /** Null: nobody is called to confirm. */
  readonly ringing: ConfirmRinging | null;
  /** Gaps are told so many days ahead. */
  readonly gapDays: number;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}

/** A planning may change at any time. */
const LOOK_EVERY_SECONDS = 60;
/** Vigie may have been down when a duty began. */
const LOOK_BACK_SECONDS = 1800;
const DAY_SECONDS = 86_400;

/** Sees to it that duty ahead is confirmed, that gaps are told, and that who is on call can be dialled at all. */
export function createDutyWatch(dependencies: DutyWatchDependencies): RecurringWork {
  const { candidates, confirmations, domainEvents, rule, ringing, clock } = dependencies;
  /** Told in the life of this process; after it, the outbox knows that it was told. */
  const told = new Set<string>();

  async function look(): Promise<Instant> {
    const now = clock.now();
    const soon = now + LOOK_EVERY_SECONDS * SECOND;
    const inUse = await schedulesInUse(candidates, now - LOOK_BACK_SECONDS * SECOND);
    const schedules = inUse.map(({ schedule }) => schedule);
    const next = await askForConfirmation(schedules, now);
    const ahead = { startAt: now, endAt: now + dependencies.gapDays * DAY_SECONDS * SECOND };
    for (const { gap, event } of await findGaps(dependencies, schedules, ahead))
      await notifyOnce(gap, event, now);
    for (const schedule of schedules) await notifyUnreachable(schedule, now);
    return Math.min(soon, next);
  }

  async function askForConfirmation(schedules: readonly ScheduleInForce[], now: Instant): Promise<Instant> {
    const from = now - LOOK_BACK_SECONDS * SECOND;
    const own = await confirmations.rules();
    const ruleOf = (scheduleId: string) => own.get(scheduleId) ?? rule;
    const leads = [rule, ...own.values()].flatMap(({ leadSeconds }) => leadSeconds);
    const to = now + (Math.max(0, ...leads) + LOOK_EVERY_SECONDS) * SECOND;
    const shifts = schedules.flatMap((schedule) =>
      shiftsBetween(schedule, from, to)
        .filter(({ startAt }) => startAt >= from && startAt < to)
        .map(({ personId, startAt, endAt }) => ({ scheduleId: schedule.id, personId, startAt, endAt })),
    );
    await confirmations.expect(shifts, from, to);
    let next = Infinity;
    for (const shift of await confirmations.startingBetween(from, to)) {
      const schedule = schedules.find(({ id }) => id === shift.scheduleId);
      const rule = ruleOf(shift.scheduleId);
      const calling = await callingOf(shift, schedule);
      const step = dueStep(shift, rule, now, calling);
      if (step) await take(shift, step, schedule, now);
      next = Math.min(next, nextLookAt(shift, rule, now, calling) ?? Infinity);
    }
    return next;
  }

  /** Asked only of those who may be called; null: nobody is. */
  async function callingOf(
    shift: Confirmation,
    schedule: ScheduleInForce | undefined,
  ): Promise<Calling | null> {
    if (ringing === null || !schedule || isAnswered(shift) || shift.calledAt !== null) return null;
    return ringing.callingOf(shift, schedule);
  }

  /** Written down first: a restart must not ring, or tell, twice. */
  async function take(
    shift: Confirmation,
    step: DueStep,
    schedule: ScheduleInForce | undefined,
    now: Instant,
  ): Promise<void> {
    const call = step.kind === 'call' && ringing !== null && schedule !== undefined;
    if (step.kind === 'call' && !(call && ringing.canRing())) return;
    await confirmations.note(shift, step, now);
    if (call) await ringing.ring(shift, schedule);
    dependencies.onDomainEvent();
  }

  async function notifyUnreachable(schedule: ScheduleInForce, now: Instant): Promise<void> {
    const onCall = onCallAt(schedule, now);
    const people = await candidates.directory.people(onCall.map(({ personId }) => personId));
    for (const { id, contactMethods } of people) {
      const dialable = contactMethods.some(({ target }) => mayBeDialled(target, dependencies.numberingPlan));
      if (dialable) continue;
      const reason = contactMethods.length === 0 ? 'no-contact' : 'no-number-allowed';
      const until = onCall.find(({ personId }) => personId === id)?.until ?? 0;
      const trouble = `${id} ${reason} ${schedule.id} ${until}`;
      await notifyOnce(trouble, { kind: 'person-unreachable', trouble, personId: id, reason }, now);
    }
  }

  async function notifyOnce(about: string, event: DomainEvent, now: Instant): Promise<void> {
    if (told.has(about)) return;
    await domainEvents.write(event, now);
    told.add(about);
    dependencies.onDomainEvent();
  }

  return recurringWork(dependencies, 'duty watch', look);
}
