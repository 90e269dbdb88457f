import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callMoment, isQuiet, type LocalHours } from '../../../src/domain/notice/confirm-call-time.ts';
import { dueStep, nextLookAt, type Standing } from '../../../src/domain/notice/duty-confirmation.ts';
import { instantOf, localOf } from '../../../src/domain/schedule/wall-clock.ts';

const ZONE = 'Europe/Paris';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NIGHT: LocalHours = { from: '22:00', to: '07:00', timeZone: ZONE };
/** Half an hour before others are told, who are told an hour before. */
const calling = (quiet: readonly LocalHours[]) => ({ beforeLimitSeconds: 1800, quiet });
const RULE = { leadSeconds: [24 * 3600, 3 * 3600, 2 * 3600], limitSeconds: 3600 };

describe('when somebody is called who has not confirmed', () => {
  it.each([
    ['in daylight, at the lead time', '2026-11-25 18:00', [NIGHT], '2026-11-25 16:30'],
    ['what falls into the night is done the evening before', '2026-11-25 08:00', [NIGHT], '2026-11-24 21:45'],
    ['just after the night it is not too early', '2026-11-25 08:30', [NIGHT], '2026-11-25 07:00'],
    ['the first minute of the night is night', '2026-11-25 23:30', [NIGHT], '2026-11-25 21:45'],
    ['without quiet hours, also at night', '2026-11-25 04:00', [], '2026-11-25 02:30'],
    [
      'one’s own quiet hours count as well, whatever they are for',
      '2026-11-25 08:00',
      [NIGHT, { from: '20:00', to: '22:00', timeZone: ZONE }],
      '2026-11-24 19:45',
    ],
    [
      'one’s own are read by one’s own clocks',
      '2026-11-25 18:00',
      [{ from: '10:00', to: '11:00', timeZone: 'America/New_York' }],
      '2026-11-25 15:45',
    ],
    ['in the night in which clocks go forward', '2026-03-29 08:00', [NIGHT], '2026-03-28 21:45'],
    ['the same twice a day is never', '2026-11-25 08:00', [{ ...NIGHT, to: '22:00' }], '2026-11-25 06:30'],
  ])('%s', (_what, start, quiet, expected) => {
    expect(localOf(callMoment(paris(start), RULE.limitSeconds, calling(quiet)), ZONE)).toBe(expected);
  });

  it('whatever the hours and the shift: never at a quiet hour, once, after a reminder, before others are told', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((n) => hhmm(n * 15));
    const hours = fc.record({ from: time, to: time, timeZone: fc.constantFrom(ZONE, 'America/New_York') });
    const shifts = fc.record({
      startAt: fc.integer({ min: 0, max: 4000 }).map((n) => paris('2026-03-01 00:00') + n * 15 * MINUTE),
      foundHoursBefore: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(shifts, fc.array(hours, { maxLength: 2 }), ({ startAt, foundHoursBefore }, own) => {
        const quiet = [NIGHT, ...own];
        const calls = callsOf(startAt, startAt - foundHoursBefore * HOUR, quiet);
        expect(calls.length).toBeLessThanOrEqual(1);
        for (const at of calls) {
          expect(isQuiet(at, quiet)).toBe(false);
          expect(startAt - at).toBeGreaterThan(RULE.limitSeconds * 1000);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a shift of the morning that nobody confirmed is called about once, in the evening, and told of in time', () => {
    expect(storyOf(paris('2026-11-25 08:00'))).toEqual([
      '08:00 remind',
      '21:45 call',
      '05:00 remind',
      '06:00 remind',
      '07:00 escalate',
      '08:00 began',
    ]);
  });

  it('of an evening duty: after the reminders, before others are told', () => {
    expect(storyOf(paris('2026-11-25 18:00'))).toEqual([
      '18:00 remind',
      '15:00 remind',
      '16:00 remind',
      '16:30 call',
      '17:00 escalate',
      '18:00 began',
    ]);
  });

  it('who was called at the last moment has time to answer before others are told', () => {
    const startAt = paris('2026-11-25 18:00');
    const shift = {
      ...open(startAt),
      reminded: [7200],
      remindedAt: startAt - 2 * HOUR,
      calledAt: startAt - 61 * MINUTE,
    };
    expect(dueStep(shift, RULE, startAt - HOUR)).toBeNull();
    expect(dueStep(shift, RULE, startAt - 58 * MINUTE)).toEqual({ kind: 'escalate' });
  });

  it('who confirmed, or cannot, is not called', () => {
    const startAt = paris('2026-11-25 18:00');
    const asked = { ...open(startAt), reminded: [7200], remindedAt: startAt - 2 * HOUR };
    const now = startAt - 80 * MINUTE;
    const dialled = calling([NIGHT]);
    expect(dueStep(asked, RULE, now, dialled)).toEqual({ kind: 'call' });
    expect(dueStep({ ...asked, confirmedAt: now }, RULE, now, dialled)).toBeNull();
    expect(dueStep({ ...asked, declinedAt: now }, RULE, now, dialled)).toBeNull();
    expect(dueStep(asked, RULE, now, null)).toBeNull();
  });
});

function open(startAt: number): Standing {
  return {
    startAt,
    endAt: startAt + 12 * HOUR,
    confirmedAt: null,
    declinedAt: null,
    reminded: [],
    remindedAt: null,
    calledAt: null,
    escalatedAt: null,
    beganAt: null,
  };
}

/** Every step of a shift that nobody confirms, looked at each minute and whenever it asks to be. */
function steps(startAt: number, from: number, quiet: readonly LocalHours[]) {
  let shift = open(startAt);
  const done: { at: number; kind: string }[] = [];
  for (let now = from; now <= startAt; ) {
    const step = dueStep(shift, RULE, now, calling(quiet));
    if (step) {
      done.push({ at: now, kind: step.kind });
      if (step.kind === 'remind')
        shift = { ...shift, reminded: [...shift.reminded, step.leadSeconds], remindedAt: now };
      if (step.kind === 'call') shift = { ...shift, calledAt: now };
      if (step.kind === 'escalate') shift = { ...shift, escalatedAt: now };
      if (step.kind === 'began') return done;
    }
    now = Math.min(nextLookAt(shift, RULE, now, calling(quiet)) ?? Infinity, now + 5 * MINUTE);
  }
  return done;
}

function callsOf(startAt: number, from: number, quiet: readonly LocalHours[]): number[] {
  return steps(startAt, from, quiet).flatMap(({ at, kind }) => (kind === 'call' ? [at] : []));
}

function storyOf(startAt: number): string[] {
  return steps(startAt, startAt - 24 * HOUR, [NIGHT]).map(
    ({ at, kind }) => `${localOf(at, ZONE).slice(11)} ${kind}`,
  );
}

function paris(local: string): number {
  const at = instantOf(local, ZONE);
  if (at === null) throw new Error(`${local} is no time`);
  return at;
}

function hhmm(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
