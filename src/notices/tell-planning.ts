import type { Language } from '../domain/person.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import type { Cause, WaitingCause } from './cause.ts';
import { momentPhrase } from './compose/phrases.ts';
import { type Deed, NOTHING } from './deed.ts';
import type { NewNotice, NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';
import type { TellingSources } from './sources.ts';

type Of<Kind extends Cause['kind']> = Extract<Cause, { readonly kind: Kind }>;

interface Desk {
  readonly sources: TellingSources;
  readonly at: Instant;
  readonly now: Instant;
  /** Makes one telling of this cause the same as another telling of it. */
  readonly occasion: string;
}

/** Tells of changes, swaps and gaps of a planning. */
export async function tellPlanning(
  sources: TellingSources,
  waiting: WaitingCause,
  now: Instant,
): Promise<Deed> {
  const { cause, at, id } = waiting;
  const desk = { sources, at, now, occasion: `cause-${id}` };
  switch (cause.kind) {
    case 'planning-changed':
      return tellChange(desk, cause);
    case 'swap':
      return tellSwap(desk, cause);
    case 'gap-ahead':
      return tellGap(desk, cause);
    default:
      return NOTHING;
  }
}

async function tellChange(desk: Desk, cause: Of<'planning-changed'>): Promise<Deed> {
  const schedule = await desk.sources.candidates.schedules.schedule(cause.scheduleId, desk.at);
  if (schedule === null) return NOTHING;
  const readers = await desk.sources.recipients.of([cause.personId]);
  // Where it is acknowledged; somebody who only looks on has no duty page.
  const words = ({ role }: Recipient) => ({
    schedule: schedule.name,
    person: cause.by,
    link: pageLink(desk, role === 'viewer' ? '/planning' : '/my'),
  });
  const { publicationId } = cause;
  const published =
    publicationId === undefined ? desk : { ...desk, occasion: publicationOccasion(publicationId) };
  return { ...NOTHING, notices: await tell(published, 'planning-changed', readers, words) };
}

/** By which the notices of a publication are found again, as the proof that people were told. */
export function publicationOccasion(publicationId: number): string {
  return `publication-${publicationId}`;
}

async function tellSwap(desk: Desk, cause: Of<'swap'>): Promise<Deed> {
  const { sources, at } = desk;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  const [from, to] = await sources.recipients.of([cause.fromId, cause.toId]);
  if (schedule === null || !from || !to) return NOTHING;
  const [reader, other] = cause.said === 'proposed' ? [to, from] : [from, to];
  const words = (_reader: Recipient, language: Language) => ({
    ...intervalWords(schedule, cause, language),
    person: other.name,
    link: pageLink(desk, '/planning/swaps'),
  });
  const kind = cause.said === 'proposed' ? 'swap-proposed' : 'swap-accepted';
  return { ...NOTHING, notices: await tell(desk, kind, [reader], words, cause.startAt) };
}

async function tellGap(desk: Desk, cause: Of<'gap-ahead'>): Promise<Deed> {
  const { sources, at } = desk;
  const schedule = await sources.candidates.schedules.schedule(cause.scheduleId, at);
  if (schedule === null) return NOTHING;
  const readers = await sources.recipients.supervisorsOf([
    ...schedule.shifts.map(({ personId }) => personId),
    ...schedule.rotations.flatMap(({ participants }) => participants.map(({ personId }) => personId)),
  ]);
  const words = (_reader: Recipient, language: Language) => intervalWords(schedule, cause, language);
  const sameGap = { ...desk, occasion: cause.gap };
  return { ...NOTHING, notices: await tell(sameGap, 'gap-ahead', readers, words, cause.endAt) };
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
  { sources, occasion, at, now }: Desk,
  kind: NewNotice['kind'],
  readers: readonly Recipient[],
  words: (reader: Recipient, language: Language) => NoticeWords,
  goodUntil: Instant | null = null,
): Promise<readonly NewNotice[]> {
  const telling = {
    kind,
    hotlineId: null,
    callId: null,
    occasion,
    at,
    goodUntil,
    recording: null,
    thread: null,
  };
  return addressed(sources.wishes, { ...telling, words }, readers, now);
}
