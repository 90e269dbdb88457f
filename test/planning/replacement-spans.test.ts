import { describe, expect, it } from 'vitest';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { replacementSpans } from '../../src/planning/replacement-spans.ts';

const ZONE = 'Europe/Paris';
const at = (local: string) => Date.parse(`${local.replace(' ', 'T')}:00+01:00`);
const WEEK = { startAt: at('2026-11-23 08:00'), endAt: at('2026-11-30 08:00') };

function spansAt(now: string, duty = WEEK): readonly string[] {
  return replacementSpans(duty, at(now), ZONE).map(
    ({ name, startAt, endAt }) =>
      `${name} ${localOf(startAt, ZONE).slice(5, 16)} – ${localOf(endAt, ZONE).slice(5, 16)}`,
  );
}

describe('how much of a duty can be replaced with one tap', () => {
  it('by day: all that is left, the night that comes, the weekend that comes', () => {
    expect(spansAt('2026-11-25 12:00')).toEqual([
      'whole 11-25 12:00 – 11-30 08:00',
      'tonight 11-25 18:00 – 11-26 08:00',
      'weekend 11-27 18:00 – 11-30 08:00',
    ]);
  });

  it('at three in the night: tonight is the night that goes on', () => {
    expect(spansAt('2026-11-26 03:00')).toContain('tonight 11-26 03:00 – 11-26 08:00');
  });

  it('on a Sunday: what is left of the weekend is all that is left, and is not offered twice', () => {
    expect(spansAt('2026-11-29 09:00')).toEqual([
      'whole 11-29 09:00 – 11-30 08:00',
      'tonight 11-29 18:00 – 11-30 08:00',
    ]);
  });

  it('early on a Monday, the weekend that goes on', () => {
    const long = { startAt: WEEK.startAt, endAt: at('2026-12-07 08:00') };
    expect(spansAt('2026-11-30 06:00', long)).toContain('weekend 11-30 06:00 – 11-30 08:00');
  });

  it('of a duty that neither touches, only all of it', () => {
    const later = { startAt: at('2026-12-14 08:00'), endAt: at('2026-12-21 08:00') };
    expect(spansAt('2026-11-25 12:00', later)).toEqual(['whole 12-14 08:00 – 12-21 08:00']);
  });
});
