import type { Media } from '../calls/telephony.ts';

/** A sound's name: path and file without extension. Never an address: Asterisk would fetch it while the caller waits. */
const SOUND_NAME = /^\/?[A-Za-z0-9][A-Za-z0-9_./-]*$/;

/** Names that we, or our dialplan, gave: no path. */
const RECORDING_NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

const DIGIT_NAMES: Readonly<Record<string, string>> = { '*': 'star', '#': 'pound' };

/** Where Asterisk has a recording of ours, as it names sounds; null: it has none. */
export type FindRecording = (id: string) => string | null;

/**
 * The list as ARI's `media` wants it: one text, parts separated by commas. Null when a part is not a sound's name or
 * a string of digits: Asterisk never finishes the playback of a medium it does not know, nor that of a `recording:`
 * that is not there; a `sound:` that is not there fails at once (measured on 22.10.1).
 */
export function mediaList(media: readonly Media[], findRecording: FindRecording): string | null {
  const parts = media.map((medium) => mediaPart(medium, findRecording));
  return parts.length === 0 || parts.includes(null) ? null : parts.join(',');
}

export function isSoundName(name: string): boolean {
  return SOUND_NAME.test(name);
}

function mediaPart(medium: Media, findRecording: FindRecording): string | null {
  if (medium.kind === 'recording')
    return RECORDING_NAME.test(medium.name) ? `recording:${medium.name}` : null;
  if (medium.kind === 'tone') return `tone:${Math.round(medium.hertz)}`;
  if (medium.kind !== 'digits') {
    const name = medium.kind === 'sound' ? medium.name : findRecording(medium.id);
    return name !== null && isSoundName(name) ? `sound:${name}` : null;
  }
  return /^[0-9*#]+$/.test(medium.digits) ? [...medium.digits].map(digitSound).join(',') : null;
}

/**
 * A digit by its sound. ARI's own `digits:` cannot be stopped: the request answers 500, and a responder who pressed
 * the key would hear the number to its end before they could be joined (measured on 22.10.1).
 */
function digitSound(digit: string): string {
  return `sound:digits/${DIGIT_NAMES[digit] ?? digit}`;
}
