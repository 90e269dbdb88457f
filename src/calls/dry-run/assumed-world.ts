import type { LegCause } from '../../domain/call.ts';
import type { CallInput } from '../../domain/escalation/call-input.ts';
import type { CallFacts, CallState, Dialable } from '../../domain/escalation/call-state.ts';
import type { CallerWords, Command, LegWords } from '../../domain/escalation/command.ts';
import type { EndReason } from '../../domain/escalation/reasons.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { whyNotDialled } from '../live/dial-leg.ts';
import type { Agenda } from './agenda.ts';
import type { Answer, Answering } from './assumptions.ts';
import type { Behaviour } from './behaviour.ts';

/** The caller in a dry run. */
export interface AssumedCaller {
  /** Hangs up after this long, unless connected or leaving a message; null: waits to the end. */
  readonly patienceSeconds: number | null;
  readonly talkSeconds: number;
  readonly messageSeconds: number;
  /** Nothing is heard after the beep. */
  readonly saysNothing?: boolean;
  /** How long the greeting lasts; absent: as long as Asterisk's own. */
  readonly greetingSeconds?: number;
}

export interface AssumedWorldDependencies {
  readonly facts: CallFacts;
  readonly agenda: Agenda;
  readonly answering: Answering;
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
  'voicemail-taken': 1.8,
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
 * agenda.
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
        return this.#play(command.play, this.#lengthOf(command.words), now);
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
        return this.#measure(command.recording, now);
      case 'hang-up-caller':
      case 'leave-to-dialplan':
        return this.#plan(now, 0, 'caller', { type: 'caller-left' });
      case 'answer-caller':
      case 'start-hold':
      case 'stop-hold':
      case 'arm-caller':
      case 'listen':
      case 'ask-keys':
      case 'find-picker':
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

  #lengthOf(words: CallerWords): number {
    const { greetingSeconds } = this.#dependencies.caller;
    const isGreeting = words === 'greeting' || words === 'recorded-greeting';
    return isGreeting && greetingSeconds !== undefined ? greetingSeconds : CALLER_WORD_SECONDS[words];
  }

  /** The same checks as a real dial, in its order, and then the person. */
  #dial(attempt: number, who: Dialable, state: CallState, now: Instant): void {
    const { facts, answering, numberingPlan, maxOutboundLegs } = this.#dependencies;
    const answer = answering(attempt, who);
    const cannot = (cause: LegCause, why: EndReason) => {
      this.#undialled.add(attempt);
      this.#plan(now, 0, `leg ${attempt}`, legEnded(attempt, cause, why));
    };
    const isSkipped = who.personId !== null && !facts.hotline.ringEngagedPeople;
    if (answer.behaviour.kind === 'engaged' && isSkipped)
      return cannot('engaged', { code: 'on-another-call' });
    const inUse = state.legs.filter((other) => !this.#undialled.has(other.attempt)).length;
    if (inUse > maxOutboundLegs) return cannot('unreachable', { code: 'too-many-calls' });
    const forbidden = whyNotDialled(who.target, facts.hotline, numberingPlan);
    if (forbidden !== null) return cannot('unreachable', forbidden);
    this.#ring(attempt, who.ringSeconds, answer, now);
  }

  /** What comes after the ring time comes no more. */
  #ring(attempt: number, ringSeconds: number, { networkSeconds, behaviour }: Answer, now: Instant): void {
    const within = (seconds: number, event: CallInput) => {
      if (seconds < ringSeconds) this.#plan(now, seconds, `leg ${attempt}`, event);
      return seconds < ringSeconds;
    };
    const rings = () => within(networkSeconds, { type: 'leg-ringing', attempt });
    const noAnswer = () => this.#plan(now, ringSeconds, `leg ${attempt}`, legEnded(attempt, 'no-answer'));
    switch (behaviour.kind) {
      case 'busy':
      case 'unreachable':
      // Who is on a call and dialled all the same is busy, as far as their phone can tell.
      case 'engaged': {
        const rang = behaviour.kind === 'engaged' ? undefined : behaviour.afterRingSeconds;
        if (rang !== undefined) rings();
        const cause = behaviour.kind === 'unreachable' ? 'unreachable' : 'busy';
        if (!within(networkSeconds + (rang ?? 0), legEnded(attempt, cause))) noAnswer();
        return;
      }
      case 'no-answer': {
        rings();
        const { seconds } = behaviour;
        const givesUp =
          seconds !== undefined && within(networkSeconds + seconds, legEnded(attempt, 'no-answer'));
        if (!givesUp) noAnswer();
        return;
      }
      case 'rejects':
        rings();
        if (!within(networkSeconds + behaviour.seconds, legEnded(attempt, 'declined'))) noAnswer();
        return;
      case 'accepts':
      case 'declines':
      case 'mailbox': {
        rings();
        const answered = networkSeconds + behaviour.seconds;
        if (within(answered, { type: 'leg-answered', attempt }))
          this.#afterAnswer(attempt, answered, behaviour, now);
        else noAnswer();
        return;
      }
    }
  }

  #afterAnswer(
    attempt: number,
    answered: number,
    behaviour: Extract<Behaviour, { kind: 'accepts' | 'declines' | 'mailbox' }>,
    now: Instant,
  ): void {
    const leg = `leg ${attempt}`;
    if (behaviour.kind === 'mailbox') {
      const { staysSeconds } = behaviour;
      if (staysSeconds !== undefined)
        this.#plan(
          now,
          answered + staysSeconds,
          leg,
          legEnded(attempt, 'hung-up', { code: 'hung-up-after-answer' }),
        );
      return;
    }
    const key = behaviour.kind === 'accepts' ? '1' : '2';
    this.#plan(now, answered + behaviour.keySeconds, leg, { type: 'leg-key', attempt, key });
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

  #measure(recording: string, now: Instant): void {
    const measured = { seconds: null, isAudible: this.#dependencies.caller.saysNothing !== true };
    this.#plan(now, 0, recording, { type: 'recording-measured', recording, ...measured });
  }

  #plan(now: Instant, seconds: number, of: string, event: CallInput): void {
    this.#dependencies.agenda.plan({ at: now + Math.round(seconds * SECOND), of, event });
  }
}

function legEnded(attempt: number, cause: LegCause, why: EndReason | null = null): CallInput {
  return { type: 'leg-ended', attempt, cause, why };
}
