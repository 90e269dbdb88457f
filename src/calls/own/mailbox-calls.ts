import { advanceMailbox, beginMailbox } from '../../domain/mailbox/advance-mailbox.ts';
import type {
  MailboxCall,
  MailboxCommand,
  MailboxEvent,
  MailboxTurn,
} from '../../domain/mailbox/mailbox-call.ts';
import type { Language } from '../../domain/person.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import { SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { StoreUnavailable } from '../../runtime/store-unavailable.ts';
import type { Directory } from '../directory.ts';
import { bridgeId, callIdOfPlay, legId, parseLegId } from '../live/call-ids.ts';
import type { Arrival, LegId, Media, Telephony, TelephonyEvent } from '../telephony.ts';
import { callable } from './call-back.ts';
import { mailboxMedia } from './mailbox-prompts.ts';
import type { MailboxBook } from './mailbox-store.ts';
import type { OwnCalls } from './own-calls.ts';

/** What the dialplan says in the place of a number: `Stasis(vigie,messages,…)`. */
export const MESSAGES = 'messages';

export interface MailboxCalls extends OwnCalls {
  /** The service stops, or Asterisk is out of reach: whoever is on the line goes back to the dialplan, which says so. */
  cutOff(): Promise<void>;
}

export interface MailboxCallNeeds {
  readonly telephony: Telephony;
  readonly book: MailboxBook;
  /** A message is gone here: Asterisk's copy is to go too. */
  readonly onErased: () => void;
  readonly directory: Pick<Directory, 'hotlines'>;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

const MOST_AT_ONCE = 10;
const CALLEE_RING_SECONDS = 60;
/** The dialplan's dead-man switch, wound at each of these. */
const ARM_EVERY_SECONDS = 20;
const ARMED_SECONDS = 60;

interface Live {
  readonly id: string;
  readonly leg: LegId;
  readonly from: string | null;
  state: MailboxCall;
  /** One thing at a time, in order: what is said must not overtake what was asked before. */
  work: Promise<void>;
  timer: Timer | null;
  arming: Timer | null;
  /** Which leg of ours rings the caller of a message; 0: none did yet. */
  callee: number;
}

/** People who ring to hear the messages of callers. In memory only: who is cut off rings again. */
export function createMailboxCalls(needs: MailboxCallNeeds): MailboxCalls {
  const { telephony, book, numberingPlan, clock, log, crash } = needs;
  const live = new Map<string, Live>();
  let made = 0;

  const onLeg = (leg: LegId) => [...live.values()].find((one) => one.leg === leg);

  function arrive({ leg, callerNumber }: Arrival): void {
    if (onLeg(leg)) return;
    if (live.size >= MOST_AT_ONCE) {
      log.warn({ leg }, 'too many listen to messages at once');
      telephony.leaveToDialplan(leg).catch(crash);
      return;
    }
    made += 1;
    const id = `mailbox${made}at${clock.now()}`;
    const turn = beginMailbox(homeLanguage(), clock.now());
    const call: Live = {
      id,
      leg,
      from: callerNumber,
      state: turn.state,
      work: Promise.resolve(),
      timer: null,
      arming: null,
      callee: 0,
    };
    live.set(id, call);
    log.info({ leg, from: callerNumber }, 'somebody rings to hear messages');
    arm(call);
    enqueue(call, async () => {
      await telephony.answer(leg);
    });
    settle(call, turn);
  }

  function homeLanguage(): Language {
    return numberingPlan.homeCountry === 'FR' ? 'fr' : 'en';
  }

  function give(call: Live, event: MailboxEvent): void {
    settle(call, advanceMailbox(call.state, event, clock.now()));
  }

  function settle(call: Live, { state, commands }: MailboxTurn): void {
    call.state = state;
    call.timer?.cancel();
    const at = nextNewsAt(state, clock.now());
    call.timer = at === null ? null : clock.at(at, () => give(call, { type: 'time-passed' }));
    for (const command of commands) enqueue(call, () => run(call, command));
  }

  function enqueue(call: Live, task: () => Promise<void>): void {
    call.work = call.work.then(task).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) return crash(error);
      log.warn({ leg: call.leg, reason: error.message }, 'messages cannot be read now');
      return leave(call);
    });
  }

  /** Commands are never logged: one holds the PIN. */
  async function run(call: Live, command: MailboxCommand): Promise<void> {
    switch (command.type) {
      case 'say':
        return sound(call, command.play, mailboxMedia(command.words, speechOf(call)));
      case 'play':
        return sound(call, command.play, [{ kind: 'recording', name: command.recording }]);
      case 'hush':
        return hush(call);
      case 'look-up': {
        const found = await lookedUp(call, command.number);
        const candidates = found.map(({ personId }) => personId);
        return give(call, { type: 'found', candidates, language: found[0]?.language ?? call.state.language });
      }
      case 'check': {
        const result = await book.check(command.candidates, command.pin, call.from, clock.now());
        if (typeof result !== 'object') log.warn({ from: call.from, result }, 'a PIN was refused');
        return give(call, { type: 'checked', result });
      }
      case 'fetch':
        return give(call, { type: 'fetched', messages: await book.newMessages(command.personId) });
      case 'note-heard':
        return book.noteHeard(command.personId, command.recording, clock.now());
      case 'delete': {
        const good = await book.erase(command.personId, command.recording, clock.now());
        if (good) needs.onErased();
        return give(call, { type: 'deleted', good });
      }
      case 'call-back':
        return callBack(call, command.personId, command.recording);
      case 'end-call-back':
        return endCallBack(call);
      case 'hang-up':
        await telephony.hangUp(call.leg, 'normal');
        return;
      case 'finish':
        return forget(call);
    }
  }

  async function lookedUp({ from }: Live, typed: string | null) {
    const number = typed ?? from;
    return number === null ? [] : book.candidates(number);
  }

  async function sound(call: Live, play: number, media: readonly Media[]): Promise<void> {
    await telephony.stopPlay(playId(call, play - 1));
    const done = await telephony.play(call.leg, playId(call, play), media, call.state.language);
    if (!done.ok) give(call, { type: 'said', play, played: false });
  }

  /** A key that cuts words short counts one play more than was begun. */
  async function hush(call: Live): Promise<void> {
    const { play } = call.state;
    await Promise.all([play, play - 1].map((one) => telephony.stopPlay(playId(call, one))));
  }

  async function callBack(call: Live, personId: string, recording: string): Promise<void> {
    const whom = await book.callBack(personId, recording, clock.now());
    const target = whom && callable(whom.callerNumber, numberingPlan);
    if (!whom || !target?.ok) return give(call, { type: 'callee-gone' });
    call.callee += 1;
    const { hotline } = whom;
    const done = await telephony.dial({
      leg: legId(call.id, call.callee),
      target: target.value,
      trunk: hotline.trunk,
      callerId: { number: hotline.callerId, name: hotline.name },
      ringSeconds: CALLEE_RING_SECONDS,
      callerLeg: call.leg,
    });
    if (!done.ok) give(call, { type: 'callee-gone' });
  }

  async function join(call: Live): Promise<void> {
    await telephony.stopRinging(call.leg);
    const joined = await telephony.bridge(bridgeId(call.id, call.callee), [
      call.leg,
      legId(call.id, call.callee),
    ]);
    if (!joined.ok) give(call, { type: 'callee-gone' });
  }

  async function endCallBack(call: Live): Promise<void> {
    if (call.callee === 0) return;
    await telephony.stopRinging(call.leg);
    await telephony.endBridge(bridgeId(call.id, call.callee), [call.leg]);
    await telephony.hangUp(legId(call.id, call.callee), 'normal');
  }

  function arm(call: Live): void {
    telephony.arm(call.leg, ARMED_SECONDS).catch(crash);
    call.arming = clock.at(clock.now() + ARM_EVERY_SECONDS * SECOND, () => {
      if (live.has(call.id)) arm(call);
    });
  }

  /** The dialplan says that messages cannot be heard now. */
  async function leave(call: Live): Promise<void> {
    if (!live.has(call.id)) return;
    await endCallBack(call);
    forget(call);
    await telephony.leaveToDialplan(call.leg);
  }

  function forget(call: Live): void {
    live.delete(call.id);
    call.timer?.cancel();
    call.arming?.cancel();
  }

  function speechOf({ state }: Live) {
    const { homeCountry } = numberingPlan;
    return { language: state.language, now: clock.now(), homeCountry };
  }

  function onPlayFinished(play: string, played: boolean): boolean {
    const call = live.get(callIdOfPlay(play));
    if (!call) return false;
    // The words are over, the telephone of the caller still rings.
    if (call.state.stage === 'calling' && play === playId(call, call.state.play))
      enqueue(call, async () => {
        if (call.state.stage === 'calling') await telephony.startRinging(call.leg);
      });
    give(call, { type: 'said', play: Number(/-p(\d+)$/.exec(play)?.[1]), played });
    return true;
  }

  function onOurLeg(call: Live, attempt: number, event: TelephonyEvent): void {
    if (attempt !== call.callee) return;
    if (event.type === 'leg-answered') {
      give(call, { type: 'callee-answered' });
      enqueue(call, () => join(call));
    }
    if (event.type === 'leg-ended') give(call, { type: 'callee-gone' });
  }

  return {
    take(event) {
      if (event.type === 'call-arrived') {
        if (event.dialled === MESSAGES) arrive(event);
        return event.dialled === MESSAGES;
      }
      if (event.type === 'play-finished') return onPlayFinished(event.play, event.played);
      if (!('leg' in event)) return false;
      const caller = onLeg(event.leg);
      if (caller && event.type === 'key') give(caller, { type: 'key', key: event.key });
      if (caller && event.type === 'leg-ended') give(caller, { type: 'caller-left' });
      const ours = parseLegId(event.leg);
      const call = ours && live.get(ours.callId);
      if (ours && call) onOurLeg(call, ours.attempt, event);
      return caller !== undefined || (call ?? null) !== null;
    },
    owns: (callOrLeg) => live.has(callOrLeg) || onLeg(callOrLeg) !== undefined,
    async cutOff() {
      await Promise.all([...live.values()].map(leave));
    },
  };
}

function playId({ id }: Live, play: number): string {
  return `${id}-p${play}`;
}

function nextNewsAt({ stage, deadlineAt, endsAt }: MailboxCall, now: Instant): Instant | null {
  if (stage === 'over' || stage === 'talking') return null;
  const moments = [...(deadlineAt === null ? [] : [deadlineAt]), ...(endsAt > now ? [endsAt] : [])];
  return moments.length === 0 ? null : Math.min(...moments);
}
