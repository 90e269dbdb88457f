import type { AssumedCaller } from '../../calls/dry-run/assumed-world.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { ReceivedCall } from '../../domain/statistics/received-call.ts';
import { SECOND } from '../../runtime/instant.ts';

/** Where nobody took the call: how long they would have talked, and spoken after the beep. */
const TALK_SECONDS = 180;
const MESSAGE_SECONDS = 15;
/** Asterisk's own words before the beep. */
const INTRO_SECONDS = 8.5;

/** The caller as they were in a call. */
export interface SeenCaller extends AssumedCaller {
  /** They are known to have waited so long; that they would have waited longer is an assumption. */
  readonly waitedSeconds: number;
}

/** What a caller did: when they left, and for how long they talked or spoke. Who was not seen to leave waits to the end. */
export function seenCaller(call: ReceivedCall, timeline: readonly CallEvent[]): SeenCaller {
  const after = (at: number) => (at - call.startedAt) / SECOND;
  const takenAt = firstOf(timeline, 'attempt-accepted');
  const beepAt = firstOf(timeline, 'voicemail-started');
  const end = after(call.endedAt);
  const left = call.outcome === 'caller-hung-up' && takenAt === null;
  const greeting = greetingSeconds(timeline);
  return {
    patienceSeconds: left ? end : null,
    talkSeconds: takenAt === null ? TALK_SECONDS : end - after(takenAt),
    saysNothing: timeline.some(({ kind }) => kind === 'voicemail-empty'),
    messageSeconds: messageSeconds(timeline, beepAt === null ? null : end - after(beepAt)),
    waitedSeconds: left ? Number.POSITIVE_INFINITY : after(takenAt ?? beepAt ?? call.endedAt),
    ...(greeting === null ? {} : { greetingSeconds: greeting }),
  };
}

function messageSeconds(timeline: readonly CallEvent[], sinceIntro: number | null): number {
  const kept = timeline.find((one) => one.kind === 'voicemail-kept');
  if (kept?.kind === 'voicemail-kept' && kept.seconds !== null) return kept.seconds;
  return sinceIntro === null ? MESSAGE_SECONDS : Math.max(0, sinceIntro - INTRO_SECONDS);
}

/** Null: they heard none, or left during it. */
function greetingSeconds(timeline: readonly CallEvent[]): number | null {
  const index = timeline.findIndex(({ kind }) => kind === 'greeting-started');
  const [begun, next] = [timeline[index], timeline[index + 1]];
  return begun && next?.kind === 'step-started' ? (next.at - begun.at) / SECOND : null;
}

function firstOf(timeline: readonly CallEvent[], kind: CallEvent['kind']): number | null {
  return timeline.find((one) => one.kind === kind)?.at ?? null;
}
