import { describe, expect, it } from 'vitest';
import { house, PHONE_OF, rings } from './notifier-fixture.ts';

/** By day calls go to Sofia; at night up the chain, on which Bob is on duty from 18:00 and Dora stands behind him. */
async function houseWithNights(beginsAt: string, day: readonly object[] = [{ person: 'sofia' }]) {
  const at = await house(beginsAt);
  await at.plan({
    policies: {
      day: {
        name: 'Day',
        rounds: 1,
        overallLimitSeconds: 60,
        steps: day.map((target) => ({ ring: [target], ringSeconds: 20 })),
      },
    },
    hotlines: {
      heating: {
        policy: 'day',
        branches: [{ name: 'Nights', window: 'daily 18:00-08:00', policy: 'chain' }],
      },
    },
  });
  await at.begin();
  return at;
}

describe('a duty that calls reach at night only', () => {
  it('is confirmed, and who stands behind it is told, as any other; it is in the log book', async () => {
    const at = await houseWithNights('2026-11-25 14:00');
    await at.until('2026-11-25 17:05');
    expect(at.smsTo(PHONE_OF.dora)).toContainEqual(expect.stringContaining('you are next'));
    expect(at.mailsTo('sofia')).toContain('Astreinte « Chauffage » : Bob n’a pas confirmé');
    expect(await at.logBook()).toEqual([
      'Bob n’a pas confirmé son astreinte « Chauffage » du 25 nov. à 18 h ; prévenus : Dora, Sofia.',
    ]);
  });
});

it('who is next is asked of the policy that holds when the duty begins, not of the one by day', async () => {
  const at = await houseWithNights('2026-11-25 14:00', [{ schedule: 'primary' }, { person: 'sofia' }]);
  await at.until('2026-11-25 17:05');
  expect(at.smsTo(PHONE_OF.dora)).toContainEqual(expect.stringContaining('you are next'));
  expect(at.smsTo(PHONE_OF.sofia)).not.toContainEqual(expect.stringContaining('you are next'));
});

describe('a task that nobody took', () => {
  const told = (texts: readonly string[]) =>
    texts.filter((text) => /attend toujours|still waiting/.test(text)).length;

  it.each([
    ['at night goes up the chain', '2026-11-25 20:00', '2026-11-25 20:16', { dora: 1, sofia: 0 }],
    ['by day goes to Sofia', '2026-11-26 10:00', '2026-11-26 10:16', { dora: 0, sofia: 1 }],
    ['opened at night, by day goes to Sofia', '2026-11-26 07:50', '2026-11-26 08:06', { dora: 0, sofia: 1 }],
  ])('%s', async (_, opened, overdue, expected) => {
    const at = await houseWithNights(opened);
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    await at.until(overdue);
    expect({ dora: told(at.smsTo(PHONE_OF.dora)), sofia: told(at.smsTo(PHONE_OF.sofia)) }).toEqual(expected);
  });
});
