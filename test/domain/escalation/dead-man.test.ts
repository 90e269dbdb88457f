import { describe, expect, it } from 'vitest';
import { facts, PlayedCall, person, policy, step } from './call-fixture.ts';

const alice = person('alice');

describe('the dead-man switch', () => {
  it('is wound again while the call goes on, and for a whole conversation when it begins', () => {
    const slow = facts({ policy: policy({ steps: [step({ ringSeconds: 100 })] }) });
    const call = new PlayedCall(slow, [[alice]]).rings(1).after(70);
    const seconds = call.commandsOf('arm-caller').map((command) => command.seconds);
    expect(seconds).toEqual([60, 60]);
    call.answers(1).presses(1, '1');
    expect(call.commandsOf('arm-caller').at(-1)?.seconds).toBe(4 * 3600);
    call.after(3600);
    expect(call.commandsOf('arm-caller')).toHaveLength(3);
  });

  it('that could not be wound for a conversation is wound again within seconds, or it would cut the conversation', () => {
    const call = new PlayedCall(facts(), [[alice]]).answers(1).presses(1, '1');
    call.give({ type: 'arming-failed' }).after(1);
    expect(call.commandsOf('arm-caller')).toHaveLength(1);
    call.after(2).give({ type: 'arming-failed' }).after(3);
    expect(call.commandsOf('arm-caller').map(({ seconds }) => seconds)).toEqual(Array(3).fill(4 * 3600));
  });
});
