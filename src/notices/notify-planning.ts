import type { Hotline } from '../domain/hotline.ts';
import type { Language } from '../domain/person.ts';
import { peopleOf } from '../domain/schedule/people-of.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { changePhrase, momentPhrase, moreChangesPhrase, notReachedPhrase } from './compose/phrases.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NewNotice, NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';
import { policiesOf } from './schedules-in-use.ts';
import { hotlineOf, type TellingSources } from './sources.ts';

type Of<Kind extends DomainEvent['kind']> = Extract<DomainEvent, { readonly kind: Kind }>;

interface Desk {
  readonly sources: TellingSources;
  readonly at: Instant;
  readonly now: Instant;
  /** Makes one telling of this cause the same as another telling of it. */
  readonly occasion: string;
  /** Missing: it is told of no hotline. */
  readonly hotlineId?: string;
}

/** Tells of changes, swaps and gaps of a planning. */
export async function tellPlanning(
  sources: TellingSources,
  waiting: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  const { cause, at, id } = waiting;
  const taskPages = { sources, at, now, occasion: `cause-${id}` };
  switch (cause.kind) {
    case 'planning-changed':
      return tellChange(taskPages, cause);
    case 'duty-changed':
      return tellDutyChanged(taskPages, cause);
    case 'swap':
      return tellSwap(taskPages, cause);
    case 'gap-ahead':
      return tellGap(taskPages, cause);
    case 'hotline-gap':
      return tellHotlineGap(taskPages, cause);
    case 'planned-absent':
      return tellPlannedAbsent(taskPages, cause);
    case 'calendar-broken':
      return tellCalendarBroken(taskPages, cause);
    default:
      return NOTHING;
  }
}

async function tellChange(taskPages: Desk, cause: Of<'planning-changed'>): Promise<Effects> {
  const schedule = await taskPages.sources.candidates.schedules.schedule(cause.scheduleId, taskPages.at);
  if (schedule === null) return NOTHING;
  const readers = await taskPages.sources.recipients.of([cause.personId]);
  // Where it is acknowledged; somebody who only looks on has no duty page.
  const words = ({ role }: Recipient) => ({
    schedule: schedule.name,
    person: cause.by,
    link: pageLink(taskPages, role === 'viewer' ? '/planning' : '/my'),
  });
  const { publicationId } = cause;
  const published =
    publicationId === undefined ? taskPages : { ...taskPages, occasion: publicationOccasion(publicationId) };
  return { ...NOTHING, notices: await tell(published, 'planning-changed', readers, words) };
}

/** So many changes are named; the rest is on the page. */
const MOST_NAMED = 12;

async function tellDutyChanged(desk: Desk, cause: Of<'duty-changed'>): Promise<Effects> {
  const { changes, atOnce, by, personId } = cause;
  const readers = await desk.sources.recipients.of([personId]);
  const words = ({ role }: Recipient, language: Language) => {
    const [change = '', ...others] = changes.map((one) => changePhrase(one, desk.at, language));
    const named = [change, ...others].slice(0, MOST_NAMED);
    return {
      change,
      changes: [...named, moreChangesPhrase(changes.length - named.length, language)].join('\n').trim(),
      more: moreChangesPhrase(others.length, language),
      person: by ?? '',
      link: pageLink(desk, role === 'viewer' ? '/planning' : '/my'),
    };
  };
  const goodUntil = Math.max(...changes.map(({ endAt }) => endAt));
  const kind = atOnce ? 'duty-changed' : 'duty-changed-later';
  return { ...NOTHING, notices: await tell(desk, kind, readers, words, goodUntil) };
}

/** By which the notices of a publication are found again, as the proof that people were told. */
export function publicationOccasion(publicationId: number): string {
  return `publication-${publicationId}`;
}

async function tellSwap(taskPages: Desk, cause: Of<'swap'>): Promise<Effects> {
  const { sources, at } = taskPages;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  const [from, to] = await sources.recipients.of([cause.fromId, cause.toId]);
  if (schedule === null || !from || !to) return NOTHING;
  const [reader, other] = cause.said === 'proposed' ? [to, from] : [from, to];
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, cause, language),
    person: other.name,
    link: pageLink(taskPages, '/planning/swaps'),
  });
  const kind = cause.said === 'proposed' ? 'swap-proposed' : 'swap-accepted';
  return { ...NOTHING, notices: await tell(taskPages, kind, [reader], words, cause.startAt) };
}

async function tellGap(taskPages: Desk, cause: Of<'gap-ahead'>): Promise<Effects> {
  const { sources, at } = taskPages;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  if (schedule === null) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([
    ...schedule.shifts.map(({ personId }) => personId),
    ...schedule.rotations.flatMap(({ participants }) => participants.map(({ personId }) => personId)),
  ]);
  const words = (_reader: Recipient, language: Language) => intervalWords(schedule, cause, language);
  const sameGap = { ...taskPages, occasion: cause.gap };
  return { ...NOTHING, notices: await tell(sameGap, 'gap-ahead', readers, words, cause.endAt) };
}

async function tellPlannedAbsent(desk: Desk, cause: Of<'planned-absent'>): Promise<Effects> {
  const { sources, at } = desk;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  const [person] = await sources.recipients.of([cause.personId]);
  if (schedule === null || !person) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([cause.personId]);
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, cause, language),
    person: person.name,
  });
  const same = { ...desk, occasion: cause.gap };
  return { ...NOTHING, notices: await tell(same, 'planned-absent', readers, words, cause.endAt) };
}

async function tellCalendarBroken(desk: Desk, cause: Of<'calendar-broken'>): Promise<Effects> {
  const { sources } = desk;
  const [person] = await sources.recipients.of([cause.personId]);
  if (!person) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([cause.personId]);
  const others = supervisors.filter(({ personId }) => personId !== cause.personId);
  const words = ({ personId }: Recipient, language: Language) => ({
    person: person.name,
    calendar: cause.name,
    from: momentPhrase(cause.since, sources.timeZone, language),
    link: pageLink(desk, personId === cause.personId ? '/my' : `/people/${cause.personId}`),
  });
  const same = { ...desk, occasion: `${cause.calendarId}-${cause.since}` };
  return { ...NOTHING, notices: await tell(same, 'calendar-broken', [person, ...others], words) };
}

/** To whoever answers for the people of its policies; that a phone cannot be rung is for whoever runs the service too. */
async function tellHotlineGap(desk: Desk, cause: Of<'hotline-gap'>): Promise<Effects> {
  const { sources } = desk;
  const hotline = await hotlineOf(sources, cause.hotlineId);
  if (hotline === null) return NOTHING;
  const readers =
    cause.reason === 'nobody'
      ? await sources.recipients.supervisorsOf(await peopleBehind(sources, hotline, desk.at))
      : await sources.recipients.syncs();
  const words = (_reader: Recipient, language: Language) => ({
    hotline: hotline.name,
    from: momentPhrase(cause.startAt, hotline.timeZone, language),
    to: momentPhrase(cause.endAt, hotline.timeZone, language),
    reason: notReachedPhrase(cause.reason, language),
    link: pageLink(desk, '/now'),
  });
  const kind = cause.begun ? 'hotline-gap-now' : 'hotline-gap-ahead';
  const same = { ...desk, occasion: cause.gap, hotlineId: hotline.id };
  return { ...NOTHING, notices: await tell(same, kind, readers, words, cause.endAt) };
}

/** Everybody whom its calls may reach at some time. */
async function peopleBehind({ candidates }: TellingSources, hotline: Hotline, at: Instant) {
  const { directory, schedules } = candidates;
  const policies = await policiesOf(directory, hotline);
  const targets = policies.flatMap(({ steps }) => steps.flatMap((step) => step.targets));
  const people = await Promise.all(
    targets.map(async (target): Promise<readonly string[]> => {
      if (target.kind === 'person') return [target.personId];
      if (target.kind === 'team') return (await directory.team(target.teamId))?.memberIds ?? [];
      if (target.kind === 'number') return [];
      const schedule = await schedules.schedule(target.scheduleId, at);
      return schedule === null ? [] : [...peopleOf(schedule)];
    }),
  );
  return people.flat();
}

function intervalWords(
  schedule: Schedule,
  { startAt, endAt }: { readonly startAt: Instant; readonly endAt: Instant },
  language: Language,
): NoticeWords {
  return {
    schedule: schedule.name,
    from: momentPhrase(startAt, schedule.timeZone, language),
    to: momentPhrase(endAt, schedule.timeZone, language),
  };
}

function pageLink({ sources }: Desk, page: string): string {
  return sources.publicUrl === null ? '' : `${sources.publicUrl}${page}`;
}

function tell(
  { sources, occasion, hotlineId, at, now }: Desk,
  kind: NewNotice['kind'],
  readers: readonly Recipient[],
  words: (reader: Recipient, language: Language) => NoticeWords,
  goodUntil: Instant | null = null,
): Promise<readonly NewNotice[]> {
  const telling = {
    kind,
    hotlineId: hotlineId ?? null,
    callId: null,
    occasion,
    at,
    goodUntil,
    recording: null,
    thread: null,
  };
  return addressed(sources.notificationPreferences, { ...telling, words }, readers, now);
}
