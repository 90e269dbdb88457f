import type { ManagedSchedule } from '../domain/items/configuration.ts';
import { dayNumber, type LocalDate } from '../domain/schedule/calendar.ts';
import { misfits } from '../domain/schedule/misfits.ts';
import { onCallAt } from '../domain/schedule/resolve-on-call.ts';
import type { Override, PlannedShift, Rotation } from '../domain/schedule/schedule.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import { dayOf, instantOfMinute, minuteOfLocalDay } from '../domain/schedule/wall-clock.ts';
import type { Interval } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { ConfigurationStore } from './configuration.ts';
import {
  editSchedule,
  editScheduleIn,
  type PlanningViolation,
  type ScheduleEdit,
  type Wanted,
} from './edit-schedule.ts';

/** Makes these the rotations of the schedule, the top layer first. */
export function setRotations(store: ConfigurationStore, edit: ScheduleEdit, rotations: readonly Rotation[]) {
  return editSchedule(store, edit, rotations, (schedule) =>
    ok({ schedule: { ...schedule, rotations }, at: [] }),
  );
}

/** Plans somebody for an interval, after those who are planned then already. */
export function addShift(store: ConfigurationStore, edit: ScheduleEdit, shift: PlannedShift) {
  return editSchedule(store, edit, shift, (schedule) =>
    ok({
      schedule: { ...schedule, shifts: [...schedule.shifts, shift] },
      at: ['shifts', schedule.shifts.length],
    }),
  );
}

export interface ShiftMove {
  readonly shift: PlannedShift;
  /** Other times, another person, or both. */
  readonly to: PlannedShift;
}

/** Moves a planned shift, where it stood in the ringing order. */
export function moveShift(store: ConfigurationStore, edit: ScheduleEdit, move: ShiftMove) {
  return editSchedule(store, edit, move, (schedule) => {
    const index = schedule.shifts.findIndex((shift) => sameShift(shift, move.shift));
    if (index < 0) return fail([{ path: ['shift'], rule: 'is-planned', about: move.shift.personId }]);
    return ok({
      schedule: { ...schedule, shifts: schedule.shifts.with(index, move.to) },
      at: ['shifts', index],
    });
  });
}

/** Takes a shift out of the planning. A shift has no id: it is the person and the times. */
export function removeShift(store: ConfigurationStore, edit: ScheduleEdit, unwanted: PlannedShift) {
  return editSchedule(store, edit, unwanted, (schedule) => {
    const shifts = schedule.shifts.filter((shift) => !sameShift(shift, unwanted));
    if (shifts.length === schedule.shifts.length)
      return fail([{ path: ['shift'], rule: 'is-planned', about: unwanted.personId }]);
    return ok({ schedule: { ...schedule, shifts }, at: [] });
  });
}

/** Planned shifts that go, and others that come in their place. */
export interface ShiftExchange {
  readonly removed: readonly PlannedShift[];
  readonly added: readonly PlannedShift[];
}

/** Takes shifts out and plans others, in one step; one that goes and one that comes keep the place in the ringing order. */
export function exchangeShifts(store: ConfigurationStore, edit: ScheduleEdit, wanted: ShiftExchange) {
  return editSchedule(store, edit, wanted, (schedule) => {
    const { removed, added } = wanted;
    const missing = removed.find((one) => !schedule.shifts.some((shift) => sameShift(shift, one)));
    if (missing) return fail([{ path: ['shift'], rule: 'is-planned', about: missing.personId }]);
    const stays = (shift: PlannedShift) => !removed.some((one) => sameShift(one, shift));
    const [only] = added;
    const shifts =
      removed.length === 1 && added.length === 1 && only
        ? schedule.shifts.map((shift) => (stays(shift) ? shift : only))
        : [...schedule.shifts.filter(stays), ...added];
    return ok({ schedule: { ...schedule, shifts }, at: [] });
  });
}

export function sameShift(a: PlannedShift, b: PlannedShift): boolean {
  return a.personId === b.personId && a.startAt === b.startAt && a.endAt === b.endAt;
}

export interface WeekCopy {
  /** Mondays, on the schedule's clocks. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const WEEK_DAYS = 7;

/**
 * Plans whoever's duty begins in one week, by whatever it is theirs, again in another, at the same local times. What is
 * planned there stays. Absences count for the week to fill, not for the one that is copied.
 */
export function copyWeek(store: ConfigurationStore, edit: ScheduleEdit, wanted: WeekCopy) {
  return editSchedule(store, edit, wanted, (schedule) => {
    const first = dayNumber(wanted.from);
    const [startAt, endAt] = [first, first + WEEK_DAYS].map((day) =>
      instantOfMinute(day, 0, schedule.timeZone),
    );
    const duty = shiftsBetween({ ...schedule, absences: [] }, startAt ?? 0, endAt ?? 0);
    const copied = shiftsCopied(duty, wanted, schedule.timeZone);
    const added = copied.filter((shift) => !schedule.shifts.some((other) => sameShift(other, shift)));
    return ok({ schedule: { ...schedule, shifts: [...schedule.shifts, ...added] }, at: [] });
  });
}

/** The shifts that begin in the week `from`, moved to the week `to` on local clocks. */
export function shiftsCopied(
  shifts: readonly PlannedShift[],
  { from, to }: WeekCopy,
  timeZone: string,
): readonly PlannedShift[] {
  const [first, days] = [dayNumber(from), dayNumber(to) - dayNumber(from)];
  const moved = (at: number) =>
    instantOfMinute(dayOf(at, timeZone) + days, minuteOfLocalDay(at, timeZone), timeZone);
  return shifts
    .filter(({ startAt }) => {
      const day = dayOf(startAt, timeZone);
      return first <= day && day < first + WEEK_DAYS;
    })
    .map(({ personId, startAt, endAt }) => ({ personId, startAt: moved(startAt), endAt: moved(endAt) }));
}

/** `personId` stands in for `replacesId`, or for everyone when that is null. Counts at once, for calls under way too. */
export function replacePerson(
  store: ConfigurationStore,
  edit: ScheduleEdit,
  wanted: Interval & { readonly personId: string; readonly replacesId: string | null },
) {
  const { personId, replacesId } = wanted;
  return editSchedule(store, edit, wanted, (schedule) =>
    ok(withOverride(schedule, edit, { ...times(wanted), action: 'takes-over', personId, replacesId })),
  );
}

/** `personId` is on duty too, and rings last. */
export function putOnDuty(
  store: ConfigurationStore,
  edit: ScheduleEdit,
  wanted: Interval & { readonly personId: string },
) {
  const { personId } = wanted;
  return editSchedule(store, edit, wanted, (schedule) =>
    ok(withOverride(schedule, edit, { ...times(wanted), action: 'adds', personId, replacesId: null })),
  );
}

/** `replacesId`, or everyone when that is null, is off duty, and nobody takes over. */
export function takeOffDuty(
  store: ConfigurationStore,
  edit: ScheduleEdit,
  wanted: Interval & { readonly replacesId: string | null },
) {
  const { replacesId } = wanted;
  return editSchedule(store, edit, wanted, (schedule) =>
    ok(withOverride(schedule, edit, { ...times(wanted), action: 'removes', personId: null, replacesId })),
  );
}

/** The schedule with one more override, which wins over those it has. */
export function withOverride(
  schedule: ManagedSchedule,
  { author }: Pick<ScheduleEdit, 'author'>,
  override: Omit<Override, 'madeBy'>,
) {
  const overrides = [...schedule.overrides, { ...override, madeBy: author.actor }];
  return { schedule: { ...schedule, overrides }, at: ['overrides', schedule.overrides.length] };
}

function times({ startAt, endAt }: Interval): Interval {
  return { startAt, endAt };
}

/**
 * Takes an override back. What it did until now has happened and stays: one that has begun ends now, one that has ended
 * cannot be undone.
 */
export function undoOverride(store: ConfigurationStore, edit: ScheduleEdit, unwanted: Override) {
  return editSchedule(store, edit, unwanted, (schedule) => withoutOverride(schedule, edit, unwanted));
}

/** Gives overrides that a moved handoff left behind the times of the duties that they are for, all in one step. */
export function fitOverrides(store: ConfigurationStore, edit: ScheduleEdit) {
  return store.edit(async (draft) => {
    const absences = await draft.absences();
    return editScheduleIn(draft, edit, null, (schedule) => {
      const found = misfits({ ...schedule, absences }, edit.author.at);
      const fitted = new Map(found.map(({ override, duty }) => [override, { ...override, ...duty }]));
      const overrides = schedule.overrides.map((override) => fitted.get(override) ?? override);
      return ok({ schedule: { ...schedule, overrides }, at: [] });
    });
  });
}

export function withoutOverride(
  schedule: ManagedSchedule,
  { author }: Pick<ScheduleEdit, 'author'>,
  unwanted: Override,
): Result<Wanted, readonly PlanningViolation[]> {
  const index = schedule.overrides.findIndex((override) => sameOverride(override, unwanted));
  if (index < 0) return fail([{ path: ['override'], rule: 'override-exists', about: '' }]);
  if (unwanted.endAt <= author.at) return fail([{ path: ['override'], rule: 'still-to-come', about: '' }]);
  const overrides =
    unwanted.startAt < author.at
      ? schedule.overrides.with(index, { ...unwanted, endAt: author.at })
      : schedule.overrides.toSpliced(index, 1);
  return ok({ schedule: { ...schedule, overrides }, at: ['overrides', index] });
}

function sameOverride(a: Override, b: Override): boolean {
  return (
    a.action === b.action &&
    a.personId === b.personId &&
    a.replacesId === b.replacesId &&
    a.startAt === b.startAt &&
    a.endAt === b.endAt &&
    a.madeBy === b.madeBy
  );
}

/** In an emergency, `personId` takes the duty that `fromId` has now, until it ends. Nobody is asked. */
export function takeDuty(
  store: ConfigurationStore,
  edit: ScheduleEdit,
  wanted: { readonly personId: string; readonly fromId: string },
) {
  return store.edit(async (draft) => {
    const absences = await draft.absences();
    return editScheduleIn(draft, { ...edit, by: 'emergency' }, wanted, (schedule) => {
      const startAt = edit.author.at;
      const duty = onCallAt({ ...schedule, absences }, startAt).find(
        ({ personId }) => personId === wanted.fromId,
      );
      if (!duty || duty.until === null)
        return fail([{ path: ['from'], rule: 'replaces-now', about: wanted.fromId }]);
      const { personId, fromId: replacesId } = wanted;
      return ok(
        withOverride(schedule, edit, {
          action: 'takes-over',
          personId,
          replacesId,
          startAt,
          endAt: duty.until,
        }),
      );
    });
  });
}
