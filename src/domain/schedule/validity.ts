import type { Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { type RuleViolation, within } from '../rule-violation.ts';
import type { DutyWindow, HolidayRule, WindowPart } from './duty-window.ts';
import { isHolidayCountry, isHolidayRegion } from './holidays.ts';
import { idleOverrides, touchedBy } from './idle-overrides.ts';
import type { Override, PlannedShift, Rotation, Schedule } from './schedule.ts';

/** What makes a schedule nonsense, whoever writes it: a file, a page or a command. */
export type ScheduleRule =
  | 'ends-after-start'
  | 'listed-once'
  | 'replaces-another'
  | 'override-does-something'
  | 'has-participants'
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
  const broken = brokenInSchedule(schedule);
  if (broken.length > 0) return fail(broken);
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

function brokenInSchedule(schedule: Schedule): readonly PlanningViolation[] {
  const { rotations, shifts, overrides, holidays, coverage } = schedule;
  return [
    ...within(['holidays'], brokenInHolidays(holidays)),
    ...within(['coverage'], coverage === null ? [] : brokenInWindow(coverage, holidays)),
    ...repeated(['rotations'], rotations, ({ id }) => id),
    ...rotations.flatMap((rotation, index) =>
      within(['rotations', index], brokenInRotation(rotation, holidays)),
    ),
    ...within(['shifts'], brokenInShifts(shifts)),
    ...overrides.flatMap((override, index) => within(['overrides', index], brokenInOverride(override))),
  ];
}

export function brokenInHolidays({ country, region }: HolidayRule): readonly PlanningViolation[] {
  if (country === null)
    return region === null ? [] : [{ path: ['region'], rule: 'region-has-holidays', about: region }];
  if (!isHolidayCountry(country))
    return [{ path: ['country'], rule: 'country-has-holidays', about: country }];
  if (region === null || isHolidayRegion(country, region)) return [];
  return [{ path: ['region'], rule: 'region-has-holidays', about: region }];
}

export function brokenInShifts(shifts: readonly PlannedShift[]): readonly PlanningViolation[] {
  return [
    ...shifts.flatMap((shift, index) => within([index], brokenInInterval(shift))),
    ...repeated([], shifts, ({ personId, startAt, endAt }) => `${personId} ${startAt} ${endAt}`),
  ];
}

export function brokenInInterval({ startAt, endAt }: Interval): readonly PlanningViolation[] {
  return endAt > startAt ? [] : [{ path: ['end'], rule: 'ends-after-start', about: '' }];
}

export function brokenInOverride(override: Override): readonly PlanningViolation[] {
  const { personId, replacesId, action } = override;
  const broken = [...brokenInInterval(override)];
  if (personId === null && action !== 'removes')
    broken.push({ path: ['person'], rule: 'override-does-something', about: '' });
  if (personId !== null && personId === replacesId)
    broken.push({ path: ['replaces'], rule: 'replaces-another', about: personId });
  return broken;
}

export function brokenInRotation(rotation: Rotation, holidays: HolidayRule): readonly PlanningViolation[] {
  const { participants, turn, handoffWeekday, startDate, endDate, window } = rotation;
  const broken: PlanningViolation[] = [];
  if (participants.length === 0) broken.push({ path: ['participants'], rule: 'has-participants', about: '' });
  for (const [index, { from, until }] of participants.entries()) {
    if (from !== null && until !== null && until <= from)
      broken.push({ path: ['participants', index, 'until'], rule: 'ends-after-start', about: '' });
  }
  if (!Number.isInteger(turn.count) || turn.count < 1)
    broken.push({ path: ['turn'], rule: 'turn-has-length', about: '' });
  if (turn.unit === 'weeks' && handoffWeekday === null)
    broken.push({ path: ['handoff'], rule: 'weeks-have-weekday', about: '' });
  if (turn.unit !== 'weeks' && handoffWeekday !== null)
    broken.push({ path: ['handoff'], rule: 'only-weeks-have-weekday', about: '' });
  if (endDate !== null && endDate <= startDate)
    broken.push({ path: ['end'], rule: 'ends-after-start', about: '' });
  return [...broken, ...within(['window'], window === null ? [] : brokenInWindow(window, holidays))];
}

/** A window that can never hold is a mistake; to have none, leave out whatever it is the window of. */
export function brokenInWindow(window: DutyWindow, holidays: HolidayRule): readonly PlanningViolation[] {
  if (window.length === 0) return [{ path: [], rule: 'window-holds-sometime', about: '' }];
  return window.flatMap((part, index) => within([index], brokenInPart(part, holidays)));
}

function brokenInPart(
  { hours, holidays, dates }: WindowPart,
  rule: HolidayRule,
): readonly PlanningViolation[] {
  const broken: PlanningViolation[] = [];
  if (hours?.length === 0) broken.push({ path: ['hours'], rule: 'window-holds-sometime', about: '' });
  if (dates !== null && dates.to < dates.from)
    broken.push({ path: ['to'], rule: 'ends-after-start', about: '' });
  const knowsHolidays = rule.country !== null || rule.closedDays.length > 0;
  if (holidays === 'only' && !knowsHolidays)
    broken.push({ path: ['holidays'], rule: 'holidays-are-known', about: '' });
  return broken;
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
