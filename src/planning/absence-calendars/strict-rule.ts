import { strictTime } from './strict-time.ts';

/** Also `MON` and `MONDAY`. */
const WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)[A-Z]*$/;
const RULE_PARTS =
  /^(FREQ|UNTIL|COUNT|INTERVAL|WKST|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|BYHOUR|BYMINUTE|BYSECOND)=(.+)$/;

/**
 * A rule without what no reader understands; none where it says nothing of how often. Without a weekday that can be read,
 * the start's own is meant.
 */
export function strictRule(text: string): readonly string[] {
  const parts = partsOf(text);
  if (!parts.has('FREQ')) return [];
  const until = parts.get('UNTIL');
  if (until !== undefined) {
    parts.set('UNTIL', strictTime(until));
    parts.delete('COUNT');
  }
  for (const [name, value] of parts) refuseOutOfRange(name, value);
  const frequency = parts.get('FREQ') ?? '';
  const days = parts.get('BYDAY');
  if (days !== undefined) setOrDelete(parts, 'BYDAY', strictDays(days, frequency));
  const weekStart = parts.get('WKST');
  if (weekStart !== undefined) setOrDelete(parts, 'WKST', strictDays(weekStart, ''));
  if (!/^[1-9]\d*$/.test(parts.get('INTERVAL') ?? '1')) parts.delete('INTERVAL');
  return [[...parts].map(([name, value]) => `${name}=${value}`).join(';')];
}

function partsOf(text: string): Map<string, string> {
  const plain = text
    .toUpperCase()
    .replace(/^\s*RRULE:/, '')
    .replace(/\s*([;,=])\s*/g, '$1')
    .trim()
    // Weekdays apart by anything else than a comma.
    .replace(/(?<=BYDAY=[^=]*)[; ](?=[+-]?\d{0,2}[A-Z]+(?:[,; ]|$))/g, ',');
  return new Map(
    plain.split(';').flatMap((part): readonly [string, string][] => {
      const [, name, value] = RULE_PARTS.exec(part) ?? [];
      return name && value ? [[name, value]] : [];
    }),
  );
}

/** The greatest number of each; some may count from the end. */
const GREATEST: Readonly<Record<string, number>> = {
  COUNT: 999_999,
  BYMONTH: 12,
  BYMONTHDAY: 31,
  BYYEARDAY: 366,
  BYWEEKNO: 53,
  BYSETPOS: 366,
  BYHOUR: 23,
  BYMINUTE: 59,
  BYSECOND: 60,
};

/** The library would look for a thirteenth month for ever, and takes a count of none for one without an end. */
function refuseOutOfRange(name: string, value: string): void {
  const greatest = GREATEST[name];
  if (greatest === undefined) return;
  const least = ['BYHOUR', 'BYMINUTE', 'BYSECOND'].includes(name) ? 0 : 1;
  const isWrong = (text: string) => {
    const form = name === 'COUNT' ? /^\d{1,6}$/ : /^[+-]?\d{1,3}$/;
    const size = form.test(text) ? Math.abs(Number(text)) : Number.NaN;
    return !(size >= least && size <= greatest);
  };
  if (value.split(',').some(isWrong)) throw new RangeError(`${name}=${value}`);
}

/** "The first Monday" means something in a month or a year only. */
function strictDays(days: string, frequency: string): string {
  const isCounted = frequency === 'MONTHLY' || frequency === 'YEARLY';
  return days
    .split(',')
    .flatMap((day) => {
      const [, nth = '', weekday] = WEEKDAY.exec(day) ?? [];
      return weekday ? [`${isCounted && Number(nth) !== 0 ? nth : ''}${weekday}`] : [];
    })
    .join(',');
}

function setOrDelete(parts: Map<string, string>, name: string, value: string): void {
  if (value === '') parts.delete(name);
  else parts.set(name, value);
}
