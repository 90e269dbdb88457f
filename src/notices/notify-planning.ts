import type { Hotline } from '../domain/hotline.ts';
import type { Language } from '../domain/person.ts';
import { peopleOf, takingPart } from '../domain/schedule/people-of.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import {
  changePhrase,
  inReturnPhrase,
  momentPhrase,
  moreChangesPhrase,
  notReachedPhrase,
} from './compose/phrases.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NewNotice, NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';
import { policiesOf } from './schedules-in-use.ts';
import { hotlineOf, type NotifierSources } from './sources.ts';

type Of<Kind extends DomainEvent['kind']> = Extract<DomainEvent, { readonly kind: Kind }>;

interface PlanningContext {
  readonly sources: NotifierSources;
  readonly at: Instant;
  readonly now: Instant;
  /** Makes one notification of this event the same as another notification of it. */
  readonly occasion: string;
  /** Missing: it is told of no hotline. */
  readonly hotlineId?: string;
}

/** Tells of changes, swaps and gaps of a planning. */
export async function notifyPlanning(
  sources: NotifierSources,
  waiting: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  const { event, at, id } = waiting;
  const context = { sources, at, now, occasion: `event-${id}` };
  switch (event.kind) {
    case 'planning-changed':
      return notifyChange(context, event);
    case 'duty-changed':
      return notifyDutyChanged(context, event);
    case 'swap':
      return notifySwap(context, event);
    case 'gap-ahead':
      return notifyGap(context, event);
    case 'hotline-gap':
      return notifyHotlineGap(context, event);
    case 'planned-absent':
      return notifyPlannedAbsent(context, event);
    case 'calendar-broken':
      return notifyCalendarBroken(context, event);
    case 'address-dead':
      return notifyDeadAddress(context, event);
    default:
      return NOTHING;
  }
}

async function notifyChange(context: PlanningContext, event: Of<'planning-changed'>): Promise<Effects> {
  const schedule = await context.sources.candidates.schedules.schedule(event.scheduleId, context.at);
  if (schedule === null) return NOTHING;
  const readers = await context.sources.recipients.of([event.personId]);
  // Where it is acknowledged; somebody who only looks on has no duty page.
  const words = ({ role }: Recipient) => ({
    schedule: schedule.name,
    person: event.by,
    link: pageLink(context, role === 'viewer' ? '/planning' : '/my'),
  });
  const { publicationId } = event;
  const published =
    publicationId === undefined ? context : { ...context, occasion: publicationOccasion(publicationId) };
  return { ...NOTHING, notices: await tell(published, 'planning-changed', readers, words) };
}

/** So many changes are named; the rest is on the page. */
const MOST_NAMED = 12;

async function notifyDutyChanged(context: PlanningContext, event: Of<'duty-changed'>): Promise<Effects> {
  const { changes, atOnce, by, personId } = event;
  const readers = await context.sources.recipients.of([personId]);
  const words = ({ role }: Recipient, language: Language) => {
    const [change = '', ...others] = changes.map((one) => changePhrase(one, context.at, language));
    const named = [change, ...others].slice(0, MOST_NAMED);
    return {
      change,
      changes: [...named, moreChangesPhrase(changes.length - named.length, language)].join('\n').trim(),
      more: moreChangesPhrase(others.length, language),
      person: by ?? '',
      link: pageLink(context, role === 'viewer' ? '/planning' : '/my'),
    };
  };
  const goodUntil = Math.max(...changes.map(({ endAt }) => endAt));
  const kind = atOnce ? 'duty-changed' : 'duty-changed-later';
  return { ...NOTHING, notices: await tell(context, kind, readers, words, goodUntil) };
}

/** By which the notices of a publication are found again, as the proof that people were told. */
export function publicationOccasion(publicationId: number): string {
  return `publication-${publicationId}`;
}

async function notifySwap(context: PlanningContext, event: Of<'swap'>): Promise<Effects> {
  const { sources, at } = context;
  const schedule = await sources.candidates.schedules.schedule(event.scheduleId, at);
  const [from, to] = await sources.recipients.of([event.fromId, event.toId]);
  if (schedule === null || !from || !to) return NOTHING;
  const [reader, other] = event.said === 'proposed' ? [to, from] : [from, to];
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, event, language, context.at),
    person: other.name,
    exchange: event.inReturn
      ? inReturnPhrase(event.said, event.inReturn, schedule.timeZone, language, context.at)
      : '',
    link: pageLink(context, '/planning/swaps'),
  });
  const kind = event.said === 'proposed' ? 'swap-proposed' : 'swap-accepted';
  return { ...NOTHING, notices: await tell(context, kind, [reader], words, event.startAt) };
}

async function notifyGap(context: PlanningContext, event: Of<'gap-ahead'>): Promise<Effects> {
  const { sources, at } = context;
  const schedule = await sources.candidates.schedules.schedule(event.scheduleId, at);
  if (schedule === null) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([
    ...schedule.shifts.map(({ personId }) => personId),
    ...takingPart(schedule.rotations),
  ]);
  const words = (_reader: Recipient, language: Language) =>
    intervalWords(schedule, event, language, context.at);
  const sameGap = { ...context, occasion: event.gap };
  return { ...NOTHING, notices: await tell(sameGap, 'gap-ahead', readers, words, event.endAt) };
}

async function notifyPlannedAbsent(context: PlanningContext, event: Of<'planned-absent'>): Promise<Effects> {
  const { sources, at } = context;
  const schedule = await sources.candidates.schedules.schedule(event.scheduleId, at);
  const [person] = await sources.recipients.of([event.personId]);
  if (schedule === null || !person) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([event.personId]);
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, event, language, context.at),
    person: person.name,
  });
  const same = { ...context, occasion: event.gap };
  return { ...NOTHING, notices: await tell(same, 'planned-absent', readers, words, event.endAt) };
}

/** To whoever answers for the person, and to the person by what is left. */
async function notifyDeadAddress(context: PlanningContext, event: Of<'address-dead'>): Promise<Effects> {
  const { sources } = context;
  const [person] = await sources.recipients.of([event.personId]);
  if (!person) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([event.personId]);
  const others = supervisors.filter(({ personId }) => personId !== event.personId);
  const words = ({ personId }: Recipient) => ({
    person: person.name,
    address: event.address,
    reason: event.said,
    link: pageLink(context, personId === event.personId ? '/account/notices' : `/people/${event.personId}`),
  });
  return { ...NOTHING, notices: await tell(context, 'address-dead', [person, ...others], words) };
}

async function notifyCalendarBroken(
  context: PlanningContext,
  event: Of<'calendar-broken'>,
): Promise<Effects> {
  const { sources } = context;
  const [person] = await sources.recipients.of([event.personId]);
  if (!person) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([event.personId]);
  const others = supervisors.filter(({ personId }) => personId !== event.personId);
  const words = ({ personId }: Recipient, language: Language) => ({
    person: person.name,
    calendar: event.name,
    from: momentPhrase(event.since, sources.timeZone, language, context.at),
    link: pageLink(context, personId === event.personId ? '/my' : `/people/${event.personId}`),
  });
  const same = { ...context, occasion: `${event.calendarId}-${event.since}` };
  return { ...NOTHING, notices: await tell(same, 'calendar-broken', [person, ...others], words) };
}

/** To whoever answers for the people of its policies; that a phone cannot be dialled is for whoever runs the service too. */
async function notifyHotlineGap(context: PlanningContext, event: Of<'hotline-gap'>): Promise<Effects> {
  const { sources } = context;
  const hotline = await hotlineOf(sources, event.hotlineId);
  if (hotline === null) return NOTHING;
  const readers =
    event.reason === 'nobody'
      ? await sources.recipients.supervisorsOf(await peopleBehind(sources, hotline, context.at))
      : await sources.recipients.operators();
  const words = (_reader: Recipient, language: Language) => ({
    hotline: hotline.name,
    from: momentPhrase(event.startAt, hotline.timeZone, language, context.at),
    to: momentPhrase(event.endAt, hotline.timeZone, language, context.at),
    reason: notReachedPhrase(event.reason, language),
    link: pageLink(context, '/now'),
  });
  const kind = event.begun ? 'hotline-gap-now' : 'hotline-gap-ahead';
  const same = { ...context, occasion: event.gap, hotlineId: hotline.id };
  return { ...NOTHING, notices: await tell(same, kind, readers, words, event.endAt) };
}

/** Everybody whom its calls may reach at some time. */
async function peopleBehind({ candidates }: NotifierSources, hotline: Hotline, at: Instant) {
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
  now: Instant,
): NoticeWords {
  return {
    schedule: schedule.name,
    from: momentPhrase(startAt, schedule.timeZone, language, now),
    to: momentPhrase(endAt, schedule.timeZone, language, now),
  };
}

function pageLink({ sources }: PlanningContext, page: string): string {
  return sources.publicUrl === null ? '' : `${sources.publicUrl}${page}`;
}

function tell(
  { sources, occasion, hotlineId, at, now }: PlanningContext,
  kind: NewNotice['kind'],
  readers: readonly Recipient[],
  words: (reader: Recipient, language: Language) => NoticeWords,
  goodUntil: Instant | null = null,
): Promise<readonly NewNotice[]> {
  const notification = {
    kind,
    hotlineId: hotlineId ?? null,
    callId: null,
    occasion,
    at,
    goodUntil,
    recording: null,
    thread: null,
  };
  return addressed(sources.notificationPreferences, { ...notification, words }, readers, now);
}
