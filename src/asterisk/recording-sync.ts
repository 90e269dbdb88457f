import type { Client } from 'ari-client';
import type { RecordingsInPbx } from '../calls/greetings/sync-recordings.ts';
import type { Done, TelephonyProblem, TransferTrouble } from '../calls/telephony.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';
import { isSoundName } from './media.ts';
import { idOfRecording, recordingName, transferChannel } from './recording-names.ts';
import { FRAME_SAMPLES, openRtpSender, type RtpSender } from './rtp-sender.ts';

/**
 * ARI takes no files. But a channel of external media takes sound by RTP, faster than it would be spoken, and can be
 * recorded: ten seconds are there in a third of a second, sample for sample (measured on 22.10.1). What was recorded
 * is read back and compared. Callers hear it from Asterisk's own disk, so that nobody ever waits for a transfer.
 */
const WAV_HEADER_BYTES = 44;
/** Sent first, and cut off before comparing: Asterisk may learn from them where we send from. */
const SILENT_FRAMES = 10;
const PACES = { fast: 10, slow: 1 } as const;
const ENTER_SECONDS = 2;
const SETTLE_SECONDS = 0.25;
const LOOK_EVERY_SECONDS = 0.02;
const FETCH_SECONDS = 30;
/** Should we die on the way, Asterisk ends the channel by itself. */
const LONGEST_TRANSFER_SECONDS = 120;

export const NO_SOUND_CAME = 'no sound reached Asterisk: UDP from this machine to its RTP ports must pass';
export const SOUND_CAME_DAMAGED = 'the sound did not reach Asterisk whole';

type Problem = Result<never, TelephonyProblem>;

export interface RecordingsInAsterisk extends RecordingsInPbx {
  /** Where Asterisk has it, as it names sounds. */
  find(id: string): string | null;
}

export function createRecordingsInAsterisk(
  link: AriLink,
  { app, url }: { readonly app: string; readonly url: string },
  clock: Clock,
): RecordingsInAsterisk {
  const places = new Map<string, string>();

  async function hold(id: string, wav: Uint8Array): Promise<Done> {
    const folder = await recordingsFolder();
    if (!folder.ok) return folder;
    const samples = Buffer.concat([Buffer.alloc(SILENT_FRAMES * FRAME_SAMPLES * 2), wholeFrames(wav)]);
    const there = await recorded(id, samples);
    const done = there === 'whole' ? ok(undefined) : await bring(id, samples);
    if (done.ok) places.set(id, `${folder.value}/${recordingName(app, id)}`);
    else places.delete(id);
    return done;
  }

  async function recordingsFolder(): Promise<Result<string, TelephonyProblem>> {
    const spool = await link.request((client) => client.asterisk.getGlobalVar({ variable: 'ASTSPOOLDIR' }));
    if (!spool.ok) return spool;
    const folder = `${spool.value.value}/recording`;
    return spool.value.value !== '' && isSoundName(folder)
      ? ok(folder)
      : refused(
          'no-recordings-folder',
          `Asterisk does not say where its recordings lie (ASTSPOOLDIR is "${spool.value.value}")`,
        );
  }

  async function bring(id: string, samples: Buffer): Promise<Done> {
    const sender = await openRtpSender(url, clock);
    if (!sender.ok) return refused('no-way-there', sender.error);
    try {
      let outcome = await carry(id, samples, sender.value, 'announced', PACES.fast);
      // Behind an address translation the address that Asterisk has for itself leads nowhere.
      if (outcome.ok && outcome.value === 'nothing')
        outcome = await carry(id, samples, sender.value, 'ari', PACES.fast);
      else if (outcome.ok && outcome.value === 'damaged')
        outcome = await carry(id, samples, sender.value, 'announced', PACES.slow);
      if (!outcome.ok) return outcome;
      if (outcome.value === 'whole') return ok(undefined);
      return outcome.value === 'nothing'
        ? refused('no-sound-came', NO_SOUND_CAME)
        : refused('sound-damaged', SOUND_CAME_DAMAGED);
    } finally {
      sender.value.close();
    }
  }

  async function carry(
    id: string,
    samples: Buffer,
    sender: RtpSender,
    to: 'announced' | 'ari',
    perTick: number,
  ): Promise<Result<Recorded, TelephonyProblem>> {
    const channelId = transferChannel(app, id);
    const hangUp = () => link.request((client) => client.channels.hangup({ channelId }));
    // What a transfer left that was broken off.
    await hangUp();
    const opened = await link.request((client) =>
      client.channels.externalMedia({ channelId, app, external_host: sender.from, format: 'slin' }),
    );
    if (!opened.ok)
      return refused(
        'no-rtp-channel',
        `Asterisk opens no channel for RTP; chan_rtp.so must be loaded: ${opened.error.detail}`,
      );
    try {
      const port = await channelVariable(channelId, 'UNICASTRTP_LOCAL_PORT');
      const host = await channelVariable(channelId, 'UNICASTRTP_LOCAL_ADDRESS');
      if (!port.ok) return port;
      if (!host.ok) return host;
      const begun = await beginRecording(id, channelId);
      if (!begun.ok) return begun;
      const target = { host: to === 'ari' ? sender.ariHost : host.value, port: Number(port.value) };
      await sender.send(samples, target, perTick);
      await pause(SETTLE_SECONDS);
      await endRecording(id);
    } finally {
      await hangUp();
    }
    return ok(await recorded(id, samples));
  }

  async function channelVariable(
    channelId: string,
    variable: string,
  ): Promise<Result<string, TelephonyProblem>> {
    const found = await link.request((client) => client.channels.getChannelVar({ channelId, variable }));
    return found.ok ? ok(found.value.value) : found;
  }

  async function beginRecording(id: string, channelId: string): Promise<Done> {
    // Before the recording, for which anything else that is asked of the channel would have to wait.
    const limited = await onceInside((client) =>
      client.channels.setChannelVar({
        channelId,
        variable: 'TIMEOUT(absolute)',
        value: String(LONGEST_TRANSFER_SECONDS),
      }),
    );
    if (!limited.ok) return limited;
    return onceInside((client) =>
      client.channels.record({
        channelId,
        name: recordingName(app, id),
        format: 'wav',
        ifExists: 'overwrite',
        maxDurationSeconds: LONGEST_TRANSFER_SECONDS,
      }),
    );
  }

  /** The channel enters our application a moment after it is made; until then nothing can be done to it. */
  async function onceInside(operation: (client: Client) => Promise<unknown>): Promise<Done> {
    const deadline = clock.now() + ENTER_SECONDS * SECOND;
    for (;;) {
      const done = await link.request(operation);
      if (done.ok) return ok(undefined);
      if (done.error.status !== 409 || clock.now() >= deadline) return done;
      await pause(LOOK_EVERY_SECONDS);
    }
  }

  /** Waits until Asterisk has closed the file. */
  async function endRecording(id: string): Promise<void> {
    const stored = recordingName(app, id);
    await link.request((client) => client.recordings.stop({ recordingName: stored }));
    const deadline = clock.now() + ENTER_SECONDS * SECOND;
    for (;;) {
      const live = await link.request((client) => client.recordings.getLive({ recordingName: stored }));
      if (!live.ok || clock.now() >= deadline) return;
      await pause(LOOK_EVERY_SECONDS);
    }
  }

  async function recorded(id: string, samples: Buffer): Promise<Recorded> {
    const file = await link.request(
      (client) => client.recordings.getStoredFile({ recordingName: recordingName(app, id) }),
      FETCH_SECONDS,
    );
    return file.ok ? compare(file.value, samples) : 'nothing';
  }

  function pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      clock.at(clock.now() + seconds * SECOND, resolve);
    });
  }

  return {
    hold,
    find: (id) => places.get(id) ?? null,
    async ids() {
      const stored = await link.request((client) => client.recordings.listStored());
      return stored.ok ? ok(stored.value.flatMap(({ name }) => idOfRecording(app, name) ?? [])) : stored;
    },
    async drop(id) {
      places.delete(id);
      const dropped = await link.request((client) =>
        client.recordings.deleteStored({ recordingName: recordingName(app, id) }),
      );
      return dropped.ok || dropped.error.kind === 'gone' ? ok(undefined) : dropped;
    },
  };
}

type Recorded = 'whole' | 'damaged' | 'nothing';

/** Of the silent frames sent first some may be missing; of the sound, nothing. */
function compare(file: Buffer, samples: Buffer): Recorded {
  const heard = file.subarray(WAV_HEADER_BYTES);
  if (heard.length === 0) return 'nothing';
  const silent = SILENT_FRAMES * FRAME_SAMPLES * 2;
  if (heard.length < samples.length - silent || heard.length > samples.length) return 'damaged';
  return heard.equals(samples.subarray(samples.length - heard.length)) ? 'whole' : 'damaged';
}

function wholeFrames(wav: Uint8Array): Buffer {
  const sound = Buffer.from(wav).subarray(WAV_HEADER_BYTES);
  const frame = FRAME_SAMPLES * 2;
  return Buffer.concat([sound, Buffer.alloc((frame - (sound.length % frame)) % frame)]);
}

function refused(code: TransferTrouble, detail: string): Problem {
  return fail({ kind: 'refused', detail, code });
}
