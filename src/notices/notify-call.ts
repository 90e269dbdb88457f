import { callOpening } from '../calls/live/call-opening.ts';
import { resolveCandidates } from '../calls/live/candidates.ts';
import type { AttemptRecord, CallRecord } from '../calls/log/call-history.ts';
import type { Outcome } from '../domain/call.ts';
import type { CallEvent } from '../domain/escalation/call-event.ts';
import { isForwarded } from '../domain/escalation/reasons.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import { followersOf } from '../domain/notice/preference.ts';
import { scopeOf } from '../domain/permissions.ts';
import type { TaskKind } from '../domain/task/task.ts';
import { hotlinesInScope } from '../planning/hotlines-in-scope.ts';
import type { Instant } from '../runtime/instant.ts';
import { dialledInWords } from '../words/reason-words.ts';
import { addressed, type Notification } from './addressing.ts';
import { type LogSentence, logSentence } from './compose/log-sentences.ts';
import { callerPhrase, endingPhrase, momentPhrase } from './compose/phrases.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING, together } from './effects.ts';
import { notifyForwarded } from './notify-forwarded.ts';
import type { NewNotice } from './outbox.ts';
import { messageLink } from './private-links.ts';
import { hotlineOf, type NotifierSources } from './sources.ts';

/** How long the link to a message is good; afterwards the log-in leads to it. */

/** A call, as far as it is known when something of it is told. */
interface Scene {
  readonly sources: NotifierSources;
  readonly call: CallRecord;
  readonly hotline: Hotline;
  readonly now: Instant;
}

/** Tells of a call: its beginning, what happened in it, and a message that was left. */
export async function notifyCall(
  sources: NotifierSources,
  { event }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (!('callId' in event)) return NOTHING;
  const call = await sources.history.find(event.callId);
  // Told by what the test found, once.
  if (call?.isOwnTest) return NOTHING;
  const hotline = call && (await hotlineOf(sources, call.hotlineId));
  // A hotline that is gone since has nobody who could be told.
  if (!call || !hotline) return NOTHING;
  const scene = { sources, call, hotline, now };
  if (event.kind === 'call-began') return notifyBeginning(scene);
  if (event.kind === 'message-kept') return notifyMessage(scene, event);
  if (event.kind === 'message-empty') return notifyEmpty(scene, now);
  if (event.kind === 'message-unfetched') return notifyUnfetched(scene);
  return together(
    await Promise.all(event.happened.map((callEvent) => notifyCallEvent(scene, callEvent, event))),
  );
}

async function notifyBeginning(scene: Scene): Promise<Effects> {
  const { sources, call, hotline } = scene;
  const task = await sources.tasks.waitingFor(hotline.id, call.caller.number);
  const seesToIt = task === null ? [] : [task.takenBy ?? task.ownerId].flatMap((id) => id ?? []);
  const again = await notifyPeople(scene, 'caller-again', seesToIt);
  return { ...NOTHING, notices: [...(await notifyPeople(scene, 'call-received', [])), ...again] };
}

async function notifyCallEvent(
  scene: Scene,
  callEvent: CallEvent,
  event: Extract<DomainEvent, { kind: 'call' }>,
): Promise<Effects> {
  switch (callEvent.kind) {
    case 'attempt-started':
      return notifySupervisorCalled(scene, callEvent);
    case 'attempt-ended':
      return isForwarded(callEvent.why)
        ? notifyForwarded(scene, callEvent)
        : notifyCallerLeft(scene, callEvent.attempt);
    case 'attempt-accepted':
      return notifyTaken(scene, callEvent.attempt, callEvent.at);
    case 'call-ended':
      return notifyEnd(scene, callEvent, event.happened);
    case 'fallback-entered':
      return notifyFallback(scene, callEvent.at);
    default:
      return NOTHING;
  }
}

async function notifySupervisorCalled(
  scene: Scene,
  { personId }: Extract<CallEvent, { kind: 'attempt-started' }>,
): Promise<Effects> {
  if (personId === null) return NOTHING;
  const [person] = await scene.sources.candidates.directory.people([personId]);
  if (person === undefined || (person.role !== 'supervisor' && person.role !== 'administrator'))
    return NOTHING;
  const tried = namesOf(scene.call.attempts.filter((attempt) => attempt.personId !== personId));
  if (tried === '') return NOTHING;
  return { ...NOTHING, notices: await notifyPeople(scene, 'escalated', [personId], { tried }) };
}

/** Who had picked up, and was about to take the call, is owed the number. */
async function notifyCallerLeft(scene: Scene, attempt: number): Promise<Effects> {
  const record = scene.call.attempts.find((one) => one.attempt === attempt);
  if (!record?.personId || record.answeredAt === null || record.outcome !== 'caller-gone') return NOTHING;
  // The dialplan goes on for them.
  if (scene.call.outcome === 'fallback') return NOTHING;
  return { ...NOTHING, notices: await notifyPeople(scene, 'caller-left', [record.personId]) };
}

async function notifyTaken(scene: Scene, attempt: number, at: Instant): Promise<Effects> {
  const { call, hotline } = scene;
  const taker = call.attempts.find((one) => one.attempt === attempt);
  if (!taker) return NOTHING;
  const others = peopleIn(call.attempts.filter(({ personId }) => personId !== taker.personId));
  const person = dialledInWords(taker.name, hotline.language);
  return {
    ...NOTHING,
    notices: await notifyPeople(scene, 'call-taken', others, { person }),
    log: [logOf(scene, at, logSentence('taken', hotline.language, { ...wordsIn(scene), person }))],
  };
}

/** What the log book says of a call that still needs somebody; null: it does not, or the dialplan tells what it did. */
const LOG_OF: Readonly<Record<Outcome, LogSentence | null>> = {
  accepted: null,
  refused: null,
  fallback: null,
  voicemail: 'voicemail',
  'empty-message': 'empty',
  'caller-hung-up': 'missed',
  announced: 'missed',
};

async function notifyEnd(
  scene: Scene,
  { outcome, at }: Extract<CallEvent, { kind: 'call-ended' }>,
  happened: readonly CallEvent[],
): Promise<Effects> {
  const { call, hotline } = scene;
  const said = LOG_OF[outcome];
  if (said === null || happened.some(({ kind }) => kind === 'fallback-entered')) return NOTHING;
  const sentence = logSentence(said, hotline.language, {
    ...wordsIn(scene),
    tried: namesOf(call.attempts),
  });
  const missed = await notifyMissed(scene, outcome === 'voicemail' ? 'voicemail' : 'missed-call', at);
  return { ...missed, log: [logOf(scene, at, sentence)] };
}

/** The dialplan had the call: unless somebody answered there, it is a missed one. */
async function notifyFallback(scene: Scene, at: Instant): Promise<Effects> {
  const answered = scene.call.timeline.find((one) => one.kind === 'fallback-answered');
  const sentence = logSentence(answered ? 'fallback-answered' : 'fallback-missed', scene.hotline.language, {
    ...wordsIn(scene),
    person: answered?.kind === 'fallback-answered' ? answered.target : '',
  });
  const log = [logOf(scene, at, sentence)];
  if (answered) return { ...NOTHING, log };
  return { ...(await notifyMissed(scene, 'fallback', at)), log };
}

/** Opens the task. Whoever left a message is told of when the message is here, with its sound. */
async function notifyMissed(scene: Scene, kind: TaskKind, at: Instant): Promise<Effects> {
  const { call, hotline } = scene;
  const onCall = await whoWasOnCall(scene);
  const task = {
    hotlineId: hotline.id,
    callId: call.id,
    callerNumber: call.caller.number,
    callerName: call.caller.name,
    kind,
    ownerId: onCall[0] ?? null,
    at,
  };
  const leftMessage = kind === 'voicemail' || call.timeline.some((one) => one.kind === 'voicemail-kept');
  const readers = [...onCall, ...peopleIn(call.attempts)];
  const notices = leftMessage ? [] : await notifyPeople(scene, 'missed-call', readers);
  return { ...NOTHING, task, notices };
}

async function notifyMessage(
  scene: Scene,
  { recording }: Extract<DomainEvent, { kind: 'message-kept' }>,
): Promise<Effects> {
  const { call, sources } = scene;
  const seconds = secondsOf(call);
  const link = sources.publicUrl === null ? '' : messageLink(sources.publicUrl);
  const readers = [...(await whoWasOnCall(scene)), ...peopleIn(call.attempts)];
  const notices = await notifyPeople(scene, 'voicemail', readers, { seconds, link, recording }, recording);
  return { ...NOTHING, notices };
}

/** It was taken for a message: whoever would have been told of one is told of a missed call, and the task says so. */
async function notifyEmpty(scene: Scene, now: Instant): Promise<Effects> {
  const { call, hotline } = scene;
  const tried = namesOf(call.attempts);
  const sentence = logSentence('empty', hotline.language, { ...wordsIn(scene), tried });
  const readers = [...(await whoWasOnCall(scene)), ...peopleIn(call.attempts)];
  return {
    task: null,
    notices: await notifyPeople(scene, 'missed-call', readers),
    log: [logOf(scene, now, sentence)],
    emptyCallId: call.id,
  };
}

/** There is a message, and nobody can hear it yet: whoever knows can ring back, or look on Asterisk. */
async function notifyUnfetched(scene: Scene): Promise<Effects> {
  const readers = [...(await whoWasOnCall(scene)), ...peopleIn(scene.call.attempts)];
  const seconds = secondsOf(scene.call);
  return { ...NOTHING, notices: await notifyPeople(scene, 'voicemail-unfetched', readers, { seconds }) };
}

function secondsOf({ timeline }: CallRecord): string {
  const kept = timeline.find((one) => one.kind === 'voicemail-kept');
  return kept?.kind === 'voicemail-kept' && kept.seconds !== null ? String(Math.round(kept.seconds)) : '?';
}

/** Those on call for the first step when the call came in. */
async function whoWasOnCall({ sources, call, hotline }: Scene): Promise<readonly string[]> {
  const policy = (await callOpening(sources.candidates.directory, hotline, call.startedAt))?.policy;
  const [first] = policy?.steps ?? [];
  const found = first ? await resolveCandidates(sources.candidates, first, call.startedAt) : [];
  return found.flatMap(({ personId }) => personId ?? []);
}

/** Tells these people, and those who asked to be told of this hotline. */
async function notifyPeople(
  scene: Scene,
  kind: NoticeKind,
  personIds: readonly string[],
  more: Readonly<Record<string, string>> = {},
  recording: string | null = null,
): Promise<readonly NewNotice[]> {
  const { sources, call, hotline, now } = scene;
  const followers = await followersNow(scene, kind);
  const readers = (await sources.recipients.of([...personIds, ...followers])).filter(
    // The sound goes with it, or a link that opens it: only to those who could listen to it on the pages.
    ({ role }) => recording === null || scopeOf('calls.listen', role) !== 'none',
  );
  const notification: Notification = {
    kind,
    hotlineId: hotline.id,
    callId: call.id,
    occasion: recording ?? call.id,
    at: call.endedAt ?? call.startedAt,
    goodUntil: null,
    recording,
    thread: call.id,
    words: (_reader, language) => ({
      ...wordsIn(scene, language),
      link: sources.publicUrl === null ? '' : `${sources.publicUrl}/calls/${call.id}`,
      ...more,
    }),
  };
  return addressed(sources.notificationPreferences, notification, readers, now);
}

/** Those who asked to be told of this hotline, and still have to do with it. */
async function followersNow({ sources, hotline, now }: Scene, kind: NoticeKind): Promise<readonly string[]> {
  const asking = followersOf(await sources.notificationPreferences.all(), hotline.id, kind);
  if (asking.length === 0) return [];
  const needs = { reader: sources.reader, schedules: sources.candidates.schedules };
  const people = await sources.reader.people();
  const may = await Promise.all(
    asking.map(async (personId) => {
      const person = people.get(personId);
      if (person === undefined) return false;
      const one = { personId, role: person.role };
      return (await hotlinesInScope('notices.follow', one, needs, now)).has(hotline.id);
    }),
  );
  return asking.filter((_, index) => may[index]);
}

function wordsIn({ call, hotline, sources, now }: Scene, language = hotline.language) {
  return {
    hotline: hotline.name,
    caller: callerPhrase(call.caller, language, sources.numberingPlan.homeCountry),
    at: momentPhrase(call.startedAt, hotline.timeZone, language, now),
    ending: call.outcome === null ? '' : endingPhrase(call.outcome, language),
  };
}

function logOf({ hotline, call }: Scene, at: Instant, text: string) {
  return { at, hotlineId: hotline.id, authorId: null, text, callId: call.id };
}

function peopleIn(attempts: readonly AttemptRecord[]): readonly string[] {
  return attempts.flatMap(({ personId }) => personId ?? []);
}

function namesOf(attempts: readonly AttemptRecord[]): string {
  return [...new Set(attempts.map(({ name }) => name))].join(', ');
}
