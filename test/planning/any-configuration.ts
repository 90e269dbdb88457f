import fc from 'fast-check';
import { type EscalationPolicy, STRATEGIES, type Target } from '../../src/domain/escalation/policy.ts';
import { ANSWER_MODES, type Hotline, type NoAnswer, REFUSAL_TREATMENTS } from '../../src/domain/hotline.ts';
import type { AbsenceList, Configuration, ManagedSchedule } from '../../src/domain/items/configuration.ts';
import { COLOURS, LANGUAGES, type Person, ROLES, type Team } from '../../src/domain/person.ts';
import {
  type DialTarget,
  parseExtension,
  parsePhoneNumber,
  parseTrunk,
} from '../../src/domain/phone-number.ts';
import {
  type DutyWindow,
  HOLIDAY_TREATMENTS,
  type HolidayRule,
  NO_HOLIDAYS,
  type WindowPart,
} from '../../src/domain/schedule/duty-window.ts';
import { idleOverrides } from '../../src/domain/schedule/idle-overrides.ts';
import {
  OVERRIDE_ACTIONS,
  type Override,
  type Participant,
  type PlannedShift,
  type Rotation,
  type Trainee,
  TURN_UNITS,
} from '../../src/domain/schedule/schedule.ts';
import { SWAP_APPROVALS } from '../../src/domain/swap/swap-approval.ts';
import {
  NUMBER_FORMS,
  parseContext,
  parsePrefix,
  SHOWN_NUMBERS,
  type TrunkSettings,
} from '../../src/domain/trunk.ts';
import type { Result } from '../../src/runtime/result.ts';
import { FRANCE } from './plan.ts';

const ids = (prefix: string, maxLength: number) =>
  fc
    .integer({ min: 0, max: maxLength })
    .map((count) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`));

/** Names with everything YAML could trip over. */
const label = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'no',
    '~',
    '201',
    '0x1F',
    '- dash',
    'a: b',
    '# hash',
    "l'été",
    '"',
    '*x',
    '2026-11-23 18:00',
    '@',
    '%',
    '{}',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/\p{Cc}/gu, '').trim())
    .filter((text) => /^.{1,100}$/u.test(text)),
);
const word = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,10}$/);
const sound = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_/-]{0,20}$/);
const phone = fc
  .integer({ min: 0, max: 9999 })
  .map((end) => valid(parsePhoneNumber(`019900${String(end).padStart(4, '0')}`, FRANCE)));
const dialTarget: fc.Arbitrary<DialTarget> = fc.oneof(
  phone.map((number) => ({ kind: 'phone', number }) as const),
  fc
    .stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,8}$/)
    .map((text) => ({ kind: 'extension', extension: valid(parseExtension(text)) }) as const),
);
/** Up to the millisecond, and often in the hours around a change of clocks. */
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') }),
  fc.integer({ min: -180, max: 180 }).map((minutes) => Date.parse('2026-10-25T01:00:00Z') + minutes * 60_000),
);
const interval = fc
  .tuple(instant, fc.integer({ min: 1, max: 10 ** 9 }))
  .map(([startAt, length]) => ({ startAt, endAt: startAt + length }));
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const someOf = (values: readonly string[]) =>
  values.length === 0 ? fc.constant([]) : fc.shuffledSubarray([...values]);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** In this order, when there are both. */
const stay = fc
  .tuple(maybe(instant), maybe(instant))
  .map(([a, b]) =>
    a !== null && b !== null && b <= a ? { joinsAt: b - 1, leavesAt: a } : { joinsAt: a, leavesAt: b },
  );

const person = (id: string): fc.Arbitrary<Person> =>
  fc
    .record({
      id: fc.constant(id),
      name: label,
      languages: fc.shuffledSubarray([...LANGUAGES], { minLength: 1 }),
      role: oneOf(ROLES),
      skills: fc.uniqueArray(word, { maxLength: 3 }),
      contactMethods: fc.array(fc.record({ target: dialTarget, mustAccept: fc.boolean() }), { maxLength: 3 }),
      // Nobody else's.
      email: maybe(fc.constant(`${id}@example.org`)),
      colour: maybe(oneOf(COLOURS)),
    })
    .chain((one) => stay.map((days) => ({ ...one, ...days })));

const confirmation = fc.record({
  leadSeconds: fc
    .uniqueArray(fc.integer({ min: 1, max: 14 * 24 * 4 }), { maxLength: 4 })
    .map((quarters) => quarters.toSorted((a, b) => b - a).map((quarter) => quarter * 900)),
  limitSeconds: fc.integer({ min: 1, max: 24 * 60 }).map((minutes) => minutes * 60),
});

const team = (id: string, people: readonly string[]): fc.Arbitrary<Team> =>
  fc.record({ id: fc.constant(id), name: label, memberIds: someOf(people) });

const absences = (id: string): fc.Arbitrary<AbsenceList> =>
  fc.record({
    id: fc.constant(id),
    absences: fc.array(
      fc.tuple(interval, maybe(label)).map(([times, note]) => ({ ...times, note })),
      { minLength: 1, maxLength: 3 },
    ),
  });

const ZONES = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
const localTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const localDay = fc
  .integer({ min: Date.parse('2020-01-01') / 86_400_000, max: Date.parse('2035-01-01') / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const twoDays = fc.tuple(localDay, localDay).map((pair) => pair.sort());
const weekday = fc.integer({ min: 1, max: 7 });
const weekTime = fc.record({ weekday, time: fc.oneof(fc.constant('00:00'), localTime) });
const weeklyHours = fc.oneof(
  fc.record({ from: weekTime, to: weekTime }),
  // Days in a row with the same times, which are written as one.
  fc
    .tuple(weekday, fc.integer({ min: 1, max: 9 }), localTime, localTime, fc.boolean())
    .map(([first, count, from, to, nextDay]) =>
      Array.from({ length: count }, (_, index) => ({
        from: { weekday: ((first - 1 + index) % 7) + 1, time: from },
        to: { weekday: ((first - 1 + index + (nextDay ? 1 : 0)) % 7) + 1, time: to },
      })),
    ),
);

const windowPart = (holidays: HolidayRule): fc.Arbitrary<WindowPart> =>
  fc.record({
    hours: maybe(fc.array(weeklyHours, { minLength: 1, maxLength: 3 }).map((hours) => hours.flat())),
    holidays: oneOf(HOLIDAY_TREATMENTS).map((treatment) =>
      treatment === 'only' && holidays.country === null && holidays.closedDays.length === 0
        ? 'excluded'
        : treatment,
    ),
    dates: maybe(twoDays.map(([from = '', to = '']) => ({ from, to }))),
  });
const window = (holidays: HolidayRule): fc.Arbitrary<DutyWindow> =>
  fc.array(windowPart(holidays), { minLength: 1, maxLength: 3 });
const holidayRule: fc.Arbitrary<HolidayRule> = fc.oneof(
  fc.constant(NO_HOLIDAYS),
  fc.record({
    country: fc.constant('FR'),
    region: maybe(oneOf(['57', '67'])),
    closedDays: fc.uniqueArray(localDay, { maxLength: 2 }),
  }),
);

const participant = (people: readonly string[]): fc.Arbitrary<Participant> =>
  fc.tuple(maybe(oneOf(people)), maybe(localDay), maybe(localDay)).map(([personId, from, until]) => ({
    personId,
    from,
    until: from !== null && until !== null && until <= from ? null : until,
  }));

const rotation = (id: string, people: readonly string[], holidays: HolidayRule): fc.Arbitrary<Rotation> =>
  fc
    .record({
      id: fc.constant(id),
      name: label,
      participants: fc
        .array(participant(people), { minLength: 1, maxLength: 4 })
        .filter((places) => places.some(({ personId }) => personId !== null)),
      atOnce: fc.integer({ min: 1, max: 3 }),
      turn: fc.record({ count: fc.integer({ min: 1, max: 30 }), unit: oneOf(TURN_UNITS) }),
      handoffTime: localTime,
      handoffWeekday: weekday,
      startDate: localDay,
      endDate: maybe(localDay),
      window: maybe(window(holidays)),
      whenAbsent: oneOf(['gap', 'next-covers'] as const),
    })
    .map((made) => ({
      ...made,
      handoffWeekday: made.turn.unit === 'weeks' ? made.handoffWeekday : null,
      endDate: made.endDate !== null && made.endDate <= made.startDate ? null : made.endDate,
    }));

const trainees = (people: readonly string[]): fc.Arbitrary<readonly Trainee[]> =>
  fc.array(
    fc
      .tuple(
        fc.shuffledSubarray([...people], { minLength: 1 }),
        fc.boolean(),
        maybe(localDay),
        maybe(localDay),
      )
      .map(([[personId = '', besideId = null], isDialled, from, until]) => ({
        personId,
        besideId,
        isDialled,
        from,
        until: from !== null && until !== null && until <= from ? null : until,
      })),
    { maxLength: 2 },
  );

const shifts = (people: readonly string[]): fc.Arbitrary<readonly PlannedShift[]> =>
  fc.uniqueArray(
    fc.tuple(oneOf(people), interval).map(([personId, times]) => ({ personId, ...times })),
    { maxLength: 5, selector: (shift) => JSON.stringify(shift) },
  );

const override = (people: readonly string[]): fc.Arbitrary<Override> =>
  fc
    .record({
      action: oneOf(OVERRIDE_ACTIONS),
      who: fc.shuffledSubarray([...people], { minLength: 1, maxLength: Math.min(2, people.length) }),
      madeBy: maybe(label),
      everyone: fc.boolean(),
      times: interval,
    })
    .map(({ action, who: [first = '', second = null], madeBy, everyone, times }) => ({
      action,
      personId: action === 'removes' ? null : first,
      replacesId: action === 'adds' || everyone ? null : action === 'removes' ? first : second,
      madeBy,
      ...times,
    }));

const schedule = (
  id: string,
  people: readonly string[],
  teams: readonly string[],
): fc.Arbitrary<ManagedSchedule> =>
  holidayRule
    .chain((holidays) =>
      fc.record({
        id: fc.constant(id),
        name: label,
        timeZone: oneOf(ZONES),
        holidays: fc.constant(holidays),
        coverage: maybe(window(holidays)),
        rotations:
          people.length === 0
            ? fc.constant([])
            : ids('rotation', 2).chain((names) =>
                fc.tuple(...names.map((name) => rotation(name, people, holidays))),
              ),
        trainees: people.length === 0 ? fc.constant([]) : trainees(people),
        shifts: people.length === 0 ? fc.constant([]) : shifts(people),
        overrides: people.length === 0 ? fc.constant([]) : fc.array(override(people), { maxLength: 6 }),
        teamId: teams.length === 0 ? fc.constant(null) : maybe(oneOf(teams)),
        swapApproval: oneOf(SWAP_APPROVALS),
        confirmation: maybe(confirmation),
      }),
    )
    // Those that replace nobody would be refused.
    .map((made): ManagedSchedule => {
      const schedule: ManagedSchedule = made;
      const idle = idleOverrides(schedule);
      return { ...schedule, overrides: schedule.overrides.filter((one) => !idle.includes(one)) };
    });

const policy = (
  id: string,
  people: readonly string[],
  teams: readonly string[],
  schedules: readonly string[],
): fc.Arbitrary<EscalationPolicy> => {
  const targets: fc.Arbitrary<Target>[] = [
    fc.record({ kind: fc.constant('number'), label, target: dialTarget, mustAccept: fc.boolean() }),
  ];
  if (people.length > 0) targets.push(oneOf(people).map((personId) => ({ kind: 'person', personId })));
  if (teams.length > 0) targets.push(oneOf(teams).map((teamId) => ({ kind: 'team', teamId })));
  if (schedules.length > 0)
    targets.push(oneOf(schedules).map((scheduleId) => ({ kind: 'schedule', scheduleId })));
  return fc.record({
    id: fc.constant(id),
    name: label,
    rounds: fc.integer({ min: 1, max: 20 }),
    overallLimitSeconds: fc.integer({ min: 1, max: 7200 }),
    steps: fc.array(
      fc.record({
        targets: fc.array(fc.oneof(...targets), { minLength: 1, maxLength: 3 }),
        strategy: oneOf(STRATEGIES),
        ringSeconds: fc.integer({ min: 1, max: 300 }),
        skill: maybe(word),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
};

const voicemail = fc.record({
  maxSeconds: fc.integer({ min: 1, max: 3600 }),
  minSeconds: fc.integer({ min: 0, max: 60 }),
});
const noAnswer: fc.Arbitrary<NoAnswer> = fc.oneof(
  fc.constant({ kind: 'announcement' } as const),
  fc.record({ kind: fc.constant('voicemail' as const), voicemail }),
  fc.record({
    kind: fc.constant('last-resort' as const),
    target: dialTarget,
    mustAccept: fc.boolean(),
    ringSeconds: fc.integer({ min: 1, max: 300 }),
    voicemail,
  }),
);

const hotline = (
  id: string,
  index: number,
  policies: readonly string[],
  holidays: HolidayRule,
): fc.Arbitrary<Hotline> =>
  fc.record({
    id: fc.constant(id),
    name: label,
    language: oneOf(LANGUAGES),
    numbers: someOf([`40${index}`, `+3319900120${index}`, `0${index}`]),
    policyId: oneOf(policies),
    timeZone: oneOf(ZONES),
    holidays: fc.constant(holidays),
    branches: fc.uniqueArray(
      fc.record({ name: label, window: window(holidays), policyId: maybe(oneOf(policies)) }),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    answer: oneOf(ANSWER_MODES),
    greetingSound: maybe(sound),
    recordedGreeting: maybe(oneOf(RECORDINGS)),
    nameSound: maybe(sound),
    hold: fc.oneof(
      fc.constant({ kind: 'ringback' } as const),
      word.map((musicClass) => ({ kind: 'music', musicClass }) as const),
    ),
    callerId: maybe(phone),
    trunk: maybe(word.map((text) => valid(parseTrunk(text)))),
    acceptWindowSeconds: fc.integer({ min: 1, max: 120 }),
    ringEngagedPeople: fc.boolean(),
    refuseForwards: fc.boolean(),
    blocked: fc.record({
      numbers: someOf(['+33899*', '+33199006666', '12*', '201']),
      anonymous: fc.boolean(),
      treatment: oneOf(REFUSAL_TREATMENTS),
    }),
    noAnswer,
    reportTo: someOf(['maire@ville.example', 'p1@example.org']),
  });

const trunk = (id: string): fc.Arbitrary<TrunkSettings> =>
  fc
    .record({
      id: fc.constant(valid(parseTrunk(id))),
      context: maybe(fc.constant(parseContext('from-internal'))),
      numberForm: oneOf(NUMBER_FORMS),
      prefix: oneOf(['', '0', '*31#'].flatMap((text) => parsePrefix(text) ?? [])),
      shownNumber: oneOf(SHOWN_NUMBERS),
      nextTrunk: maybe(fc.constant(valid(parseTrunk('other')))),
    })
    .filter(({ context, shownNumber }) => context === null || ['hotline', 'from'].includes(shownNumber));

/** Recordings that were brought beside the file. */
export const RECORDINGS = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'] as const;

/** A whole configuration: every reference leads somewhere, no number belongs to two hotlines. */
export const anyConfiguration: fc.Arbitrary<Configuration> = fc
  .tuple(ids('person', 4), ids('team', 2), ids('schedule', 3), ids('policy', 2), ids('hotline', 3))
  .chain(([people, teams, schedules, policies, hotlines]) =>
    fc.record({
      people: items(people.map((id) => person(id))),
      absences: fc.subarray([...people]).chain((absent) => items(absent.map((id) => absences(id)))),
      teams: items(teams.map((id) => team(id, people))),
      schedules: items(schedules.map((id) => schedule(id, people, teams))),
      policies: items(policies.map((id) => policy(id, people, teams, schedules))),
      hotlines: items(
        policies.length === 0
          ? []
          : hotlines.map((id, index) =>
              holidayRule.chain((holidays) => hotline(id, index, policies, holidays)),
            ),
      ),
      trunks: items(['trunk-1', 'My_trunk'].map(trunk)),
      sounds: fc.constant(new Set(RECORDINGS)),
    }),
  )
  // fast-check's records have no prototype, which a strict comparison would tell from ours.
  .map((configuration) => structuredClone(configuration));

function items<Item extends { readonly id: string }>(
  each: readonly fc.Arbitrary<Item>[],
): fc.Arbitrary<ReadonlyMap<string, Item>> {
  return fc.tuple(...each).map((list) => new Map(list.map((item) => [item.id, item])));
}

function valid<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
