import type { Person } from '../../domain/person.ts';
import { USUAL_WEIGHTS } from '../../domain/planning-proposal/burden.ts';
import type { Wish } from '../../domain/planning-proposal/problem.ts';
import type { Cap } from '../../domain/planning-proposal/rules.ts';
import type { SlotPattern } from '../../domain/planning-proposal/slot-pattern.ts';
import { dayNumber, isLocalDate, isLocalTime, localDate } from '../../domain/schedule/calendar.ts';
import { holidaysOf } from '../../domain/schedule/holidays.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { dayOf, instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { USUAL_NIGHT, USUAL_PAST_DAYS, USUAL_PATTERN } from '../../planning/proposal-request/read-request.ts';
import type { PlanningRequest } from '../../planning/proposal-request/request.ts';
import type { Interval } from '../../runtime/instant.ts';
import type { Fields } from '../forms/fields.ts';
import { personCalled } from '../forms/form-context.ts';
import type { Messages } from '../messages/messages.ts';
import { readPeriod } from './draft-pages.ts';

export const TURN_KINDS = ['week', 'day', 'nights'] as const;

/** What a planning shall be like, as it stands in the form. */
export interface ProposalValues {
  readonly from: string;
  readonly to: string;
  readonly people: readonly string[];
  readonly turn: string;
  readonly handoff: string;
  readonly rest: string;
  readonly run: string;
  readonly cap: string;
  readonly noTwoWeeks: boolean;
  readonly wishes: string;
}

export function typedProposal(fields: Fields): ProposalValues {
  return {
    from: fields.text('from'),
    to: fields.text('to'),
    people: fields.all('person'),
    turn: fields.text('turn'),
    handoff: fields.text('handoff'),
    rest: fields.text('rest'),
    run: fields.text('run'),
    cap: fields.text('cap'),
    noTwoWeeks: fields.has('noTwoWeeks'),
    wishes: fields.text('wishes'),
  };
}

export interface ReadProposal {
  readonly period: Interval | null;
  readonly request: PlanningRequest;
  readonly validationErrors: readonly { readonly path: string; readonly message: string }[];
}

const LONGEST_MS = 366 * 24 * 3_600_000;
/** More than anybody types; each is looked for among all people. */
const MOST_WISHES = 500;

/** The request that the form means, with everything that is wrong with it. */
export function readProposal(
  values: ProposalValues,
  schedule: ScheduleInForce,
  people: ReadonlyMap<string, Person>,
  t: Messages,
): ReadProposal {
  const period = readPeriod(values.from, values.to, schedule.timeZone);
  const chosen = values.people.filter((id) => people.has(id));
  const isTooMuch = values.wishes.split('\n').length > MOST_WISHES;
  const wishes = isTooMuch ? [] : readWishes(values.wishes, schedule.timeZone, people, t);
  const validationErrors = [
    ...(period === null || period.endAt - period.startAt > LONGEST_MS
      ? [{ path: 'to', message: t.planning.periodWrong }]
      : []),
    ...(chosen.length === 0 ? [{ path: 'people', message: t.planning.noParticipants }] : []),
    ...(isTooMuch ? [{ path: 'wishes', message: t.planning.tooManyWishes(MOST_WISHES) }] : []),
    ...wishes.flatMap((wish) =>
      'line' in wish ? [{ path: 'wishes', message: t.planning.wishWrong(wish.line) }] : [],
    ),
  ];
  const cap = count(values.cap, 100);
  const caps: readonly Cap[] =
    cap === null ? [] : [{ personId: null, count: 'duties', per: 'month', atMost: cap }];
  return {
    period,
    validationErrors,
    request: {
      people: chosen.map((personId) => ({
        personId,
        share: 1,
        joinedAt: null,
        // Absences are added where the problem is built.
        wishes: wishes.flatMap((wish) => ('wish' in wish && wish.personId === personId ? [wish.wish] : [])),
      })),
      patterns: [patternOf(values)],
      rules: {
        longestRunHours: null,
        longestRunDays: count(values.run, 366),
        restHours: count(values.rest, 10_000),
        noTwoWeeksRunning: values.noTwoWeeks,
        caps,
      },
      weights: USUAL_WEIGHTS,
      night: USUAL_NIGHT,
      // Of a period that is refused, a thousand years perhaps, nothing is worked out.
      holidays: period === null || validationErrors.length > 0 ? [] : holidaysIn(period, schedule),
      pastDays: USUAL_PAST_DAYS,
    },
  };
}

function patternOf({ turn, handoff }: ProposalValues): SlotPattern {
  const handoffTime = isLocalTime(handoff) ? handoff : USUAL_PATTERN.handoffTime;
  const all = [1, 2, 3, 4, 5, 6, 7];
  switch (turn) {
    case 'day':
      return { ...USUAL_PATTERN, name: 'day', length: 'day', handoffWeekday: null, handoffTime };
    case 'nights':
      return {
        ...USUAL_PATTERN,
        name: 'nights',
        handoffTime,
        hours: [
          { weekdays: all, onHolidays: true, from: '18:00', to: '08:00' },
          { weekdays: [6, 7], onHolidays: true, from: '08:00', to: '18:00' },
        ],
      };
    default:
      return { ...USUAL_PATTERN, handoffTime };
  }
}

type ReadWish = { readonly personId: string; readonly wish: Wish } | { readonly line: string };

/** A line: a name, what, and one or two days, both included. */
function readWishes(
  text: string,
  timeZone: string,
  people: ReadonlyMap<string, Person>,
  t: Messages,
): readonly ReadWish[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line): ReadWish => {
      const [name = '', what = '', first = '', last = first] = line.split(',').map((part) => part.trim());
      const personId = personCalled(name, people);
      const preference = preferenceCalled(what, t);
      if (personId === null || preference === null || !isLocalDate(first) || !isLocalDate(last))
        return { line };
      const startAt = instantOfMinute(dayNumber(first), 0, timeZone);
      const endAt = instantOfMinute(dayNumber(last) + 1, 0, timeZone);
      return startAt < endAt ? { personId, wish: { preference, startAt, endAt } } : { line };
    });
}

function preferenceCalled(what: string, t: Messages): Wish['preference'] | null {
  const preferences = ['unavailable', 'rather-not', 'gladly'] as const;
  const wanted = what.toLowerCase();
  return preferences.find((name) => name === wanted || t.planning.wishWords[name] === wanted) ?? null;
}

function holidaysIn(
  { startAt, endAt }: Interval,
  { holidays, timeZone }: ScheduleInForce,
): readonly string[] {
  const isHoliday = holidaysOf(holidays);
  const [first, last] = [dayOf(startAt, timeZone), dayOf(endAt, timeZone) + 7];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter(isHoliday)
    .map(localDate);
}

function count(text: string, most: number): number | null {
  const value = Number(text);
  return text !== '' && Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}
