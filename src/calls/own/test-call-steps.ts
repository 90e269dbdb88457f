import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { Finding } from '../../domain/installation/fault.ts';
import type { TestCall, TestCallCommand, TestCallEvent } from '../../domain/installation/test-call.ts';
import type { E164 } from '../../domain/phone-number.ts';
import { audibleSeconds, toneSeconds } from '../../domain/sound/tone.ts';
import { readWav } from '../../domain/sound/wav.ts';
import type { Clock } from '../../runtime/clock.ts';
import { SECOND } from '../../runtime/instant.ts';
import { legId } from '../live/call-ids.ts';
import { triedMedia } from '../live/prompts.ts';
import type { Arrival, LegId, Telephony } from '../telephony.ts';
import { PROVING_KEY } from './expected-call.ts';
import type { Line } from './line.ts';
import type { OwnCall } from './run-own-calls.ts';

/** What the test knows of the calls that came in while it waited for its own. */
export interface TestCallFacts {
  readonly hotline: Hotline;
  readonly number: E164;
  readonly arrivals: Map<LegId, { readonly arrival: Arrival; readonly events: CallEvent[] }>;
  /** Of the call that is ours; null: not known yet. */
  ours: LegId | null;
  /** The attempt by which somebody took it. */
  talking: number | null;
  readonly finish: (findings: readonly Finding[]) => void;
}

/** What a test call must see beside its own legs. */
export interface TestCallProbe {
  /** Whether the hotline's call records a message now. */
  readonly isRecording: (callId: string) => boolean;
  /** The sound of a message that was kept; null: not yet. */
  readonly message: (recording: string) => Promise<Buffer | null>;
  /** Nobody is to hear a message that only tries the mailbox. */
  readonly forgetMessage: (recording: string) => Promise<void>;
  /** A call that has come in already was ours: it counts nowhere. */
  readonly mark: (callId: string) => Promise<void>;
  /** Whom the dialplan would ring for a hotline without Vigie; a text says why nobody. */
  readonly fallback: (hotlineId: string) => Promise<{ readonly seen: string } | { readonly problem: string }>;
}

export interface TestCallStepDependencies {
  readonly telephony: Telephony;
  readonly clock: Clock;
  readonly probe: TestCallProbe;
}

const RING_SECONDS = 60;
const TONE_HERTZ = 1000;
const THANKS = 1;
const TONE = 2;
/** As long as a greeting may be; our side of it is recorded. */
const LISTEN_SECONDS = 60;
/** Shorter noises are the line's own. */
const HEARD_SECONDS = 0.5;
/** What was recorded of less says nothing by being silent. */
const JUDGED_SECONDS = 2;
const MESSAGE_TONE_SECONDS = 1;
/** Asterisk writes a recording that was stopped, and Vigie fetches a message, within so many looks. */
const LOOKS = 16;
const LOOK_EVERY_SECONDS = 0.5;
/** Should Vigie die, Asterisk lets our side go by itself. */
const DEAD_MAN_SECONDS = 300;

/** Does what a test call commands; what comes of it at once is the next event. */
export function createTestCallSteps({ telephony, clock, probe }: TestCallStepDependencies) {
  type Call = OwnCall<TestCallFacts, TestCall>;

  async function run(command: TestCallCommand, call: Call, line: Line): Promise<TestCallEvent | null> {
    const { facts } = call;
    switch (command.type) {
      case 'dial':
        return dial(facts, command.leg, line);
      case 'send-key':
        await line.arm(command.leg, DEAD_MAN_SECONDS);
        await telephony.sendKey(legId(call.id, command.leg), PROVING_KEY);
        return null;
      case 'thank':
        await line.say(call.state.leg, THANKS, triedMedia(), facts.hotline.language);
        return null;
      case 'measure':
        return measure(call);
      case 'record':
        await line.arm(command.leg, DEAD_MAN_SECONDS);
        await telephony.record({
          leg: legId(call.id, command.leg),
          recording: recordingOf(call),
          maxSeconds: LISTEN_SECONDS,
          beep: false,
        });
        return { type: 'listening' };
      case 'listen':
        return { type: 'listened', heard: await wasHeard(recordingOf(call)) };
      case 'sound-tone':
        await line.say(command.leg, TONE, [{ kind: 'tone', hertz: TONE_HERTZ }], facts.hotline.language);
        return null;
      case 'look-at-recording':
        return { type: 'recording-looked', isRecording: probe.isRecording(command.callId) };
      case 'read-message':
        return { type: 'message-read', hasTone: await hasTone(command.recording) };
      case 'mark':
        await probe.mark(command.callId);
        return null;
      case 'look-at-fallback': {
        const looked = await probe.fallback(facts.hotline.id);
        if ('problem' in looked) return { type: 'fallback-looked', problem: looked.problem, seen: '' };
        return { type: 'fallback-looked', problem: null, seen: looked.seen };
      }
      case 'hang-up':
        await line.stopPlayback();
        await line.hangUp(command.leg);
        return null;
      case 'tell':
        tell(facts, command.findings);
        return null;
      case 'finish':
        return null;
    }
  }

  async function dial(facts: TestCallFacts, leg: 1 | 2, line: Line): Promise<TestCallEvent | null> {
    const { hotline, number } = facts;
    const why = await line.dial(leg, {
      target: { kind: 'phone', number },
      trunk: hotline.trunk,
      callerId: { number: hotline.callerId ?? number, name: null },
      ringSeconds: RING_SECONDS,
    });
    return why === null ? null : { type: 'not-dialled', why };
  }

  /** Sound is counted where it arrives: on our side, on the caller's, and on that of whoever took the call. */
  async function measure({ id, facts, state }: OwnCall<TestCallFacts, TestCall>): Promise<TestCallEvent> {
    const { ours, talking } = facts;
    const responder = state.callId === null || talking === null ? null : legId(state.callId, talking);
    const [toCaller, fromCaller, fromResponder] = await Promise.all(
      [legId(id, state.leg), ours, responder].map(packets),
    );
    return {
      type: 'measured',
      measured: {
        toCaller: toCaller ?? null,
        fromCaller: fromCaller ?? null,
        fromResponder: fromResponder ?? null,
      },
    };
  }

  async function packets(leg: LegId | null): Promise<number | null> {
    if (leg === null) return null;
    const heard = await telephony.heard(leg, false);
    return heard.ok ? (heard.value?.packets ?? null) : null;
  }

  /** Silence is believed only when looks are over, and of a file that is long enough: one may still be written. */
  async function wasHeard(recording: string): Promise<boolean | null> {
    await telephony.stopRecording(recording);
    let isLongEnough = false;
    const heard = await looking(async () => {
      const fetched = await telephony.fetchRecording(recording);
      const sound = fetched.ok && fetched.value ? readWav(fetched.value) : null;
      if (!sound?.ok) return null;
      isLongEnough = sound.value.samples.length >= JUDGED_SECONDS * sound.value.sampleRate;
      return audibleSeconds(sound.value) >= HEARD_SECONDS ? true : null;
    });
    await telephony.deleteRecording(recording);
    return heard ?? (isLongEnough ? false : null);
  }

  async function hasTone(recording: string): Promise<boolean> {
    const sound = await looking(() => probe.message(recording));
    await probe.forgetMessage(recording);
    const read = sound && readWav(sound);
    return read?.ok ? toneSeconds(read.value, TONE_HERTZ) >= MESSAGE_TONE_SECONDS : false;
  }

  async function looking<T>(look: () => Promise<T | null>): Promise<T | null> {
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const seen = await look();
      if (seen !== null) return seen;
      await new Promise<void>((resolve) => {
        clock.at(clock.now() + LOOK_EVERY_SECONDS * SECOND, resolve);
      });
    }
    return null;
  }

  return { run };
}

function recordingOf({ id }: { readonly id: string }): string {
  return `${id}-heard`;
}

function tell({ finish }: TestCallFacts, findings: readonly Finding[]): void {
  finish(findings);
}
