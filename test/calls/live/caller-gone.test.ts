import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/calls/live/command-context.ts';
import { runCommand } from '../../../src/calls/live/run-command.ts';
import type { Done, Telephony } from '../../../src/calls/telephony.ts';
import type { CallInput } from '../../../src/domain/escalation/call-input.ts';
import type { Command } from '../../../src/domain/escalation/command.ts';
import { facts } from '../../domain/escalation/call-fixture.ts';

/** What a call is told of when each request to the PBX is answered so. */
async function toldOf(command: Command, answer: Done): Promise<readonly (CallInput['type'] | 'missed')[]> {
  const told: (CallInput['type'] | 'missed')[] = [];
  const telephony = new Proxy({} as Telephony, { get: () => async () => answer });
  await runCommand(
    {
      facts: facts(),
      callerLeg: 'caller',
      telephony,
      emit: (event: CallInput) => told.push(event.type),
      missCaller: () => told.push('missed'),
      warn: () => undefined,
    } as unknown as CommandContext,
    command,
  );
  return told;
}

const GONE: Done = { ok: false, error: { kind: 'gone', detail: 'Channel not found (404)' } };
const REFUSED: Done = { ok: false, error: { kind: 'refused', detail: 'no (500)' } };

const TO_THE_CALLER: readonly Command[] = [
  { type: 'answer-caller' },
  { type: 'play-to-caller', play: 'c1-p1', words: 'greeting' },
  { type: 'start-hold', sound: { kind: 'ringback' } },
  { type: 'arm-caller', seconds: 60 },
  { type: 'record', recording: 'c1-message', maxSeconds: 60 },
];

describe('a caller whose leaving was never told, or told before their coming', () => {
  it.each(TO_THE_CALLER)('is looked for when $type finds nobody', async (command) => {
    expect(await toldOf(command, GONE)).toContain('missed');
  });

  it.each(TO_THE_CALLER)('is not looked for when $type is refused for another reason', async (command) => {
    expect(await toldOf(command, REFUSED)).not.toContain('missed');
  });
});

describe('the dead-man switch', () => {
  it('that was not wound is told of', async () => {
    expect(await toldOf({ type: 'arm-caller', seconds: 60 }, REFUSED)).toEqual(['arming-failed']);
    expect(await toldOf({ type: 'arm-caller', seconds: 60 }, { ok: true, value: undefined })).toEqual([]);
  });
});
