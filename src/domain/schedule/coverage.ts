import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Assignment } from './assignment.ts';
import { type Duty, dutyAt } from './duty.ts';
import { prepare } from './prepared-schedule.ts';
import type { ScheduleInForce } from './schedule.ts';
import { type Changing, Inquiry, stretches } from './stretch.ts';

/** Several people on duty at once. */
export interface Overlap extends Interval {
  /** In ringing order. */
  readonly personIds: readonly string[];
}

/** Somebody absent whom a shift, an override or a turn that nobody covers puts on duty. */
export interface AbsentDuty extends Interval {
  readonly personId: string;
}

/** When somebody must be on duty and nobody is, within `[from, to)`. */
export function gaps(schedule: ScheduleInForce, from: Instant, to: Instant): readonly Interval[] {
  const { coverage } = prepare(schedule);
  const isGap: Changing<string | null> = (at) => {
    const inquiry = new Inquiry(at);
    const needed = inquiry.ask(coverage);
    return inquiry.conclude(
      needed && inquiry.ask((instant) => dutyAt(schedule, instant)).onDuty.length === 0 ? 'gap' : null,
    );
  };
  return runs(isGap, from, to).map(({ startAt, endAt }) => ({ startAt, endAt }));
}

/**
 * When more people are on duty than share a turn in any rotation of the schedule, within `[from, to)`, without trainees
 * and those whom an override adds: they are wanted. So this is mostly a planned shift entered twice.
 */
export function overlaps(schedule: ScheduleInForce, from: Instant, to: Instant): readonly Overlap[] {
  const wanted = Math.max(1, ...schedule.rotations.map(({ atOnce }) => atOnce));
  const several = whoOf(schedule, ({ onDuty }) => {
    const expected = onDuty.filter(
      ({ reason }) => reason.kind !== 'shadow' && (reason.kind !== 'override' || reason.action !== 'adds'),
    );
    return expected.length > wanted ? expected : [];
  });
  return runs(several, from, to).map(({ startAt, endAt, value }) => ({
    startAt,
    endAt,
    personIds: JSON.parse(value) as string[],
  }));
}

/** Who is planned and absent, within `[from, to)`: their place is empty, whether or not others remain. */
export function absentOnDuty(schedule: ScheduleInForce, from: Instant, to: Instant): readonly AbsentDuty[] {
  const absent = runs(
    whoOf(schedule, (duty) => duty.absent),
    from,
    to,
  );
  return absent.flatMap(({ startAt, endAt, value }) =>
    (JSON.parse(value) as string[]).map((personId) => ({ personId, startAt, endAt })),
  );
}

/** Ids as JSON, so that they compare; null for nobody. */
function whoOf(
  schedule: ScheduleInForce,
  choose: (duty: Duty) => readonly Assignment[],
): Changing<string | null> {
  return (at) => {
    const { startAt, endAt, value } = dutyAt(schedule, at);
    const chosen = choose(value);
    return {
      startAt,
      endAt,
      value: chosen.length === 0 ? null : JSON.stringify(chosen.map(({ personId }) => personId)),
    };
  };
}

/** Where the value is not null, cut at `from` and `to`; neighbours of one value are one. */
function runs(changing: Changing<string | null>, from: Instant, to: Instant) {
  const found: { startAt: Instant; endAt: Instant; readonly value: string }[] = [];
  for (const { startAt, endAt, value } of stretches(changing, from, to)) {
    if (value === null) continue;
    const last = found.at(-1);
    if (last && last.value === value && last.endAt === startAt) last.endAt = endAt;
    else found.push({ startAt, endAt, value });
  }
  return found;
}
