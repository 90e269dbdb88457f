/** 20 ms of sound at 8 kHz. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = 160;
/** Static payload type of G.711 A-law. */
export const PCMA = 8;
const HEADER_BYTES = 12;

const KEYS = '0123456789*#';
const KEY_FRAMES = 5;
/** The end of a key is said three times, since any packet may be lost (RFC 4733, 2.5.1.4). */
const KEY_ENDS = 3;
/** Silence between keys. */
const GAP_FRAMES = 3;

/** What one 20 ms frame of a key is: its code, how long it has been down, whether it is let go; null in the gap. */
export type KeyFrame = { readonly code: number; readonly samples: number; readonly isEnd: boolean } | null;

/** The frames of pressing these keys one after the other. */
export function keyFrames(keys: string): readonly KeyFrame[] {
  return [...keys].flatMap((key) => {
    const code = KEYS.indexOf(key);
    if (code < 0) throw new Error(`not a key: ${key}`);
    const down = Array.from({ length: KEY_FRAMES }, (_, at) => ({
      code,
      samples: (at + 1) * FRAME_SAMPLES,
      isEnd: at === KEY_FRAMES - 1,
    }));
    return [...down, ...Array.from({ length: GAP_FRAMES }, () => null)];
  });
}

/** Payloads to send for a frame of a key: one, or the end thrice. */
export function keyPayloads(frame: NonNullable<KeyFrame>): readonly Buffer[] {
  const VOLUME = 10;
  const payload = Buffer.from([
    frame.code,
    VOLUME | (frame.isEnd ? 0x80 : 0),
    frame.samples >> 8,
    frame.samples & 0xff,
  ]);
  return frame.isEnd ? Array.from({ length: KEY_ENDS }, () => payload) : [payload];
}

export interface RtpPacket {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly source: number;
  readonly payload: Buffer;
}

export function writeRtp(packet: RtpPacket): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(packet.payloadType | (packet.marker ? 0x80 : 0), 1);
  header.writeUInt16BE(packet.sequence & 0xffff, 2);
  header.writeUInt32BE(packet.timestamp >>> 0, 4);
  header.writeUInt32BE(packet.source, 8);
  return Buffer.concat([header, packet.payload]);
}

/** The sound in a packet of A-law, or null for anything else. */
export function soundOf(datagram: Buffer): Buffer | null {
  const isSound = datagram.length > HEADER_BYTES && ((datagram[1] ?? 0) & 0x7f) === PCMA;
  return isSound ? datagram.subarray(HEADER_BYTES) : null;
}
