/**
 * The events Vigie uses, as far as it uses them: the shapes are Asterisk's own and trusted. Everything else is
 * filtered out by Asterisk (`eventFilter`), which spares half the traffic of a call.
 */
export const EVENT_TYPES = [
  'StasisStart',
  'StasisEnd',
  'Dial',
  'ChannelHangupRequest',
  'ChannelDestroyed',
  'ChannelDtmfReceived',
  'PlaybackFinished',
  'RecordingFinished',
  'RecordingFailed',
  'ApplicationReplaced',
  'ChannelUserevent',
] as const;

export interface AriChannel {
  readonly id: string;
  /** `PJSIP/202-00000001`, `Local/4000@context-00000001;2`. */
  readonly name: string;
  readonly caller: { readonly name: string; readonly number: string };
  readonly dialplan: { readonly exten: string };
}

/** `cause` is Q.850; `tech_cause`, the SIP status, comes with 22 and later. */
interface HangupCause {
  readonly cause?: number;
  readonly cause_txt?: string;
  readonly tech_cause?: number;
}

export type AriEvent =
  | {
      readonly type: 'StasisStart';
      readonly channel: AriChannel;
      readonly args: readonly string[];
      /** A transfer: `channel` goes on in the place of this one. */
      readonly replace_channel?: AriChannel;
    }
  | { readonly type: 'StasisEnd'; readonly channel: AriChannel }
  | {
      readonly type: 'Dial';
      readonly peer: AriChannel;
      readonly dialstatus: string;
      /** A call forwarding (302): Asterisk dials this channel in the place of `peer`, of its own accord. */
      readonly forwarded?: AriChannel;
    }
  | ({ readonly type: 'ChannelHangupRequest'; readonly channel: AriChannel } & HangupCause)
  | ({ readonly type: 'ChannelDestroyed'; readonly channel: AriChannel } & HangupCause)
  | { readonly type: 'ChannelDtmfReceived'; readonly channel: AriChannel; readonly digit: string }
  | { readonly type: 'PlaybackFinished'; readonly playback: { readonly id: string; readonly state: string } }
  | {
      readonly type: 'RecordingFinished' | 'RecordingFailed';
      readonly recording: { readonly name: string; readonly duration?: number };
    }
  | { readonly type: 'ApplicationReplaced' }
  | {
      readonly type: 'ChannelUserevent';
      /** When Asterisk sent it, by Asterisk's own clock: `2026-11-23T08:38:39.861+0000`. */
      readonly timestamp: string;
      readonly eventname: string;
      readonly userevent: Readonly<Record<string, unknown>>;
    };

/** What ARI sent, or `unknown` for a type Vigie does not use; null when it is no event at all. */
export function readEvent(text: string): AriEvent | { readonly type: 'unknown' } | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  const used = (EVENT_TYPES as readonly unknown[]).includes(message.type);
  return used ? (message as AriEvent) : { type: 'unknown' };
}
