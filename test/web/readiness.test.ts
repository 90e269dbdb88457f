import { describe, expect, it, vi } from 'vitest';
import { createAddressProofStore } from '../../src/database/accounts/address-proof-store.ts';
import { recordEntry } from '../../src/database/accounts/audit-store.ts';
import { markAddressDead } from '../../src/database/notices/bounce-store.ts';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { notice } from '../notices/outbox-fixture.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const DAY = 86_400_000;

/** Otto, whose desk phone is 203, pressed 1 so many days ago. */
async function tried({ db }: OpenSite, days: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const after = { address: '203', trunk: null, outcome: 'works' };
    const subject = { kind: 'phones', id: 'otto' };
    const author = { actor: 'Otto Blanc', personId: 'otto', at: NOON - days * DAY };
    await recordEntry(transaction, author, 'tested', subject, { before: null, after });
  });
}

async function readiness(site: OpenSite, who = 'ada'): Promise<string> {
  return textOf((await (await site.as(who)).get('/planning/readiness')).body);
}

describe('the readiness of the next 14 days', () => {
  it('shows a telephone as tried for 30 days, and as not tried after that', async () => {
    const site = await openSite();
    await tried(site, 31);
    expect(await readiness(site)).not.toContain('Telephone tried within 30 days');
    await tried(site, 29);
    expect(await readiness(site)).toMatch(/Otto Blanc .*?Telephone tried within 30 days/);
  });

  it('tells of mail that failed, and who is not ready for it', async () => {
    const site = await openSite();
    expect(await readiness(site)).toContain('0 of 2 ready');
    await tried(site, 1);
    expect(await readiness(site)).toContain('1 of 2 ready');
    const mail = { personId: 'otto', address: 'otto@example.org', medium: 'email' } as const;
    await enqueue(site.db, notice(NOON - DAY, mail));
    await site.db.updateTable('notices').set({ state: 'failed' }).execute();
    const text = await readiness(site);
    expect(text).toContain('Mail failed');
    expect(text).toContain('0 of 2 ready');
  });

  it('tells of mail that comes back, until it is proved that it arrives, as the person’s card does', async () => {
    const site = await openSite();
    await tried(site, 1);
    const dead = { address: 'otto@example.org', since: NOON - DAY, said: '550 5.1.1 no such user' };
    await site.db.transaction().execute((transaction) => markAddressDead(transaction, 'otto', dead));
    const ada = await site.as('ada');
    expect(await readiness(site)).toMatch(/0 of 2 ready.*Otto Blanc .*Mail comes back/);
    expect(textOf((await ada.get('/people/otto')).body)).toContain(
      'Mail to otto@example.org has come back since',
    );
    await expect((await site.as('sam')).get('/people/otto')).resolves.not.toMatchObject({
      body: expect.stringContaining('has come back'),
    });
    expect((await ada.send('/people/otto/prove', {}, '/people/otto')).to).toContain('done=proof-asked');
    await vi.waitFor(() => expect(site.mail.letters).toMatchObject([{ to: 'otto@example.org' }]));
    await createAddressProofStore(site.db).proved('otto', 'otto@example.org');
    expect(await readiness(site)).toContain('1 of 2 ready');
    expect((await ada.send('/people/otto/prove', {}, '/people/otto')).status).toBe(404);
  });

  it('tells of whoever is planned while absent', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    await mia.send('/my/absences', { first: '2026-11-27', last: '', note: '', back: '/my' }, '/my');
    expect(await readiness(site)).toContain('Absent then');
  });

  it('is of the schedules that one plans, and for nobody who plans none', async () => {
    const site = await openSite();
    expect((await (await site.as('mia')).get('/planning/readiness')).status).toBe(403);
    await site.db.updateTable('schedules').set({ team_id: 'south' }).execute();
    expect(await readiness(site, 'sam')).toContain('Nobody is on duty');
  });
});

describe('the card of the numbers that ring one', () => {
  it('is a vCard with each number once, and is known to be taken until the numbers change', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    expect(textOf((await mia.get('/my')).body)).toContain('You have not taken this card yet.');
    const card = await mia.send('/my/card', { do: 'download' }, '/my');
    expect(card.headers.get('content-type')).toContain('text/vcard');
    expect(card.headers.get('content-disposition')).toContain('vigie.vcf');
    expect(card.body.split('\r\n')).toContain('TEL;TYPE=WORK,VOICE:+33199001201');
    expect(textOf((await mia.get('/my')).body)).toContain('You have this card.');
    expect(await readiness(site)).toContain('Numbers in their contacts');
    await site.dependencies.configuration.edit(async (draft) => {
      const before = await draft.item('hotlines', 'support');
      const after = before && { ...before, callerId: '+33199001299' as typeof before.callerId };
      await draft.apply([{ section: 'hotlines', id: 'support', before, after }], { actor: 'Ada', at: NOON });
    });
    expect(textOf((await mia.get('/my')).body)).toContain('You have not taken this card yet.');
  });
});
