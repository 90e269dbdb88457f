import type { Command } from '../../domain/escalation/command.ts';
import type { Result } from '../../runtime/result.ts';
import type { CommandContext } from '../live/command-context.ts';
import type { CallLog } from '../log/call-log.ts';
import type { TelephonyProblem } from '../telephony.ts';

type KeepMessage = Extract<Command, { type: 'keep-message' }>;

/** Keeps a caller's message; one that cannot be fetched now stays on Asterisk, and recovery fetches it later. */
export async function keepMessage(
  context: CommandContext,
  { recording, seconds }: KeepMessage,
): Promise<void> {
  const kept = await fetchMessage(context, context.facts.callId, recording, seconds);
  if (!kept.ok) context.warn('keep-message', `${recording} stays on Asterisk: ${kept.error.detail}`);
}

/** Fetches the audio and keeps it; only then is Asterisk's copy deleted, unless it is listened to. `seconds` null: measured. */
export async function fetchMessage(
  {
    telephony,
    callLog,
    copies,
    now,
  }: Pick<CommandContext, 'telephony' | 'copies' | 'now'> & {
    readonly callLog: Pick<CallLog, 'keepMessage'>;
  },
  callId: string,
  recording: string,
  seconds: number | null,
): Promise<Result<unknown, TelephonyProblem>> {
  const audio = await telephony.fetchRecording(recording);
  if (!audio.ok) return audio;
  const length = seconds ?? Math.round(wavSeconds(audio.value));
  await callLog.keepMessage({ callId, recording, seconds: length, audio: audio.value, at: now() });
  return (await copies.keep(recording)) ? audio : telephony.deleteRecording(recording);
}

/** Finds out how long a recording is from the recording itself. */
export async function measureMessage(context: CommandContext, recording: string): Promise<void> {
  const audio = await context.telephony.fetchRecording(recording);
  if (audio.ok)
    return context.emit({ type: 'recording-measured', recording, seconds: wavSeconds(audio.value) });
  if (audio.error.kind === 'gone') return context.emit({ type: 'recording-missing', recording });
  context.warn('measure-message', audio.error.detail);
  context.emit({ type: 'recording-measured', recording, seconds: null });
}

const WAV_HEADER_BYTES = 44;

/** Length of a PCM WAV file, from its size and the bytes a second that its header tells. */
export function wavSeconds(wav: Buffer): number {
  if (wav.length <= WAV_HEADER_BYTES) return 0;
  return (wav.length - WAV_HEADER_BYTES) / wav.readUInt32LE(28);
}
