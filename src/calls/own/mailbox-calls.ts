import { advanceMailbox, beginMailbox } from '../../domain/mailbox/advance-mailbox.ts';
import type { MailboxCall, MailboxCommand, MailboxEvent } from '../../domain/mailbox/mailbox-call.ts';
import type { Language } from '../../domain/person.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import { notifySecurity } from '../../runtime/security-log.ts';
import type { Directory } from '../directory.ts';
import type { Arrival } from '../telephony.ts';
import { callable } from './call-back.ts';
import type { Line } from './line.ts';
import { mailboxMedia } from './mailbox-prompts.ts';
import type { MailboxStore } from './mailbox-store.ts';
import type { OwnCalls } from './own-calls.ts';
import type { PhonedWork } from './phoned-work.ts';
import { type OwnCall, type OwnCallKind, type RunnerDependencies, runOwnCalls } from './run-own-calls.ts';

/** What the dialplan says in the place of a number: `Stasis(vigie,messages,…)`. */
export const MESSAGES = 'messages';

export interface MailboxCallDependencies extends RunnerDependencies {
  readonly store: MailboxStore;
  readonly work: PhonedWork;
  /** A message is gone here: Asterisk's copy is to go too. */
  readonly onErased: () => void;
  readonly directory: Pick<Directory, 'hotlines'>;
  readonly numberingPlan: NumberingPlan;
}

const MOST_AT_ONCE = 10;
const CALLEE_RING_SECONDS = 60;
/** The leg of whoever rang us. */
const LISTENER = 0;

interface Facts {
  readonly from: string | null;
  /** Which leg of ours rings the caller of a message; 0: none did yet. */
  callee: number;
}

/** People who ring to hear the messages of callers. In memory only: who is cut off rings again. */
export function createMailboxCalls(dependencies: MailboxCallDependencies): OwnCalls {
  const { telephony, outboundLegs, store, work, numberingPlan, clock, log, crash } = dependencies;

  const kind: OwnCallKind<Facts, MailboxCall, MailboxEvent, MailboxCommand> = {
    name: 'mailbox',
    advance: advanceMailbox,
    nextAt,
    legs: ({ stage }) => (stage === 'calling' || stage === 'talking' ? 1 : 0),
    hear(event, { facts }) {
      switch (event.type) {
        case 'key':
          return event.leg === LISTENER ? event : null;
        case 'answered':
          return event.leg === facts.callee && event.leg !== LISTENER ? { type: 'callee-answered' } : null;
        case 'ended':
          if (event.leg === LISTENER) return { type: 'caller-left' };
          return event.leg === facts.callee ? { type: 'callee-gone' } : null;
        case 'ringing':
          return null;
        case 'store-unavailable':
          return { type: 'cut-off' };
        default:
          return event;
      }
    },
    run,
  };
  const runner = runOwnCalls(kind, dependencies);

  /** Commands are never logged: one holds the PIN. */
  async function run(
    command: MailboxCommand,
    { facts, state }: OwnCall<Facts, MailboxCall>,
    line: Line,
  ): Promise<MailboxEvent | null> {
    const { language } = state;
    const now = clock.now();
    switch (command.type) {
      case 'say': {
        const { homeCountry } = numberingPlan;
        const media = mailboxMedia(command.words, { language, now, homeCountry });
        await line.say(LISTENER, command.play, media, language);
        return null;
      }
      case 'play':
        await line.say(LISTENER, command.play, [{ kind: 'recording', name: command.recording }], language);
        return null;
      case 'stop-playback':
        await line.stopPlayback();
        return null;
      case 'look-up': {
        const number = command.number ?? facts.from;
        const found = number === null ? [] : await store.candidates(number);
        const candidates = found.map(({ personId }) => personId);
        return { type: 'found', candidates, language: found[0]?.language ?? language };
      }
      case 'check': {
        const result = await store.check(command.candidates, command.pin, facts.from, now);
        if (typeof result !== 'object')
          notifySecurity(log, result === 'locked' ? 'pin-locked' : 'pin-refused', {
            address: facts.from,
            account: command.candidates.join(' ') || null,
          });
        return { type: 'checked', result };
      }
      case 'fetch':
        return { type: 'fetched', messages: await store.newMessages(command.personId) };
      case 'note-heard':
        await store.noteHeard(command.personId, command.recording, now);
        return null;
      case 'delete': {
        const good = await store.erase(command.personId, command.recording, now);
        if (good) dependencies.onErased();
        return { type: 'deleted', good };
      }
      case 'look-at-work':
        return { type: 'work-found', since: await work.running(command.personId) };
      case 'begin-work': {
        const moment = await work.begin(command.personId, now);
        return { type: 'work-entered', what: 'begun', moment };
      }
      case 'finish-work': {
        const done = await work.finish(command.personId, now);
        if (done === null) return { type: 'work-entered', what: 'refused' };
        return { type: 'work-entered', what: 'finished', moment: done.at, workId: done.workId };
      }
      case 'describe-work': {
        const { personId, workId, travelMinutes } = command;
        return { type: 'travel-entered', good: await work.describe(personId, workId, travelMinutes, now) };
      }
      case 'call-back':
        return callBack(command, facts, line);
      case 'ring-back':
        if (state.stage === 'calling') await line.ringBack(LISTENER);
        return null;
      case 'join':
        await line.stopRingBack(LISTENER);
        return (await line.join(LISTENER, facts.callee)) ? null : { type: 'callee-gone' };
      case 'end-call-back':
        if (facts.callee === 0) return null;
        await line.stopRingBack(LISTENER);
        await line.part([LISTENER]);
        await line.hangUp(facts.callee);
        return null;
      case 'hang-up':
        await line.hangUp(LISTENER);
        return null;
      case 'leave':
        await line.leaveToDialplan(LISTENER);
        return null;
      case 'finish':
        return null;
    }
  }

  async function callBack(
    { personId, recording }: Extract<MailboxCommand, { type: 'call-back' }>,
    facts: Facts,
    line: Line,
  ): Promise<MailboxEvent | null> {
    const whom = await store.callBack(personId, recording, clock.now());
    const target = whom && callable(whom.callerNumber, numberingPlan);
    // This one is counted already.
    if (!whom || !target?.ok || outboundLegs.inUse() > outboundLegs.max) return { type: 'callee-gone' };
    facts.callee += 1;
    const { trunk, callerId, name } = whom.hotline;
    const problem = await line.dial(facts.callee, {
      target: target.value,
      trunk,
      callerId: { number: callerId, name },
      ringSeconds: CALLEE_RING_SECONDS,
      joins: LISTENER,
    });
    return problem === null ? null : { type: 'callee-gone' };
  }

  function arrive({ leg, callerNumber }: Arrival): void {
    if (runner.owns(leg)) return;
    if (runner.calls().length >= MOST_AT_ONCE) {
      log.warn({ leg }, 'too many listen to messages at once');
      telephony.leaveToDialplan(leg).catch(crash);
      return;
    }
    log.info({ leg, from: callerNumber }, 'somebody rings to hear messages');
    const language: Language = numberingPlan.homeCountry === 'FR' ? 'fr' : 'en';
    runner.begin({ from: callerNumber, callee: 0 }, beginMailbox(language, clock.now()), leg);
  }

  return {
    ...runner,
    take(event) {
      if (event.type !== 'call-arrived') return runner.take(event);
      if (event.dialled === MESSAGES) arrive(event);
      return event.dialled === MESSAGES;
    },
  };
}

function nextAt({ stage, deadlineAt, endsAt }: MailboxCall, now: Instant): Instant | null {
  if (stage === 'over' || stage === 'talking') return null;
  const moments = [...(deadlineAt === null ? [] : [deadlineAt]), ...(endsAt > now ? [endsAt] : [])];
  return moments.length === 0 ? null : Math.min(...moments);
}
