import { callOpening } from '../calls/live/call-opening.ts';
import { resolveCandidates } from '../calls/live/candidates.ts';
import type { Medium } from '../domain/notice/notice.ts';
import { timeToLiveSeconds } from '../domain/notice/notice-kinds.ts';
import type { Language } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import { SECOND } from '../runtime/instant.ts';
import { alarmDetailInWords } from '../words/alarm-detail-words.ts';
import { deliveryTroubleInWords } from '../words/delivery-trouble-words.ts';
import { addressed } from './addressing.ts';
import { compose } from './compose/compose.ts';
import { logSentence } from './compose/log-sentences.ts';
import { callerPhrase, momentPhrase, nobodyPhrase, troublePhrase } from './compose/phrases.ts';
import type { TroubleSubject, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING, together } from './effects.ts';
import type { NewNotice, Notice } from './outbox.ts';
import { hotlineOf, type NotifierSources } from './sources.ts';

/** So many waiting notices change over to the other medium when a gateway is down; the rest waits for it. */
const MOST_CHANGING_OVER = 200;

/** Tells of what is out of order and back again; what a broken gateway holds leaves by the other one. */
export async function notifyTrouble(
  sources: NotifierSources,
  waiting: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  const { event } = waiting;
  switch (event.kind) {
    case 'trouble': {
      const { detail } = event;
      const inWords = (language: Language) => (detail === null ? '' : alarmDetailInWords(detail, language));
      return alarm(sources, waiting, { ...event, detail: inWords }, now);
    }
    case 'gateway': {
      const { medium, said, detail } = event;
      const inWords = (language: Language) =>
        detail === null ? '' : deliveryTroubleInWords(detail, language);
      const told = await alarm(sources, waiting, { subject: medium, name: '', said, detail: inWords }, now);
      return said === 'back' ? told : together([told, await changeOver(sources, medium, now)]);
    }
    case 'notice-failed': {
      const notice = await sources.outbox.find(event.noticeId);
      return notice ? byOtherMedium(sources, [notice], now) : NOTHING;
    }
    default:
      return NOTHING;
  }
}

async function alarm(
  sources: NotifierSources,
  { id, at }: WaitingDomainEvent,
  trouble: {
    subject: TroubleSubject;
    name: string;
    said: 'down' | 'back';
    detail: (language: Language) => string;
  },
  now: Instant,
): Promise<Effects> {
  const readers = await sources.recipients.operators();
  const notification = {
    kind: trouble.said === 'down' ? 'trouble' : 'trouble-over',
    hotlineId: null,
    callId: null,
    occasion: `event-${id}`,
    at,
    goodUntil: null,
    recording: null,
    thread: `trouble-${trouble.subject}-${trouble.name}`,
  } as const;
  const notices = await addressed(
    sources.notificationPreferences,
    {
      ...notification,
      words: (_reader, language) => ({
        subject: troublePhrase(trouble.subject, trouble.name, language),
        detail: trouble.detail(language),
        at: momentPhrase(at, sources.timeZone, language, at),
      }),
    },
    readers,
    now,
  );
  return { ...NOTHING, notices };
}

async function changeOver(sources: NotifierSources, medium: Medium, now: Instant): Promise<Effects> {
  const waiting = await sources.outbox.list({ states: ['waiting'], limit: MOST_CHANGING_OVER });
  return byOtherMedium(
    sources,
    waiting.filter((notice) => notice.medium === medium && notice.tries > 0),
    now,
  );
}

/** What cannot leave by one medium leaves by the other, unless it has left there, or is too late. */
async function byOtherMedium(
  sources: NotifierSources,
  failed: readonly Notice[],
  now: Instant,
): Promise<Effects> {
  if (!sources.useOtherMedium) return NOTHING;
  const templates = await sources.notificationPreferences.templates();
  const readers = await sources.recipients.of(failed.map(({ personId }) => personId));
  const notices = failed.flatMap((notice): readonly NewNotice[] => {
    const medium = notice.medium === 'sms' ? 'email' : 'sms';
    const address = readers.find(({ personId }) => personId === notice.personId)?.[medium] ?? null;
    const expiresAt = Math.min(
      notice.createdAt + timeToLiveSeconds(notice.kind, medium) * SECOND,
      Math.max(notice.expiresAt, now),
    );
    if (address === null || notice.insteadOf !== null || expiresAt <= now) return [];
    const { kind, language, words } = notice;
    return [
      {
        ...notice,
        medium,
        address,
        // The dedup key of what this person would have been told there anyway: never twice.
        dedupKey: notice.dedupKey.replace(new RegExp(`${notice.medium}$`), medium),
        ...compose({ kind, language, medium }, words, templates),
        createdAt: now,
        sendAt: now,
        expiresAt,
        insteadOf: notice.id,
        withheld: null,
      },
    ];
  });
  return { ...NOTHING, notices };
}

/** A task that nobody took goes up the policy by which calls go now, step by step, and round again. */
export async function notifyTask(
  sources: NotifierSources,
  { event, at }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'task-overdue') return NOTHING;
  const task = await sources.tasks.find(event.taskId);
  const hotline = task && (await hotlineOf(sources, task.hotlineId));
  if (!task || !hotline || task.state !== 'open') return NOTHING;
  const policy = (await callOpening(sources.candidates.directory, hotline, now))?.policy;
  const step = policy?.steps[event.level % policy.steps.length];
  const candidates = step ? await resolveCandidates(sources.candidates, step, now) : [];
  const reached = candidates.flatMap(({ personId }) => personId ?? []);
  const readers =
    reached.length > 0
      ? await sources.recipients.of(reached)
      : await sources.recipients.supervisorsOf(task.ownerId === null ? [] : [task.ownerId]);
  const [owner] = await sources.recipients.of(task.ownerId === null ? [] : [task.ownerId]);
  const caller = { number: task.callerNumber, name: task.callerName };
  const wordsFor = (language: typeof hotline.language) => ({
    hotline: hotline.name,
    caller: callerPhrase(caller, language, sources.numberingPlan.homeCountry),
    at: momentPhrase(task.openedAt, hotline.timeZone, language, now),
    person: owner?.name ?? nobodyPhrase(language),
    link: sources.publicUrl === null ? '' : `${sources.publicUrl}/tasks/${task.id}`,
  });
  const notices = await addressed(
    sources.notificationPreferences,
    {
      kind: 'task-escalated',
      hotlineId: hotline.id,
      callId: task.callIds[0] ?? null,
      occasion: `${task.id}-${event.level}-${task.openedAt}`,
      at,
      goodUntil: null,
      recording: null,
      thread: task.callIds[0] ?? null,
      words: (_reader, language) => wordsFor(language),
    },
    readers,
    now,
  );
  const told = readers.map(({ name }) => name).join(', ');
  const text = logSentence('escalated', hotline.language, { ...wordsFor(hotline.language), told });
  return {
    ...NOTHING,
    notices,
    log: [{ at, hotlineId: hotline.id, authorId: null, text, callId: task.callIds[0] ?? null }],
  };
}
