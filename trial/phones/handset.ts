import { randomBytes } from 'node:crypto';
import dgram from 'node:dgram';
import { decodeALaw, encodeALaw } from './a-law.ts';
import {
  FRAME_MS,
  FRAME_SAMPLES,
  type KeyFrame,
  keyFrames,
  keyPayloads,
  PCMA,
  soundOf,
  writeRtp,
} from './rtp.ts';
import { inBandFrames, isAudible, isTone, toneSamples } from './tone.ts';

/** The mouth, ears and keys of a simulated phone: one UDP port, and a line for each call. SIPp does the signalling. */
export interface Handset {
  readonly port: number;
  /** The line to the other side's RTP port; opened at the first use. It sends silence until told otherwise. */
  line(remote: Remote): Line;
  close(): void;
}

/** Where the other side of a call wants its RTP, and which payload type it gave to keys. */
export interface Remote {
  readonly port: number;
  readonly keyPayload: number;
}

export interface Line {
  /** Presses keys; resolves when the last one was let go. */
  press(keys: string): Promise<void>;
  /** The same as tones in the voice (ITU-T Q.23), for lines that know no key events. */
  pressInBand(keys: string): Promise<void>;
  /** True: not one packet of sound is sent, as where silence is suppressed. */
  sendNothing(nothing: boolean): void;
  /** A tone of `hz` from now on; null: silence. */
  speak(hz: number | null): void;
  /** Whether something is heard at the moment: a tone of `hz`, or anything. */
  hears(hz?: number): boolean;
  close(): void;
}

/** How much of what was heard is kept: 100 ms. */
const EAR_SAMPLES = 5 * FRAME_SAMPLES;

export async function openHandset(): Promise<Handset> {
  const socket = dgram.createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  // Sending to a port that Asterisk has just closed is no fault.
  socket.on('error', () => {});
  const lines = new Map<number, ReturnType<typeof openLine>>();
  socket.on('message', (datagram, from) => lines.get(from.port)?.receive(datagram));
  let isClosed = false;
  return {
    port: socket.address().port,
    line(remote) {
      if (isClosed) throw new Error('the phone was taken away');
      const line = lines.get(remote.port) ?? openLine(socket, remote, () => lines.delete(remote.port));
      lines.set(remote.port, line);
      return line;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const line of lines.values()) line.close();
      socket.close();
    },
  };
}

function openLine(
  socket: dgram.Socket,
  remote: Remote,
  closed: () => void,
): Line & { receive(datagram: Buffer): void } {
  const source = randomBytes(4).readUInt32BE(0);
  const startedAt = performance.now();
  // Never 0: Asterisk takes the end of a key that went down at 0 for one that it has heard already.
  const firstTimestamp = FRAME_SAMPLES + randomBytes(3).readUIntBE(0, 3);
  let [frame, sequence, keyStart] = [0, 0, 0];
  let tone: number | null = null;
  let isDumb = false;
  let inBand: (readonly number[])[] = [];
  let keys: KeyFrame[] = [];
  let letGo: (() => void)[] = [];
  let heard: number[] = [];
  let heardAt = 0;

  const send = (payloadType: number, payload: Buffer, timestamp: number, marker: boolean) => {
    socket.send(
      writeRtp({ payloadType, marker, sequence, timestamp, source, payload }),
      remote.port,
      '127.0.0.1',
    );
    sequence += 1;
  };
  const sendFrame = () => {
    const timestamp = firstTimestamp + frame * FRAME_SAMPLES;
    const key = keys.shift();
    if (key) {
      const isFirst = key.samples === FRAME_SAMPLES;
      if (isFirst) keyStart = timestamp;
      // Every packet of a key carries the time at which it went down.
      for (const payload of keyPayloads(key)) send(remote.keyPayload, payload, keyStart, isFirst);
    } else if (!isDumb) {
      send(
        PCMA,
        soundFrame(inBand.shift() ?? (tone === null ? [] : [tone]), timestamp),
        timestamp,
        frame === 0,
      );
      if (inBand.length === 0 && keys.length === 0) freeFinger();
    }
    frame += 1;
  };
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / FRAME_MS);
    if (keys.length > 0) {
      // A finger takes its time, however late the timer is: of keys that come all at once Asterisk loses some, or
      // hears them in another order.
      frame = Math.max(frame, due);
      sendFrame();
      if (keys.length === 0) freeFinger();
      return;
    }
    // A late timer sends the sound that is due: the stream keeps the pace of the clock.
    while (frame <= due) sendFrame();
  }, FRAME_MS);
  const freeFinger = () => {
    for (const resolve of letGo) resolve();
    letGo = [];
  };

  return {
    async press(pressed) {
      keys = [...keys, ...keyFrames(pressed)];
      await new Promise<void>((resolve) => letGo.push(resolve));
    },
    async pressInBand(pressed) {
      inBand = [...inBand, ...inBandFrames(pressed)];
      await new Promise<void>((resolve) => letGo.push(resolve));
    },
    sendNothing(nothing) {
      isDumb = nothing;
    },
    speak(hz) {
      tone = hz;
    },
    hears(hz) {
      const isRecent = performance.now() - heardAt < 10 * FRAME_MS;
      return (
        isRecent && (hz === undefined ? isAudible(heard) : heard.length === EAR_SAMPLES && isTone(heard, hz))
      );
    },
    receive(datagram) {
      const sound = soundOf(datagram);
      if (!sound) return;
      heard = [...heard, ...Array.from(sound, decodeALaw)].slice(-EAR_SAMPLES);
      heardAt = performance.now();
    },
    close() {
      clearInterval(timer);
      freeFinger();
      closed();
    },
  };
}

/** These tones together; none: silence. */
function soundFrame(tones: readonly number[], first: number): Buffer {
  const sums = Array<number>(FRAME_SAMPLES).fill(0);
  for (const hz of tones)
    for (const [at, sample] of toneSamples(hz, first, FRAME_SAMPLES).entries())
      sums[at] = (sums[at] ?? 0) + sample / tones.length;
  return Buffer.from(sums.map(encodeALaw));
}
