import type { Command } from '../../domain/escalation/command.ts';
import type { Result } from '../../runtime/result.ts';
import type { CommandContext } from '../live/command-context.ts';
import type { CallLog } from '../log/call-log.ts';
import type { TelephonyProblem } from '../telephony.ts';
import { isAudible, wavSeconds } from './measure-sound.ts';

type KeepMessage = Extract<Command, { type: 'keep-message' }>;

export interface MessageToFetch {
  readonly callId: string;
  readonly recording: string;
  /** Null: measured. */
  readonly seconds: number | null;
  /** Null: measured. */
  readonly isEmpty: boolean | null;
}

/** Keeps a caller's message; one that cannot be fetched now stays on Asterisk, and recovery fetches it later. */
export async function keepMessage(
  context: CommandContext,
  { recording, seconds, isEmpty = false }: KeepMessage,
): Promise<void> {
  const kept = await fetchMessage(
    { ...context, onEmpty: (length) => context.emit({ type: 'message-empty', recording, seconds: length }) },
    { callId: context.facts.callId, recording, seconds, isEmpty },
  );
  if (!kept.ok) context.warn('keep-message', `${recording} stays on Asterisk: ${kept.error.detail}`);
}

/** Fetches the audio and keeps it; only then is Asterisk's copy deleted, unless it is listened to. */
export async function fetchMessage(
  {
    telephony,
    callLog,
    copies,
    soundRule,
    now,
    onEmpty,
  }: Pick<CommandContext, 'telephony' | 'copies' | 'soundRule' | 'now'> & {
    readonly callLog: Pick<CallLog, 'keepMessage'>;
    /** It turned out so only now; a call that is over is put right by the call log. */
    readonly onEmpty?: (seconds: number) => void;
  },
  { callId, recording, seconds, isEmpty }: MessageToFetch,
): Promise<Result<unknown, TelephonyProblem>> {
  const audio = await telephony.fetchRecording(recording);
  if (!audio.ok) return audio;
  const length = seconds ?? Math.round(wavSeconds(audio.value));
  const foundEmpty = isEmpty ?? !(await isAudible(audio.value, soundRule));
  if (isEmpty === null && foundEmpty) onEmpty?.(length);
  const message = { callId, recording, seconds: length, isEmpty: foundEmpty, audio: audio.value };
  await callLog.keepMessage({ ...message, at: now() });
  return (await copies.keep(recording)) ? audio : telephony.deleteRecording(recording);
}

/** Finds out from the recording itself how long it is, and whether anything is heard in it. */
export async function measureMessage(context: CommandContext, recording: string): Promise<void> {
  const audio = await context.telephony.fetchRecording(recording);
  if (audio.ok)
    return context.emit({
      type: 'recording-measured',
      recording,
      seconds: wavSeconds(audio.value),
      isAudible: await isAudible(audio.value, context.soundRule),
    });
  if (audio.error.kind === 'gone') return context.emit({ type: 'recording-missing', recording });
  context.warn('measure-message', audio.error.detail);
  context.emit({ type: 'recording-measured', recording, seconds: null, isAudible: null });
}
