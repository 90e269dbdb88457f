import { describe, expect, it } from 'vitest';
import { createLogBook } from '../../src/database/calls/log-book-store.ts';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import type { Confirmation } from '../../src/notices/confirmations.ts';
import { answers, presses, rejects, ringsOn } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { stage } from './stage.ts';

const MINUTE = 60_000;
/** Bob's duty begins in 80 minutes; he was reminded 20 minutes ago, and is called now. */
const START = Math.ceil(Date.now() / MINUTE) * MINUTE + 80 * MINUTE;
const EARLIER = START - MINUTE;
const RULE = { leadSeconds: [24 * 3600], limitSeconds: 3600 };
const CALL = { beforeLimitSeconds: 1800, night: { from: '00:00', to: '00:00' } };

describe('Bob, who has not confirmed his duty, is called', () => {
  const on = stage({
    notices: { confirmation: RULE, confirmCall: CALL },
    schedules: { primary: dutyOf('bob', START), backup: dutyOf('carol', EARLIER) },
    people: {
      bob: { name: 'Bob', languages: ['fr'], contacts: [{ extension: '202' }, { phone: '+33612345678' }] },
    },
  });

  /** The reminder was sent twenty minutes ago: Vigie, when it comes up, finds that it is time to call. */
  async function timeToCall(personId: string): Promise<void> {
    await confirmation(personId, ({ remindedAt }) => remindedAt !== null);
    await on
      .database()
      .updateTable('duty_confirmations')
      .set({ reminded_at: Date.now() - 20 * MINUTE })
      .where('person_id', '=', personId)
      .execute();
    await on.restartVigie();
  }

  const confirmation = (person: string, when: (one: Confirmation) => boolean) =>
    waitUntil(
      () => `the confirmation\n${on.log()}`,
      async () => {
        const all = await createConfirmations(on.database()).startingBetween(EARLIER, START + 1);
        const one = all.find(({ personId }) => personId === person);
        return one && when(one) ? one : null;
      },
      70_000,
    );
  const called = (one: Confirmation) => one.callOutcome !== null;

  const logBook = async () =>
    (await createLogBook(on.database()).search({ hotlineId: 'support', limit: 9 }))
      .map(({ text }) => text)
      .join('\n');

  it('he hears when it begins, presses 1, and it is confirmed', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1', { afterMs: 4_000 })));
    await timeToCall('bob');
    expect((await bob.rang()).fromNumber).toContain('199001200');
    expect((await bob.wasHungUp()).end).toMatchObject({ by: 'other' });
    expect(await confirmation('bob', called)).toMatchObject({ confirmedBy: 'key', callOutcome: 'confirmed' });
    const heard = on.heardBy('202');
    expect(heard.slice(0, 4)).toEqual(['call-forwarding', 'is-set-to', 'your', 'telephone-number']);
    expect(heard).toContain('auth-thankyou');
    await expect.poll(logBook).toContain('Bob confirmed being on call');
  });

  it('his desk phone declines, his mobile is dialled, he presses 2: that is told at once to Carol, who is next', async () => {
    await on.pbx.phone('202', rejects(603));
    const mobile = await on.pbx.mobiles({ '+33612345678': answers({}, presses('2', { afterMs: 1_500 })) });
    await timeToCall('bob');
    await mobile.answered();
    expect(await confirmation('bob', called)).toMatchObject({
      confirmedAt: null,
      declinedBy: 'key',
      callOutcome: 'declined',
    });
    await expect.poll(logBook).toMatch(/Bob cannot be on call .*told: Carol/);
  });

  it('a mailbox answers and nobody presses a key: that is no confirmation, and it is written down', {
    timeout: 90_000,
  }, async () => {
    await on.pbx.phone('202', rejects(486));
    const mailbox = await on.pbx.mobiles({ '+33612345678': answers() });
    await timeToCall('bob');
    await mailbox.answered();
    expect(await confirmation('bob', called)).toMatchObject({ confirmedAt: null, callOutcome: 'no-answer' });
    expect((await mailbox.wasHungUp()).end).toMatchObject({ by: 'other' });
    await expect.poll(logBook).toContain('no answer');
  });

  it('a Vigie that stops while his telephone rings does not ring it again when it is back', {
    timeout: 60_000,
  }, async () => {
    const bob = await on.pbx.phone('202', ringsOn());
    await on.pbx.phone('203', ringsOn());
    await timeToCall('bob');
    await bob.rang();
    await on.stopVigie();
    await bob.wasCancelled();
    const carol = await on.pbx.phone('203', answers({}, presses('1', { afterMs: 1_000 })));
    await timeToCall('carol');
    // That Carol is dialled shows that it was looked who is to be.
    await carol.rang();
    expect(await confirmation('carol', called)).toMatchObject({ callOutcome: 'confirmed' });
    expect(await confirmation('bob', called)).toMatchObject({
      callOutcome: 'interrupted',
      confirmedAt: null,
    });
    expect(bob.calls()).toHaveLength(1);
  });
});

function dutyOf(person: string, startAt: number) {
  const [start, end] = [startAt, startAt + 8 * 60 * MINUTE].map((at) => new Date(at).toISOString());
  return { name: `Duty of ${person}`, timeZone: 'Europe/Paris', shifts: [{ person, start, end }] };
}
