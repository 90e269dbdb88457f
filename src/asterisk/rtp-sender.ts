import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok, type Result } from '../runtime/result.ts';

/** 20 ms at 8000 samples a second. */
export const FRAME_SAMPLES = 160;
const FRAME_BYTES = FRAME_SAMPLES * 2;
/** L16, one channel. RFC 3551 means 44100 samples by it; Asterisk takes it for its `slin` (read in its source). */
const L16 = 11;
const HEADER_BYTES = 12;
const TICK_MS = 5;

/** A way to send sound to the machine on which Asterisk is. */
export interface RtpSender {
  /** Our side, as Asterisk is told: the address from which its machine is reached, and a port of ours. */
  readonly from: string;
  /** The address at which ARI is. */
  readonly ariHost: string;
  /** Sends frames of samples (16 bits, little end first), so many every 5 ms. */
  send(samples: Buffer, to: { readonly host: string; readonly port: number }, perTick: number): Promise<void>;
  close(): void;
}

/** Opens a port, on the address of ours from which that host is reached. */
export async function openRtpSender(ariUrl: string, clock: Clock): Promise<Result<RtpSender, string>> {
  const { hostname, port } = new URL(ariUrl);
  try {
    const { address: ariHost, family } = await lookup(hostname.replace(/^\[|\]$/g, ''));
    const type = family === 6 ? 'udp6' : 'udp4';
    const probe = createSocket(type);
    // Nothing is sent: the system only says by which address it would be.
    probe.connect(Number(port || 80), ariHost);
    await once(probe, 'connect');
    const { address } = probe.address();
    probe.close();
    const socket = createSocket(type);
    socket.on('message', () => undefined);
    socket.bind(0, address);
    await once(socket, 'listening');
    const ours = family === 6 ? `[${address}]` : address;
    return ok({
      from: `${ours}:${socket.address().port}`,
      ariHost,
      send: (samples, to, perTick) => sendFrames(socket, clock, samples, to, perTick),
      close: () => socket.close(),
    });
  } catch (error) {
    return fail(`no way to the machine of Asterisk: ${(error as Error).message}`);
  }
}

async function sendFrames(
  socket: Socket,
  clock: Clock,
  samples: Buffer,
  to: { readonly host: string; readonly port: number },
  perTick: number,
): Promise<void> {
  const frames = Math.ceil(samples.length / FRAME_BYTES);
  const beganAt = clock.now();
  for (let frame = 0; frame < frames; frame += 1) {
    socket.send(packet(samples, frame), to.port, to.host);
    if (frame % perTick === perTick - 1)
      await untilAt(clock, beganAt + Math.ceil((frame + 1) / perTick) * TICK_MS);
  }
}

function packet(samples: Buffer, frame: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + FRAME_BYTES);
  bytes[0] = 0x80;
  bytes[1] = L16;
  bytes.writeUInt16BE(frame & 0xffff, 2);
  bytes.writeUInt32BE(frame * FRAME_SAMPLES, 4);
  bytes.writeUInt32BE(1, 8);
  samples.copy(bytes, HEADER_BYTES, frame * FRAME_BYTES, (frame + 1) * FRAME_BYTES);
  // On networks the big end comes first.
  bytes.subarray(HEADER_BYTES).swap16();
  return bytes;
}

function untilAt(clock: Clock, at: number): Promise<void> {
  return new Promise((resolve) => {
    clock.at(at, resolve);
  });
}
