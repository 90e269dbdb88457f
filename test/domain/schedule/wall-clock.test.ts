import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, isTimeZone, localOf } from '../../../src/domain/schedule/wall-clock.ts';

const utc = (text: string) => Date.parse(text);

describe('the instant of a local time', () => {
  test.each([
    ['Europe/Paris', '2026-01-15 08:00', '2026-01-15T07:00:00Z', 'winter'],
    ['Europe/Paris', '2026-07-15 08:00:30', '2026-07-15T06:00:30Z', 'summer, with seconds'],
    ['Europe/Paris', '2026-03-29 01:59', '2026-03-29T00:59:00Z', 'the last minute before the gap'],
    ['Europe/Paris', '2026-03-29 02:00', '2026-03-29T01:00:00Z', 'the start of the gap is its end'],
    ['Europe/Paris', '2026-03-29 02:30', '2026-03-29T01:30:00Z', 'in the gap: 03:30 local'],
    ['Europe/Paris', '2026-03-29 03:00', '2026-03-29T01:00:00Z', 'the first minute after the gap'],
    ['Europe/Paris', '2026-10-25 02:30', '2026-10-25T00:30:00Z', 'twice: the first'],
    ['Europe/Paris', '2026-10-25 03:00', '2026-10-25T02:00:00Z', 'once again after the repeated hour'],
    ['America/New_York', '2026-03-08 02:30', '2026-03-08T07:30:00Z', 'in the gap: 03:30 local'],
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00Z', 'twice: the first'],
    ['America/New_York', '2026-11-01 02:00', '2026-11-01T07:00:00Z', 'after the repeated hour'],
    ['Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:45:00Z', 'a gap of half an hour: 02:45 local'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00Z', 'half an hour repeated: the first'],
    ['Asia/Tokyo', '2026-03-29 02:30', '2026-03-28T17:30:00Z', 'a zone without summer time'],
    ['Pacific/Apia', '2011-12-30 12:00', '2011-12-30T22:00:00Z', 'a whole day skipped: the day after'],
  ])('%s %s is %s (%s)', (zone, local, instant) => {
    expect(instantOf(local, zone)).toBe(utc(instant));
  });

  test.each([
    '2026-02-30 10:00',
    '2026-01-01 24:00',
    '2026-01-01 10:60',
    '2026-01-01',
    '1 January',
    '2026-1-1 08:00',
    '',
  ])('%j is no local time', (text) => {
    expect(instantOf(text, 'Europe/Paris')).toBeNull();
  });
});

describe('the local time of an instant', () => {
  test.each([
    ['Europe/Paris', '2026-03-29T00:59:59Z', '2026-03-29 01:59:59'],
    ['Europe/Paris', '2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    ['Europe/Paris', '2026-10-25T01:30:00Z', '2026-10-25 02:30'],
    ['America/New_York', '2026-12-31T23:30:00Z', '2026-12-31 18:30'],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', '2026-01-01 11:00'],
    ['Asia/Tokyo', '2026-02-28T15:00:00.999Z', '2026-03-01 00:00'],
  ])('in %s at %s is %s', (zone, instant, local) => {
    expect(localOf(utc(instant), zone)).toBe(local);
  });
});

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Tokyo',
  'America/St_Johns',
  'UTC',
];
const anyZone = fc.constantFrom(...ZONES);
const anySecond = fc.integer({
  min: utc('1995-01-01T00:00:00Z') / 1000,
  max: utc('2037-12-31T00:00:00Z') / 1000,
});
/** The hours around clock changes are rare among all seconds, so they are drawn on purpose. */
const nearAChange = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T01:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-03-08T07:00:00Z',
      '2026-11-01T06:00:00Z',
    ),
    fc.integer({ min: -3 * 3600, max: 3 * 3600 }),
  )
  .map(([change, seconds]) => utc(change) / 1000 + seconds);

test('a local time that exists comes back unchanged', () => {
  fc.assert(
    fc.property(anyZone, fc.oneof(anySecond, nearAChange), (zone, second) => {
      const shown = localOf(second * 1000, zone);
      const instant = instantOf(shown, zone);
      expect(instant).not.toBeNull();
      expect(localOf(instant ?? 0, zone)).toBe(shown);
      expect(instant).toBeLessThanOrEqual(second * 1000);
    }),
  );
});

test('zones are IANA names', () => {
  expect(['Europe/Paris', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
  expect(['Europe/Pari', '', '+02:00', 'Paris', '../etc'].some(isTimeZone)).toBe(false);
});
