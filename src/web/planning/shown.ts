import type { ConfirmationState } from '../../domain/notice/confirmation-state.ts';
import type { Person } from '../../domain/person.ts';
import { dayNumber, type LocalDate } from '../../domain/schedule/calendar.ts';
import { gaps } from '../../domain/schedule/coverage.ts';
import { holidaysOf } from '../../domain/schedule/holidays.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { PlannedShift, ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { type DutyShift, shiftsWithShadows } from '../../domain/schedule/shifts.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { describeReason } from '../../words/describe-duty.ts';
import { markOf, type PersonMark } from '../people/person-mark.ts';
import type { RequestContext } from '../request-context.ts';
import type { ConfirmationOf } from './confirmations.ts';
import { holidayNamesOfAll } from './holiday-names.ts';
import type { Range } from './range.ts';

export type ShownKind = 'shift' | 'rotation' | 'override' | 'shadow' | 'gap' | 'absence';

/** One block of a planning, for the calendar and for the list. Times are on the clocks of the page. */
export interface Shown extends Interval {
  readonly kind: ShownKind;
  readonly scheduleId: string;
  /** Null: nobody, a gap. */
  readonly personId: string | null;
  readonly name: string;
  /** Null: nobody's. */
  readonly mark: PersonMark | null;
  readonly why: string;
  readonly start: string;
  readonly end: string;
  /** Where it is changed; null: nowhere for this visitor. */
  readonly path: string | null;
  /** Null: it is not asked for, or not told here. */
  readonly confirmation: ConfirmationState | null;
  /** A planned shift that can be moved as a whole. */
  readonly movable: boolean;
}

export interface ShownDay {
  readonly date: LocalDate;
  readonly holiday: boolean;
  /** As readers call it; null: it is none, or an own closed day. */
  readonly holidayName: string | null;
  readonly today: boolean;
  readonly blocks: readonly Shown[];
}

export interface ShowingOptions {
  readonly range: Range;
  /** On whose clocks the page is. */
  readonly timeZone: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly mayEdit: boolean;
  /** What the page's clocks show at an instant: of all the schedules that one page shows, whose edges are often the same. */
  readonly readings?: Map<Instant, string>;
  /** Absences that the page shows already: one counts on every schedule, and is shown once. */
  readonly absencesShown?: Set<string>;
  /** Where a block leads, if not to the page of a duty. */
  readonly pathOf?: (shift: DutyShift) => string | null;
  /** Whether a duty is confirmed; missing: the page does not tell. */
  readonly confirmationOf?: ConfirmationOf;
}

/** Everything that a schedule has in the range: who is on duty and why, gaps, absences of its people. */
export function showSchedule(
  context: RequestContext,
  schedule: ScheduleInForce,
  options: ShowingOptions,
): readonly Shown[] {
  const { range, people, timeZone, mayEdit, readings = new Map(), absencesShown = new Set() } = options;
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const marks = new Map([...people].map(([id, person]) => [id, markOf(person)]));
  const markFor = (id: string) => marks.get(id) ?? markOf({ id, name: id, colour: null });
  const local = (at: Instant) => {
    const known = readings.get(at);
    if (known !== undefined) return known;
    const reading = localOf(at, timeZone).slice(0, 16);
    readings.set(at, reading);
    return reading;
  };
  const pathOf = options.pathOf ?? ((shift: DutyShift) => dutyPath(schedule.id, shift));
  const planned = schedule.shifts.filter(
    ({ startAt, endAt }) => startAt < range.endAt && endAt > range.startAt,
  );
  const duty = shiftsWithShadows(schedule, range.startAt, range.endAt).map(
    (shift): Shown => ({
      startAt: shift.startAt,
      endAt: shift.endAt,
      start: local(shift.startAt),
      end: local(shift.endAt),
      scheduleId: schedule.id,
      kind: kindOf(shift),
      personId: shift.personId,
      name: nameOf(shift.personId),
      mark: markFor(shift.personId),
      why: describeReason(shift.reason, nameOf, context.language),
      path: mayEdit && shift.reason.kind !== 'shadow' ? pathOf(shift) : null,
      confirmation: options.confirmationOf?.(schedule.id, shift) ?? null,
      movable: mayEdit && shift.reason.kind === 'planned-shift' && plannedAs(planned, shift) !== null,
    }),
  );
  const open = gaps(schedule, range.startAt, range.endAt).map(
    (gap): Shown => ({
      startAt: gap.startAt,
      endAt: gap.endAt,
      start: local(gap.startAt),
      end: local(gap.endAt),
      scheduleId: schedule.id,
      kind: 'gap',
      personId: null,
      name: context.t.planning.nobody,
      mark: null,
      why: context.t.planning.gap,
      path: mayEdit
        ? `/planning/${schedule.id}?view=week&on=${local(gap.startAt).slice(0, 10)}&start=${encodeURIComponent(local(gap.startAt))}&end=${encodeURIComponent(local(gap.endAt))}#add`
        : null,
      confirmation: null,
      movable: false,
    }),
  );
  const own = peopleOf(schedule);
  const away = schedule.absences
    .filter(({ startAt, endAt }) => startAt < range.endAt && endAt > range.startAt)
    .filter(({ personId }) => own.has(personId))
    .filter(({ personId, startAt, endAt }) => {
      const key = `${personId} ${startAt} ${endAt}`;
      return !absencesShown.has(key) && absencesShown.add(key);
    })
    .map((absence) => (absence.because === undefined ? absence : { ...absence, ...within(absence, range) }))
    .map(
      (absence): Shown => ({
        startAt: absence.startAt,
        endAt: absence.endAt,
        start: local(absence.startAt),
        end: local(absence.endAt),
        scheduleId: schedule.id,
        kind: 'absence',
        personId: absence.personId,
        name: nameOf(absence.personId),
        mark: markFor(absence.personId),
        why:
          absence.because === undefined
            ? context.t.planning.absent
            : context.t.planning.notHere[absence.because],
        path: null,
        confirmation: null,
        movable: false,
      }),
    );
  return [...duty, ...open, ...away].toSorted((a, b) => a.startAt - b.startAt);
}

/** Who has not joined has been away since ever. */
function within({ startAt, endAt }: Interval, range: Interval): Interval {
  return { startAt: Math.max(startAt, range.startAt), endAt: Math.min(endAt, range.endAt) };
}

/** Everybody on duty on each day, whenever it began; days that say nothing are left out. */
export function byDay(
  context: RequestContext,
  blocks: readonly Shown[],
  range: Range,
  { schedules, timeZone }: { readonly schedules: readonly ScheduleInForce[]; readonly timeZone: string },
) {
  const rules = schedules.map(({ holidays }) => holidays);
  const calendars = rules.map(holidaysOf);
  const isHoliday = (day: number) => calendars.some((keeps) => keeps(day));
  const today = localOf(context.now, timeZone).slice(0, 10);
  const names = holidayNamesOfAll(rules, range.first, context.language);
  const begun = new Map<LocalDate, Shown[]>();
  for (const block of blocks) {
    const date = block.start.slice(0, 10);
    const own = begun.get(date);
    if (own) own.push(block);
    else begun.set(date, [block]);
  }
  // Where nobody is, or who is absent, is told when it begins: it need not stand on each of its days.
  const tellsAll = (date: LocalDate) => date === today || date === range.first;
  const reaching = (date: LocalDate) =>
    blocks.filter(
      ({ kind, start, end }) =>
        start < date && end > `${date} 00:00` && (tellsAll(date) || (kind !== 'gap' && kind !== 'absence')),
    );
  const days = range.days.map(
    (date): ShownDay => ({
      date,
      holiday: isHoliday(dayNumber(date)),
      today: date === today,
      holidayName: names.get(date) ?? null,
      blocks: [...reaching(date), ...(begun.get(date) ?? [])],
    }),
  );
  return days.filter(({ holiday, today: isToday, blocks: own }) => holiday || isToday || own.length > 0);
}

/** The planned shift that a duty is, whole; null: it is another thing, or what an override left of one. */
export function plannedAs(shifts: readonly PlannedShift[], duty: Interval & { readonly personId: string }) {
  return (
    shifts.find(
      ({ personId, startAt, endAt }) =>
        personId === duty.personId && startAt === duty.startAt && endAt === duty.endAt,
    ) ?? null
  );
}

export function dutyPath(scheduleId: string, { personId, startAt, endAt }: DutyShift): string {
  return `/planning/${scheduleId}/duty?person=${personId}&from=${startAt}&to=${endAt}`;
}

function kindOf({ reason }: DutyShift): ShownKind {
  return reason.kind === 'planned-shift' ? 'shift' : reason.kind;
}
