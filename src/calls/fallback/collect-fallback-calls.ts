import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { comparableNumber, type NumberingPlan } from '../../domain/phone-number.ts';
import type { SoundRule } from '../../domain/sound/loudness.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../../runtime/recurring-work.ts';
import type { Directory } from '../directory.ts';
import { callIdOf } from '../live/call-ids.ts';
import type { CallHistory } from '../log/call-history.ts';
import type { CallHeader, CallLog } from '../log/call-log.ts';
import type { MessageCopies } from '../messages/message-copies.ts';
import type { Telephony } from '../telephony.ts';
import { type FallbackMessage, fetchFallbackMessage } from './fallback-message.ts';
import type { FallbackEnd, FallbackRecord, FallbackRecords } from './fallback-records.ts';

export interface CollectorDependencies {
  readonly records: FallbackRecords;
  readonly telephony: Telephony;
  readonly directory: Directory;
  readonly callLog: CallLog;
  readonly copies: Pick<MessageCopies, 'keep'>;
  readonly history: CallHistory;
  readonly numberingPlan: NumberingPlan;
  readonly soundRule: SoundRule;
  readonly clock: Clock;
  readonly log: Logger;
  /** For bugs only. */
  readonly crash: (error: unknown) => void;
}

/** A call may be in the fallback while Vigie is back already. */
const LOOK_EVERY_SECONDS = 5;
/**
 * Brings the calls that the dialplan dealt with into the call log, with their messages. Each step can be done again:
 * a message is kept once by its name, what happened is written in one transaction and found there, and only then is
 * the dialplan's own record forgotten.
 */
export function createFallbackCollector(dependencies: CollectorDependencies): RecurringWork {
  const { records, clock, log } = dependencies;
  /** Told once in the life of this process. */
  const told = new Set<string>();

  async function look(): Promise<Instant> {
    const found = await records.list();
    if (found.ok) for (const record of found.value) await collect(record);
    else warnOnce('list', { reason: found.error.detail }, 'what the fallback did cannot be read');
    return clock.now() + LOOK_EVERY_SECONDS * SECOND;
  }

  async function collect(record: FallbackRecord): Promise<void> {
    const number = comparableNumber(record.dialled, dependencies.numberingPlan.homeCountry);
    const hotline = number === null ? null : await dependencies.directory.hotlineByNumber(number);
    if (hotline === null) return strange(record);
    if (!(await writeDown(record, hotline, number ?? record.dialled))) return;
    await leaveCopy(record);
    await forget(record);
  }

  /** True when the call log knows all of it. */
  async function writeDown(record: FallbackRecord, hotline: Hotline, dialled: string): Promise<boolean> {
    const id = callIdOf(record.leg);
    const known = await dependencies.history.find(id);
    if (known?.timeline.some(({ kind }) => kind === 'fallback-entered')) return true;
    // It was with a Vigie that died: recovery closes it first, so that the fallback has the last word.
    if ((await dependencies.callLog.openCalls()).some(({ callId }) => callId === id)) return false;
    const message = await messageOf(record, hotline);
    if (message === 'later') return false;
    if (!known) await dependencies.callLog.begin(headerOf(record, id, hotline, dialled));
    await keep(record, id, message);
    const ended: CallEvent = { kind: 'call-ended', at: record.endedAt, outcome: 'fallback' };
    await dependencies.callLog.append(id, [
      ...callEventsOf(record, message),
      ...(known?.outcome === 'fallback' ? [] : [ended]),
    ]);
    log.warn({ call: id, hotline: hotline.id, why: record.why, ...record.end }, 'a call was in the fallback');
    return true;
  }

  function headerOf(record: FallbackRecord, id: string, hotline: Hotline, dialled: string): CallHeader {
    const home = dependencies.numberingPlan.homeCountry;
    const number = record.callerNumber === null ? null : comparableNumber(record.callerNumber, home);
    return {
      id,
      hotlineId: hotline.id,
      dialled,
      caller: { number, name: null },
      startedAt: record.startedAt,
      isTest: record.isTest ?? false,
    };
  }

  async function messageOf(
    record: FallbackRecord,
    hotline: Hotline,
  ): Promise<FallbackMessage | null | 'later'> {
    if (record.end.kind !== 'message') return null;
    const { recording } = record.end;
    const { telephony, soundRule } = dependencies;
    const message = await fetchFallbackMessage(telephony, recording, hotline, soundRule);
    if (message.ok) return message.value;
    warnOnce(recording, { recording, reason: message.error.detail }, 'a message stays on Asterisk for now');
    return 'later';
  }

  /** What is listened to by telephone is played from Asterisk's copy. */
  async function leaveCopy({ end }: FallbackRecord): Promise<void> {
    if (end.kind !== 'message' || (await dependencies.copies.keep(end.recording))) return;
    await dependencies.telephony.deleteRecording(end.recording);
  }

  async function keep(
    record: FallbackRecord,
    callId: string,
    message: FallbackMessage | null,
  ): Promise<void> {
    if (record.end.kind !== 'message' || message?.kind !== 'kept') return;
    const { recording } = record.end;
    const { audio, seconds, isEmpty } = message;
    await dependencies.callLog.keepMessage({
      ...{ callId, recording, seconds, audio, isEmpty, at: record.endedAt },
    });
  }

  /** A number that no hotline has: a message is kept where it is, until one has; the rest is only told. */
  async function strange(record: FallbackRecord): Promise<void> {
    const { leg, dialled, end } = record;
    if (end.kind !== 'message') {
      log.warn({ dialled, ...end }, 'the fallback had a call to a number that no hotline has');
      return forget(record);
    }
    warnOnce(
      leg,
      { dialled, recording: end.recording },
      'a message left for a number that no hotline has waits on Asterisk',
    );
  }

  async function forget({ leg }: FallbackRecord): Promise<void> {
    const done = await records.forget(leg);
    if (!done.ok)
      warnOnce(leg, { leg, reason: done.error.detail }, 'a collected call stays noted on Asterisk');
  }

  function warnOnce(about: string, facts: object, words: string): void {
    if (told.has(about)) return;
    told.add(about);
    log.error(facts, words);
  }

  return recurringWork(dependencies, 'collection of fallback calls', look);
}

function callEventsOf(record: FallbackRecord, message: FallbackMessage | null): readonly CallEvent[] {
  const { startedAt, endedAt, why, end } = record;
  const entered: CallEvent = { kind: 'fallback-entered', at: startedAt, why };
  return [entered, ...endOf(end, endedAt, message)];
}

function endOf(end: FallbackEnd, at: Instant, message: FallbackMessage | null): readonly CallEvent[] {
  switch (end.kind) {
    case 'answered':
      return [{ kind: 'fallback-answered', at: at - end.talkSeconds * SECOND, target: end.target }];
    case 'cut-off':
      return [{ kind: 'trouble', at, trouble: { code: 'end-unknown' } }];
    case 'left':
      return [];
    case 'given-up':
      return [{ kind: 'nobody-took-it', at }];
    case 'message':
      return [{ kind: 'nobody-took-it', at }, ...messageEvent(end.recording, at, message)];
  }
}

function messageEvent(recording: string, at: Instant, message: FallbackMessage | null): readonly CallEvent[] {
  if (message === null) return [];
  if (message.kind === 'dropped') return [{ kind: 'voicemail-dropped', at, reason: message.reason }];
  const { seconds, isEmpty } = message;
  return isEmpty
    ? [{ kind: 'voicemail-empty', at, recording, seconds, why: 'silence' }]
    : [{ kind: 'voicemail-kept', at, recording, seconds }];
}
