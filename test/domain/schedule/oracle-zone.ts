/**
 * The clocks of a zone as a table of minutes, read from Intl and nothing else. Part of the oracle: shares no code with
 * what it judges.
 */

const MINUTE = 60_000;
export const DAY_MINUTES = 1440;

/** The table reaches beyond the years that are compared, for what begins before or ends after them. */
export const TABLE_START = Date.UTC(2019, 0, 1);
const TABLE_MINUTES = (Date.UTC(2031, 1, 1) - TABLE_START) / MINUTE;
/** Local times ahead of UTC lie before the table's first minute. */
const LEEWAY = 2 * DAY_MINUTES;

export interface ZoneTable {
  readonly minutes: number;
  /** The minute of the table at which clocks show that local time. */
  minuteOf(date: string, time: string): number;
  /** The same, for a minute counted from the local midnight that began 1970. */
  minuteOfLocal(localMinute: number): number;
  /** Local days that begin and end within the table, since 1970-01-01. */
  readonly days: { readonly first: number; readonly last: number };
}

const tables = new Map<string, ZoneTable>();

export function zoneTable(zone: string): ZoneTable {
  const table = tables.get(zone) ?? readZone(zone);
  tables.set(zone, table);
  return table;
}

function readZone(zone: string): ZoneTable {
  const firstShown = new Int32Array(TABLE_MINUTES + 2 * LEEWAY).fill(-1);
  const localStart = TABLE_START / MINUTE - LEEWAY;
  const offsets = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (minute: number) => offsetIn(offsets.format(TABLE_START + minute * MINUTE));
  let offset = 0;
  let changesToday = true;
  for (let minute = 0; minute < TABLE_MINUTES; minute++) {
    // Since 2019 no clock has changed twice within a day of UTC, nor but at a full or half hour of it.
    if (minute % DAY_MINUTES === 0) {
      offset = offsetAt(minute);
      changesToday = offsetAt(minute + DAY_MINUTES) !== offset;
    }
    if (changesToday && minute % 30 === 0) offset = offsetAt(minute);
    const local = minute + offset + LEEWAY;
    if (firstShown[local] === -1) firstShown[local] = minute;
  }
  // What clocks never show is as long after the change as it is after the time at which the clock jumped.
  for (let local = 1; local < firstShown.length; local++) {
    if (firstShown[local] === -1 && (firstShown[local - 1] ?? -1) !== -1)
      firstShown[local] = (firstShown[local - 1] ?? 0) + 1;
  }
  const minuteOfLocal = (localMinute: number) => {
    const found = firstShown[localMinute - localStart] ?? -1;
    return found === -1 ? (localMinute < localStart + TABLE_MINUTES / 2 ? 0 : TABLE_MINUTES) : found;
  };
  return {
    minutes: TABLE_MINUTES,
    minuteOfLocal,
    minuteOf: (date, time) => minuteOfLocal(Date.parse(`${date}T${time}:00Z`) / MINUTE),
    days: {
      first: TABLE_START / MINUTE / DAY_MINUTES - 1,
      last: (TABLE_START / MINUTE + TABLE_MINUTES) / DAY_MINUTES,
    },
  };
}

/** Minutes ahead of UTC, from "01/01/2020, GMT+10:30". */
function offsetIn(text: string): number {
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
