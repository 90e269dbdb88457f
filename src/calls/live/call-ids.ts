import type { LegId } from '../telephony.ts';

/**
 * Ids in Asterisk are ours and deterministic: `vigie-<call>-<attempt>` for a leg, `vigie-<call>-b<n>` for a bridge,
 * `<call>-p<n>` for a playback, `<call>-message` for a recording. A retry is harmless, and everything of a call
 * is found again by its prefix.
 */
const PREFIX = 'vigie-';

/** The call's id comes from its channel, so that Asterisk's own records and ours name the same call. */
export function callIdOf(callerLeg: LegId): string {
  return callerLeg.replace(/[^A-Za-z0-9]/g, '-');
}

/**
 * Asterisk takes a channel's name for taken when a living one only begins with it (409, measured on 22.10.1). Of an
 * attempt with two digits or more the name therefore says first how many: 1, 9, 010, 00100.
 */
export function legId(callId: string, attempt: number): LegId {
  const digits = String(attempt);
  return `${PREFIX}${callId}-${digits.padStart(2 * digits.length - 1, '0')}`;
}

export function bridgeId(callId: string, bridge: number): string {
  return `${PREFIX}${callId}-b${bridge}`;
}

/** Which call and attempt a leg of ours belongs to; null for a leg that is not ours. */
export function parseLegId(leg: LegId): { callId: string; attempt: number } | null {
  const match = /^vigie-(.+)-(\d+)$/.exec(leg);
  return match?.[1] && match[2] ? { callId: match[1], attempt: Number(match[2]) } : null;
}

export function parseBridgeId(id: string): { callId: string; bridge: number } | null {
  const match = /^vigie-(.+)-b(\d+)$/.exec(id);
  return match?.[1] && match[2] ? { callId: match[1], bridge: Number(match[2]) } : null;
}

export function callIdOfPlay(play: string): string {
  return play.replace(/-p\d+$/, '');
}

export function recordingId(callId: string): string {
  return `${callId}-message`;
}

export function callIdOfRecording(recording: string): string {
  return recording.replace(/-message$/, '');
}
