import { describe, expect, it } from 'vitest';
import { addUser, type NewUser } from '../../src/accounts/add-user.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { house, ZONE } from '../notices/notifier-fixture.ts';
import { FRANCE } from '../planning/plan.ts';

async function adding() {
  const at = await house('2026-11-25 14:00');
  const stores = { configuration: createConfigurationStore(at.db), accounts: createAccountStore(at.db) };
  const options = { plan: FRANCE, homeTimeZone: ZONE, author: { actor: 'test', at: at.clock.now() } };
  const add = async (user: Partial<NewUser>) => {
    const added = await addUser(
      stores,
      { name: 'Bob', email: 'bob@login.example', role: 'member', ...user },
      options,
    );
    return added.ok ? added.value : added.error.kind;
  };
  const people = async () => (await stores.configuration.edit((draft) => draft.read())).people;
  return { ...stores, add, people };
}

describe('whoever is added', () => {
  it('is the person of that name, however it is written, with the role that is given', async () => {
    const at = await adding();
    const before = (await at.people()).size;
    expect(await at.add({ name: ' bOB ', role: 'supervisor' })).toBe('bob');
    expect((await at.people()).size).toBe(before);
    expect((await at.people()).get('bob')).toMatchObject({ name: 'Bob', role: 'supervisor' });
    expect((await at.accounts.withEmail('bob@login.example'))?.personId).toBe('bob');
  });

  it('is a new person when nobody has that name', async () => {
    const at = await adding();
    expect(await at.add({ name: 'Zoé Quai', email: 'zoe@login.example', role: 'administrator' })).toBe(
      'zoe-quai',
    );
    expect((await at.people()).get('zoe-quai')).toMatchObject({ name: 'Zoé Quai', role: 'administrator' });
  });

  it('may be added again with the same address, and nobody else with it', async () => {
    const at = await adding();
    expect(await at.add({})).toBe('bob');
    expect(await at.add({})).toBe('bob');
    const before = (await at.people()).size;
    expect(await at.add({ name: 'Dora' })).toBe('email-taken');
    expect(await at.add({ name: 'Zoé Quai' })).toBe('email-taken');
    // Nobody is left behind without a way in.
    expect((await at.people()).size).toBe(before);
  });
});
