import { type Advance, advance, begin, isOver } from '../../domain/escalation/advance.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallInput } from '../../domain/escalation/call-input.ts';
import type { CallFacts, CallState } from '../../domain/escalation/call-state.ts';
import { nextDeadlineAt } from '../../domain/escalation/deadlines.ts';
import type { Trouble } from '../../domain/escalation/reasons.ts';
import type { CallSnapshot } from '../../domain/escalation/reconcile.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import { OrderedWork } from '../../runtime/ordered-work.ts';
import type { LegId } from '../telephony.ts';
import { legId } from './call-ids.ts';
import type { CommandContext } from './command-context.ts';
import { runCommand, thingsTouched } from './run-command.ts';

/** The event that a caller hung up follows what it makes fail. */
const TOLD_WITHIN_MS = 300;

export interface SessionDependencies {
  readonly facts: CallFacts;
  readonly context: Omit<CommandContext, 'facts' | 'emit' | 'missCaller' | 'warn'>;
  /** True when the dialplan has a caller who is no longer with us. */
  readonly isTaken: (callerLeg: LegId) => Promise<boolean>;
  /** Of this call alone. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of everything that happens, once it is saved. */
  readonly onCallEvent: (facts: CallFacts, callEvent: CallEvent) => void;
  readonly onFreed: () => void;
  readonly onOver: () => void;
  /** For bugs only: ends the process. */
  readonly crash: (error: unknown) => void;
}

/**
 * One live call: one queue of events, one state. Each event is applied, what happened is saved, and only then
 * does anything happen in the world.
 */
export class CallSession {
  readonly #dependencies: SessionDependencies;
  readonly #context: CommandContext;
  readonly #work: OrderedWork;
  readonly #queue: CallInput[] = [];
  #state: CallState | null = null;
  /** Events are being taken off the queue, or will be once the call is saved. Stays so after a bug. */
  #isDraining = false;
  /** The latest work on the queue. */
  #drained: Promise<void> = Promise.resolve();
  #timer: Timer | null = null;
  #away = false;
  /** The caller is looked for. Nothing is decided meanwhile. */
  #searching = false;

  constructor(dependencies: SessionDependencies) {
    this.#dependencies = dependencies;
    this.#work = new OrderedWork(dependencies.crash);
    const known = () => this.#state?.facts ?? dependencies.facts;
    this.#context = {
      ...dependencies.context,
      get facts() {
        return known();
      },
      emit: (event) => this.take(event),
      missCaller: () => this.missCaller(),
      warn: (what, detail) =>
        dependencies.log.warn({ call: known().callId, what, detail }, 'a request to Asterisk failed'),
    };
  }

  /** Saves the call's header, takes its first decision, then applies what has come meanwhile. */
  open(): void {
    this.#isDraining = true;
    this.#drained = this.#begin().then(() => this.#drain());
    this.#drained.catch(this.#dependencies.crash);
  }

  async #begin(): Promise<void> {
    const { facts, clock } = this.#dependencies;
    await this.#context.callLog.begin(
      {
        id: facts.callId,
        hotlineId: facts.hotline.id,
        dialled: facts.dialled,
        caller: facts.caller,
        startedAt: facts.startedAt,
        isTest: facts.isTest ?? false,
        isOwnTest: facts.isOwnTest ?? false,
      },
      this.#context.callerLeg,
    );
    await this.#settle(begin(facts, clock.now()));
  }

  /** Goes on with a call that an earlier life of the service began. */
  resume(state: CallState, snapshot: CallSnapshot): void {
    this.#state = state;
    this.#claimPeople(state);
    this.take({ type: 'reconcile', snapshot });
  }

  /**
   * Asterisk is out of reach. Nothing is decided until `takeUp`: a search would run through everybody on duty, and
   * each would seem unreachable.
   */
  away(): void {
    this.#away = true;
  }

  get isAway(): boolean {
    return this.#away;
  }

  /** Asterisk can be heard again: what failed or was queued before says less than what it will tell now. */
  forgetWhatWasQueued(): void {
    if (this.#away) this.#queue.length = 0;
  }

  /** Goes on with the call as Asterisk holds it now, before anything that was heard since. */
  reconcileCall(snapshot: CallSnapshot): void {
    this.#away = false;
    this.#searching = false;
    this.#queue.unshift({ type: 'reconcile', snapshot });
    this.#wake();
  }

  /** What is known once the decision being taken is taken and saved; null after a bug. */
  async settledState(): Promise<CallState | null> {
    await this.#drained.catch(() => undefined);
    return this.#state;
  }

  get callerLeg(): LegId {
    return this.#context.callerLeg;
  }

  legOf(attempt: number): LegId {
    return legId(this.#dependencies.facts.callId, attempt);
  }

  /** What is known now; null before the first decision. */
  get state(): CallState | null {
    return this.#state;
  }

  /** Queues an event; they are applied one at a time in the order of arrival. */
  take(event: CallInput): void {
    if (event.type === 'caller-left') this.#searching = false;
    this.#queue.push(event);
    this.#wake();
  }

  /**
   * The caller is gone, and nobody saw them hang up: the dialplan may have taken them from us, and then it is the one to
   * tell what became of the call. Most have hung up, and an event on its way says so.
   */
  missCaller(): void {
    if (this.#searching || this.#state?.callerGone === true) return;
    this.#searching = true;
    const { clock, crash } = this.#dependencies;
    clock.at(clock.now() + TOLD_WITHIN_MS, () => this.#findCaller().catch(crash));
  }

  async #findCaller(): Promise<void> {
    if (!this.#searching) return;
    const taken = await this.#dependencies.isTaken(this.callerLeg);
    if (!this.#searching) return;
    this.#searching = false;
    this.#queue.unshift({ type: 'caller-left', taken });
    this.#wake();
  }

  #wake(): void {
    if (this.#state === null || this.#isPaused || this.#isDraining) return;
    this.#isDraining = true;
    this.#drained = this.#drain();
    this.#drained.catch(this.#dependencies.crash);
  }

  /**
   * The dialplan takes the caller over, unless they talk. Never rejects: also a session that a bug has broken gives
   * its caller back.
   */
  async leaveToFallback(why: Trouble): Promise<void> {
    // Whoever starts next finds the call as it was; should nobody, the dead-man switch gives the caller back.
    if (this.#away) return;
    this.take({ type: 'leave-to-fallback', why });
    try {
      await this.#drained;
      await this.#work.settled();
    } catch {
      // The bug itself has been told to `crash` already; what is left to do is the caller.
      if (this.#state?.phase.name !== 'talking')
        await this.#context.telephony.leaveToDialplan(this.callerLeg);
    }
  }

  get #isPaused(): boolean {
    return this.#away || this.#searching;
  }

  async #drain(): Promise<void> {
    while (!this.#isPaused) {
      const event = this.#queue.shift();
      if (!event) break;
      if (this.#state === null) continue;
      const next = advance(this.#state, event, this.#dependencies.clock.now());
      if (next.state !== this.#state) await this.#settle(next);
    }
    this.#isDraining = false;
  }

  async #settle({ state, happened, commands }: Advance): Promise<void> {
    const { facts, log, onCallEvent } = this.#dependencies;
    // A recording begins without a line in the timeline, and must not be begun again after a restart.
    const phaseIsNew = this.#state !== null && this.#state.phase.name !== state.phase.name;
    this.#state = state;
    if (happened.length > 0 || phaseIsNew) await this.#context.callLog.append(facts.callId, happened, state);
    for (const callEvent of happened) {
      log.info({ call: facts.callId, ...callEvent }, callEvent.kind);
      onCallEvent(facts, callEvent);
    }
    for (const command of commands)
      this.#work.add(thingsTouched(command), () => runCommand(this.#context, command));
    this.#freePeople(state);
    this.#setTimer(state);
    if (isOver(state)) this.#dependencies.onOver();
  }

  #freePeople(state: CallState): void {
    if (this.#context.engagements.keepOnly(state.facts.callId, new Set(peopleHeld(state))))
      this.#dependencies.onFreed();
  }

  #claimPeople(state: CallState): void {
    for (const personId of peopleHeld(state))
      this.#context.engagements.claim(personId, state.facts.callId, true);
  }

  #setTimer(state: CallState): void {
    this.#timer?.cancel();
    const at = nextDeadlineAt(state);
    this.#timer =
      at === null ? null : this.#dependencies.clock.at(at, () => this.take({ type: 'time-passed' }));
  }
}

/** Who is dialled, listens or talks. A caller whom they transferred holds them no longer. */
function peopleHeld({ legs }: CallState): readonly string[] {
  return legs.flatMap(({ who, stage }) => (stage === 'transferred' ? [] : (who.personId ?? [])));
}
