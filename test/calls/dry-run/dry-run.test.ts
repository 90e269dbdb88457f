import { describe, expect, it } from 'vitest';
import { endReasonInWords } from '../../../src/words/reason-words.ts';
import { hotline, policy, START, step } from '../../domain/escalation/call-fixture.ts';
import { duty, extension, phone, played, rings, someone, tries } from './played.ts';

const bob = someone('bob', extension('202'), phone('+33612345678'));
const carol = someone('carol', extension('203'));
const twoSteps = { policy: policy({ steps: [rings('primary'), rings('backup')] }) };
const both = {
  people: [bob, carol],
  schedules: [duty('primary', ['bob', 0]), duty('backup', ['carol', 0])],
  call: twoSteps,
};

describe('a dry run', () => {
  it('rings every contact method of everyone to the end when nobody answers, and then takes a message', async () => {
    const run = await played(both);
    expect(tries(run)).toEqual([
      '20 bob 202 no-answer',
      '40 bob +33612345678 no-answer',
      '60 carol 203 no-answer',
    ]);
    expect(run.outcome).toBe('voicemail');
    expect(run.timeline.at(-1)?.callEvent).toMatchObject({ kind: 'call-ended', outcome: 'voicemail' });
  });

  it('tells of each try when, on whose clocks, whom, where, why, and until when', async () => {
    const run = await played(both);
    const second = run.timeline.filter(({ callEvent }) => callEvent.kind === 'attempt-started')[1];
    expect(second).toMatchObject({
      afterSeconds: 20,
      at: START + 20_000,
      local: '2026-11-23 03:10:20',
      dialled: {
        attempt: 2,
        round: 0,
        step: 0,
        personId: 'bob',
        address: '+33612345678',
        mustAccept: true,
        why: { code: 'planned-shift', until: '2026-11-24 02:10' },
        dutyUntil: START + 86_400_000,
        ringsUntil: START + 40_000,
      },
    });
  });

  it('asks who is on duty when a step starts: a handoff during the call counts', async () => {
    const run = await played({
      ...both,
      schedules: [duty('primary', ['bob', 0], ['carol', 50])],
      call: { policy: policy({ steps: [rings('primary')], rounds: 3 }) },
    });
    expect(tries(run)).toEqual([
      '20 bob 202 no-answer',
      '40 bob +33612345678 no-answer',
      '60 bob 202 no-answer',
      '80 bob +33612345678 no-answer',
      '100 carol 203 no-answer',
    ]);
  });

  it.each([
    ['accepts:5+3', ['68 bob 202 accepted'], 'accepted'],
    [
      'accepts:25',
      ['20 bob 202 no-answer', '40 bob +33612345678 no-answer', '60 carol 203 no-answer'],
      'voicemail',
    ],
    ['declines:5+3', ['8 bob 202 declined', '28 carol 203 no-answer'], 'voicemail'],
    [
      'rejects:4',
      ['4 bob 202 declined', '8 bob +33612345678 declined', '28 carol 203 no-answer'],
      'voicemail',
    ],
    ['busy', ['0 bob 202 busy', '0 bob +33612345678 busy', '20 carol 203 no-answer'], 'voicemail'],
    [
      'unreachable',
      ['0 bob 202 unreachable', '0 bob +33612345678 unreachable', '20 carol 203 no-answer'],
      'voicemail',
    ],
    ['engaged', ['0 bob 202 engaged', '20 carol 203 no-answer'], 'voicemail'],
    // The accept window is 20 seconds.
    [
      'mailbox:3',
      ['23 bob 202 not-accepted', '46 bob +33612345678 not-accepted', '66 carol 203 no-answer'],
      'voicemail',
    ],
  ])('bob=%s', async (behaviour, expected, outcome) => {
    const run = await played({ ...both, assume: [`bob=${behaviour}`] });
    expect(tries(run)).toEqual(expected);
    expect(run.outcome).toBe(outcome);
  });

  it('an address counts before its person, and a person before everyone', async () => {
    const run = await played({
      ...both,
      assume: ['+33612345678=accepts:2+1', 'bob=unreachable', 'everyone=busy'],
    });
    expect(tries(run)).toEqual(['0 bob 202 unreachable', '63 bob +33612345678 accepted']);
  });

  it('a phone that answers without a key is a person where an answer counts', async () => {
    const taskPages = { ...carol, contactMethods: [{ target: extension('203'), mustAccept: false }] };
    const run = await played({
      people: [taskPages],
      schedules: [duty('primary', ['carol', 0])],
      assume: ['203=mailbox:4'],
    });
    expect(tries(run)).toEqual(['64 carol 203 accepted']);
  });

  it('makes the same last checks as a real dial', async () => {
    const abroad = someone('abroad', phone('+4915123456789'));
    const run = await played({
      people: [abroad, bob],
      schedules: [duty('primary', ['abroad', 0]), duty('backup', ['bob', 0])],
      call: { ...twoSteps, hotline: hotline({ trunk: null }) },
    });
    const ends = run.timeline.flatMap(({ callEvent }) =>
      callEvent.kind === 'attempt-ended' ? [callEvent] : [],
    );
    expect(
      ends.map(({ outcome, why }) => `${outcome} ${why === null ? '' : endReasonInWords(why, 'en')}`),
    ).toEqual([
      'unreachable this number may not be dialled',
      'no-answer ',
      'unreachable the hotline has no trunk',
    ]);
  });

  it('rings no more phones at once than the service may', async () => {
    const crowd = ['1', '2', '3'].map((name) => someone(name, extension(name)));
    const targets = crowd.map(({ id }) => ({ kind: 'person' as const, personId: id }));
    const run = await played({
      people: crowd,
      schedules: [],
      call: { policy: policy({ steps: [step({ strategy: 'all-at-once', targets })] }) },
      maxOutboundLegs: 2,
    });
    // Who is not dialled leaves room for the next, as in a real call.
    expect(tries(run)).toEqual(['0 1 1 unreachable', '20 2 2 no-answer', '20 3 3 no-answer']);
  });

  it('when everyone is on other calls the caller waits, until the limit', async () => {
    const run = await played({
      ...both,
      call: { policy: policy({ steps: [rings('primary')], overallLimitSeconds: 50 }) },
      assume: ['everyone=engaged'],
    });
    expect(tries(run)).toEqual(['0 bob 202 engaged', '20 bob 202 engaged', '40 bob 202 engaged']);
    expect(run.timeline.map(({ callEvent }) => callEvent.kind)).toContain('everyone-busy');
    expect(run.timeline.find(({ callEvent }) => callEvent.kind === 'nobody-took-it')?.afterSeconds).toBe(50);
  });

  it('a caller out of patience hangs up, and whoever rings is let go', async () => {
    const run = await played({ ...both, patienceSeconds: 30 });
    expect(tries(run)).toEqual(['20 bob 202 no-answer', '30 bob +33612345678 caller-gone']);
    expect(run.outcome).toBe('caller-hung-up');
  });

  it('a caller who says nothing after the beep leaves no message', async () => {
    const run = await played({ ...both, messageSeconds: 0 });
    expect(run.outcome).toBe('caller-hung-up');
  });

  it('a message longer than allowed is cut off, and kept', async () => {
    const run = await played({ ...both, messageSeconds: 500 });
    expect(run.timeline.map(({ callEvent }) => callEvent)).toContainEqual(
      expect.objectContaining({ kind: 'voicemail-kept', seconds: 120 }),
    );
  });

  it('goes at once to what comes when nobody answers, where an opening branch rings nobody', async () => {
    const nobody = policy({ id: '', steps: [], rounds: 1, overallLimitSeconds: 0 });
    const run = await played({ ...both, call: { branch: 'Christmas', policy: nobody } });
    expect(tries(run)).toEqual([]);
    expect(run.timeline.find(({ callEvent }) => callEvent.kind === 'voicemail-started')?.afterSeconds).toBe(
      0,
    );
    expect(run.outcome).toBe('voicemail');
  });

  it('a blocked caller is refused, and nobody is called', async () => {
    const blocked = { numbers: ['+336*'], anonymous: false, treatment: 'announcement' } as const;
    const run = await played({ ...both, call: { ...twoSteps, hotline: hotline({ blocked }) } });
    expect(tries(run)).toEqual([]);
    expect(run.outcome).toBe('refused');
  });
});
