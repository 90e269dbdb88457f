import { StoreUnavailable } from '../calls/call-log.ts';
import type { CandidateSources } from '../calls/candidates.ts';
import { mayBeDialled } from '../calls/dial-leg.ts';
import { type RecurringWork, recurringWork } from '../calls/recurring-work.ts';
import type { Clock } from '../clock.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { type ConfirmationRule, dueStep, nextLookAt } from '../domain/notice/duty-confirmation.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { gaps } from '../domain/schedule/coverage.ts';
import { onCallAt } from '../domain/schedule/resolve-on-call.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import type { Logger } from '../log.ts';
import type { Cause } from './cause.ts';
import type { Confirmations } from './confirmations.ts';
import type { CauseBook } from './deed.ts';

export interface DutyWatchNeeds {
  readonly candidates: CandidateSources;
  readonly confirmations: Confirmations;
  readonly causes: CauseBook;
  /** Of schedules without one of their own. */
  readonly rule: ConfirmationRule;
  /** Gaps are told so many days ahead. */
  readonly gapDays: number;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCause: () => void;
  readonly crash: (error: unknown) => void;
}

/** A planning may change at any time. */
const LOOK_EVERY_SECONDS = 60;
/** Vigie may have been down when a duty began. */
const LOOK_BACK_SECONDS = 1800;
const DAY_SECONDS = 86_400;

/** Sees to it that duty ahead is confirmed, that gaps are told, and that who is on call can be rung at all. */
export function createDutyWatch(needs: DutyWatchNeeds): RecurringWork {
  const { candidates, confirmations, causes, rule, clock, log } = needs;
  /** Told in the life of this process; after it, the outbox knows that it was told. */
  const told = new Set<string>();

  async function look(): Promise<Instant> {
    const now = clock.now();
    const soon = now + LOOK_EVERY_SECONDS * SECOND;
    try {
      const schedules = await schedulesInUse(candidates, now);
      const next = await askForConfirmation(schedules, now);
      for (const schedule of schedules) {
        await tellGaps(schedule, now);
        await tellUnreachable(schedule, now);
      }
      return Math.min(soon, next);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      log.warn({ reason: error.message }, 'duty cannot be watched now');
      return soon;
    }
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
      const step = dueStep(shift, ruleOf(shift.scheduleId), now);
      if (step) {
        await confirmations.note(shift, step, now);
        needs.onCause();
      }
      next = Math.min(next, nextLookAt(shift, ruleOf(shift.scheduleId), now) ?? Infinity);
    }
    return next;
  }

  async function tellGaps(schedule: ScheduleInForce, now: Instant): Promise<void> {
    const to = now + needs.gapDays * DAY_SECONDS * SECOND;
    for (const { startAt, endAt } of gaps(schedule, now, to)) {
      const [begun, open] = [startAt <= now, endAt >= to];
      // Its ends as far as they are not those of our look: the same gap is found again a minute later.
      const ends =
        begun && open
          ? `day ${Math.floor(now / (DAY_SECONDS * SECOND))}`
          : begun
            ? `until ${endAt}`
            : startAt;
      const gap = `${schedule.id} ${ends}`;
      await tellOnce(gap, { kind: 'gap-ahead', gap, scheduleId: schedule.id, startAt, endAt }, now);
    }
  }

  async function tellUnreachable(schedule: ScheduleInForce, now: Instant): Promise<void> {
    const onCall = onCallAt(schedule, now);
    const people = await candidates.directory.people(onCall.map(({ personId }) => personId));
    for (const { id, contactMethods } of people) {
      const dialable = contactMethods.some(({ target }) => mayBeDialled(target, needs.numberingPlan));
      if (dialable) continue;
      const reason = contactMethods.length === 0 ? 'no-contact' : 'no-number-allowed';
      const until = onCall.find(({ personId }) => personId === id)?.until ?? 0;
      const trouble = `${id} ${reason} ${schedule.id} ${until}`;
      await tellOnce(trouble, { kind: 'person-unreachable', trouble, personId: id, reason }, now);
    }
  }

  async function tellOnce(about: string, cause: Cause, now: Instant): Promise<void> {
    if (told.has(about)) return;
    await causes.write(cause, now);
    told.add(about);
    needs.onCause();
  }

  return recurringWork(clock, look, needs.crash);
}

/** Those that calls reach. */
async function schedulesInUse(
  { directory, schedules }: CandidateSources,
  now: Instant,
): Promise<readonly ScheduleInForce[]> {
  const ids = new Set<string>();
  for (const { policyId } of await directory.hotlines()) {
    const policy = await directory.policy(policyId);
    for (const { targets } of policy?.steps ?? [])
      for (const target of targets) if (target.kind === 'schedule') ids.add(target.scheduleId);
  }
  const found = await Promise.all(
    [...ids].map((id) => schedules.schedule(id, now - LOOK_BACK_SECONDS * SECOND)),
  );
  return found.flatMap((schedule) => schedule ?? []);
}
