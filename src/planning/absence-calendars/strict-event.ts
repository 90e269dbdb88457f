import type { Block, ContentLine } from './content-lines.ts';

/** The event as strict readers want it: only what says when it is, in the forms that the standard asks for. */
export function strictEvent(event: Block, zoneOf: (name: string) => string): string {
  const lines = event.lines.flatMap((line) => {
    if (KEPT.includes(line.name)) return [`${line.name}:${line.value}`];
    if (line.name === 'RRULE') return [`RRULE:${strictRule(line.value)}`];
    return TIMES.includes(line.name) ? strictTimes(line, zoneOf) : [];
  });
  return ['BEGIN:VEVENT', ...withoutLengthTwice(lines), 'END:VEVENT'].join('\r\n');
}

const KEPT = [
  'UID',
  'SUMMARY',
  'STATUS',
  'TRANSP',
  'DURATION',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-CDO-INTENDEDSTATUS',
];
const TIMES = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE'];

/** An end says more than a duration beside it. */
function withoutLengthTwice(lines: readonly string[]): readonly string[] {
  const hasEnd = lines.some((line) => line.startsWith('DTEND'));
  return hasEnd ? lines.filter((line) => !line.startsWith('DURATION')) : lines;
}

/** What the value looks like says what it is; `VALUE` is often wrong or missing, and a date has no zone. */
function strictTimes(line: ContentLine, zoneOf: (name: string) => string): readonly string[] {
  const zone = line.parameters.get('TZID');
  const range = line.parameters.get('RANGE') === 'THISANDFUTURE' ? ';RANGE=THISANDFUTURE' : '';
  return line.value
    .split(',')
    .filter((value) => value.trim() !== '')
    .map((value) => {
      const time = strictTime(value);
      if (!time.includes('T')) return `${line.name};VALUE=DATE${range}:${time}`;
      const isLocal = zone !== undefined && !time.endsWith('Z');
      return `${line.name}${range}${isLocal ? `;TZID="${zoneOf(zone).replaceAll('"', '')}"` : ''}:${time}`;
    });
}

const TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?(?:\/.*)?$/i;

/** `20260701` or `20260701T090000`, with `Z` in UTC; of a period, where it starts. What is no time stays as it is. */
function strictTime(text: string): string {
  const [, year, month, day, hour, minute, second = '00', zone = ''] = TIME.exec(text.trim()) ?? [];
  if (year === undefined) return text.trim();
  if (hour === undefined) return `${year}${month}${day}`;
  const local = `${year}${month}${day}T${hour}${minute}${second}`;
  if (!/[+-]/.test(zone)) return `${local}${zone.toUpperCase()}`;
  const offset = zone.replace(/^(...):?/, '$1:');
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(at.getTime()) ? text.trim() : `${at.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

const WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const RULE_PARTS =
  /^(FREQ|UNTIL|COUNT|INTERVAL|WKST|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|BYHOUR|BYMINUTE|BYSECOND)=(.+)$/;

/** A rule without what no reader understands. Without a weekday that can be read, the start's own is meant. */
function strictRule(text: string): string {
  const parts = new Map(
    text
      .toUpperCase()
      .replaceAll(' ', '')
      .split(';')
      .flatMap((part): readonly [string, string][] => {
        const [, name, value] = RULE_PARTS.exec(part) ?? [];
        return name && value ? [[name, value]] : [];
      }),
  );
  for (const [name, value] of parts) refuseOutOfRange(name, value);
  const frequency = parts.get('FREQ') ?? '';
  const days = parts.get('BYDAY');
  if (days !== undefined) setOrDelete(parts, 'BYDAY', strictDays(days, frequency));
  if (!/^[1-9]\d*$/.test(parts.get('INTERVAL') ?? '1')) parts.delete('INTERVAL');
  const until = parts.get('UNTIL');
  if (until !== undefined) {
    parts.set('UNTIL', strictTime(until));
    parts.delete('COUNT');
  }
  return [...parts].map(([name, value]) => `${name}=${value}`).join(';');
}

/** The greatest number of each; some may count from the end. */
const GREATEST: Readonly<Record<string, number>> = {
  BYMONTH: 12,
  BYMONTHDAY: 31,
  BYYEARDAY: 366,
  BYWEEKNO: 53,
  BYSETPOS: 366,
  BYHOUR: 23,
  BYMINUTE: 59,
  BYSECOND: 60,
};

/** The library would look for a thirteenth month for ever. */
function refuseOutOfRange(name: string, value: string): void {
  const greatest = GREATEST[name];
  if (greatest === undefined) return;
  const isWrong = (text: string) => !/^[+-]?\d{1,3}$/.test(text) || Math.abs(Number(text)) > greatest;
  if (value.split(',').some(isWrong)) throw new RangeError(`${name}=${value}`);
}

/** "The first Monday" means something in a month or a year only. */
function strictDays(days: string, frequency: string): string {
  const isCounted = frequency === 'MONTHLY' || frequency === 'YEARLY';
  return days
    .split(',')
    .flatMap((day) => {
      const [, nth = '', weekday] = WEEKDAY.exec(day) ?? [];
      return weekday ? [`${isCounted ? nth : ''}${weekday}`] : [];
    })
    .join(',');
}

function setOrDelete(parts: Map<string, string>, name: string, value: string): void {
  if (value === '') parts.delete(name);
  else parts.set(name, value);
}
