import type { Hotline } from '../domain/hotline.ts';
import { isAddress } from '../domain/items/report-readers.ts';
import { scopeOf } from '../domain/permissions.ts';
import { daysOfMonth, type Period } from '../domain/statistics/periods.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { monthPhrase } from './compose/phrases.ts';
import type { WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { Recipient } from './recipients.ts';
import { hotlineOf, type NotifierSources } from './sources.ts';

/** The report of a month, to whom the hotline says. */
export async function notifyReport(
  sources: NotifierSources,
  { event, at }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'month-report') return NOTHING;
  const { month } = event;
  const hotline = await hotlineOf(sources, event.hotlineId);
  if (!hotline) return NOTHING;
  const people = await sources.recipients.of(hotline.reportTo.filter((reader) => !isAddress(reader)));
  const others = hotline.reportTo.filter(isAddress).map((address) => outside(address, hotline));
  const notices = await addressed(
    sources.notificationPreferences,
    {
      ...{ kind: 'month-report', hotlineId: hotline.id, callId: null, at, goodUntil: null },
      // Not by the event: whatever is told of a month is told once.
      ...{ occasion: `${hotline.id} ${month}`, recording: null, reportMonth: month, thread: null },
      words: (reader, language) => ({
        hotline: hotline.name,
        month: monthPhrase(month, language),
        link: others.includes(reader) ? '' : linkFor(reader, sources.publicUrl, hotline.id, month),
      }),
    },
    [...people, ...others],
    now,
  );
  return { ...NOTHING, notices };
}

/** Somebody who is not in Vigie is known by their address, and reads the hotline's language. */
function outside(address: string, { language }: Hotline): Recipient {
  return {
    personId: address,
    name: address,
    language,
    role: 'viewer',
    email: address,
    sms: null,
    quiet: null,
  };
}

/** To the page behind the report; empty for whoever may not see it. */
function linkFor({ role }: Recipient, publicUrl: string | null, hotline: string, month: Period): string {
  if (publicUrl === null || scopeOf('statistics.see', role) === 'none') return '';
  return `${publicUrl}/statistics?${new URLSearchParams({ hotline, ...daysOfMonth(month) })}`;
}
