import { shiftsBetween } from '../domain/schedule/shifts.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { momentPhrase } from './compose/phrases.ts';
import type { WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import { schedulesInUse } from './schedules-in-use.ts';
import type { NotifierSources } from './sources.ts';

const DAY = 86_400 * SECOND;
const LENGTHS = { 'duty-summary-day': DAY, 'duty-summary-week': 7 * DAY } as const;

/** Who is on call in the next day or week, to whoever wants to be told. */
export async function notifySummary(
  sources: NotifierSources,
  { event, at, id }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'duty-summary-day' && event.kind !== 'duty-summary-week') return NOTHING;
  const { kind } = event;
  const preferences = await sources.notificationPreferences.all();
  const wanting = preferences.filter((one) => one.kind === kind && one.wanted);
  const readers = [
    ...(await sources.recipients.of(wanting.flatMap(({ personId }) => personId ?? []))),
    // What everybody is to have goes to those who see to it that the service works.
    ...(wanting.some(({ personId }) => personId === null) ? await sources.recipients.operators() : []),
  ];
  const once = readers.filter(
    (one, index) => readers.findIndex(({ personId }) => personId === one.personId) === index,
  );
  if (once.length === 0) return NOTHING;
  const duties = await dutiesAhead(sources, at, at + LENGTHS[kind]);
  const notices = await addressed(
    sources.notificationPreferences,
    {
      ...{ kind, hotlineId: null, callId: null, occasion: `event-${id}`, at },
      ...{ goodUntil: null, recording: null, thread: null },
      words: (_reader, language) => {
        const lines = duties.map(({ schedule, name, startAt, endAt, timeZone }) => {
          const [from, to] = [startAt, endAt].map((moment) => momentPhrase(moment, timeZone, language, at));
          return language === 'fr'
            ? `${schedule} : ${name}, du ${from} au ${to}`
            : `${schedule}: ${name}, ${from} to ${to}`;
        });
        return { changes: lines.join('\n'), change: lines.join('; ') };
      },
    },
    once,
    now,
  );
  return { ...NOTHING, notices };
}

async function dutiesAhead({ candidates, recipients }: NotifierSources, from: Instant, to: Instant) {
  const inUse = await schedulesInUse(candidates, from);
  const shifts = inUse.flatMap(({ schedule }) =>
    shiftsBetween(schedule, from, to).map((shift) => ({
      ...shift,
      schedule: schedule.name,
      timeZone: schedule.timeZone,
    })),
  );
  const people = await recipients.of(shifts.map(({ personId }) => personId));
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  return shifts.map((shift) => ({ ...shift, name: names.get(shift.personId) ?? shift.personId }));
}
