import type { Person } from '../../domain/person.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { ifAvailable } from '../../runtime/store-unavailable.ts';
import { calendarText, type Revision } from './calendar-text.ts';
import { dutyEvents } from './duty-events.ts';
import {
  type CalendarFeed,
  type DutySources,
  type EventLedger,
  type FeedStore,
  hashOfToken,
  isToken,
} from './feed.ts';

export interface ReadFeedDependencies {
  readonly feeds: FeedStore;
  readonly sources: DutySources;
  readonly ledger: EventLedger;
  readonly now: () => Instant;
}

const DAY = 24 * 3600 * SECOND;
/** A month back, for who looks up last week; a year ahead, as far as people plan. */
const PAST = 31 * DAY;
const FUTURE = 400 * DAY;
/** What ended so long before the feed's first day cuts no shift in it. */
const LONGEST_SHIFT = 400 * DAY;
/** Each costs a tenth of a millisecond, during which no call is heard. Turns of eight hours are told half a year ahead. */
const MOST_EVENTS = 600;
const USE_NOTED_EVERY = 600 * SECOND;

/** The calendar behind a token; null when there is none, whatever the reason. */
export async function readFeed(dependencies: ReadFeedDependencies, token: string): Promise<string | null> {
  if (!isToken(token)) return null;
  const now = dependencies.now();
  const feed = await dependencies.feeds.byTokenHash(hashOfToken(token), now);
  if (feed === null) return null;
  if (feed.lastUsedAt === null || feed.lastUsedAt + USE_NOTED_EVERY <= now)
    await ifAvailable(() => dependencies.feeds.used(feed.id, now));
  return textOf(dependencies, feed, now);
}

async function textOf(
  { sources, ledger }: ReadFeedDependencies,
  { of, language }: CalendarFeed,
  now: Instant,
): Promise<string | null> {
  // Whole days, so that the text of a day is the same as long as nothing changes.
  const today = Math.floor(now / DAY) * DAY;
  const [from, to] = [today - PAST, today + FUTURE];
  const ids = of.kind === 'schedule' ? [of.scheduleId] : await sources.scheduleIds();
  const schedules: ScheduleInForce[] = [];
  for (const id of ids) {
    const schedule = await sources.schedules.schedule(id, from - LONGEST_SHIFT);
    if (schedule) schedules.push(schedule);
  }
  const people = await sources.people(everyoneOn(schedules, of));
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const personId = of.kind === 'person' ? of.personId : null;
  const events = schedules
    .flatMap((schedule) => dutyEvents(schedule, from, to, nameOf, personId))
    .sort((a, b) => a.startAt - b.startAt || (a.uid < b.uid ? -1 : 1))
    .slice(0, MOST_EVENTS);
  const revisions = await ledger.revise(events, now);
  return calendarText(events, (uid) => revisionIn(revisions, uid), {
    title: of.kind === 'person' ? nameOf(of.personId) : (schedules[0]?.name ?? of.scheduleId),
    showsPeople: of.kind === 'schedule',
    language: language ?? languageOf(people, personId),
    nameOf,
  });
}

/** All whose names may be told, with the owner of the feed. */
function everyoneOn(schedules: readonly ScheduleInForce[], of: CalendarFeed['of']): readonly string[] {
  const ids = schedules.flatMap((schedule) => [
    ...peopleOf(schedule),
    ...schedule.overrides.flatMap(({ replacesId }) => replacesId ?? []),
  ]);
  return [...new Set(of.kind === 'person' ? [of.personId, ...ids] : ids)];
}

function revisionIn(revisions: ReadonlyMap<string, Revision>, uid: string): Revision {
  const revision = revisions.get(uid);
  if (!revision) throw new Error(`the ledger forgot ${uid}`);
  return revision;
}

function languageOf(people: readonly Person[], personId: string | null) {
  return people.find(({ id }) => id === personId)?.languages[0] ?? 'en';
}
