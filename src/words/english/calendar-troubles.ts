import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import type { ByCode } from '../by-code.ts';

export const ENGLISH_CALENDAR_TROUBLES: ByCode<CalendarTrouble> = {
  'no-address': () => 'it is no address',
  'not-https': () => 'it is no https:// address',
  'leads-inside': () =>
    'the address leads into a private network (VIGIE_CALENDAR_HOSTS lists the hosts for which that is meant)',
  redirected: ({ to }) => `the server redirects: ${(ENGLISH_CALENDAR_TROUBLES[to.code] as () => string)()}`,
  'too-many-redirects': ({ most }) => `the server redirects more than ${most} times`,
  'server-slow': ({ seconds }) => `the server took more than ${seconds} s`,
  'too-large': ({ megabytes }) => `the calendar is larger than ${megabytes} MB`,
  answered: ({ status }) => `the server answered ${status}`,
  'unasked-form': () => 'the server answered in a form that was not asked for',
  'not-unpacked': () => 'the answer cannot be unpacked',
  'broken-off': () => 'the server broke the connection off',
  'not-reached': ({ error }) => `the server could not be reached${error === null ? '' : ` (${error})`}`,
  'unasked-unchanged': () => 'the server says “unchanged” to a question about nothing',
  'no-calendar': () => 'it is no calendar',
  'too-many-absences': ({ most }) => `it has more than ${most} absences`,
  'reading-slow': ({ seconds }) => `it could not be read within ${seconds} s`,
  'not-read': ({ said }) => `it cannot be read: ${said}`,
  'too-many-read': () => 'too many calendars are being read: it is tried again',
  'too-much-memory': () => 'it cannot be read: it takes too much memory',
};
