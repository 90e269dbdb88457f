import type { Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { type RuleViolation, within } from '../rule-violation.ts';
import { isInCalendar } from './calendar.ts';
import type { DutyWindow, HolidayRule, WindowPart } from './duty-window.ts';
import { isHolidayCountry, isHolidayRegion } from './holidays.ts';
import { idleOverrides, touchedBy } from './idle-overrides.ts';
import { takingPart } from './people-of.ts';
import type { Override, PlannedShift, Rotation, Schedule, Trainee } from './schedule.ts';

/** What makes a schedule nonsense, whoever writes it: a file, a page or a command. */
export type ScheduleRule =
  | 'ends-after-start'
  | 'is-in-the-calendar'
  | 'listed-once'
  | 'replaces-another'
  | 'override-does-something'
  | 'has-participants'
  | 'some-at-once'
  | 'beside-another'
  | 'turn-has-length'
  | 'weeks-have-weekday'
  | 'only-weeks-have-weekday'
  | 'window-holds-sometime'
  | 'holidays-are-known'
  | 'country-has-holidays'
  | 'region-has-holidays'
  | 'replaces-someone-on-duty'
  | 'knows-person';

type PlanningViolation = RuleViolation<ScheduleRule>;

/**
 * The schedule, if it makes sense after what it was before. Overrides that were there before and replace nobody any more are dropped, since what
 * they replaced has been taken away; a new one that replaces nobody is a mistake. Fields are named as in the
 * configuration file.
 */
export function settled<S extends Schedule>(
  schedule: S,
  before: Schedule | null,
  wasThere: (override: Override) => boolean,
): Result<S, readonly PlanningViolation[]> {
  const violations = violationsInSchedule(schedule);
  if (violations.length > 0) return fail(violations);
  const idle = new Set(idleOverrides(schedule, before ? touchedBy(before, schedule) : undefined));
  const mistaken = [...idle].filter((override) => !wasThere(override));
  if (mistaken.length > 0)
    return fail(
      mistaken.map((override) => ({
        path: ['overrides', schedule.overrides.indexOf(override), 'replaces'],
        rule: 'replaces-someone-on-duty',
        about: override.replacesId ?? '',
      })),
    );
  if (idle.size === 0) return ok(schedule);
  return ok({ ...schedule, overrides: schedule.overrides.filter((override) => !idle.has(override)) });
}

function violationsInSchedule(schedule: Schedule): readonly PlanningViolation[] {
  const { rotations, trainees, shifts, overrides, holidays, coverage } = schedule;
  return [
    ...within(['holidays'], violationsInHolidays(holidays)),
    ...within(['coverage'], coverage === null ? [] : violationsInWindow(coverage, holidays)),
    ...repeated(['rotations'], rotations, ({ id }) => id),
    ...rotations.flatMap((rotation, index) =>
      within(['rotations', index], violationsInRotation(rotation, holidays)),
    ),
    ...trainees.flatMap((trainee, index) => within(['trainees', index], violationsInTrainee(trainee))),
    ...within(['shifts'], violationsInShifts(shifts)),
    ...overrides.flatMap((override, index) => within(['overrides', index], violationsInOverride(override))),
  ];
}

export function violationsInHolidays({ country, region }: HolidayRule): readonly PlanningViolation[] {
  if (country === null)
    return region === null ? [] : [{ path: ['region'], rule: 'region-has-holidays', about: region }];
  if (!isHolidayCountry(country))
    return [{ path: ['country'], rule: 'country-has-holidays', about: country }];
  if (region === null || isHolidayRegion(country, region)) return [];
  return [{ path: ['region'], rule: 'region-has-holidays', about: region }];
}

export function violationsInShifts(shifts: readonly PlannedShift[]): readonly PlanningViolation[] {
  return [
    ...shifts.flatMap((shift, index) => within([index], violationsInInterval(shift))),
    ...repeated([], shifts, ({ personId, startAt, endAt }) => `${personId} ${startAt} ${endAt}`),
  ];
}

export function violationsInInterval({ startAt, endAt }: Interval): readonly PlanningViolation[] {
  const isInstant = (at: number) => Number.isInteger(at) && isInCalendar(at);
  const odd = [...(isInstant(startAt) ? [] : ['start']), ...(isInstant(endAt) ? [] : ['end'])];
  if (odd.length > 0) return odd.map((end) => ({ path: [end], rule: 'is-in-the-calendar', about: '' }));
  return endAt > startAt ? [] : [{ path: ['end'], rule: 'ends-after-start', about: '' }];
}

export function violationsInOverride(override: Override): readonly PlanningViolation[] {
  const { personId, replacesId, action } = override;
  const violations = [...violationsInInterval(override)];
  if (personId === null && action !== 'removes')
    violations.push({ path: ['person'], rule: 'override-does-something', about: '' });
  if (personId !== null && personId === replacesId)
    violations.push({ path: ['replaces'], rule: 'replaces-another', about: personId });
  return violations;
}

function violationsInTrainee({ personId, besideId, from, until }: Trainee): readonly PlanningViolation[] {
  const violations: PlanningViolation[] = [];
  if (besideId === personId) violations.push({ path: ['beside'], rule: 'beside-another', about: personId });
  if (from !== null && until !== null && until <= from)
    violations.push({ path: ['until'], rule: 'ends-after-start', about: '' });
  return violations;
}

export function violationsInRotation(
  rotation: Rotation,
  holidays: HolidayRule,
): readonly PlanningViolation[] {
  const { participants, turn, handoffWeekday, startDate, endDate, window } = rotation;
  const violations: PlanningViolation[] = [];
  if (!Number.isInteger(rotation.atOnce) || rotation.atOnce < 1)
    violations.push({ path: ['atOnce'], rule: 'some-at-once', about: '' });
  if (takingPart([rotation]).length === 0)
    violations.push({ path: ['participants'], rule: 'has-participants', about: '' });
  for (const [index, { from, until }] of participants.entries()) {
    if (from !== null && until !== null && until <= from)
      violations.push({ path: ['participants', index, 'until'], rule: 'ends-after-start', about: '' });
  }
  if (!Number.isInteger(turn.count) || turn.count < 1)
    violations.push({ path: ['turn'], rule: 'turn-has-length', about: '' });
  if (turn.unit === 'weeks' && handoffWeekday === null)
    violations.push({ path: ['handoff'], rule: 'weeks-have-weekday', about: '' });
  if (turn.unit !== 'weeks' && handoffWeekday !== null)
    violations.push({ path: ['handoff'], rule: 'only-weeks-have-weekday', about: '' });
  if (endDate !== null && endDate <= startDate)
    violations.push({ path: ['end'], rule: 'ends-after-start', about: '' });
  return [...violations, ...within(['window'], window === null ? [] : violationsInWindow(window, holidays))];
}

/** A window that can never hold is a mistake; to have none, leave out whatever it is the window of. */
export function violationsInWindow(window: DutyWindow, holidays: HolidayRule): readonly PlanningViolation[] {
  if (window.length === 0) return [{ path: [], rule: 'window-holds-sometime', about: '' }];
  return window.flatMap((part, index) => within([index], violationsInPart(part, holidays)));
}

function violationsInPart(
  { hours, holidays, dates }: WindowPart,
  rule: HolidayRule,
): readonly PlanningViolation[] {
  const violations: PlanningViolation[] = [];
  if (hours?.length === 0) violations.push({ path: ['hours'], rule: 'window-holds-sometime', about: '' });
  if (dates !== null && dates.to < dates.from)
    violations.push({ path: ['to'], rule: 'ends-after-start', about: '' });
  const knowsHolidays = rule.country !== null || rule.closedDays.length > 0;
  if (holidays === 'only' && !knowsHolidays)
    violations.push({ path: ['holidays'], rule: 'holidays-are-known', about: '' });
  return violations;
}

function repeated<Item>(
  path: PlanningViolation['path'],
  items: readonly Item[],
  markOf: (item: Item) => string,
): readonly PlanningViolation[] {
  const seen = new Set<string>();
  return items.flatMap((item, index): readonly PlanningViolation[] => {
    const mark = markOf(item);
    if (seen.has(mark)) return [{ path: [...path, index], rule: 'listed-once', about: '' }];
    seen.add(mark);
    return [];
  });
}
