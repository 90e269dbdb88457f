import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { NO_HOLIDAYS } from '../../../src/domain/schedule/duty-window.ts';
import type { ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { localOf } from '../../../src/domain/schedule/wall-clock.ts';
import { calendarText } from '../../../src/planning/calendar-feed/calendar-text.ts';
import { dutyEvents } from '../../../src/planning/calendar-feed/duty-events.ts';
import type { Instant } from '../../../src/runtime/instant.ts';

const FROM = Date.parse('2026-09-01T00:00:00Z');
const TO = Date.parse('2027-05-01T00:00:00Z');
const nameOf = (id: string) => id.toUpperCase();

function weekly(timeZone = 'Europe/Paris', changes: Partial<ScheduleInForce> = {}): ScheduleInForce {
  return {
    id: 'primary',
    name: 'Primary',
    timeZone,
    holidays: NO_HOLIDAYS,
    coverage: null,
    trainees: [],
    rotations: [
      {
        id: 'weeks',
        name: 'Weeks',
        participants: ['alice', 'bob'].map((personId) => ({ personId, from: null, until: null })),
        atOnce: 1,
        turn: { count: 1, unit: 'weeks' },
        handoffTime: '08:00',
        handoffWeekday: 1,
        startDate: '2026-09-07',
        endDate: null,
        window: null,
        whenAbsent: 'next-covers',
      },
    ],
    shifts: [],
    overrides: [],
    absences: [],
    ...changes,
  };
}

const eventsOf = (schedule: ScheduleInForce, personId: string | null = null) =>
  dutyEvents(schedule, FROM, TO, nameOf, personId);

function textOf(
  schedule: ScheduleInForce,
  words: { language?: 'fr' | 'en'; title?: string; personId?: string } = {},
) {
  const { language = 'en', title = 'Alice', personId = null } = words;
  return calendarText(
    eventsOf(schedule, personId),
    () => ({ sequence: 3, modifiedAt: Date.parse('2026-11-25T03:00:00Z') }),
    { title, showsPeople: personId === null, language, nameOf },
  );
}

/** What a calendar program understands. */
function understood(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  return { calendar, events };
}

describe('the text of a calendar', () => {
  it('says how often to look again before anything else, where Outlook reads it', () => {
    const lines = textOf(weekly()).split('\r\n');
    const firstBlock = lines.findIndex((line, index) => index > 0 && line.startsWith('BEGIN:'));
    const hints = lines.filter((line) => /^(REFRESH-INTERVAL|X-PUBLISHED-TTL)/.test(line));
    expect(hints).toEqual(['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H']);
    expect(lines.slice(0, firstBlock)).toEqual(expect.arrayContaining(hints));
  });

  it.each([
    'Europe/Paris',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'UTC',
    'America/Buenos_Aires',
  ])('in %s says the instants of the schedule, by the rules of the zone that it brings', (zone) => {
    const schedule = weekly(zone);
    const { events } = understood(textOf(schedule));
    const instants = events.map(({ startDate, endDate }) =>
      [startDate, endDate].map((time) => time.toUnixTime() * 1000),
    );
    expect(instants).toEqual(eventsOf(schedule).map(({ startAt, endAt }) => [startAt, endAt]));
    expect(events.length).toBeGreaterThan(30);
  });

  it('tells handoffs on the clock, across changes of clocks', () => {
    const { events } = understood(textOf(weekly()));
    const handoffs = new Set(events.map(({ startDate }) => startDate.toString().slice(11)));
    expect(handoffs).toEqual(new Set(['08:00:00']));
    expect(events[0]?.startDate.zone.tzid).toBe('Europe/Paris');
  });

  it('says instants also where the clock says the same twice', () => {
    const startAt = Date.parse('2026-10-25T00:30:00Z');
    const shifts = [0, 1].map((hour) => ({
      personId: 'alice',
      startAt: startAt + hour * 3_600_000,
      endAt: TO,
    }));
    for (const shift of shifts) {
      const { events } = understood(textOf(weekly('Europe/Paris', { rotations: [], shifts: [shift] })));
      expect(events.map(({ startDate }) => startDate.toUnixTime() * 1000)).toEqual([shift.startAt]);
    }
  });

  it('is in the language asked for, and says why', () => {
    const override = {
      startAt: FROM,
      endAt: TO,
      personId: 'carol',
      replacesId: 'bob',
      madeBy: 'Claire',
    } as const;
    const schedule = weekly('Europe/Paris', { overrides: [{ ...override, action: 'takes-over' }] });
    const french = textOf(schedule, { language: 'fr', personId: 'carol' }).replace(/\r\n /g, '');
    expect(french).toContain('X-WR-CALNAME:Astreinte : Alice');
    expect(french).toContain('SUMMARY:Astreinte : Primary');
    expect(french).toContain('DESCRIPTION:remplace BOB\\, décision de Claire');
    const english = textOf(schedule).replace(/\r\n /g, '');
    expect(english).toContain('SUMMARY:CAROL – Primary');
    expect(english).toContain('DESCRIPTION:turn in Weeks');
  });

  it('leaves the time free, and carries its revision', () => {
    const { events } = understood(textOf(weekly()));
    const [event] = events;
    expect(event?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(event?.sequence).toBe(3);
    for (const name of ['dtstamp', 'last-modified'])
      expect(String(event?.component.getFirstPropertyValue(name))).toBe('2026-11-25T03:00:00Z');
  });

  it('is the same text for the same duty, and stays one calendar whatever names are', () => {
    expect(textOf(weekly())).toBe(textOf(weekly()));
    const hostile = 'A\r\nEND:VCALENDAR\r\nX;,\\';
    const { calendar } = understood(textOf(weekly('Europe/Paris', { name: hostile }), { title: hostile }));
    expect(calendar.getAllSubcomponents('vevent').length).toBeGreaterThan(30);
    expect(textOf(weekly())).toMatch(/END:VCALENDAR\r\n$/);
  });
});

describe('the rules of zones', () => {
  it.each(['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'])(
    'of %s are those of the schedules, every six hours of three years',
    (zone) => {
      const shifts = [{ personId: 'alice', startAt: FROM, endAt: TO }];
      const { calendar } = understood(textOf(weekly(zone, { rotations: [], shifts })));
      const component = calendar.getFirstSubcomponent('vtimezone');
      if (!component) throw new Error('the zone has rules');
      const rules = new ICAL.Timezone(component);
      const wrong: string[] = [];
      for (let at: Instant = Date.UTC(2026, 0, 1); at < Date.UTC(2029, 0, 1); at += 6 * 3_600_000) {
        const local = localOf(at, zone);
        // A local time that occurs twice is told in UTC.
        if (localOf(at + 3_600_000, zone) === local || localOf(at - 3_600_000, zone) === local) continue;
        const time = ICAL.Time.fromDateTimeString(`${local.replace(' ', 'T')}:00`);
        time.zone = rules;
        if (time.toUnixTime() * 1000 !== at) wrong.push(local);
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('the name of an event', () => {
  const uids = (schedule: ScheduleInForce) => eventsOf(schedule).map(({ uid }) => uid);

  it('is its own', () => {
    const split = { startAt: FROM, endAt: TO, personId: 'bob' };
    const schedule = weekly('Europe/Paris', {
      shifts: [0, 1, 2].map((hour) => ({
        ...split,
        startAt: FROM + hour * 7_200_000,
        endAt: FROM + hour * 7_200_000 + 3_600_000,
      })),
    });
    expect(new Set(uids(schedule)).size).toBe(uids(schedule).length);
  });

  it('is the same whatever part of time is asked for', () => {
    const all = uids(weekly());
    const later = dutyEvents(weekly(), FROM + 40 * 86_400_000, TO, nameOf).map(({ uid }) => uid);
    expect(all.slice(-later.length)).toEqual(later);
  });

  it('survives a handoff that moves, a new name, and a replacement in another week', () => {
    const [rotation] = weekly().rotations;
    if (!rotation) throw new Error('there is a rotation');
    const moved = { ...rotation, handoffTime: '09:30', name: 'Other', id: 'other' };
    expect(uids(weekly('Europe/Paris', { rotations: [moved], name: 'Night' }))).toEqual(uids(weekly()));
    const replaced = weekly('Europe/Paris', {
      overrides: [
        {
          action: 'takes-over',
          personId: 'carol',
          replacesId: null,
          madeBy: null,
          startAt: Date.parse('2026-10-07T18:00:00Z'),
          endAt: Date.parse('2026-10-08T06:00:00Z'),
        },
      ],
    });
    const kept = uids(replaced);
    expect(uids(weekly()).filter((uid) => !kept.includes(uid))).toEqual([]);
    expect(kept).toHaveLength(uids(weekly()).length + 2);
  });

  it('stays while its fingerprint tells what changed', () => {
    const before = eventsOf(weekly());
    const after = eventsOf(
      weekly('Europe/Paris', { absences: [{ personId: 'zoe', startAt: TO, endAt: TO + 1 }] }),
    );
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
    const renamed = dutyEvents(weekly(), FROM, TO, (id) => `${id}!`);
    expect(renamed.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(renamed[0]?.fingerprint).not.toBe(before[0]?.fingerprint);
  });
});
