import { describe, expect, it } from 'vitest';
import { thingsTouched } from '../../../src/calls/live/run-command.ts';
import type { Command } from '../../../src/domain/escalation/command.ts';
import { OrderedWork } from '../../../src/runtime/ordered-work.ts';
import { facts, PlayedCall, person, policy, step } from '../../domain/escalation/call-fixture.ts';

/** Starts these commands as a session does, with one that never gets done; gives those that were begun. */
async function begunBeside(hanging: Command, commands: readonly Command[]): Promise<readonly Command[]> {
  const work = new OrderedWork((error) => {
    throw error;
  });
  const begun: Command[] = [];
  for (const command of commands) {
    work.add(thingsTouched(command), async () => {
      begun.push(command);
      if (command === hanging) await new Promise(() => undefined);
    });
  }
  await new Promise((resolve) => setImmediate(resolve));
  return begun;
}

describe('the caller is transferred while Asterisk is slow to take the bridge down', () => {
  it('neither the caller nor the responder is played anything before it is down; the next is dialled meanwhile', async () => {
    const call = new PlayedCall(facts({ policy: policy({ steps: [step(), step()] }) }), [
      [person('alice')],
      [person('bob')],
    ]);
    call.answers(1).presses(1, '1').presses(1, '*');
    const before = call.commands.length;
    call.presses(1, '1');
    const commands = call.commands.slice(before);
    const [parting] = call.commandsOf('disconnect');
    if (!parting) throw new Error('a transfer parts them');
    expect(commands.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['disconnect', 'inform-leg', 'start-hold', 'dial']),
    );
    const begun = (await begunBeside(parting, commands)).map(({ type }) => type);
    expect(begun).toContain('disconnect');
    expect(begun).toContain('dial');
    expect(begun).not.toContain('inform-leg');
    expect(begun).not.toContain('start-hold');
  });
});
