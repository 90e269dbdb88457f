import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallInput } from '../../domain/escalation/call-input.ts';
import type { CallFacts, CallState } from '../../domain/escalation/call-state.ts';
import type { Trouble } from '../../domain/escalation/reasons.ts';
import type { CallSnapshot } from '../../domain/escalation/reconcile.ts';
import { SILENT_SECONDS } from '../../domain/escalation/silence.ts';
import { comparableNumber, type NumberingPlan } from '../../domain/phone-number.ts';
import type { SoundRule } from '../../domain/sound/loudness.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { CallLog } from '../log/call-log.ts';
import type { MessageCopies } from '../messages/message-copies.ts';
import type { OutboundLegs } from '../outbound-legs.ts';
import type { Arrival, LegId, Telephony, TelephonyEvent } from '../telephony.ts';
import { callIdOf, callIdOfPlay, callIdOfRecording, parseLegId } from './call-ids.ts';
import { callOpening, nobody } from './call-opening.ts';
import { CallSession } from './call-session.ts';
import type { CandidateSources } from './candidates.ts';
import { Engagements } from './engagements.ts';
import { type LegEvent, legInput } from './leg-input.ts';

export interface LiveCallsDependencies {
  readonly telephony: Telephony;
  readonly sources: CandidateSources;
  readonly callLog: CallLog;
  readonly copies: Pick<MessageCopies, 'keep'>;
  readonly clock: Clock;
  /** A clock for one call, from its beginning on. */
  readonly callClock: () => Clock;
  readonly log: Logger;
  readonly numberingPlan: NumberingPlan;
  readonly outboundLegs: OutboundLegs;
  /** True when the dialplan has a caller who is no longer with us. */
  readonly isTaken: (callerLeg: LegId) => Promise<boolean>;
  /** See `CallFacts`. */
  readonly silentSeconds?: number;
  readonly soundRule: SoundRule;
  readonly onCallEvent?: (facts: CallFacts, callEvent: CallEvent) => void;
  /** For bugs only: ends the process. */
  readonly crash: (error: unknown) => void;
}

/** A call from its arrival on: what happens before its hotline is known waits for it. */
interface LiveCall {
  session: CallSession | null;
  readonly early: CallInput[];
}

/** Every call that is going on: takes them in, and gives each the events that are its own. */
export class LiveCalls {
  readonly #dependencies: LiveCallsDependencies;
  readonly #engagements = new Engagements();
  /** In the order of arrival, so that who waited longest is served first. */
  readonly #calls = new Map<string, LiveCall>();
  readonly #callIds = new Map<LegId, string>();
  /** Legs that came to nothing before they were dialled; their calls may hear of it a moment later. */
  readonly #undialled = new Map<string, Set<number>>();
  #stopping = false;

  constructor(dependencies: LiveCallsDependencies) {
    this.#dependencies = dependencies;
    dependencies.outboundLegs.count(() => this.outboundLegs);
  }

  start(): void {
    this.#dependencies.telephony.listen((event) => this.#onEvent(event));
  }

  sessions(): readonly CallSession[] {
    return [...this.#calls.values()].flatMap(({ session }) => session ?? []);
  }

  has(callId: string): boolean {
    return this.#calls.has(callId);
  }

  stateOf(callId: string): CallState | null {
    return this.#calls.get(callId)?.session?.state ?? null;
  }

  isCaller(leg: LegId): boolean {
    return this.#callIds.has(leg);
  }

  /** Goes on with a call that an earlier life of the service began. */
  resume(state: CallState, callerLeg: LegId, snapshot: CallSnapshot): void {
    const session = this.#createSession(state.facts, callerLeg);
    this.#enter(state.facts.callId, callerLeg, { session, early: [] });
    session.resume(state, snapshot);
  }

  /** A caller who came in unheard. Their dead-man switch has run for nobody knows how long. */
  takeIn(arrival: Arrival): void {
    this.#arrive(arrival, [{ type: 'arming-failed' }]).catch(this.#dependencies.crash);
  }

  /** Asterisk is out of reach; recovery brings each call back. */
  away(): void {
    for (const session of this.sessions()) session.away();
  }

  get count(): number {
    return this.#calls.size;
  }

  /** Phones that ring or talk for callers. */
  get outboundLegs(): number {
    const legs = [...this.#calls].flatMap(([callId, { session }]) => {
      const undialled = this.#undialled.get(callId);
      return (session?.state?.legs ?? []).filter(({ attempt }) => !undialled?.has(attempt));
    });
    return legs.length;
  }

  isEngaged(personId: string): boolean {
    return this.#engagements.isEngaged(personId);
  }

  /** Ends a call as its page asks for; false: it is not going on. */
  end(callId: string, by: string): boolean {
    const session = this.#calls.get(callId)?.session;
    session?.take({ type: 'ended-by-hand', by });
    return session != null;
  }

  /** The service stops: callers who wait go to the dialplan, those who talk stay as they are. Never rejects. */
  async leaveAllToFallback(why: Trouble): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.sessions().map((session) => session.leaveToFallback(why)));
  }

  #onEvent(event: TelephonyEvent): void {
    switch (event.type) {
      case 'call-arrived':
        this.#arrive(event).catch(this.#dependencies.crash);
        return;
      case 'leg-ringing':
      case 'leg-answered':
      case 'leg-ended':
      case 'leg-transferred':
      case 'trunk-changed':
      case 'key':
        return this.#onLegEvent(event);
      case 'caller-transferred':
        return this.#callerGivenOver(event);
      case 'play-finished':
        return this.#give(callIdOfPlay(event.play), event);
      case 'recording-finished':
        return this.#give(callIdOfRecording(event.recording), event);
    }
  }

  #onLegEvent(event: LegEvent): void {
    const ours = parseLegId(event.leg);
    if (ours === null) {
      const callId = this.#callIds.get(event.leg);
      if (event.type === 'leg-ended' && callId !== undefined) this.#callerLeft(callId, event);
      return;
    }
    this.#give(ours.callId, legInput(event, ours.attempt, this.#dependencies.numberingPlan));
  }

  /** Whoever is on the line now is the caller of another call, whose responder sent them on. */
  #callerGivenOver({ leg, from }: Extract<TelephonyEvent, { type: 'caller-transferred' }>): void {
    const [callId, sender] = [this.#callIds.get(leg), parseLegId(from)];
    const given = this.stateOf(sender?.callId ?? '');
    if (callId === undefined || given === null) return;
    const by = given.legs.find(({ attempt }) => attempt === sender?.attempt)?.who.name ?? null;
    this.#give(callId, { type: 'caller-transferred', caller: given.facts.caller, by });
  }

  #callerLeft(callId: string, { hungUp }: Extract<TelephonyEvent, { type: 'leg-ended' }>): void {
    const session = this.#calls.get(callId)?.session;
    if (session && hungUp === false) session.missCaller();
    else this.#give(callId, { type: 'caller-left' });
  }

  #give(callId: string, event: CallInput): void {
    const call = this.#calls.get(callId);
    if (call?.session) call.session.take(event);
    else call?.early.push(event);
  }

  async #arrive(arrival: Arrival, early: CallInput[] = []): Promise<void> {
    if (this.#isHere(arrival.leg)) return;
    const call: LiveCall = { session: null, early };
    this.#enter(callIdOf(arrival.leg), arrival.leg, call);
    const callId = await this.#settleId(arrival.leg, call);
    const facts = await this.#identify(callId, arrival);
    if (facts === null) return this.#handBack(callId, arrival, 'no hotline has this number');
    if (this.#stopping) return this.#handBack(callId, arrival, 'the service is stopping');
    call.session = this.#createSession(facts, arrival.leg);
    for (const event of call.early) call.session.take(event);
    call.session.open();
  }

  /** A caller told of twice; one who left and came back, as after a transfer, is a new call. */
  #isHere(leg: LegId): boolean {
    const callId = this.#callIds.get(leg);
    return callId !== undefined && this.stateOf(callId)?.callerGone !== true;
  }

  #enter(callId: string, callerLeg: LegId, call: LiveCall): void {
    // A call of that name whose caller left may still have a leg to end: it keeps its name, the newcomer gets another.
    const name = this.#calls.has(callId) ? this.#laterName(callId) : callId;
    this.#calls.set(name, call);
    this.#callIds.set(callerLeg, name);
  }

  /** The channel's own id, or for a caller who has been here before another one. */
  async #settleId(callerLeg: LegId, call: LiveCall): Promise<string> {
    const callId = this.#callIds.get(callerLeg);
    if (callId === undefined) throw new Error(`caller ${callerLeg} has entered`);
    if (!(await this.#dependencies.callLog.has(callId))) return callId;
    this.#calls.delete(callId);
    const later = this.#laterName(callId);
    this.#enter(later, callerLeg, call);
    return later;
  }

  #laterName(callId: string): string {
    return `${callId}at${this.#dependencies.clock.now()}`;
  }

  /** The number dialled picks the hotline; null when none has it. */
  async #identify(callId: string, arrival: Arrival): Promise<CallFacts | null> {
    const { sources, numberingPlan, clock, silentSeconds = SILENT_SECONDS } = this.#dependencies;
    const home = numberingPlan.homeCountry;
    const startedAt = clock.now();
    const dialled = comparableNumber(arrival.dialled, home);
    const hotline = dialled === null ? null : await sources.directory.hotlineByNumber(dialled);
    const opening = hotline && (await callOpening(sources.directory, hotline, startedAt));
    if (dialled === null || hotline === null || opening === null) return null;
    const number = arrival.callerNumber === null ? null : comparableNumber(arrival.callerNumber, home);
    const caller = { number, name: arrival.callerName };
    const { branch } = opening;
    const { isTest = false, ownTest } = arrival;
    const policy = ownTest === 'message' ? nobody(opening.policy.name) : opening.policy;
    const marks = { isTest, isOwnTest: ownTest !== undefined };
    return { callId, startedAt, dialled, caller, hotline, branch, policy, ...marks, silentSeconds };
  }

  async #handBack(callId: string, arrival: Arrival, reason: string): Promise<void> {
    const { log, telephony } = this.#dependencies;
    log.warn({ call: callId, dialled: arrival.dialled }, `${reason}: the call goes on in the dialplan`);
    const done = await telephony.leaveToDialplan(arrival.leg);
    if (!done.ok && done.error.kind !== 'gone')
      log.error({ call: callId, detail: done.error.detail }, 'could not hand the call back');
    this.#forget(callId, arrival.leg);
  }

  #forget(callId: string, callerLeg: LegId): void {
    this.#calls.delete(callId);
    this.#undialled.delete(callId);
    if (this.#callIds.get(callerLeg) === callId) this.#callIds.delete(callerLeg);
  }

  #createSession(facts: CallFacts, callerLeg: LegId): CallSession {
    const { callId } = facts;
    const { telephony, sources, callLog, copies, clock, callClock, log, ...others } = this.#dependencies;
    const { numberingPlan, outboundLegs, soundRule, onCallEvent, isTaken, crash } = others;
    return new CallSession({
      facts,
      context: {
        callerLeg,
        telephony,
        sources,
        callLog,
        copies,
        soundRule,
        engagements: this.#engagements,
        now: clock.now,
        numberingPlan,
        outboundLegs: {
          max: outboundLegs.max,
          inUse: outboundLegs.inUse,
          release: (attempt) => this.#release(callId, attempt),
        },
      },
      clock: callClock(),
      isTaken,
      log: log.child({ hotline: facts.hotline.id }),
      onCallEvent: onCallEvent ?? (() => undefined),
      onFreed: () => this.#notifyWaiting(callId),
      onOver: () => this.#forget(callId, callerLeg),
      crash,
    });
  }

  #release(callId: string, attempt: number): void {
    const undialled = this.#undialled.get(callId) ?? new Set();
    this.#undialled.set(callId, undialled.add(attempt));
  }

  #notifyWaiting(freedBy: string): void {
    for (const [callId, { session }] of this.#calls) {
      if (callId !== freedBy) session?.take({ type: 'person-freed' });
    }
  }
}
