import { describe, expect, it } from 'vitest';
import { spokenMoment, spokenNumber } from '../../../src/calls/own/spoken.ts';
import type { Media } from '../../../src/calls/telephony.ts';
import { paris } from '../../notices/notifier-fixture.ts';

const said = (media: readonly Media[]) =>
  media
    .map((one) =>
      'name' in one
        ? one.name.replace('digits/', '')
        : 'digits' in one
          ? one.digits
          : 'id' in one
            ? one.id
            : one.kind,
    )
    .join(' ');

describe('numbers and times from the sounds that Asterisk ships', () => {
  it.each([
    [0, '0', '0'],
    [7, '7', '7'],
    [20, '20', '20'],
    [21, '20 1', '20 vm-and 1'],
    [59, '50 9', '50 9'],
    [61, '60 1', '60 vm-and 1'],
    [70, '70', '60 10'],
    [71, '70 1', '60 vm-and 11'],
    [80, '80', '80'],
    [81, '80 1', '80 1'],
    [99, '90 9', '80 19'],
    [400, '90 9', '80 19'],
  ])('%i', (value, english, french) => {
    expect(said(spokenNumber(value, 'en'))).toBe(english);
    expect(said(spokenNumber(value, 'fr'))).toBe(french);
  });

  it.each([
    ['2026-11-25 18:00', 'today 6 oclock p-m', 'today 18 oclock'],
    ['2026-11-26 08:05', 'tomorrow 8 0 5 a-m', 'tomorrow 8 oclock 5'],
    ['2026-11-24 00:30', 'yesterday 12 30 a-m', 'yesterday 0 oclock 30'],
    ['2026-11-29 12:21', 'day-0 12 20 1 p-m', 'day-0 12 oclock 20 vm-and 1'],
    ['2026-12-24 09:45', 'day-4 mon-11 20 4 9 40 5 a-m', 'day-4 20 4 mon-11 9 oclock 40 5'],
  ])('%s, said on 25 November', (at, english, french) => {
    const moment = (language: 'en' | 'fr') =>
      said(spokenMoment(paris(at), { timeZone: 'Europe/Paris', language, now: paris('2026-11-25 10:00') }));
    expect(moment('en')).toBe(english);
    expect(moment('fr')).toBe(french);
  });
});
