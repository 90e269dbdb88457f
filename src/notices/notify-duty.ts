import { callOpening } from '../calls/live/call-opening.ts';
import { resolveCandidates } from '../calls/live/candidates.ts';
import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import { isAnswered } from '../domain/notice/duty-confirmation.ts';
import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import type { Language } from '../domain/person.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { type LogSentence, logSentence } from './compose/log-sentences.ts';
import { momentPhrase, myPagePhrase, nobodyPhrase, replyPhrase } from './compose/phrases.ts';
import type { Confirmation } from './confirmations.ts';
import type { UnansweredCall, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NewNotice, NoticeWords } from './outbox.ts';
import { confirmationLink } from './private-links.ts';
import type { Recipient } from './recipients.ts';
import { policiesOf } from './schedules-in-use.ts';
import type { NotifierSources } from './sources.ts';

/** A duty that something is told of. */
export interface Watch {
  readonly sources: NotifierSources;
  readonly confirmation: Confirmation;
  readonly schedule: Schedule;
  readonly person: Recipient;
  readonly now: Instant;
}

/** Tells of duty that is to be confirmed, was or was not confirmed, and has begun. */
export async function notifyDuty(
  sources: NotifierSources,
  { event, at }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (!('confirmation' in event) || event.kind === 'sms-answer') return NOTHING;
  const watch = await watchOf(sources, event.confirmation, now);
  if (watch === null) return NOTHING;
  const { person } = watch;
  switch (event.kind) {
    case 'duty-reminder':
      return notifyReminder(watch, event.leadSeconds);
    case 'duty-confirmed':
      return { ...NOTHING, log: await logOf(watch, at, 'confirmed') };
    case 'duty-unconfirmed':
      return notifyUnconfirmed(watch, at);
    case 'duty-declined':
      return notifyDeclined(watch, at);
    case 'duty-called':
      return { ...NOTHING, log: await logOf(watch, at, CALLED[event.outcome]) };
    case 'duty-began':
      return {
        ...NOTHING,
        notices: await tell(watch, 'duty-began', [person]),
        log: await logOf(watch, at, 'began'),
      };
  }
}

/** Null: the duty was withdrawn from the planning since. */
export async function watchOf(sources: NotifierSources, id: number, now: Instant): Promise<Watch | null> {
  const confirmation = await sources.confirmations.find(id);
  if (confirmation === null) return null;
  const schedule = await sources.candidates.schedules.schedule(confirmation.scheduleId, confirmation.startAt);
  const [person] = await sources.recipients.of([confirmation.personId]);
  if (schedule === null || person === undefined) return null;
  return { sources, confirmation, schedule, person, now };
}

/** Without a public address there is no link: the page where duty is confirmed is named in its place. */
async function notifyReminder(watch: Watch, leadSeconds: number): Promise<Effects> {
  const { sources, confirmation, person } = watch;
  // Answered between the event and its telling.
  if (isAnswered(confirmation)) return NOTHING;
  const link = sources.publicUrl === null ? '' : confirmationLink(sources.publicUrl);
  const words = { link, confirmation: String(confirmation.id) };
  return {
    ...NOTHING,
    notices: await tell(watch, 'duty-reminder', [person], words, `${confirmation.id}-${leadSeconds}`),
  };
}

async function notifyUnconfirmed(watch: Watch, at: Instant): Promise<Effects> {
  const { sources, confirmation, person } = watch;
  if (isAnswered(confirmation)) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([confirmation.personId]);
  const nextInLine = await whoIsNext(watch);
  const readers = supervisors.filter(({ personId }) => !nextInLine.some((one) => one.personId === personId));
  const told = [...nextInLine, ...readers].map(({ name }) => name).join(', ');
  const next = nextInLine.map(({ name }) => name).join(', ');
  return {
    ...NOTHING,
    notices: [
      ...(await tell(watch, 'duty-unconfirmed', readers, { person: person.name, next })),
      ...(await tell(watch, 'duty-stand-by', nextInLine, { person: person.name })),
    ],
    log: await logOf(watch, at, 'unconfirmed', { told }),
  };
}

/** At once, whatever was confirmed before: somebody else has to be found. */
async function notifyDeclined(watch: Watch, at: Instant): Promise<Effects> {
  const { sources, confirmation } = watch;
  const supervisors = await sources.recipients.supervisorsOf([confirmation.personId]);
  const nextInLine = await whoIsNext(watch);
  const readers = [
    ...nextInLine,
    ...supervisors.filter(({ personId }) => !nextInLine.some((one) => one.personId === personId)),
  ];
  const next = nextInLine.map(({ name }) => name).join(', ');
  return {
    ...NOTHING,
    notices: await tell(watch, 'duty-declined', readers, { next }),
    log: await logOf(watch, at, 'declined', { told: readers.map(({ name }) => name).join(', ') }),
  };
}

const CALLED: Readonly<Record<UnansweredCall, LogSentence>> = {
  'no-answer': 'called-in-vain',
  'not-possible': 'not-called',
  interrupted: 'call-interrupted',
};

/** Those whom calls would reach after this person: the next steps of the policies in which the schedule is. */
async function whoIsNext({ sources, confirmation }: Watch): Promise<readonly Recipient[]> {
  const { candidates } = sources;
  for (const { policy } of await hotlinesWith(sources, confirmation.scheduleId, confirmation.startAt)) {
    const from = policy.steps.findIndex((step) => hasSchedule(step, confirmation.scheduleId));
    for (const step of policy.steps.slice(from)) {
      const found = await resolveCandidates(candidates, step, confirmation.startAt);
      const others = found
        .flatMap(({ personId }) => personId ?? [])
        .filter((id) => id !== confirmation.personId);
      if (others.length > 0) return sources.recipients.of(others);
    }
  }
  return [];
}

/**
 * Hotlines whose calls reach the schedule, each with the policy by which they do: the one that holds at `at`, else one
 * that holds at other hours. Those whose policy holds then come first.
 */
export async function hotlinesWith(
  { candidates }: Pick<NotifierSources, 'candidates'>,
  scheduleId: string,
  at: Instant,
): Promise<readonly { hotline: Hotline; policy: EscalationPolicy }[]> {
  const { directory } = candidates;
  const reaches = (policy: EscalationPolicy | null) =>
    policy?.steps.some((step) => hasSchedule(step, scheduleId)) ?? false;
  const then: { hotline: Hotline; policy: EscalationPolicy }[] = [];
  const atOtherHours: typeof then = [];
  for (const hotline of await directory.hotlines()) {
    const holds = (await callOpening(directory, hotline, at))?.policy ?? null;
    if (holds && reaches(holds)) then.push({ hotline, policy: holds });
    else {
      const policy = (await policiesOf(directory, hotline)).find(reaches);
      if (policy) atOtherHours.push({ hotline, policy });
    }
  }
  return [...then, ...atOtherHours];
}

function hasSchedule({ targets }: EscalationPolicy['steps'][number], scheduleId: string): boolean {
  return targets.some((target) => target.kind === 'schedule' && target.scheduleId === scheduleId);
}

function tell(
  watch: Watch,
  kind: NoticeKind,
  readers: readonly Recipient[],
  more: NoticeWords = {},
  occasion = String(watch.confirmation.id),
): Promise<readonly NewNotice[]> {
  const { sources, confirmation, now } = watch;
  return addressed(
    sources.notificationPreferences,
    {
      kind,
      hotlineId: null,
      callId: null,
      occasion,
      at: now,
      // After that, the calls themselves tell.
      goodUntil: ['duty-began', 'duty-declined'].includes(kind) ? confirmation.endAt : confirmation.startAt,
      recording: null,
      thread: `duty-${confirmation.id}`,
      words: (_reader, language) => ({
        ...wordsIn(watch, language),
        ...more,
        ...(more.link === '' ? { link: myPagePhrase(language) } : {}),
        ...(more.next === '' ? { next: nobodyPhrase(language) } : {}),
      }),
    },
    readers,
    now,
  );
}

export function wordsIn(
  { sources, schedule, confirmation, person, now }: Watch,
  language: Language,
): NoticeWords {
  return {
    reply: sources.takesSmsAnswers ? replyPhrase(language) : '',
    schedule: schedule.name,
    person: person.name,
    from: momentPhrase(confirmation.startAt, schedule.timeZone, language, now),
    to: momentPhrase(confirmation.endAt, schedule.timeZone, language, now),
  };
}

export async function logOf(watch: Watch, at: Instant, which: LogSentence, more: NoticeWords = {}) {
  const hotlines = await hotlinesWith(
    watch.sources,
    watch.confirmation.scheduleId,
    watch.confirmation.startAt,
  );
  return hotlines.map(({ hotline }) => ({
    at,
    hotlineId: hotline.id,
    authorId: null,
    text: logSentence(which, hotline.language, { ...wordsIn(watch, hotline.language), ...more }),
    callId: null,
  }));
}
