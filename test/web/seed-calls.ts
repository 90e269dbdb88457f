import { createCallLog } from '../../src/database/calls/call-store.ts';
import type { Database } from '../../src/database/database.ts';
import type { Outcome } from '../../src/domain/call.ts';
import type { CallEvent } from '../../src/domain/escalation/call-event.ts';
import type { DialTarget } from '../../src/domain/phone-number.ts';
import type { TaskKind } from '../../src/domain/task/task.ts';
import type { Instant } from '../../src/runtime/instant.ts';
import type { OpenSite } from './open-site.ts';

export interface SeedCall {
  readonly id: string;
  readonly at: Instant;
  readonly hotlineId?: string;
  readonly caller?: string | null;
  readonly callerName?: string | null;
  /** Null: still going on. */
  readonly outcome: Outcome | null;
  readonly message?: Buffer;
  readonly isTest?: boolean;
}

const mia = { personId: 'mia', name: 'Mia Roux', target: { kind: 'phone', number: '+33698765432' } };
const otto = { personId: 'otto', name: 'Otto Blanc', target: { kind: 'extension', extension: '203' } };

/** Writes a call as the service would: Mia does not answer, Otto does, or nobody. */
export async function seedCall(db: Database, call: SeedCall): Promise<readonly CallEvent[]> {
  const log = createCallLog(db);
  const caller = {
    number: call.caller === undefined ? '+33145678901' : call.caller,
    name: call.callerName ?? null,
  };
  await log.begin({
    id: call.id,
    hotlineId: call.hotlineId ?? 'support',
    dialled: '+33199001201',
    caller,
    startedAt: call.at,
    isTest: call.isTest ?? false,
  });
  const callEvents = story(call).map((one) =>
    one.kind === 'voicemail-kept' ? { ...one, recording: `rec-${call.id}` } : one,
  );
  await log.append(call.id, callEvents);
  if (call.message)
    await log.keepMessage({
      callId: call.id,
      recording: `rec-${call.id}`,
      seconds: 7,
      audio: call.message,
      at: call.at + 60_000,
    });
  return callEvents;
}

export function story({ at, outcome }: Pick<SeedCall, 'at' | 'outcome'>): readonly CallEvent[] {
  const after = (seconds: number) => at + seconds * 1000;
  const started = (
    attempt: number,
    step: number,
    who: typeof mia | typeof otto,
    seconds: number,
  ): CallEvent => ({
    kind: 'attempt-started',
    attempt,
    round: 0,
    step,
    personId: who.personId,
    name: who.name,
    target: who.target as DialTarget,
    reason: { code: 'planned-shift', until: null },
    trunk: who.target.kind === 'phone' ? 'carrier' : null,
    ...(step === 0 ? { schedule: 'primary' } : {}),
    at: after(seconds),
  });
  const toMia: readonly CallEvent[] = [
    { kind: 'greeting-started', at: after(0) },
    { kind: 'step-started', round: 0, step: 0, names: ['Mia Roux'], at: after(4) },
    started(1, 0, mia, 4),
    { kind: 'attempt-ringing', attempt: 1, at: after(6) },
  ];
  if (outcome === 'refused')
    return [
      { kind: 'refused', at: after(0) },
      { kind: 'call-ended', outcome, at: after(1) },
    ];
  if (outcome === 'caller-hung-up')
    return [
      ...toMia,
      { kind: 'attempt-ended', attempt: 1, outcome: 'caller-gone', why: null, at: after(14) },
      { kind: 'call-ended', outcome, at: after(14) },
    ];
  const toOtto: readonly CallEvent[] = [
    ...toMia,
    { kind: 'attempt-ended', attempt: 1, outcome: 'no-answer', why: null, at: after(29) },
    { kind: 'step-started', round: 0, step: 1, names: ['Otto Blanc'], at: after(29) },
    started(2, 1, otto, 29),
    { kind: 'attempt-ringing', attempt: 2, at: after(30) },
  ];
  if (outcome === null) return toOtto;
  if (outcome === 'accepted')
    return [
      ...toOtto,
      { kind: 'attempt-answered', attempt: 2, at: after(36) },
      { kind: 'attempt-accepted', attempt: 2, by: 'key', at: after(39) },
      { kind: 'talking-started', attempt: 2, at: after(39) },
      { kind: 'attempt-ended', attempt: 2, outcome: 'accepted', why: null, at: after(214) },
      { kind: 'call-ended', outcome, at: after(214) },
    ];
  return [
    ...toOtto,
    {
      kind: 'attempt-ended',
      attempt: 2,
      outcome: 'busy',
      why: { code: 'network', q850: 17, sip: 486, said: 'User busy' },
      at: after(31),
    },
    { kind: 'nobody-took-it', at: after(31) },
    { kind: 'voicemail-started', at: after(31) },
    { kind: 'voicemail-kept', recording: 'r', seconds: 7, at: after(45) },
    { kind: 'call-ended', outcome, at: after(45) },
  ];
}

/** Silence as a WAV of 8 kHz, 16 bits. */
export function wav(seconds: number): Buffer {
  const data = Buffer.alloc(seconds * 16_000);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

/** Opens the task of a call, as telling of it does; gives its number. */
export async function seedTask(
  { dependencies }: Pick<OpenSite, 'dependencies'>,
  call: SeedCall & { readonly kind?: TaskKind; readonly ownerId?: string | null },
): Promise<number> {
  const { task } = await dependencies.tasks.openOrJoin({
    hotlineId: call.hotlineId ?? 'support',
    callId: call.id,
    callerNumber: call.caller === undefined ? '+33145678901' : call.caller,
    callerName: call.callerName ?? null,
    kind: call.kind ?? 'missed-call',
    ownerId: call.ownerId === undefined ? 'mia' : call.ownerId,
    at: call.at,
  });
  return task.id;
}
