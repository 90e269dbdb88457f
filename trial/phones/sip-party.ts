import { waitUntil } from '../wait-until.ts';
import type { Act } from './behaviour.ts';
import { type Handset, type Line, openHandset } from './handset.ts';
import type { SipCall, SipCallEnd } from './sip-trace.ts';
import type { Sipp } from './sipp.ts';

export interface Which {
  readonly withinMs?: number;
  /** The first call, the second…; counted from 1. */
  readonly nth?: number;
}

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 10;
/** Longer than SIPp takes to send what it was told to, also on a busy machine. */
const TELL_AGAIN_MS = 2_000;

/** One who takes part in calls: SIPp for the signalling, a handset for the sound, and what they do on each call. */
export interface SipParty {
  calls(): readonly SipCall[];
  /** Waits for a call to be as `sees` wants it, and gives what that saw. */
  until<T>(what: string, sees: (call: SipCall) => T | null | false, which?: Which): Promise<T>;
  /** Waits until something is heard on a call: a tone of `hz`, or anything. */
  hears(hz?: number, which?: Which): Promise<void>;
  press(keys: string, nth?: number): Promise<void>;
  speak(hz: number | null, nth?: number): void;
  answer(nth?: number): Promise<void>;
  /** Resolves when the other side was told so: who is taken away after that has hung up. */
  hangUp(nth?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Brings a handset and a SIPp together. `startSignalling` is given the handset's port. */
export async function joinCalls(
  name: string,
  startSignalling: (mediaPort: number) => Promise<Sipp>,
  actsOn: (call: SipCall) => readonly Act[],
): Promise<SipParty> {
  const handset = await openHandset();
  const sipp = await startSignalling(handset.port).catch((error: unknown) => {
    handset.close();
    throw error;
  });
  const hangUp = (call: SipCall) => untilHungUp(name, sipp, call);
  const watch = watchCalls(sipp, handset, actsOn, hangUp);

  const callAtHand = (nth?: number): SipCall => {
    const calls = sipp.calls();
    const call = nth === undefined ? calls.findLast((one) => !one.end) : calls[nth - 1];
    if (!call) throw new Error(`${name} has no such call; seen: ${JSON.stringify(calls, null, 1)}`);
    return call;
  };
  const lineAtHand = (nth?: number): Line => {
    const { remote } = callAtHand(nth);
    if (!remote) throw new Error(`${name} has no line yet`);
    return handset.line(remote);
  };
  const until: SipParty['until'] = (what, sees, { withinMs = PATIENCE_MS, nth = 1 } = {}) =>
    waitUntil(
      () =>
        `${name} ${what} (call ${nth}); seen: ${JSON.stringify(sipp.calls(), null, 1)}\n${sipp.complaints()}`,
      () => {
        const call = sipp.calls()[nth - 1];
        return call ? sees(call) : null;
      },
      withinMs,
    );
  return {
    calls: sipp.calls,
    until,
    async hears(hz, which) {
      const what = `hears ${hz === undefined ? 'something' : `a tone of ${hz} Hz`}`;
      await until(
        what,
        (call) =>
          !call.end && call.upAt !== null && call.remote !== null && handset.line(call.remote).hears(hz),
        which,
      );
    },
    press: (keys, nth) => lineAtHand(nth).press(keys),
    speak: (hz, nth) => lineAtHand(nth).speak(hz),
    answer: (nth) => sipp.tell(callAtHand(nth), 'ANSWER'),
    hangUp: (nth) => hangUp(callAtHand(nth)),
    async stop() {
      watch.stop();
      handset.close();
      await sipp.program.stop();
    },
  };
}

/** SIPp forgets what it was told when a ringing, or an answer said again, comes right after: it is told again. */
async function untilHungUp(name: string, sipp: Sipp, { callId }: SipCall): Promise<void> {
  let toldAt = 0;
  const isOver = async () => {
    const call = sipp.calls().find((one) => one.callId === callId);
    if (!call || call.end !== null) return true;
    if (Date.now() < toldAt + TELL_AGAIN_MS) return false;
    toldAt = Date.now();
    await sipp.tell(call, 'HANGUP');
    return false;
  };
  await waitUntil(() => `${name} hangs up\n${sipp.complaints()}`, isOver);
}

export function endedBy(call: SipCall, how: SipCallEnd['how'], by: SipCallEnd['by']): SipCall | null {
  return call.end?.how === how && call.end.by === by ? call : null;
}

/** Opens a line for each call that comes up, does there what is to be done, and closes it when the call ends. */
function watchCalls(
  sipp: Sipp,
  handset: Handset,
  actsOn: (call: SipCall) => readonly Act[],
  hangUp: (call: SipCall) => Promise<void>,
): { stop(): void } {
  const open = new Map<string, Line>();
  const done = new Set<string>();
  const look = () => {
    for (const call of sipp.calls()) {
      if (done.has(call.callId)) continue;
      const line = open.get(call.callId);
      if (call.end) {
        line?.close();
        done.add(call.callId);
      } else if (!line && call.upAt !== null && call.remote) {
        const opened = handset.line(call.remote);
        open.set(call.callId, opened);
        void doInTurn(
          actsOn(call),
          opened,
          // Whoever is taken away meanwhile hangs up no more.
          () => hangUp(call).catch(() => undefined),
          () => done.has(call.callId),
        );
      }
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      for (const callId of open.keys()) done.add(callId);
    },
  };
}

async function doInTurn(
  acts: readonly Act[],
  line: Line,
  hangUp: () => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  for (const act of acts) {
    await new Promise((resolve) => setTimeout(resolve, act.afterMs));
    if (isOver()) return;
    if (act.kind === 'press') await line.press(act.keys);
    else if (act.kind === 'speak') line.speak(act.hz);
    else await hangUp();
  }
}
