import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import type { Language } from '../domain/person.ts';
import { type LocalDate, localDate } from '../domain/schedule/calendar.ts';
import { dayOf } from '../domain/schedule/wall-clock.ts';
import { lastDayToAnswer } from '../domain/wishes/wish-round.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { datePhrase, myPagePhrase, nobodyPhrase } from './compose/phrases.ts';
import type { WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import { wishLink } from './private-links.ts';
import type { NotifierSources } from './sources.ts';

const KINDS = {
  asked: 'wishes-asked',
  reminder: 'wishes-reminder',
  over: 'wishes-over',
} as const satisfies Record<string, NoticeKind>;

/** Asks somebody for their wishes, reminds them, or tells whoever asked that the time is over and who is missing. */
export async function notifyWishes(
  sources: NotifierSources,
  { event, at, id }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'wish-round') return NOTHING;
  const round = await sources.wishes.round(event.roundId);
  const schedule = round && (await sources.candidates.schedules.schedule(round.scheduleId, at));
  const readers = await sources.recipients.of([event.personId]);
  if (!round || !schedule || readers.length === 0) return NOTHING;
  const missing = (await sources.wishes.asked(round.id)).filter(({ answeredAt }) => answeredAt === null);
  // Answered between the event and its telling.
  if (event.said === 'reminder' && !missing.some(({ personId }) => personId === event.personId))
    return NOTHING;
  const names = (await sources.recipients.of(missing.map(({ personId }) => personId))).map(
    ({ name }) => name,
  );
  const date = (day: LocalDate, language: Language) =>
    datePhrase(day, language, localDate(dayOf(at, schedule.timeZone)));
  const notices = await addressed(
    sources.notificationPreferences,
    {
      ...{ kind: KINDS[event.said], hotlineId: null, callId: null, occasion: `event-${id}`, at },
      ...{
        goodUntil: event.said === 'over' ? null : round.deadlineAt,
        recording: null,
        thread: `wishes-${round.id}`,
      },
      words: (_reader, language: Language) => ({
        schedule: schedule.name,
        from: date(round.firstDay, language),
        to: date(round.lastDay, language),
        deadline: date(lastDayToAnswer(round, schedule.timeZone), language),
        missing: names.length === 0 ? nobodyPhrase(language) : names.join(', '),
        ...linkIn(sources, event.said, round, language),
      }),
    },
    readers,
    now,
  );
  return { ...NOTHING, notices };
}

/** Those who are asked need no log-in; without a public address the page is named in the link's place. */
function linkIn(
  { publicUrl }: NotifierSources,
  said: keyof typeof KINDS,
  round: { readonly id: number; readonly scheduleId: string },
  language: Language,
): Readonly<Record<string, string>> {
  if (said === 'over')
    return { link: publicUrl === null ? '' : `${publicUrl}/planning/${round.scheduleId}/wishes/${round.id}` };
  if (publicUrl === null) return { link: myPagePhrase(language) };
  return { link: wishLink(publicUrl), round: String(round.id) };
}
