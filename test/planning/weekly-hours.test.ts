import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseWeeklyHours, printWeeklyHours } from '../../src/domain/items/weekly-hours.ts';
import { dutyWindow } from '../../src/domain/items/window.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function told(text: string): string[] | null {
  const hours = parseWeeklyHours(text);
  return (
    hours?.map(
      ({ from, to }) => `${DAYS[from.weekday - 1]} ${from.time} to ${DAYS[to.weekday - 1]} ${to.time}`,
    ) ?? null
  );
}

describe('hours of the week, as supervisors write them', () => {
  test.each<[string, string[]]>([
    ['mon 08:00-18:00', ['mon 08:00 to mon 18:00']],
    ['sat-sun 08:00-12:00', ['sat 08:00 to sat 12:00', 'sun 08:00 to sun 12:00']],
    ['sun-mon 22:00-06:00', ['sun 22:00 to mon 06:00', 'mon 22:00 to tue 06:00']],
    ['fri 18:00 - mon 08:00', ['fri 18:00 to mon 08:00']],
    ['sat', ['sat 00:00 to sun 00:00']],
    ['sun', ['sun 00:00 to mon 00:00']],
    ['weekends', ['sat 00:00 to sun 00:00', 'sun 00:00 to mon 00:00']],
    ['mon 18:00-24:00', ['mon 18:00 to tue 00:00']],
    ['mon 08:00-08:00', ['mon 08:00 to tue 08:00']],
    ['wed 08:00 - wed 08:00', ['wed 08:00 to wed 08:00']],
    ['Mon 08:00-12:00, wed 14:00-18:00', ['mon 08:00 to mon 12:00', 'wed 14:00 to wed 18:00']],
  ])('%s', (text, meaning) => {
    expect(told(text)).toEqual(meaning);
  });

  test('nights begin at 21:00 unless other hours follow', () => {
    expect(told('nights')?.[6]).toBe('sun 21:00 to mon 06:00');
    expect(told('nights 18:00-08:00')?.[0]).toBe('mon 18:00 to tue 08:00');
    expect(told('nights')).toHaveLength(7);
    expect(told('weekdays 09:00-17:00')).toHaveLength(5);
  });

  test.each([
    '',
    'mon-fry',
    'mon 8:00-18:00',
    'mon 08:00',
    'mon 25:00-26:00',
    'mon 24:00-08:00',
    'toString',
    'mon,,tue',
    'mon 08:00-18:00 tue',
  ])('%j is none', (text) => {
    expect(told(text)).toBeNull();
  });

  test.each([
    ['weekdays 08:00-18:00', 'mon-fri 08:00-18:00'],
    ['mon 18:00-24:00', 'mon 18:00-00:00'],
    ['nights', 'daily 21:00-06:00'],
    ['weekends', 'sat-sun'],
    ['daily', 'daily'],
    ['mon, tue, wed 08:00-12:00', 'mon-tue, wed 08:00-12:00'],
    ['fri 18:00-mon 08:00', 'fri 18:00 - mon 08:00'],
    ['sun 18:00 - mon 08:00', 'sun 18:00-08:00'],
    ['mon 08:00 - mon 07:00', 'mon 08:00 - mon 07:00'],
  ])('%s is written %s', (text, canonical) => {
    expect(printWeeklyHours(parseWeeklyHours(text) ?? [])).toBe(canonical);
    expect(parseWeeklyHours(canonical)).toEqual(parseWeeklyHours(text));
  });
});

test('every window that the documentation shows is one', () => {
  const [, section = ''] = readFileSync('docs/configuration-file.md', 'utf8').split('## Windows');
  const [table = ''] = section.split('\nNights, weekends');
  const shown = table
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`{]+)`/g)].map(([, form]) => form));
  expect(shown).toContain('fri 18:00 - mon 08:00');
  expect(shown.length).toBeGreaterThan(8);
  for (const form of shown) expect(dutyWindow.safeParse(form)).toMatchObject({ success: true });
});
