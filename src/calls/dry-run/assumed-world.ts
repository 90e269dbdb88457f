import type { LegCause } from '../../domain/call.ts';
import type { CallInput } from '../../domain/escalation/call-input.ts';
import type { CallFacts, CallState, Dialable } from '../../domain/escalation/call-state.ts';
import type { CallerWords, Command, LegWords } from '../../domain/escalation/command.ts';
import type { EndReason } from '../../domain/escalation/reasons.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { whyNotDialled } from '../live/dial-leg.ts';
import type { Agenda } from './agenda.ts';
import { type Assumptions, assumedOf } from './assumptions.ts';

/** The caller in a dry run. */
export interface AssumedCaller {
  /** Hangs up after this long, unless connected or leaving a message; null: waits to the end. */
  readonly patienceSeconds: number | null;
  readonly talkSeconds: number;
  readonly messageSeconds: number;
}

export interface AssumedWorldDependencies {
  readonly facts: CallFacts;
  readonly agenda: Agenda;
  readonly assumptions: Assumptions;
  readonly caller: AssumedCaller;
  readonly numberingPlan: NumberingPlan;
  readonly maxOutboundLegs: number;
}

/** Length of what Asterisk's own English voice says; a greeting of one's own is not known here. */
const CALLER_WORD_SECONDS: Readonly<Record<CallerWords, number>> = {
  greeting: 8,
  'recorded-greeting': 8,
  refusal: 2,
  'trying-next': 2.5,
  'everyone-busy': 8,
  'voicemail-intro': 8.5,
  closing: 6,
};
const LEG_WORD_SECONDS: Readonly<Record<LegWords, number>> = {
  taken: 3.5,
  'caller-gone': 3,
  transferred: 2,
  transferring: 2.5,
};
/** With a caller's number of ten digits. */
const ACCEPT_PROMPT_SECONDS = 18;

/**
 * Asterisk and people, as they are assumed to be: what `advance` commands is answered by events planned on the
 * agenda. Networks are taken to need no time, so that a phone rings at once.
 */
export class AssumedWorld {
  readonly #dependencies: AssumedWorldDependencies;
  /** Attempts that were not dialled at all: they use no leg from that moment on. */
  readonly #undialled = new Set<number>();

  constructor(dependencies: AssumedWorldDependencies) {
    this.#dependencies = dependencies;
    const { patienceSeconds } = dependencies.caller;
    if (patienceSeconds !== null)
      this.#plan(dependencies.facts.startedAt, patienceSeconds, 'patience', { type: 'caller-left' });
  }

  /** Does one command at `now`. Who is on duty is not the world's to say: `resolve-step` is answered elsewhere. */
  run(command: Exclude<Command, { type: 'resolve-step' }>, state: CallState, now: Instant): void {
    switch (command.type) {
      case 'dial':
        return this.#dial(command.attempt, command.who, state, now);
      case 'hang-up-leg':
        this.#dependencies.agenda.cancel(`leg ${command.attempt}`);
        return this.#plan(now, 0, `leg ${command.attempt}`, legEnded(command.attempt, 'hung-up'));
      case 'play-to-caller':
        return this.#play(command.play, CALLER_WORD_SECONDS[command.words], now);
      case 'prompt-leg':
        return this.#play(command.play, ACCEPT_PROMPT_SECONDS, now);
      case 'inform-leg':
        return this.#play(command.play, LEG_WORD_SECONDS[command.words], now);
      case 'stop-caller-play':
      case 'stop-leg-play':
        return this.#dependencies.agenda.cancel(command.play);
      case 'connect':
        return this.#talk(now);
      case 'record':
        return this.#leaveMessage(command.recording, command.maxSeconds, now);
      case 'measure-message':
        throw new Error('the length of an assumed message is known');
      case 'hang-up-caller':
      case 'leave-to-dialplan':
        return this.#plan(now, 0, 'caller', { type: 'caller-left' });
      case 'answer-caller':
      case 'start-hold':
      case 'stop-hold':
      case 'arm-caller':
      case 'hold-leg':
      case 'stop-hold-leg':
      case 'disconnect':
      case 'keep-message':
      case 'drop-message':
        return;
      default:
        return command satisfies never;
    }
  }

  /** The same checks as a real dial, in its order, and then the person. */
  #dial(attempt: number, who: Dialable, state: CallState, now: Instant): void {
    const { facts, assumptions, numberingPlan, maxOutboundLegs } = this.#dependencies;
    const leg = `leg ${attempt}`;
    const behaviour = assumedOf(assumptions, who);
    const cannot = (cause: LegCause, why: EndReason) => {
      this.#undialled.add(attempt);
      this.#plan(now, 0, leg, legEnded(attempt, cause, why));
    };
    const isSkipped = who.personId !== null && !facts.hotline.ringEngagedPeople;
    if (behaviour.kind === 'engaged' && isSkipped) return cannot('engaged', { code: 'on-another-call' });
    const inUse = state.legs.filter((other) => !this.#undialled.has(other.attempt)).length;
    if (inUse > maxOutboundLegs) return cannot('unreachable', { code: 'too-many-calls' });
    const forbidden = whyNotDialled(who.target, facts.hotline, numberingPlan);
    if (forbidden !== null) return cannot('unreachable', forbidden);
    if (behaviour.kind === 'unreachable') return this.#plan(now, 0, leg, legEnded(attempt, 'unreachable'));
    // Who is on a call and rung all the same is busy, as far as their phone can tell.
    if (behaviour.kind === 'busy' || behaviour.kind === 'engaged')
      return this.#plan(now, 0, leg, legEnded(attempt, 'busy'));
    this.#plan(now, 0, leg, { type: 'leg-ringing', attempt });
    if (behaviour.kind === 'no-answer' || behaviour.seconds >= who.ringSeconds)
      return this.#plan(now, who.ringSeconds, leg, legEnded(attempt, 'no-answer'));
    if (behaviour.kind === 'rejects')
      return this.#plan(now, behaviour.seconds, leg, legEnded(attempt, 'declined'));
    this.#plan(now, behaviour.seconds, leg, { type: 'leg-answered', attempt });
    if (behaviour.kind === 'mailbox') return;
    const key = behaviour.kind === 'accepts' ? '1' : '2';
    this.#plan(now, behaviour.seconds + behaviour.keySeconds, leg, { type: 'leg-key', attempt, key });
  }

  #play(play: string, seconds: number, now: Instant): void {
    this.#plan(now, seconds, play, { type: 'play-finished', play, played: true });
  }

  #talk(now: Instant): void {
    this.#dependencies.agenda.cancel('patience');
    this.#plan(now, this.#dependencies.caller.talkSeconds, 'caller', { type: 'caller-left' });
  }

  /** The caller hangs up when they have said it; who says more than fits is cut off. */
  #leaveMessage(recording: string, maxSeconds: number, now: Instant): void {
    this.#dependencies.agenda.cancel('patience');
    const seconds = Math.min(this.#dependencies.caller.messageSeconds, maxSeconds);
    if (seconds < maxSeconds) this.#plan(now, seconds, 'caller', { type: 'caller-left' });
    this.#plan(now, seconds, recording, { type: 'recording-finished', recording, seconds, stored: true });
  }

  #plan(now: Instant, seconds: number, of: string, event: CallInput): void {
    this.#dependencies.agenda.plan({ at: now + seconds * SECOND, of, event });
  }
}

function legEnded(attempt: number, cause: LegCause, why: EndReason | null = null): CallInput {
  return { type: 'leg-ended', attempt, cause, why };
}
