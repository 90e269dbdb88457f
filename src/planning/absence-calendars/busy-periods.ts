import ICAL from 'ical.js';
import { instantOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Block } from './content-lines.ts';
import { strictTime } from './strict-time.ts';
import { zoneByName } from './zone-names.ts';

/** A period of a VFREEBUSY, which programs publish in place of events when they keep these to themselves. */
export interface BusyPeriod {
  readonly interval: Interval;
  readonly isFree: boolean;
}

/** Every period that can be read: in UTC as the standard has it, else on the clocks of `timeZone`. */
export function busyPeriods(calendar: Block, timeZone: string): readonly BusyPeriod[] {
  return calendar.blocks
    .filter(({ name }) => name === 'VFREEBUSY')
    .flatMap(({ lines }) => lines.filter(({ name }) => name === 'FREEBUSY'))
    .flatMap(({ parameters, value }) =>
      value.split(',').flatMap((text) => {
        const interval = periodOf(text.trim(), zoneByName(parameters.get('TZID') ?? '') ?? timeZone);
        return interval ? [{ interval, isFree: parameters.get('FBTYPE')?.toUpperCase() === 'FREE' }] : [];
      }),
    );
}

function periodOf(text: string, zone: string): Interval | null {
  const [from = '', to = ''] = text.toUpperCase().split('/');
  const startAt = instantOfText(from, zone);
  const endAt =
    instantOfText(to, zone) ?? (startAt !== null && isDuration(to) ? startAt + milliseconds(to) : null);
  return startAt !== null && endAt !== null && startAt < endAt ? { startAt, endAt } : null;
}

function instantOfText(text: string, zone: string): Instant | null {
  const [, day = '', time = 'T000000', utc] = /^(\d{8})(T\d{6})?(Z)?$/.exec(strictTime(text)) ?? [];
  const local = `${day}${time}`.replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6');
  return instantOf(local, utc ? 'UTC' : zone);
}

function isDuration(text: string): boolean {
  return /^P(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/.test(text) && text !== 'P';
}

function milliseconds(duration: string): number {
  return ICAL.Duration.fromString(duration).toSeconds() * 1000;
}
