import type { Instant } from '../../runtime/instant.ts';
import { instantOf, localOf } from '../schedule/wall-clock.ts';
import { type Codec, textual } from './codec.ts';

const WITH_OFFSET =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,3})?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Reads "2026-11-23 18:00" on the clocks of `zone`, or an ISO time with Z or an offset. Null: neither. */
export function parseMoment(text: string, zone: string): Instant | null {
  const match = WITH_OFFSET.exec(text);
  if (!match) return instantOf(text, zone);
  const [, date, time, fraction = '.0', sign, hours = '0', minutes = '0'] = match;
  const shown = instantOf(`${date} ${time}`, 'UTC');
  if (shown === null || Number(hours) > 14 || Number(minutes) > 59) return null;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return shown + Math.round(Number(fraction) * 1000) - offset;
}

/** Local where that says exactly this instant; in UTC in the second of two equal hours, or within a second. */
export function printMoment(instant: Instant, zone: string): string {
  const local = localOf(instant, zone);
  return instantOf(local, zone) === instant ? local : new Date(instant).toISOString();
}

/** A time on the clocks of `zone`, or with an offset of its own. */
export function moment(zone: string): Codec<Instant> {
  return textual(
    { what: 'moment' },
    (text) => parseMoment(text, zone),
    (instant) => printMoment(instant, zone),
  );
}
