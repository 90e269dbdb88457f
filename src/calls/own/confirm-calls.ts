import type { Hotline } from '../../domain/hotline.ts';
import {
  advanceCall,
  beginCall,
  type CallOutcome,
  type ConfirmationCall,
  type ConfirmationCommand,
  type ConfirmationEvent,
  type ConfirmationTurn,
  type ConfirmationWords,
  RING_SECONDS,
} from '../../domain/notice/confirmation-call.ts';
import type { ContactMethod, Language } from '../../domain/person.ts';
import { describeTarget, type NumberingPlan } from '../../domain/phone-number.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { callIdOfPlay, legId, parseLegId } from '../live/call-ids.ts';
import { whyNotDialled } from '../live/dial-leg.ts';
import type { Media, Telephony } from '../telephony.ts';
import type { OwnCalls } from './own-calls.ts';
import { spokenMoment } from './spoken.ts';

/** Somebody who is rung up because they have not confirmed their duty. */
export interface ConfirmCallRequest {
  readonly confirmation: number;
  /** Whose number they see, and whose trunk is used. */
  readonly hotline: Hotline;
  readonly person: { readonly contactMethods: readonly ContactMethod[]; readonly language: Language };
  readonly startAt: Instant;
  readonly timeZone: string;
}

export interface ConfirmCalls extends OwnCalls {
  /** How many more may be rung at once. */
  room(): number;
  /** Never rejects: how it ends is told to the book. */
  ring(request: ConfirmCallRequest): void;
  /**
   * Asterisk is out of reach, or the service stops: those calls are over, and nobody is rung twice. Resolves when that
   * is written down.
   */
  cutOff(): Promise<void>;
}

export interface ConfirmCallNeeds {
  readonly telephony: Telephony;
  /** Writes down what was answered and how a call ended. `answer` false: it does not count any more. */
  readonly book: {
    answer(confirmation: number, answer: 'confirmed' | 'declined'): Promise<boolean>;
    ended(confirmation: number, outcome: CallOutcome): Promise<void>;
  };
  readonly numberingPlan: NumberingPlan;
  /** A sound of one's own that says what is asked, in the place of ours; the time follows. */
  readonly sound: string | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/** A Monday morning must not take every line of the trunk. */
const MOST_AT_ONCE = 5;

/** "Call forwarding is set to your telephone number": duty, in words that Asterisk ships. */
const QUESTION = ['call-forwarding', 'is-set-to', 'your', 'telephone-number'];
/** "Press 1 to accept this call, or 2 to reject it." */
const KEYS = ['followme/options'];

const CLOSING: Readonly<Record<Exclude<ConfirmationWords, 'question'>, readonly string[]>> = {
  thanks: ['auth-thankyou', 'goodbye'], // Thank you. Goodbye!
  noted: ['cancelled', 'auth-thankyou', 'goodbye'], // Cancelled. Thank you. Goodbye!
  'too-late': ['im-sorry', 'cancelled', 'goodbye'], // I'm sorry. Cancelled. Goodbye!
};

interface Running {
  readonly id: string;
  readonly request: ConfirmCallRequest;
  readonly methods: readonly ContactMethod[];
  state: ConfirmationCall;
  plays: Map<string, ConfirmationWords>;
  timer: Timer | null;
}

/**
 * Rings people up to have their duty confirmed. In memory only: that somebody is rung was written down before, so a
 * restart rings nobody twice, and recovery clears away a leg that is left.
 */
export function createConfirmCalls(needs: ConfirmCallNeeds): ConfirmCalls {
  const { telephony, book, numberingPlan, clock, log, crash } = needs;
  const running = new Map<string, Running>();
  /** What is being done: a service that stops waits for it. */
  const work = new Set<Promise<void>>();
  let made = 0;

  function ring(request: ConfirmCallRequest): void {
    made += 1;
    const methods = request.person.contactMethods.filter(
      ({ target }) => whyNotDialled(target, request.hotline, numberingPlan) === null,
    );
    const first = beginCall(methods.length, clock.now());
    const id = `confirm${made}at${clock.now()}`;
    const call: Running = { id, request, methods, state: first.state, plays: new Map(), timer: null };
    running.set(id, call);
    log.info(
      { confirmation: request.confirmation, telephones: methods.length },
      'rings to have duty confirmed',
    );
    settle(call, first);
  }

  function give(call: Running, event: ConfirmationEvent): void {
    settle(call, advanceCall(call.state, event, clock.now()));
  }

  function settle(call: Running, { state, commands }: ConfirmationTurn): void {
    call.state = state;
    call.timer?.cancel();
    call.timer =
      state.deadlineAt === null
        ? null
        : clock.at(state.deadlineAt, () => give(call, { type: 'time-passed' }));
    for (const command of commands) {
      const done = run(call, command)
        .catch(crash)
        .finally(() => work.delete(done));
      work.add(done);
    }
  }

  async function run(call: Running, command: ConfirmationCommand): Promise<void> {
    switch (command.type) {
      case 'dial':
        return dial(call, command.method);
      case 'say':
        return say(call, command.method, command.words);
      case 'save':
        return give(call, {
          type: 'saved',
          good: await book.answer(call.request.confirmation, command.answer),
        });
      case 'hang-up':
        await telephony.hangUp(legId(call.id, command.method), 'normal');
        return;
      case 'finish':
        running.delete(call.id);
        log.info(
          { confirmation: call.request.confirmation, outcome: command.outcome },
          'call for a confirmation',
        );
        return book.ended(call.request.confirmation, command.outcome);
    }
  }

  async function dial(call: Running, method: number): Promise<void> {
    const target = call.methods[method - 1]?.target;
    if (!target) throw new Error(`call ${call.id} has no method ${method}`);
    const { hotline } = call.request;
    const leg = legId(call.id, method);
    const done = await telephony.dial({
      leg,
      target,
      trunk: hotline.trunk,
      callerId: { number: hotline.callerId ?? hotline.numbers[0] ?? null, name: hotline.name },
      ringSeconds: RING_SECONDS,
      callerLeg: null,
    });
    if (done.ok) return;
    log.warn({ target: describeTarget(target), reason: done.error.detail }, 'call for a confirmation');
    give(call, { type: 'not-dialled', method });
  }

  async function say(call: Running, method: number, words: ConfirmationWords): Promise<void> {
    const play = `${call.id}-p${call.plays.size + 1}`;
    call.plays.set(play, words);
    if (words !== 'question')
      await Promise.all([...call.plays.keys()].slice(0, -1).map((earlier) => telephony.stopPlay(earlier)));
    const done = await telephony.play(
      legId(call.id, method),
      play,
      media(call, words),
      call.request.person.language,
    );
    // Who pressed their key and hung up has nothing more to hear.
    if (!done.ok && words !== 'question') give(call, { type: 'said', words });
  }

  function media({ request }: Running, words: ConfirmationWords): readonly Media[] {
    if (words !== 'question') return CLOSING[words].map(sound);
    const { startAt, timeZone, person } = request;
    const moment = spokenMoment(startAt, { timeZone, language: person.language, now: clock.now() });
    return [...(needs.sound === null ? QUESTION : [needs.sound]).map(sound), ...moment, ...KEYS.map(sound)];
  }

  return {
    room: () => Math.max(0, MOST_AT_ONCE - running.size),
    ring,
    take(event) {
      if (event.type === 'play-finished') {
        const call = running.get(callIdOfPlay(event.play));
        const words = call?.plays.get(event.play);
        // A sound that is not there would be tried again without an end: the question's time runs out by itself.
        if (call && words && (event.played || words !== 'question')) give(call, { type: 'said', words });
        return call !== undefined;
      }
      if (!('leg' in event)) return false;
      const ours = parseLegId(event.leg);
      const call = ours && running.get(ours.callId);
      if (!ours || !call) return false;
      const method = ours.attempt;
      if (event.type === 'leg-answered') give(call, { type: 'answered', method });
      if (event.type === 'leg-ended') give(call, { type: 'ended', method });
      if (event.type === 'key') give(call, { type: 'key', method, key: event.key });
      return true;
    },
    owns: (callId) => running.has(callId),
    async cutOff() {
      for (const call of [...running.values()]) give(call, { type: 'cut-off' });
      await Promise.allSettled([...work]);
    },
  };
}

function sound(name: string): Media {
  return { kind: 'sound', name };
}
