import type { CallState } from '../../domain/escalation/call-state.ts';
import type { CallSnapshot } from '../../domain/escalation/reconcile.ts';
import type { SoundRule } from '../../domain/sound/loudness.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../../runtime/recurring-work.ts';
import type { Result } from '../../runtime/result.ts';
import type { CallLog, OpenCall } from '../log/call-log.ts';
import type { MessageCopies } from '../messages/message-copies.ts';
import { fetchMessage } from '../messages/messages.ts';
import type { AsteriskSnapshot, LegId, Telephony } from '../telephony.ts';
import { bridgeId, callIdOf } from './call-ids.ts';
import type { CallSession } from './call-session.ts';
import { type Strays, snapshotOf, straysIn } from './call-snapshots.ts';
import type { LiveCalls } from './live-calls.ts';

/** After a connection: how soon to look again for what nobody owns. Then the slow sweep. */
const FIRST_SWEEP_MS = 5_000;
const SWEEP_MS = 30_000;
const RETRY_MS = 2_000;
/** Asterisk keeps a message until we have it; after this long somebody has cleared it away. */
const MESSAGES_SINCE_MS = 7 * 24 * 3600 * 1000;

export interface CallRecoveryDependencies {
  readonly telephony: Telephony;
  readonly callLog: CallLog;
  /** Messages left before are kept there now or later, but nobody waits for it. */
  readonly messages: Pick<CallLog, 'keepMessage' | 'unkeptMessages'>;
  readonly copies: Pick<MessageCopies, 'keep'>;
  readonly soundRule: SoundRule;
  readonly calls: LiveCalls;
  /** True when the dialplan has a caller who is no longer with us. */
  readonly isTaken: (callerLeg: LegId) => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/**
 * Makes the calls we know and the calls Asterisk holds the same again, at each connection, and then now and then.
 * A waiting caller is taken up where they were, a conversation is followed again, what ended meanwhile is closed.
 */
export class CallRecovery {
  readonly #dependencies: CallRecoveryDependencies;
  readonly #work: RecurringWork;
  #reconciled = false;
  /** Counts connections made and lost: a snapshot made on another one says nothing. */
  #connection = 0;
  /** Seen without an owner by the sweep before: what is young may only be on its way to us. */
  #suspects: Strays = NOTHING;
  #missing: ReadonlySet<string> = new Set();

  constructor(dependencies: CallRecoveryDependencies) {
    this.#dependencies = dependencies;
    this.#work = recurringWork(dependencies, 'recovery of calls', () => this.#look());
  }

  /** The connection is up, for the first time or again. */
  connected(): void {
    for (const session of this.#dependencies.calls.sessions()) session.forgetWhatWasQueued();
    this.#connection += 1;
    this.#reconciled = false;
    this.#suspects = NOTHING;
    this.#missing = new Set();
    this.#work.begin();
  }

  disconnected(): Promise<void> {
    this.#connection += 1;
    return this.#work.end();
  }

  async #look(): Promise<Instant> {
    const { telephony, clock, log } = this.#dependencies;
    const snapshot = await telephony.snapshot();
    if (!snapshot.ok) {
      log.warn({ reason: snapshot.error.detail }, 'Asterisk gave no snapshot');
      return clock.now() + RETRY_MS;
    }
    return clock.now() + (await this.#reconcile(snapshot.value));
  }

  /** Gives how long to wait before the next look. */
  async #reconcile(snapshot: AsteriskSnapshot): Promise<number> {
    const first = !this.#reconciled;
    if (first) await this.#reconcileCall(snapshot);
    else this.#endMissing(snapshot);
    this.#reconciled = true;
    await this.#removeStrays(snapshot);
    await this.#fetchMessages();
    return first ? FIRST_SWEEP_MS : SWEEP_MS;
  }

  async #reconcileCall(snapshot: AsteriskSnapshot): Promise<void> {
    const { calls, callLog } = this.#dependencies;
    const connection = this.#connection;
    for (const session of calls.sessions()) {
      // Who came in since the connection is newer than the snapshot.
      const state = session.isAway ? await session.settledState() : null;
      if (state === null) continue;
      const asked = await this.#askAbout(state, session.callerLeg, snapshot);
      if (connection !== this.#connection) return;
      session.reconcileCall(snapshotOf(snapshot, state, session.callerLeg, asked));
    }
    for (const open of await callLog.openCalls()) {
      if (!calls.has(open.callId)) await this.#resume(open, snapshot);
    }
    for (const { leg } of snapshot.arrivals) await this.#takeIn(leg, snapshot);
  }

  /** Who came in while nothing was heard waits since then. True when they are with us now. */
  async #takeIn(leg: LegId, { arrivals }: AsteriskSnapshot): Promise<boolean> {
    const { calls, callLog, log } = this.#dependencies;
    const arrival = arrivals.find((one) => one.leg === leg);
    // Who has been with us before, in a call that is closed, is better off in the fallback.
    if (!arrival || calls.isCaller(leg) || (await callLog.has(callIdOf(leg)))) return false;
    log.warn({ leg }, 'a caller who came in unheard is taken in');
    calls.takeIn(arrival);
    return true;
  }

  async #takeInOrLeave(leg: LegId, snapshot: AsteriskSnapshot): Promise<void> {
    if (!(await this.#takeIn(leg, snapshot))) await this.#dependencies.telephony.leaveToDialplan(leg);
  }

  async #resume(open: OpenCall, snapshot: AsteriskSnapshot): Promise<void> {
    const { calls, log } = this.#dependencies;
    const { state, callId, callerLeg } = open;
    log.info({ call: callId, phase: state?.phase.name ?? 'begun' }, 'a call of before is taken up');
    if (state === null) return this.#closeBegun(open, snapshot);
    const asked = await this.#askAbout(state, callerLeg, snapshot);
    calls.resume(state, callerLeg, snapshotOf(snapshot, state, callerLeg, asked));
  }

  /** It had only been noted down: the dialplan takes a caller who is still there. */
  async #closeBegun({ callId, callerLeg }: OpenCall, snapshot: AsteriskSnapshot): Promise<void> {
    const { callLog, telephony, isTaken, clock } = this.#dependencies;
    const present = snapshot.legs.some(({ leg }) => leg === callerLeg);
    if (present) await telephony.leaveToDialplan(callerLeg);
    const outcome = present || (await isTaken(callerLeg)) ? 'fallback' : 'caller-hung-up';
    await callLog.append(callId, [{ kind: 'call-ended', outcome, at: clock.now() }]);
  }

  /** Messages that could not be fetched when their call ended. Those of a moment ago are still on their way. */
  async #fetchMessages(): Promise<void> {
    const { messages, telephony, copies, soundRule, clock, log } = this.#dependencies;
    const now = clock.now();
    for (const { callId, recording, isEmpty } of await messages.unkeptMessages(now - MESSAGES_SINCE_MS)) {
      if (this.#dependencies.calls.has(callId)) continue;
      const kept = await fetchMessage(
        { callLog: messages, telephony, copies, soundRule, now: () => clock.now() },
        { callId, recording, seconds: null, isEmpty },
      );
      if (kept.ok) log.info({ call: callId }, 'a message left before is kept now');
    }
  }

  /** What a snapshot does not tell, of a call that it matters to. */
  async #askAbout(
    { phase, hearing }: CallState,
    callerLeg: LegId,
    { legs }: AsteriskSnapshot,
  ): Promise<Pick<CallSnapshot, 'saying' | 'recording' | 'callerTaken'>> {
    const { telephony, isTaken } = this.#dependencies;
    // What becomes of who talked, or was refused, is no question.
    const matters = !['ended', 'talking', 'refusing'].includes(phase.name);
    const gone = matters && !legs.some(({ leg }) => leg === callerLeg);
    const said = (answer: Result<boolean, unknown>) => answer.ok && answer.value;
    return {
      callerTaken: gone && (await isTaken(callerLeg)),
      saying: hearing.kind === 'words' && said(await telephony.isPlaying(hearing.play)),
      recording: phase.name === 'recording' && said(await telephony.isRecording(phase.recording)),
    };
  }

  /** Ends whose event was lost: missing from two snapshots running. A leg that is being dialled may not exist yet. */
  #endMissing(snapshot: AsteriskSnapshot): void {
    const joined = snapshot.bridges.filter(({ legs }) => legs.length > 1);
    const there = new Set([...snapshot.legs.map(({ leg }) => leg), ...joined.map(({ bridge }) => bridge)]);
    const missing = new Set<string>();
    for (const session of this.#dependencies.calls.sessions()) {
      for (const { leg, end } of expectedLegs(session)) {
        if (there.has(leg)) continue;
        if (this.#missing.has(leg)) end();
        missing.add(leg);
      }
    }
    this.#missing = missing;
  }

  async #removeStrays(snapshot: AsteriskSnapshot): Promise<void> {
    const { calls, telephony, log } = this.#dependencies;
    const found = straysIn(
      snapshot,
      (callId) => calls.stateOf(callId),
      (leg) => calls.isCaller(leg),
    );
    const again = <T>(now: readonly T[], before: readonly T[]) => now.filter((one) => before.includes(one));
    const legs = again(found.legs, this.#suspects.legs);
    const callers = again(found.callers, this.#suspects.callers);
    const bridges = again(found.bridges, this.#suspects.bridges);
    this.#suspects = found;
    if (legs.length + callers.length + bridges.length === 0) return;
    log.warn({ legs, callers, bridges }, 'what belongs to no call is cleared away');
    await Promise.all([
      ...legs.map((leg) => telephony.hangUp(leg, 'normal')),
      ...callers.map((leg) => this.#takeInOrLeave(leg, snapshot)),
      ...bridges.map((bridge) => telephony.endBridge(bridge)),
    ]);
  }
}

const NOTHING: Strays = { legs: [], callers: [], bridges: [] };

/** The legs that a call believes in, and what to do when one is no more. */
function expectedLegs(session: CallSession): readonly { leg: LegId; end: () => void }[] {
  const { state } = session;
  if (state === null) return [];
  const legs = state.legs
    .filter(({ stage }) => stage !== 'dialling')
    // Of one that was transferred before a restart, only the bridge shows that it is still there.
    .map(({ attempt, stage }) => ({
      leg: stage === 'transferred' ? bridgeId(state.facts.callId, state.bridge ?? 0) : session.legOf(attempt),
      end: () =>
        session.take({ type: 'leg-ended', attempt, cause: 'hung-up', why: { code: 'no-longer-there' } }),
    }));
  if (state.callerGone) return legs;
  return [{ leg: session.callerLeg, end: () => session.missCaller() }, ...legs];
}
