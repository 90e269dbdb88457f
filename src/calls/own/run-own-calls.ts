import type { LegCause } from '../../domain/call.ts';
import type { EndReason } from '../../domain/escalation/reasons.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { StoreUnavailable } from '../../runtime/store-unavailable.ts';
import { callIdOfPlay, parseLegId } from '../live/call-ids.ts';
import type { OutboundLegs } from '../outbound-legs.ts';
import type { LegId, Telephony, TelephonyEvent } from '../telephony.ts';
import { createLine, type Line, type LiveLine } from './line.ts';
import type { OwnCalls } from './own-calls.ts';

/** What happens to a call of our own. Legs that we dial are numbered from 1; 0 is whoever rang us. */
export type LineEvent =
  | { readonly type: 'ringing'; readonly leg: number }
  | { readonly type: 'answered'; readonly leg: number }
  | { readonly type: 'key'; readonly leg: number; readonly key: string }
  | {
      readonly type: 'ended';
      readonly leg: number;
      readonly cause: LegCause;
      readonly why: EndReason;
    }
  | { readonly type: 'said'; readonly play: number; readonly played: boolean }
  /** What a command needed cannot be read or written now. */
  | { readonly type: 'store-unavailable' }
  /** Asterisk is out of reach, or the service stops. */
  | { readonly type: 'cut-off' }
  | { readonly type: 'time-passed' };

interface Transition<State, Command> {
  readonly state: State;
  readonly commands: readonly Command[];
}

/**
 * One kind of call of our own: a pure machine, and what its commands do. `finish` is its last command, and the call is
 * forgotten with it.
 */
export interface OwnCallKind<Facts, State, Event, Command extends { readonly type: string }> {
  /** With which the ids of its calls begin. */
  readonly name: string;
  advance(state: State, event: Event, now: Instant): Transition<State, Command>;
  /** What it is to the machine; null: nothing. */
  hear(event: LineEvent, call: OwnCall<Facts, State>): Event | null;
  /** Does a command. What comes of it at once is the next event. */
  run(command: Command, call: OwnCall<Facts, State>, line: Line): Promise<Event | null>;
  /** The next moment at which time itself is news; null: never. */
  nextAt(state: State, now: Instant): Instant | null;
  /** How many lines it takes, from its beginning on: the phones that it rings or talks to, or will. */
  legs(state: State): number;
  onChange?(call: OwnCall<Facts, State>): void;
}

export interface OwnCall<Facts, State> {
  readonly id: string;
  readonly facts: Facts;
  readonly state: State;
}

export interface RunnerDependencies {
  readonly telephony: Telephony;
  readonly outboundLegs: OutboundLegs;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

export interface OwnCallRunner<Facts, State, Event, Command> extends OwnCalls {
  /** `callerLeg`: of whoever rang us; they are answered first. */
  begin(facts: Facts, first: Transition<State, Command>, callerLeg?: LegId): OwnCall<Facts, State> & Running;
  /** Something that was not heard on its line. A call that is over needs none of it. */
  give(callId: string, event: Event): void;
  calls(): readonly OwnCall<Facts, State>[];
  legs(): number;
}

/** What a call has been told to do, or is doing. */
interface Running {
  /** Resolves when all of it is done. */
  done(): Promise<void>;
}

interface Live<Facts, State> extends OwnCall<Facts, State>, Running {
  state: State;
  readonly callerLeg: LegId | null;
  readonly line: LiveLine;
  readonly queue: (() => Promise<void>)[];
  /** The queue is being worked off. Stays so after a bug. */
  isBusy: boolean;
  work: Promise<void>;
  timer: Timer | null;
  arming: Timer | null;
}

/** The dialplan's dead-man switch for whoever rang us, wound at each of these. */
const ARM_EVERY_SECONDS = 20;
const ARMED_SECONDS = 60;

/**
 * Runs every call of one kind: one state and one queue each, so that what is said never overtakes what was asked
 * before. In memory only; after a kill, recovery's sweep clears up what is left.
 */
export function runOwnCalls<Facts, State, Event, Command extends { readonly type: string }>(
  kind: OwnCallKind<Facts, State, Event, Command>,
  { telephony, outboundLegs, clock, log, crash }: RunnerDependencies,
): OwnCallRunner<Facts, State, Event, Command> {
  type Call = Live<Facts, State>;
  const live = new Map<string, Call>();
  let made = 0;
  const legs = () => [...live.values()].reduce((sum, { state }) => sum + kind.legs(state), 0);
  outboundLegs.count(legs);
  const onCallerLeg = (leg: LegId) => [...live.values()].find(({ callerLeg }) => callerLeg === leg);

  function begin(facts: Facts, first: Transition<State, Command>, callerLeg: LegId | null = null): Call {
    made += 1;
    const id = `${kind.name}${made}at${clock.now()}`;
    const onUnsaid = (play: number) => hear(call, { type: 'said', play, played: false });
    const call: Call = {
      ...{ id, facts, state: first.state, callerLeg, queue: [], isBusy: false, work: Promise.resolve() },
      ...{ timer: null, arming: null },
      line: createLine({ telephony, outboundLegs, log, callId: id, callerLeg, onUnsaid }),
      async done() {
        for (let work: Promise<void> | null = null; work !== call.work; ) {
          work = call.work;
          await work;
        }
      },
    };
    live.set(call.id, call);
    if (callerLeg !== null) {
      keepArmed(call, callerLeg);
      enqueue(call, async () => void (await telephony.answer(callerLeg)));
    }
    settle(call, first);
    return call;
  }

  function hear(call: Call, event: LineEvent): void {
    const heard = kind.hear(event, call);
    if (heard !== null) give(call, heard);
  }

  function give(call: Call, event: Event): void {
    settle(call, kind.advance(call.state, event, clock.now()));
  }

  function settle(call: Call, { state, commands }: Transition<State, Command>): void {
    call.state = state;
    call.timer?.cancel();
    const isOver = !live.has(call.id) || commands.some(({ type }) => type === 'finish');
    const at = isOver ? null : kind.nextAt(state, clock.now());
    call.timer = at === null ? null : clock.at(at, () => hear(call, { type: 'time-passed' }));
    kind.onChange?.(call);
    if (isOver) {
      live.delete(call.id);
      call.arming?.cancel();
    }
    for (const command of commands)
      enqueue(call, async () => {
        const event = await kind.run(command, call, call.line);
        if (event !== null) give(call, event);
      });
  }

  function enqueue(call: Call, task: () => Promise<void>): void {
    call.queue.push(task);
    if (call.isBusy) return;
    call.isBusy = true;
    call.work = drain(call);
  }

  async function drain(call: Call): Promise<void> {
    for (let task = call.queue.shift(); task !== undefined; task = call.queue.shift()) {
      try {
        await task();
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) return crash(error);
        log.warn({ call: call.id, reason: error.message }, 'a call of our own cannot read or write now');
        hear(call, { type: 'store-unavailable' });
      }
    }
    call.isBusy = false;
  }

  function keepArmed(call: Call, leg: LegId): void {
    telephony.arm(leg, ARMED_SECONDS).catch(crash);
    call.arming = clock.at(clock.now() + ARM_EVERY_SECONDS * SECOND, () => keepArmed(call, leg));
  }

  function placeOf(leg: LegId): { readonly call: Call; readonly leg: number } | null {
    const caller = onCallerLeg(leg);
    if (caller) return { call: caller, leg: 0 };
    const ours = parseLegId(leg);
    const call = ours && live.get(ours.callId);
    return ours && call ? { call, leg: ours.attempt } : null;
  }

  return {
    begin,
    give(callId, event) {
      const call = live.get(callId);
      if (call) give(call, event);
    },
    calls: () => [...live.values()],
    legs,
    take(event) {
      if (event.type === 'play-finished') {
        const call = live.get(callIdOfPlay(event.play));
        if (!call) return false;
        const play = Number(/-p(\d+)$/.exec(event.play)?.[1]);
        call.line.playEnded(play);
        hear(call, { type: 'said', play, played: event.played });
        return true;
      }
      if (event.type === 'call-arrived' || event.type === 'recording-finished') return false;
      const place = placeOf(event.leg);
      if (place === null) return false;
      // They talk on; the leg's end is told as ever.
      if (event.type === 'leg-transferred' || event.type === 'caller-transferred') return true;
      if (event.type === 'trunk-changed') return true;
      if (event.type === 'leg-ended') place.call.line.legEnded(place.leg);
      hear(place.call, lineEvent(event, place.leg));
      return true;
    },
    owns: (callOrLeg) => live.has(callOrLeg) || onCallerLeg(callOrLeg) !== undefined,
    dialled: () => [...live.values()].flatMap(({ line }) => line.dialled()),
    async cutOff() {
      const calls = [...live.values()];
      for (const call of calls) hear(call, { type: 'cut-off' });
      await Promise.all(calls.map((call) => call.done()));
    },
  };
}

function lineEvent(
  event: Exclude<Extract<TelephonyEvent, { type: `leg-${string}` | 'key' }>, { type: 'leg-transferred' }>,
  leg: number,
): LineEvent {
  switch (event.type) {
    case 'leg-ringing':
      return { type: 'ringing', leg };
    case 'leg-answered':
      return { type: 'answered', leg };
    case 'key':
      return { type: 'key', leg, key: event.key };
    case 'leg-ended':
      return { type: 'ended', leg, cause: event.cause, why: event.why };
  }
}
