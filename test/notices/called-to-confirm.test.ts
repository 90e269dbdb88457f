import { describe, expect, it } from 'vitest';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import type { ConfirmRinging } from '../../src/notices/confirm-ringing.ts';
import { house, PHONE_OF, ZONE } from './notifier-fixture.ts';

/** Lines that ring whom they are told to, and note when it had been written down. */
function lines() {
  const dialled: string[] = [];
  let at: Awaited<ReturnType<typeof house>> | null = null;
  let busy = false;
  const ringing: ConfirmRinging = {
    callingOf: async () => ({
      beforeLimitSeconds: 1800,
      quiet: [{ from: '22:00', to: '07:00', timeZone: ZONE }],
    }),
    canRing: () => !busy,
    async ring({ id, personId }) {
      const written = await at?.confirmations.find(id);
      dialled.push(`${personId} ${localOf(written?.calledAt ?? 0, ZONE).slice(11)}`);
    },
  };
  return {
    dialled,
    ringing,
    join: (joined: typeof at) => {
      at = joined;
    },
    engage: (engaged: boolean) => {
      busy = engaged;
    },
  };
}

async function evening() {
  const taskPages = lines();
  const at = await house('2026-11-25 14:00', { ringing: taskPages.ringing });
  taskPages.join(at);
  await at.begin();
  return { at, taskPages };
}

async function bobs(at: Awaited<ReturnType<typeof house>>) {
  const all = await at.confirmations.startingBetween(
    at.clock.now() - 86_400_000,
    at.clock.now() + 86_400_000,
  );
  const found = all.find(({ personId }) => personId === 'bob');
  if (!found) throw new Error('Bob is on duty tonight');
  return found;
}

describe('who has not confirmed by mail or SMS', () => {
  it('is called half an hour before others are told, once, after it was written down', async () => {
    const { at, taskPages } = await evening();
    await at.until('2026-11-25 18:00');
    expect(taskPages.dialled).toEqual(['bob 16:30']);
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([
      "Astreinte Chauffage du 25 nov. à 18 h : Bob n'a pas confirmé.",
    ]);
  });

  it('is dialled when a line is free, or Asterisk is there again', async () => {
    const { at, taskPages } = await evening();
    taskPages.engage(true);
    await at.until('2026-11-25 16:40');
    expect(taskPages.dialled).toEqual([]);
    expect((await bobs(at)).calledAt).toBeNull();
    taskPages.engage(false);
    await at.until('2026-11-25 18:00');
    expect(taskPages.dialled).toEqual(['bob 16:41']);
  });

  it('is not dialled once confirmed', async () => {
    const { at, taskPages } = await evening();
    await at.until('2026-11-25 15:10');
    await at.confirmations.confirm((await bobs(at)).id, 'link', at.clock.now());
    await at.until('2026-11-25 18:00');
    expect(taskPages.dialled).toEqual([]);
  });

  it('and whose telephone nobody answered is in the log book', async () => {
    const { at } = await evening();
    await at.until('2026-11-25 16:32');
    await at.confirmations.called((await bobs(at)).id, 'no-answer', at.clock.now());
    await at.settle();
    expect((await at.logBook()).at(-1)).toBe(
      'Bob a été appelé pour confirmer son astreinte « Chauffage » du 25 nov. à 18 h : pas de réponse.',
    );
  });

  it('a call that the last life of the service did not end is over when the next begins', async () => {
    const { at } = await evening();
    await at.until('2026-11-25 16:32');
    await at.confirmations.endInterruptedCalls(at.clock.now());
    await at.confirmations.endInterruptedCalls(at.clock.now());
    await at.settle();
    expect((await bobs(at)).callOutcome).toBe('interrupted');
    expect((await at.logBook()).filter((line) => line.includes('interrompu'))).toHaveLength(1);
  });
});

describe('who says that they cannot', () => {
  it('is told of at once to the next in line and the supervisor, and is asked no more', async () => {
    const { at } = await evening();
    await at.until('2026-11-25 15:10');
    const { id } = await bobs(at);
    expect(await at.confirmations.decline(id, 'key', at.clock.now())).toBe(true);
    expect(await at.confirmations.decline(id, 'link', at.clock.now())).toBe(false);
    expect(await at.confirmations.confirm(id, 'link', at.clock.now())).toBe(false);
    await at.settle();
    expect(at.smsTo(PHONE_OF.sofia)).toEqual([
      'Astreinte Chauffage du 25 nov. à 18 h : Bob ne peut pas. Suivant : Dora.',
    ]);
    expect(at.smsTo(PHONE_OF.dora)).toEqual([
      'On call for Chauffage from 25 Nov 18:00: Bob cannot. Next in line: Dora.',
    ]);
    const asked = at.smsTo(PHONE_OF.bob).length;
    await at.until('2026-11-25 17:59');
    expect(at.smsTo(PHONE_OF.bob)).toHaveLength(asked);
    expect(await at.logBook()).toEqual([
      'Bob ne peut pas assurer son astreinte « Chauffage » du 25 nov. à 18 h ; prévenus : Dora, Sofia.',
    ]);
  });

  it('may have confirmed before: people fall ill', async () => {
    const { at } = await evening();
    const { id } = await bobs(at);
    expect(await at.confirmations.confirm(id, 'link', at.clock.now())).toBe(true);
    expect(await at.confirmations.decline(id, 'sms', at.clock.now())).toBe(true);
    await at.settle();
    expect(at.smsTo(PHONE_OF.sofia)).toHaveLength(1);
  });
});
