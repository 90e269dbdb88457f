import type { SoundStore } from '../../planning/sound.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../../runtime/recurring-work.ts';
import type { Result } from '../../runtime/result.ts';
import type { Done, TelephonyProblem, TransferTrouble } from '../telephony.ts';

/** What the PBX holds of the recordings that Vigie keeps: callers hear them from there. */
export interface RecordingsInPbx {
  /** Whatever is there, whoever brought it. */
  ids(): Promise<Result<readonly string[], TelephonyProblem>>;
  /** Has the PBX hold exactly this sound, and makes sure that it does. */
  hold(id: string, wav: Uint8Array): Promise<Done>;
  drop(id: string): Promise<Done>;
}

/** `missing`: callers hear what the hotline has besides, or no greeting. */
export type RecordingState =
  | { readonly kind: 'there' }
  | { readonly kind: 'on-its-way' }
  /** `code` null: only Asterisk's own words, `reason`, say why. */
  | { readonly kind: 'missing'; readonly reason: string; readonly code: TransferTrouble | null };

export interface RecordingSync extends RecurringWork {
  stateOf(id: string): RecordingState;
  /** How many recordings that hotlines play could not be brought to the PBX. */
  missing(): number;
  /** Hotlines play others now: no need to wait for the next look. */
  changed(): void;
}

export interface RecordingSyncDependencies {
  readonly pbxRecordings: RecordingsInPbx;
  readonly sounds: SoundStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** For bugs only. */
  readonly crash: (error: unknown) => void;
}

/** How late a change made by another process (`vigie import`) is known. */
const LOOK_EVERY_SECONDS = 10;
const TRY_AGAIN_SECONDS = 60;
const NOT_CONNECTED: RecordingState = { kind: 'on-its-way' };

/** Keeps the PBX in step with the recordings that hotlines play: brings what is missing, takes away what is not used. */
export function createRecordingSync(dependencies: RecordingSyncDependencies): RecordingSync {
  const { pbxRecordings, sounds, clock, log } = dependencies;
  const states = new Map<string, RecordingState & { readonly tryAgainAt?: Instant }>();
  let strangersLookedFor = false;
  let running = false;

  async function look(): Promise<Instant> {
    const wanted = await sounds.inUse();
    for (const id of wanted) await see(id);
    for (const id of [...states.keys()]) if (!wanted.includes(id)) await letGo(id);
    if (!strangersLookedFor) await lookForStrangers(wanted);
    return clock.now() + LOOK_EVERY_SECONDS * SECOND;
  }

  async function see(id: string): Promise<void> {
    const before = states.get(id);
    if (before?.kind === 'there' || (before?.tryAgainAt ?? 0) > clock.now()) return;
    const sound = await sounds.find(id);
    // Given up by its hotline while we looked.
    if (sound === null) return;
    if (!before) states.set(id, { kind: 'on-its-way' });
    const beganAt = clock.now();
    const held = await pbxRecordings.hold(id, sound.wav);
    if (held.ok) {
      states.set(id, { kind: 'there' });
      const took = { milliseconds: clock.now() - beganAt, seconds: sound.seconds };
      log.info({ recording: id, ...took }, 'Asterisk has the recorded greeting');
      return;
    }
    const reason = held.error.detail;
    const known = before?.kind === 'missing' && before.reason === reason;
    if (!known) log.error({ recording: id, reason }, 'a recorded greeting cannot be brought to Asterisk');
    const code = held.error.code ?? null;
    states.set(id, { kind: 'missing', reason, code, tryAgainAt: clock.now() + TRY_AGAIN_SECONDS * SECOND });
  }

  async function letGo(id: string): Promise<void> {
    states.delete(id);
    const dropped = await pbxRecordings.drop(id);
    if (!dropped.ok)
      log.warn({ recording: id, reason: dropped.error.detail }, 'a recording stays in Asterisk');
  }

  /** Recordings of ours that were given up while nobody looked. */
  async function lookForStrangers(wanted: readonly string[]): Promise<void> {
    const ids = await pbxRecordings.ids();
    if (!ids.ok) return;
    strangersLookedFor = true;
    for (const id of ids.value) if (!wanted.includes(id)) await letGo(id);
  }

  const looking = recurringWork(dependencies, 'recorded greetings', look);
  return {
    /** Asterisk may be another one than before: all is looked at anew. */
    begin() {
      states.clear();
      strangersLookedFor = false;
      running = true;
      looking.begin();
    },
    end() {
      running = false;
      return looking.end();
    },
    changed() {
      if (running) looking.begin();
    },
    stateOf: (id) => states.get(id) ?? NOT_CONNECTED,
    missing: () => [...states.values()].filter(({ kind }) => kind === 'missing').length,
  };
}
