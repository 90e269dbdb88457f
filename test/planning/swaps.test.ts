import { describe, expect, test } from 'vitest';
import { recordAbsence, removeAbsence } from '../../src/planning/record-absence.ts';
import { removeShift, undoOverride } from '../../src/planning/schedule-edits.ts';
import { actOnSwap } from '../../src/planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { by, planned, shift, span } from './planned.ts';

const DUTY = span('12 00:00', '13 00:00');
const OFFER = {
  scheduleId: 'primary',
  giverId: 'alice',
  offeredTo: null,
  inReturn: null,
  note: 'wedding',
  ...DUTY,
};
const ALICE = by('Alice');
const BOB = by('Bob');

async function proposed(offer: Partial<typeof OFFER> & { offeredTo?: string | null } = {}, more = '') {
  const taskPages = await planned(more);
  const swap = await proposeSwap(taskPages.planning, { ...OFFER, ...offer }, ALICE);
  if (!swap.ok) throw new Error(JSON.stringify(swap.error));
  return { ...taskPages, swap: swap.value };
}

describe('a duty that is offered', () => {
  test('to all is taken by who accepts first; the other is told', async () => {
    const { planning, swap, onCall, schedule } = await proposed();
    const [first, second] = await Promise.all([
      actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB),
      actOnSwap(planning, swap.id, { kind: 'accept', by: 'chloe' }, by('Chloé')),
    ]);
    expect(first).toMatchObject({ ok: true, value: { state: { kind: 'made', takerId: 'bob' } } });
    expect(second).toMatchObject({ ok: false, error: { violations: [{ rule: 'awaits-answer' }] } });
    expect(await onCall('12 12:00')).toEqual(['bob']);
    expect(await onCall('13 12:00')).toEqual(['alice']);
    expect((await schedule()).overrides).toEqual([
      { action: 'takes-over', personId: 'bob', replacesId: 'alice', ...DUTY, madeBy: 'Bob' },
    ]);
  });

  test('counts only once a supervisor has agreed, where the schedule says so', async () => {
    const { planning, swap, onCall } = await proposed({}, '    swapApproval: supervisor\n');
    await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB);
    expect(await onCall('12 12:00')).toEqual(['alice']);
    const agreed = await actOnSwap(planning, swap.id, { kind: 'approve', by: 'claire' }, by('Claire'));
    expect(agreed).toMatchObject({
      value: { state: { kind: 'made', takerId: 'bob', approvedBy: 'claire' } },
    });
    expect(await onCall('12 12:00')).toEqual(['bob']);
  });

  test('is undone: what has passed stays, the rest goes back', async () => {
    const { planning, swap, onCall } = await proposed();
    await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB);
    const undone = await actOnSwap(planning, swap.id, { kind: 'undo', by: 'alice' }, by('Alice', '12 10:00'));
    expect(undone).toMatchObject({ ok: true, value: { state: { kind: 'undone', by: 'alice' } } });
    expect(await onCall('12 09:00')).toEqual(['bob']);
    expect(await onCall('12 11:00')).toEqual(['alice']);
  });

  test('accepted in its course counts from then on', async () => {
    const { planning, swap, schedule } = await proposed();
    await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, by('Bob', '12 10:00'));
    expect((await schedule()).overrides).toMatchObject([span('12 10:00', '13 00:00')]);
  });

  test('leaves an audit entry at each step, of the swap and of the schedule', async () => {
    const { planning, swap, audit } = await proposed();
    await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB);
    expect(await audit('swaps')).toMatchObject([
      { actor: 'Alice', action: 'added', after: { giverId: 'alice', note: 'wedding' } },
      {
        actor: 'Bob',
        action: 'changed',
        before: { state: { kind: 'proposed' } },
        after: { state: { kind: 'made' } },
      },
    ]);
    expect(await audit('schedules')).toMatchObject([
      { actor: 'Bob', after: { overrides: [{ personId: 'bob' }] } },
    ]);
  });
});

describe('nonsense is refused', () => {
  test.each([
    ['a duty that is not one’s own', { giverId: 'bob' }, 'own-duty'],
    ['more than one’s duty', span('17 00:00', '18 12:00'), 'own-duty'],
    ['to oneself', { offeredTo: 'alice' }, 'offered-to-another'],
    ['to nobody known', { offeredTo: 'zoe' }, 'knows-person'],
    ['to somebody absent', { offeredTo: 'dan' }, 'is-present'],
    ['what is over', span('01 00:00', '02 00:00'), 'not-over'],
    ['no time at all', span('12 00:00', '12 00:00'), 'ends-after-start'],
  ])('offering %s', async (_, offer, rule) => {
    const { planning } = await planned('absences: {dan: [{start: 2027-01-12, end: 2027-01-12}]}');
    const refused = await proposeSwap(planning, { ...OFFER, ...offer }, by('Alice', '03 00:00'));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid', violations: [{ rule }] } });
  });

  test('offering what is offered or swapped already', async () => {
    const { planning, swap } = await proposed();
    const again = () => proposeSwap(planning, { ...OFFER, ...span('12 12:00', '14 00:00') }, ALICE);
    expect(await again()).toMatchObject({ error: { violations: [{ rule: 'not-swapped-already' }] } });
    await actOnSwap(planning, swap.id, { kind: 'withdraw', by: 'alice' }, ALICE);
    expect(await again()).toMatchObject({ ok: true });
  });

  test('approving when the planning has changed since it was accepted', async () => {
    const { planning, configuration, swap } = await proposed({}, '    swapApproval: supervisor\n');
    const approve = () => actOnSwap(planning, swap.id, { kind: 'approve', by: 'claire' }, by('Claire'));
    await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB);
    const absence = { personId: 'bob', basedOn: null, author: BOB };
    await recordAbsence(configuration, absence, { ...DUTY, note: null });
    expect(await approve()).toMatchObject({
      ok: false,
      error: { violations: [{ rule: 'is-present', about: 'bob' }] },
    });
    await removeAbsence(configuration, absence, { ...DUTY, note: null });
    const edit = { scheduleId: 'primary', basedOn: null, author: ALICE };
    await removeShift(configuration, edit, shift('alice', '11 18:00', '18 08:00'));
    expect(await approve()).toMatchObject({ ok: false, error: { violations: [{ rule: 'own-duty' }] } });
  });

  test('accepting while absent, or when the planning has changed since', async () => {
    const { planning, configuration, swap } = await proposed();
    const absent = { personId: 'bob', basedOn: null, author: BOB };
    await recordAbsence(configuration, absent, { ...DUTY, note: null });
    expect(await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB)).toMatchObject({
      error: { violations: [{ rule: 'is-present', about: 'bob' }] },
    });
    await removeShift(
      configuration,
      { scheduleId: 'primary', basedOn: null, author: ALICE },
      shift('alice', '11 18:00', '18 08:00'),
    );
    expect(await actOnSwap(planning, swap.id, { kind: 'accept', by: 'chloe' }, by('Chloé'))).toMatchObject({
      error: { violations: [{ rule: 'own-duty', about: 'alice' }] },
    });
  });

  test('undoing what a supervisor has taken back already, or a swap that is none', async () => {
    const { planning, configuration, swap, schedule } = await proposed();
    await actOnSwap(planning, swap.id, { kind: 'accept', by: 'bob' }, BOB);
    const [override] = (await schedule()).overrides;
    if (!override) throw new Error('an override');
    await undoOverride(
      configuration,
      { scheduleId: 'primary', basedOn: null, author: by('Claire') },
      override,
    );
    expect(await actOnSwap(planning, swap.id, { kind: 'undo', by: 'bob' }, BOB)).toMatchObject({
      error: { violations: [{ rule: 'override-exists' }] },
    });
    expect(await actOnSwap(planning, 99, { kind: 'undo', by: 'bob' }, BOB)).toMatchObject({
      error: { violations: [{ rule: 'swap-exists' }] },
    });
  });

  test('who is absent may offer the duty they cannot do', async () => {
    const { planning, configuration } = await planned();
    const absent = { personId: 'alice', basedOn: null, author: ALICE };
    await recordAbsence(configuration, absent, { ...DUTY, note: null });
    expect(await proposeSwap(planning, OFFER, ALICE)).toMatchObject({ ok: true });
  });
});

describe('an exchange', () => {
  const LATER = span('19 00:00', '20 00:00');

  /** Alice's 12th for Bob's 19th. */
  async function exchanged(
    offer: { readonly inReturn?: typeof LATER; readonly offeredTo?: string | null } = {},
  ) {
    const pages = await planned();
    const wanted = { ...OFFER, offeredTo: 'bob', inReturn: LATER, ...offer };
    return { ...pages, proposal: await proposeSwap(pages.planning, wanted, ALICE) };
  }

  test('changes both duties at once, and back when it is undone', async () => {
    const { planning, proposal, onCall } = await exchanged();
    if (!proposal.ok) throw new Error(JSON.stringify(proposal.error));
    await actOnSwap(planning, proposal.value.id, { kind: 'accept', by: 'bob' }, BOB);
    expect([await onCall('12 12:00'), await onCall('19 12:00')]).toEqual([['bob'], ['alice']]);
    await actOnSwap(planning, proposal.value.id, { kind: 'undo', by: 'claire' }, by('Claire'));
    expect([await onCall('12 12:00'), await onCall('19 12:00')]).toEqual([['alice'], ['bob']]);
  });

  test('is with one colleague, whose duty it is in return', async () => {
    const rule = async (offer: Parameters<typeof exchanged>[0]) => {
      const { proposal } = await exchanged(offer);
      return proposal.ok
        ? null
        : 'violations' in proposal.error
          ? proposal.error.violations[0]?.rule
          : proposal.error;
    };
    expect(await rule({ offeredTo: null })).toBe('return-of-one');
    expect(await rule({ offeredTo: 'chloe' })).toBe('own-duty');
    expect(await rule({ inReturn: span('09 00:00', '10 00:00') })).toMatch(/return-to-come|own-duty/);
  });
});
