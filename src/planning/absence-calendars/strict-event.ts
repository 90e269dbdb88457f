import type { Block, ContentLine } from './content-lines.ts';
import { strictRule } from './strict-rule.ts';
import { isStrictTime, strictTime } from './strict-time.ts';

/** The event as strict readers want it: only what says when it is, in the forms that the standard asks for. */
export function strictEvent(event: Block, zoneOf: (name: string) => string): string {
  const lines = event.lines.flatMap((line) => {
    if (KEPT.includes(line.name)) return [`${line.name}:${line.value}`];
    if (line.name === 'DURATION')
      return line.value.trim() === '' ? [] : [`DURATION:${line.value.trim().toUpperCase()}`];
    if (line.name === 'RRULE') return strictRule(line.value).map((rule) => `RRULE:${rule}`);
    return TIMES.includes(line.name) ? strictTimes(line, zoneOf) : [];
  });
  return ['BEGIN:VEVENT', ...withoutLengthTwice(lines), 'END:VEVENT'].join('\r\n');
}

const KEPT = [
  'UID',
  'SUMMARY',
  'STATUS',
  'TRANSP',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-CDO-INTENDEDSTATUS',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
];
/** Of many times. */
const LISTS = ['EXDATE', 'RDATE'];
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
  return (
    line.value
      .split(/[,;]/)
      .map(strictTime)
      // What is taken out or added, and is no time, says nothing; a start that is none is for the reader to tell.
      .filter((time) => time !== '' && (isStrictTime(time) || !LISTS.includes(line.name)))
      .map((time) => {
        if (!time.includes('T')) return `${line.name};VALUE=DATE${range}:${time}`;
        const isLocal = zone !== undefined && !time.endsWith('Z');
        return `${line.name}${range}${isLocal ? `;TZID="${zoneOf(zone).replaceAll('"', '')}"` : ''}:${time}`;
      })
  );
}
