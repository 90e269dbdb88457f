/** An iCalendar text of these events, each given as its lines. */
export function ics(...events: string[][]): string {
  const lines = events.flatMap((event, index) => [
    'BEGIN:VEVENT',
    ...(event.some((line) => line.startsWith('UID')) ? [] : [`UID:event-${index}`]),
    'DTSTAMP:20261101T000000Z',
    ...event,
    'END:VEVENT',
  ]);
  return calendar(lines);
}

export function calendar(lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
