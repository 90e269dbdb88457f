import { z } from 'zod';
import {
  expecting,
  given,
  lacking,
  list,
  mapping,
  notExpected,
  parse,
  report,
  textual,
} from '../../domain/items/codec.ts';
import type { Problem } from '../../domain/items/problem.ts';
import type { ValidationError } from '../../domain/items/validation-error.ts';
import { day, decimalNumber, flag, label, oneOf, wholeNumber, word } from '../../domain/items/values.ts';
import { startMoment } from '../../domain/items/whole-day.ts';
import { USUAL_WEIGHTS } from '../../domain/planning-proposal/burden.ts';
import type { Cap } from '../../domain/planning-proposal/rules.ts';
import type { SlotPattern } from '../../domain/planning-proposal/slot-pattern.ts';
import type { Interval } from '../../runtime/instant.ts';
import { fail, type Result } from '../../runtime/result.ts';
import { parseYaml } from '../portable-config/yaml-source.ts';
import { caps, numberOf, timeOfDay, WEEKDAYS, wishes } from './fields.ts';
import type { PlanningRequest, RequestedPerson } from './request.ts';

/** What a request is read against. */
export interface RequestContext {
  readonly timeZone: string;
  readonly period: Interval;
  readonly knownPeople: ReadonlySet<string>;
}

/** Weeks from Monday morning: what a request without turns means. */
export const USUAL_PATTERN: SlotPattern = {
  name: 'week',
  length: 'week',
  handoffWeekday: 1,
  handoffTime: '08:00',
  hours: [],
  people: 1,
  skill: null,
};

export const USUAL_NIGHT = { from: '21:00', to: '07:00' };
export const USUAL_PAST_DAYS = 180;

/** Reads a request file. Every mistake is told, with its path and line. */
export function readRequest(
  text: string,
  context: RequestContext,
): Result<PlanningRequest, readonly Problem[]> {
  const source = parseYaml(text);
  if (!source.ok) return source;
  const { value, lineOf } = source.value;
  const parsed = parse(requestShape(context), value);
  const validationErrors = [...(parsed.ok ? [] : parsed.error), ...unknownPeople(value, context.knownPeople)];
  if (parsed.ok && validationErrors.length === 0) return parsed;
  return fail(
    validationErrors.map(({ path, ...mistake }) => ({
      ...mistake,
      path: path.join('.'),
      line: lineOf(path),
    })),
  );
}

/** Told beside the other mistakes, whatever they are. */
function unknownPeople(value: unknown, known: ReadonlySet<string>): readonly ValidationError[] {
  const file = z.object({ people: z.record(z.string(), z.unknown()) }).safeParse(value);
  if (!file.success) return [];
  return Object.keys(file.data.people)
    .filter((id) => !known.has(id))
    .map((id) => ({ path: ['people', id], code: 'unknown-reference', to: 'people', given: given(id) }));
}

function requestShape({ timeZone, period }: RequestContext) {
  const wished = (preference: 'unavailable' | 'rather-not' | 'gladly') =>
    wishes(preference, period, timeZone).default([]);
  const person = z.preprocess(
    (raw) => raw ?? {},
    mapping({
      share: decimalNumber(0.05, 10, 3).default(1),
      joined: startMoment(timeZone).optional(),
      unavailable: wished('unavailable'),
      ratherNot: wished('rather-not'),
      gladly: wished('gladly'),
      caps: caps(null).default([]),
    }),
  );
  const people = z
    .record(z.string(), person, { error: expecting({ what: 'mapping-of-people' }) })
    .refine((all) => Object.keys(all).length > 0, { error: lacking({ what: 'a-person' }) });
  return mapping({
    people,
    turns: list(pattern, ({ name }) => name)
      .min(1, { error: lacking({ what: 'a-turn' }) })
      .default([USUAL_PATTERN]),
    rules: mapping({
      longestRunHours: wholeNumber(1, 10_000).optional(),
      longestRunDays: wholeNumber(1, 366).optional(),
      restHours: wholeNumber(1, 10_000).optional(),
      noTwoWeeksRunning: flag.default(false),
      caps: caps(null).default([]),
    }).prefault({}),
    burden: mapping({
      night: decimalNumber(0, 10, 3).default(USUAL_WEIGHTS.night),
      weekend: decimalNumber(0, 10, 3).default(USUAL_WEIGHTS.weekend),
      holiday: decimalNumber(0, 10, 3).default(USUAL_WEIGHTS.holiday),
      nightFrom: timeOfDay.default(USUAL_NIGHT.from),
      nightTo: timeOfDay.default(USUAL_NIGHT.to),
    })
      .superRefine(({ nightFrom, nightTo }, issues) => {
        if (nightTo >= nightFrom) report(issues, { code: 'night-within-a-day' }, ['nightTo']);
      })
      .prefault({}),
    holidays: list(day, String).default([]),
    pastDays: wholeNumber(0, 3660).default(USUAL_PAST_DAYS),
  }).transform(toRequest);
}

const pattern = mapping({
  name: label,
  length: oneOf(['day', 'week'] as const),
  handoff: textual({ what: 'weekly-handoff' }, (text) => text),
  hours: list(
    mapping({
      days: list(oneOf([...WEEKDAYS, 'holiday'] as const), String),
      from: timeOfDay,
      to: timeOfDay,
    }),
  ).default([]),
  people: wholeNumber(1, 50).default(1),
  skill: word.optional(),
}).transform(({ handoff, hours, skill, ...rest }, context): SlotPattern => {
  const [time = '', weekday] = handoff.split(' ').toReversed();
  const day = WEEKDAYS.find((name) => name === weekday);
  const what = rest.length === 'week' ? 'weekly-handoff' : 'daily-handoff';
  const fits = rest.length === 'week' ? day !== undefined : weekday === undefined;
  if (!fits || !timeOfDay.safeParse(time).success || time === '24:00') {
    report(context, notExpected({ what }, handoff), ['handoff']);
    return z.NEVER;
  }
  return {
    ...rest,
    handoffWeekday: day === undefined ? null : numberOf(day),
    handoffTime: time,
    hours: hours.map(({ days, from, to }) => ({
      weekdays: days.filter((name) => name !== 'holiday').map(numberOf),
      onHolidays: days.includes('holiday'),
      from,
      to,
    })),
    skill: skill ?? null,
  };
});

type FileRequest = {
  readonly people: Readonly<
    Record<
      string,
      Pick<RequestedPerson, 'share'> & {
        readonly joined?: number | undefined;
        readonly unavailable: RequestedPerson['wishes'];
        readonly ratherNot: RequestedPerson['wishes'];
        readonly gladly: RequestedPerson['wishes'];
        readonly caps: readonly Cap[];
      }
    >
  >;
  readonly turns: readonly SlotPattern[];
  readonly rules: {
    readonly longestRunHours?: number | undefined;
    readonly longestRunDays?: number | undefined;
    readonly restHours?: number | undefined;
    readonly noTwoWeeksRunning: boolean;
    readonly caps: readonly Cap[];
  };
  readonly burden: PlanningRequest['weights'] & { readonly nightFrom: string; readonly nightTo: string };
  readonly holidays: readonly string[];
  readonly pastDays: number;
};

function toRequest({
  people,
  turns: patterns,
  rules,
  burden,
  holidays,
  pastDays,
}: FileRequest): PlanningRequest {
  const { nightFrom, nightTo, ...weights } = burden;
  const all = Object.entries(people);
  const own = all.flatMap(([personId, person]) => person.caps.map((cap) => ({ ...cap, personId })));
  return {
    people: all.map(([personId, { share, joined, unavailable, ratherNot, gladly }]) => ({
      personId,
      share,
      joinedAt: joined ?? null,
      wishes: [...unavailable, ...ratherNot, ...gladly],
    })),
    patterns,
    rules: {
      longestRunHours: rules.longestRunHours ?? null,
      longestRunDays: rules.longestRunDays ?? null,
      restHours: rules.restHours ?? null,
      noTwoWeeksRunning: rules.noTwoWeeksRunning,
      caps: [...rules.caps, ...own],
    },
    weights,
    night: { from: nightFrom, to: nightTo },
    holidays,
    pastDays,
  };
}
