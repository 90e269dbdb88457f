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
  /** Makes one notification of this cause the same as another notification of it. */
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
  const { cause, at, id } = waiting;
  const context = { sources, at, now, occasion: `cause-${id}` };
  switch (cause.kind) {
    case 'planning-changed':
      return notifyChange(context, cause);
    case 'duty-changed':
      return notifyDutyChanged(context, cause);
    case 'swap':
      return notifySwap(context, cause);
    case 'gap-ahead':
      return notifyGap(context, cause);
    case 'hotline-gap':
      return notifyHotlineGap(context, cause);
    case 'planned-absent':
      return notifyPlannedAbsent(context, cause);
    case 'calendar-broken':
      return notifyCalendarBroken(context, cause);
    case 'address-dead':
      return notifyDeadAddress(context, cause);
    default:
      return NOTHING;
  }
}

async function notifyChange(context: PlanningContext, cause: Of<'planning-changed'>): Promise<Effects> {
  const schedule = await context.sources.candidates.schedules.schedule(cause.scheduleId, context.at);
  if (schedule === null) return NOTHING;
  const readers = await context.sources.recipients.of([cause.personId]);
  // Where it is acknowledged; somebody who only looks on has no duty page.
  const words = ({ role }: Recipient) => ({
    schedule: schedule.name,
    person: cause.by,
    link: pageLink(context, role === 'viewer' ? '/planning' : '/my'),
  });
  const { publicationId } = cause;
  const published =
    publicationId === undefined ? context : { ...context, occasion: publicationOccasion(publicationId) };
  return { ...NOTHING, notices: await tell(published, 'planning-changed', readers, words) };
}

/** So many changes are named; the rest is on the page. */
const MOST_NAMED = 12;

async function notifyDutyChanged(context: PlanningContext, cause: Of<'duty-changed'>): Promise<Effects> {
  const { changes, atOnce, by, personId } = cause;
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

async function notifySwap(context: PlanningContext, cause: Of<'swap'>): Promise<Effects> {
  const { sources, at } = context;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  const [from, to] = await sources.recipients.of([cause.fromId, cause.toId]);
  if (schedule === null || !from || !to) return NOTHING;
  const [reader, other] = cause.said === 'proposed' ? [to, from] : [from, to];
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, cause, language),
    person: other.name,
    inReturn: cause.inReturn ? inReturnPhrase(cause.said, cause.inReturn, schedule.timeZone, language) : '',
    link: pageLink(context, '/planning/swaps'),
  });
  const kind = cause.said === 'proposed' ? 'swap-proposed' : 'swap-accepted';
  return { ...NOTHING, notices: await tell(context, kind, [reader], words, cause.startAt) };
}

async function notifyGap(context: PlanningContext, cause: Of<'gap-ahead'>): Promise<Effects> {
  const { sources, at } = context;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  if (schedule === null) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([
    ...schedule.shifts.map(({ personId }) => personId),
    ...takingPart(schedule.rotations),
  ]);
  const words = (_reader: Recipient, language: Language) => intervalWords(schedule, cause, language);
  const sameGap = { ...context, occasion: cause.gap };
  return { ...NOTHING, notices: await tell(sameGap, 'gap-ahead', readers, words, cause.endAt) };
}

async function notifyPlannedAbsent(context: PlanningContext, cause: Of<'planned-absent'>): Promise<Effects> {
  const { sources, at } = context;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  const [person] = await sources.recipients.of([cause.personId]);
  if (schedule === null || !person) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([cause.personId]);
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, cause, language),
    person: person.name,
  });
  const same = { ...context, occasion: cause.gap };
  return { ...NOTHING, notices: await tell(same, 'planned-absent', readers, words, cause.endAt) };
}

/** To whoever answers for the person, and to the person by what is left. */
async function notifyDeadAddress(context: PlanningContext, cause: Of<'address-dead'>): Promise<Effects> {
  const { sources } = context;
  const [person] = await sources.recipients.of([cause.personId]);
  if (!person) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([cause.personId]);
  const others = supervisors.filter(({ personId }) => personId !== cause.personId);
  const words = ({ personId }: Recipient) => ({
    person: person.name,
    address: cause.address,
    reason: cause.said,
    link: pageLink(context, personId === cause.personId ? '/account/notices' : `/people/${cause.personId}`),
  });
  return { ...NOTHING, notices: await tell(context, 'address-dead', [person, ...others], words) };
}

async function notifyCalendarBroken(
  context: PlanningContext,
  cause: Of<'calendar-broken'>,
): Promise<Effects> {
  const { sources } = context;
  const [person] = await sources.recipients.of([cause.personId]);
  if (!person) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([cause.personId]);
  const others = supervisors.filter(({ personId }) => personId !== cause.personId);
  const words = ({ personId }: Recipient, language: Language) => ({
    person: person.name,
    calendar: cause.name,
    from: momentPhrase(cause.since, sources.timeZone, language),
    link: pageLink(context, personId === cause.personId ? '/my' : `/people/${cause.personId}`),
  });
  const same = { ...context, occasion: `${cause.calendarId}-${cause.since}` };
  return { ...NOTHING, notices: await tell(same, 'calendar-broken', [person, ...others], words) };
}

/** To whoever answers for the people of its policies; that a phone cannot be dialled is for whoever runs the service too. */
async function notifyHotlineGap(context: PlanningContext, cause: Of<'hotline-gap'>): Promise<Effects> {
  const { sources } = context;
  const hotline = await hotlineOf(sources, cause.hotlineId);
  if (hotline === null) return NOTHING;
  const readers =
    cause.reason === 'nobody'
      ? await sources.recipients.supervisorsOf(await peopleBehind(sources, hotline, context.at))
      : await sources.recipients.operators();
  const words = (_reader: Recipient, language: Language) => ({
    hotline: hotline.name,
    from: momentPhrase(cause.startAt, hotline.timeZone, language),
    to: momentPhrase(cause.endAt, hotline.timeZone, language),
    reason: notReachedPhrase(cause.reason, language),
    link: pageLink(context, '/now'),
  });
  const kind = cause.begun ? 'hotline-gap-now' : 'hotline-gap-ahead';
  const same = { ...context, occasion: cause.gap, hotlineId: hotline.id };
  return { ...NOTHING, notices: await tell(same, kind, readers, words, cause.endAt) };
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
): NoticeWords {
  return {
    schedule: schedule.name,
    from: momentPhrase(startAt, schedule.timeZone, language),
    to: momentPhrase(endAt, schedule.timeZone, language),
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
