import ICAL from 'ical.js';
import type { Interval } from '../../runtime/instant.ts';
import type { Block } from './content-lines.ts';

/** A period of a VFREEBUSY, which programs publish in place of events when they keep these to themselves. */
export interface BusyPeriod {
  readonly interval: Interval;
  readonly isFree: boolean;
}

/** Every period that can be read, in UTC as the standard has it. */
export function busyPeriods(calendar: Block): readonly BusyPeriod[] {
  return calendar.blocks
    .filter(({ name }) => name === 'VFREEBUSY')
    .flatMap(({ lines }) => lines.filter(({ name }) => name === 'FREEBUSY'))
    .flatMap(({ parameters, value }) =>
      value.split(',').flatMap((text) => {
        const interval = periodOf(text.trim());
        return interval ? [{ interval, isFree: parameters.get('FBTYPE')?.toUpperCase() === 'FREE' }] : [];
      }),
    );
}

function periodOf(text: string): Interval | null {
  const [from = '', to = ''] = text.toUpperCase().split('/');
  const startAt = utc(from);
  const endAt = utc(to) ?? (startAt !== null && isDuration(to) ? startAt + milliseconds(to) : null);
  return startAt !== null && endAt !== null && startAt < endAt ? { startAt, endAt } : null;
}

function utc(text: string): number | null {
  const digits = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const at = digits
    ? Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function isDuration(text: string): boolean {
  return /^P(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/.test(text) && text !== 'P';
}

function milliseconds(duration: string): number {
  return ICAL.Duration.fromString(duration).toSeconds() * 1000;
}
