import type { Hotline } from '../../domain/hotline.ts';
import {
  advanceCall,
  beginCall,
  type CallOutcome,
  type ConfirmationCall,
  type ConfirmationCommand,
  type ConfirmationEvent,
  type ConfirmationWords,
  RING_SECONDS,
} from '../../domain/notice/confirmation-call.ts';
import type { ContactMethod, Language } from '../../domain/person.ts';
import type { DialTarget, NumberingPlan } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import { whyNotDialled } from '../live/dial-leg.ts';
import type { Media } from '../telephony.ts';
import type { OwnCalls } from './own-calls.ts';
import { type OwnCallKind, type RunnerDependencies, runOwnCalls } from './run-own-calls.ts';
import { spokenMoment } from './spoken.ts';

/** Somebody who is called because they have not confirmed their duty. */
export interface ConfirmCallRequest {
  readonly confirmation: number;
  /** Whose number they see, and whose trunk is used. */
  readonly hotline: Hotline;
  readonly person: { readonly contactMethods: readonly ContactMethod[]; readonly language: Language };
  readonly startAt: Instant;
  readonly timeZone: string;
}

export interface ConfirmCalls extends OwnCalls {
  /** How many more may be dialled at once. */
  room(): number;
  /** Never rejects: how it ends is written down. */
  ring(request: ConfirmCallRequest): void;
}

export interface ConfirmCallDependencies extends RunnerDependencies {
  /** Writes down what was answered and how a call ended. `answer` false: it does not count any more. */
  readonly store: {
    answer(confirmation: number, answer: 'confirmed' | 'declined'): Promise<boolean>;
    ended(confirmation: number, outcome: CallOutcome): Promise<void>;
  };
  readonly numberingPlan: NumberingPlan;
  /** A sound of one's own that says what is asked, in the place of ours; the time follows. */
  readonly sound: string | null;
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

interface Facts {
  readonly request: ConfirmCallRequest;
  readonly targets: readonly DialTarget[];
  /** What was said, in order. */
  readonly plays: ConfirmationWords[];
}

/**
 * Rings people up to have their duty confirmed. In memory only: that somebody is dialled was written down before, so a
 * restart rings nobody twice.
 */
export function createConfirmCalls(dependencies: ConfirmCallDependencies): ConfirmCalls {
  const { store, numberingPlan, outboundLegs, clock, log } = dependencies;

  const kind: OwnCallKind<Facts, ConfirmationCall, ConfirmationEvent, ConfirmationCommand> = {
    name: 'confirm',
    advance: advanceCall,
    nextAt: ({ deadlineAt }) => deadlineAt,
    legs: ({ stage }) => (stage === 'over' ? 0 : 1),
    hear(event, { facts }) {
      switch (event.type) {
        case 'answered':
        case 'ended':
          return { type: event.type, method: event.leg };
        case 'key':
          return { type: 'key', method: event.leg, key: event.key };
        case 'said': {
          const words = facts.plays[event.play - 1];
          // A sound that is not there would be tried again without an end: the question's time runs out by itself.
          return words && (event.played || words !== 'question') ? { type: 'said', words } : null;
        }
        case 'cut-off':
        case 'time-passed':
          return event;
        default:
          return null;
      }
    },
    async run(command, { facts: { request, targets, plays } }, line) {
      const { confirmation, hotline, person } = request;
      switch (command.type) {
        case 'dial': {
          const { method } = command;
          const target = targets[method - 1];
          if (!target) throw new Error(`confirmation ${confirmation} has no telephone ${method}`);
          const problem = await line.dial(method, {
            target,
            trunk: hotline.trunk,
            callerId: { number: hotline.callerId ?? hotline.numbers[0] ?? null, name: hotline.name },
            ringSeconds: RING_SECONDS,
          });
          return problem === null ? null : { type: 'not-dialled', method };
        }
        case 'say':
          plays.push(command.words);
          await line.say(command.method, plays.length, media(request, command.words), person.language);
          return null;
        case 'save':
          return { type: 'saved', good: await store.answer(confirmation, command.answer) };
        case 'hang-up':
          await line.hangUp(command.method);
          return null;
        case 'finish':
          log.info({ confirmation, outcome: command.outcome }, 'call for a confirmation');
          await store.ended(confirmation, command.outcome);
          return null;
      }
    },
  };
  const runner = runOwnCalls(kind, dependencies);

  function media({ startAt, timeZone, person }: ConfirmCallRequest, words: ConfirmationWords) {
    if (words !== 'question') return CLOSING[words].map(sound);
    const moment = spokenMoment(startAt, { timeZone, language: person.language, now: clock.now() });
    return [
      ...(dependencies.sound === null ? QUESTION : [dependencies.sound]).map(sound),
      ...moment,
      ...KEYS.map(sound),
    ];
  }

  return {
    ...runner,
    room: () => Math.min(outboundLegs.free(), Math.max(0, MOST_AT_ONCE - runner.calls().length)),
    ring(request) {
      const targets = request.person.contactMethods
        .map(({ target }) => target)
        .filter((target) => whyNotDialled(target, request.hotline, numberingPlan) === null);
      log.info(
        { confirmation: request.confirmation, telephones: targets.length },
        'rings to have duty confirmed',
      );
      runner.begin({ request, targets, plays: [] }, beginCall(targets.length, clock.now()));
    },
  };
}

function sound(name: string): Media {
  return { kind: 'sound', name };
}
