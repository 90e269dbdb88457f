import { describe, expect, it } from 'vitest';
import { checkPin } from '../../src/accounts/phone-pins.ts';
import { createPinStore } from '../../src/database/accounts/pin-store.ts';
import { openSite, PASSWORD } from './open-site.ts';
import { textOf } from './visitor.ts';

const PIN = '408417';
const form = (pin: string, pinAgain = pin, current = PASSWORD) => ({ pin, pinAgain, current });

async function account(personId = 'mia') {
  const site = await openSite();
  const visitor = await site.as(personId);
  const pins = createPinStore(site.db);
  const send = (fields: ReturnType<typeof form>) => visitor.send('/account/pin', fields, '/account');
  const opens = (pin: string) =>
    checkPin(pins, { candidates: [personId], pin, from: null }, site.clock.now());
  return { ...site, visitor, pins, send, opens };
}

describe('the PIN for messages by telephone', () => {
  it('is set with one’s password, and opens; taken away, it does not', async () => {
    const at = await account();
    const before = textOf((await at.visitor.get('/account')).body);
    expect(before).toContain('Set the PIN');
    expect(before).toContain('from any telephone: ring 888.');
    expect((await at.send(form(PIN))).to).toContain('/account');
    expect(textOf((await at.visitor.get('/account')).body)).toContain('A PIN is set.');
    expect(await at.opens(PIN)).toEqual({ personId: 'mia' });
    for (const current of ['', 'wrong wrong wrong']) {
      const refused = await at.visitor.send('/account/pin/end', { current }, '/account');
      expect(refused.status).toBe(422);
      expect(textOf(refused.body)).toContain('not your present password');
    }
    expect(await at.opens(PIN)).toEqual({ personId: 'mia' });
    await at.visitor.send('/account/pin/end', { current: PASSWORD }, '/account');
    expect(await at.opens(PIN)).toBe('wrong');
    const entries = await at.dependencies.audit.list({ limit: 2 });
    expect(entries.map(({ actor, action }) => `${action} by ${actor}`)).toEqual([
      'PIN removed by Mia Roux',
      'PIN set by Mia Roux',
    ]);
    expect(at.log()).not.toContain(PIN);
  });

  it.each([
    [form('12345'), 'at least 6 digits'],
    [form('123456'), 'Anybody would try this one'],
    [form('765432'), 'Anybody would try this one'],
    [form('98765432'), 'Anybody would try this one'],
    [form('abcdef'), 'digits only'],
    [form(PIN, '408418'), 'not the same PIN'],
    [form(PIN, PIN, 'wrong wrong wrong'), 'not your present password'],
  ])('%j is refused beside its field', async (fields, words) => {
    const at = await account();
    const answer = await at.send(fields);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain(words);
    expect(await at.pins.has('mia')).toBe(false);
  });

  it('of one’s own number is refused', async () => {
    const at = await account('sam');
    expect(textOf((await at.send(form('345678'))).body)).toContain('Anybody would try');
    await at.db
      .updateTable('contact_methods')
      .set({ address: '+33612394817' })
      .where('person_id', '=', 'sam')
      .execute();
    expect(textOf((await at.send(form('394817'))).body)).toContain('digits of your own number');
  });

  it('ends with one’s access', async () => {
    const at = await account();
    await at.send(form(PIN));
    await at.dependencies.accounts.remove('mia', { actor: 'Ada Morel', at: at.clock.now() });
    expect(await at.opens(PIN)).toBe('wrong');
  });

  it('is not offered to those who listen to nothing', async () => {
    const at = await account('vic');
    expect((await at.visitor.get('/account')).body).not.toContain('/account/pin');
    expect((await at.visitor.send('/account/pin', form(PIN), '/account')).status).toBe(422);
    expect(await at.pins.has('vic')).toBe(false);
  });
});
