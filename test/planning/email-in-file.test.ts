import { describe, expect, test } from 'vitest';
import { checkPassword } from '../../src/accounts/log-in.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { createRecipients } from '../../src/database/notices/recipients-store.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { openSite } from '../web/open-site.ts';
import { exported, imported } from './plan.ts';

const AUTHOR = { actor: 'test', at: 1 };

async function house(text: string) {
  const { db } = await temporaryDatabase();
  const store = createConfigurationStore(db);
  const result = await imported(store, text);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  const mailOf = async (id: string) => (await createRecipients(db, () => 0).of([id]))[0]?.email;
  return { db, store, accounts: createAccountStore(db), mailOf };
}

describe('a person’s mail address in the file', () => {
  test('says where mail goes, is exported, and imported again changes nothing', async () => {
    const at = await house('people: { bob: { name: Bob, email: Bob@Example.org } }');
    expect(await at.mailOf('bob')).toBe('bob@example.org');
    const file = await exported(at.store);
    expect(file).toContain('email: bob@example.org');
    expect(await imported(at.store, file)).toEqual({ changes: [] });
    // What a file leaves out stays; null takes it away, and mail goes to the address of the log-in again.
    await imported(at.store, 'people: { bob: { name: Robert } }');
    expect(await at.mailOf('bob')).toBe('bob@example.org');
    await at.accounts.setEmail('bob', 'robert@login.example', AUTHOR);
    expect(await imported(at.store, 'people: { bob: { email: null } }')).toEqual({
      changes: ['~ people.bob', '    email: bob@example.org -> none'],
    });
    expect(await at.mailOf('bob')).toBe('robert@login.example');
  });

  test('lets nobody log in, not even with a forgotten password', async () => {
    const at = await house('people: { bob: { name: Bob, email: bob@example.org } }');
    const given = { email: 'bob@example.org', password: '' };
    expect(await checkPassword(at.accounts, given, { address: '127.0.0.1', device: null }, 1)).toMatchObject({
      ok: false,
    });
    expect(await at.accounts.all()).toEqual([]);
    const site = await openSite({
      household: 'people: { bob: { name: Bob, email: bob@example.org } }',
      accounts: [],
    });
    await site.anybody().send('/forgotten', { email: 'bob@example.org' });
    expect(site.log()).not.toContain('/welcome/');
    expect(await site.db.selectFrom('account_links').selectAll().execute()).toEqual([]);
  });

  test('that is no address, or somebody else’s, is refused by its field and line, and nothing is written', async () => {
    const at = await house('people: { bob: { name: Bob, email: bob@example.org }, dora: { name: Dora } }');
    await at.accounts.setEmail('dora', 'dora@example.org', AUTHOR);
    const wrong = [
      'people:',
      '  anna: { name: Anna, email: nobody }',
      '  dora: { name: Dora Two }',
      '  emil:',
      '    name: Emil',
      '    email: dora@example.org',
      '  finn:',
      '    name: Finn',
      '    email: bob@example.org',
    ].join('\n');
    expect(await imported(at.store, wrong)).toEqual({
      problems: [
        'people.anna.email, line 2: expected an e-mail address, not "nobody"',
        'people.emil.email, line 6: the address dora@example.org is that of person dora',
        'people.finn.email, line 9: the address bob@example.org is that of person bob',
      ],
    });
    expect(await exported(at.store)).not.toContain('Dora Two');
  });

  test('may be exchanged between two people, and may be one’s own log-in', async () => {
    const at = await house(
      'people: { bob: { name: Bob, email: a@example.org }, dora: { name: Dora, email: b@example.org } }',
    );
    await at.accounts.setEmail('bob', 'bob@login.example', AUTHOR);
    const swapped = 'people: { bob: { email: b@example.org }, dora: { email: a@example.org } }';
    expect(await imported(at.store, swapped)).toMatchObject({
      changes: expect.arrayContaining(['~ people.bob']),
    });
    expect([await at.mailOf('bob'), await at.mailOf('dora')]).toEqual(['b@example.org', 'a@example.org']);
    expect(await imported(at.store, 'people: { bob: { email: bob@login.example } }')).not.toHaveProperty(
      'problems',
    );
    // Nor can somebody else then log in with it.
    expect(await at.accounts.setEmail('dora', 'b@example.org', AUTHOR)).toMatchObject({ ok: true });
    expect(await at.accounts.setEmail('bob', 'a@example.org', AUTHOR)).toMatchObject({ ok: false });
  });
});
