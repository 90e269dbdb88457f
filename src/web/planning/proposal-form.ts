import type { Person } from '../../domain/person.ts';
import { USUAL_WEIGHTS } from '../../domain/planning-proposal/burden.ts';
import type { Cap } from '../../domain/planning-proposal/rules.ts';
import type { SlotPattern } from '../../domain/planning-proposal/slot-pattern.ts';
import { isLocalTime, localDate } from '../../domain/schedule/calendar.ts';
import { holidaysOf } from '../../domain/schedule/holidays.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import { USUAL_NIGHT, USUAL_PAST_DAYS, USUAL_PATTERN } from '../../planning/proposal-request/read-request.ts';
import type { PlanningRequest } from '../../planning/proposal-request/request.ts';
import type { Interval } from '../../runtime/instant.ts';
import type { Fields } from '../forms/fields.ts';
import type { Messages } from '../messages/messages.ts';
import { readPeriod } from './draft-pages.ts';
import { readWishes, typedWishes, type WishRow } from './wish-rows.ts';

export const TURN_KINDS = ['week', 'day', 'nights'] as const;

/** What a planning shall be like, as it stands in the form. */
export interface ProposalValues {
  readonly from: string;
  readonly to: string;
  readonly people: readonly string[];
  readonly turn: string;
  /** So many people share a turn. */
  readonly atOnce: string;
  readonly handoff: string;
  readonly rest: string;
  readonly run: string;
  readonly cap: string;
  readonly noTwoWeeks: boolean;
  readonly wishes: readonly WishRow[];
}

export function typedProposal(fields: Fields): ProposalValues {
  return {
    from: fields.text('from'),
    to: fields.text('to'),
    people: fields.all('person'),
    turn: fields.text('turn'),
    atOnce: fields.text('atOnce'),
    handoff: fields.text('handoff'),
    rest: fields.text('rest'),
    run: fields.text('run'),
    cap: fields.text('cap'),
    noTwoWeeks: fields.has('noTwoWeeks'),
    wishes: typedWishes(fields),
  };
}

export interface ReadProposal {
  readonly period: Interval | null;
  readonly request: PlanningRequest;
  readonly validationErrors: readonly { readonly path: string; readonly message: string }[];
}

const LONGEST_MS = 366 * 24 * 3_600_000;
/** More than anybody chooses. */
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
  const isTooMuch = values.wishes.length > MOST_WISHES;
  const wishes = isTooMuch ? [] : readWishes(values.wishes, schedule.timeZone, people);
  const validationErrors = [
    ...(period === null || period.endAt - period.startAt > LONGEST_MS
      ? [{ path: 'to', message: t.planning.periodWrong }]
      : []),
    ...(chosen.length === 0 ? [{ path: 'people', message: t.planning.noParticipants }] : []),
    ...(isTooMuch ? [{ path: 'wishes', message: t.planning.tooManyWishes(MOST_WISHES) }] : []),
    ...wishes.flatMap((wish, index) =>
      wish === null ? [{ path: `wishes.${index}`, message: t.planning.wishWrong }] : [],
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
        wishes: wishes.flatMap((one) => (one?.personId === personId ? [one.wish] : [])),
      })),
      patterns: [{ ...patternOf(values), people: count(values.atOnce, 20) ?? 1 }],
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
