import type { AriEvent } from './ari-events.ts';

/**
 * Recordings that Vigie keeps are `<application>-sound-<id>` in Asterisk, so that two Vigies on one Asterisk keep their
 * hands off each other's; the channel that carries one there has `-way` behind it.
 */
const OF_ANY_APP = /-sound-[0-9a-f]{32}$/;
const WAY = '-way';

export function recordingName(app: string, id: string): string {
  return `${app}-sound-${id}`;
}

/** Null: it is none of that application's. */
export function idOfRecording(app: string, name: string): string | null {
  const id = name.slice(-32);
  return OF_ANY_APP.test(name) && name === recordingName(app, id) ? id : null;
}

export function transferChannel(app: string, id: string): string {
  return `${recordingName(app, id)}${WAY}`;
}

export function isTransferChannel(channel: string): boolean {
  return channel.endsWith(WAY) && OF_ANY_APP.test(channel.slice(0, -WAY.length));
}

/** Of a channel on which no call is: nobody else may take it for a caller's. */
export function isRecordingTransfer(event: AriEvent): boolean {
  if ('recording' in event) return OF_ANY_APP.test(event.recording.name);
  return 'channel' in event && isTransferChannel(event.channel.id);
}
