import { describe, expect, it } from 'vitest';
import type { DialTarget, Extension } from '../../../src/domain/phone-number.ts';
import { facts, hotline, PlayedCall, person } from './call-fixture.ts';

const [alice, bob] = [person('alice'), person('bob')];
const elsewhere: DialTarget = { kind: 'extension', extension: '204' as Extension };
const forwarded = (attempt: number) =>
  ({
    type: 'leg-ended',
    attempt,
    cause: 'unreachable',
    why: { code: 'forwarded-elsewhere', to: '204' },
    forwardedTo: elsewhere,
  }) as const;

describe('a phone says that it is forwarded', () => {
  it('where to is dialled next, before anybody else, and takes the key though the phone needs none', () => {
    const exempt = {
      ...alice,
      contactMethods: alice.contactMethods.map((one) => ({ ...one, mustAccept: false })),
    };
    const call = new PlayedCall(facts(), [[exempt, bob]]).give(forwarded(1)).answers(2);
    expect(call.dialled).toEqual(['alice', 'alice']);
    expect(call.commandsOf('dial').at(-1)?.who.target).toEqual(elsewhere);
    expect(call.commandsOf('prompt-leg')).toHaveLength(1);
    expect(call.happened.find(({ kind }) => kind === 'attempt-ended')).toMatchObject({
      outcome: 'unreachable',
      why: { code: 'forwarded-on', to: '204' },
    });
  });

  it('phones that send on to each other are given up', () => {
    const call = new PlayedCall(facts(), [[alice, bob]]).give(forwarded(1)).give(forwarded(2));
    expect(call.give(forwarded(3)).dialled).toEqual(['alice', 'alice', 'alice', 'bob']);
  });

  it('a hotline that does not follow rings the next', () => {
    const call = new PlayedCall(facts({ hotline: hotline({ refuseForwards: true }) }), [[alice, bob]]);
    expect(call.give(forwarded(1)).dialled).toEqual(['alice', 'bob']);
  });
});
