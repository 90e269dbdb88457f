import { describe, expect, it } from 'vitest';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, wav } from './seed-calls.ts';
import { textOf } from './visitor.ts';

/** With a hotline that rings only the team in the south, which has no supervisor, and one that Nora supervises. */
const HOUSEHOLD = `
people:
  ada: { name: Ada Morel, role: administrator, languages: [en], contacts: [{ extension: 201 }] }
  sam: { name: Sam Petit, role: supervisor, languages: [en], contacts: [{ phone: 06 12 34 56 78 }] }
  nora: { name: Nora Faure, role: supervisor, languages: [en], contacts: [{ phone: 06 12 34 56 79 }] }
  mia: { name: Mia Roux, role: member, languages: [en], contacts: [{ phone: 06 98 76 54 32 }] }
  otto: { name: Otto Blanc, role: member, languages: [en], contacts: [{ extension: 203 }] }
  vic: { name: Vic Leroy, role: viewer, languages: [en] }
teams:
  north: { name: North, members: [sam, mia] }
  south: { name: South, members: [otto, nora] }
policies:
  northern: { name: Northern, steps: [{ ring: [{ team: north }] }] }
  southern: { name: Southern, steps: [{ ring: [{ person: otto }] }] }
hotlines:
  support: { name: Support, language: en, numbers: ["4000"], policy: northern, trunk: operator, callerId: 01 99 00 12 01 }
  other: { name: Other, language: en, numbers: ["4001"], policy: southern, trunk: operator, callerId: 01 99 00 12 01 }
`;

const site = () => openSite({ household: HOUSEHOLD, accounts: ['ada', 'sam', 'nora', 'mia', 'otto', 'vic'] });
const CHOICE = { hotline: 'other', 'voicemail.email': 'on' };

async function preferencesOf({ dependencies }: OpenSite) {
  return (await dependencies.notices.notificationPreferences.all()).map(({ personId }) => personId);
}

describe('what is told of a hotline', () => {
  it.each(['mia', 'vic', 'sam'])(
    'can be asked for by nobody who has nothing to do with it: %s',
    async (who) => {
      const opened = await site();
      const visitor = await opened.as(who);
      expect((await visitor.send('/account/notices', CHOICE)).status).toBe(404);
      expect((await visitor.get('/account/notices?hotline=other')).status).toBe(404);
      expect(textOf((await visitor.get('/account/notices')).body)).not.toContain('Other');
      expect(await preferencesOf(opened)).toEqual([]);
    },
  );

  it.each(['otto', 'nora', 'ada'])(
    'can be asked for by who serves it, supervises its people, or runs the house: %s',
    async (who) => {
      const opened = await site();
      const visitor = await opened.as(who);
      expect((await visitor.send('/account/notices', CHOICE)).status).toBe(303);
      expect((await visitor.get('/account/notices')).body).toContain('value="other"');
      expect(await preferencesOf(opened)).toEqual([who]);
    },
  );

  it('can be switched on by no supervisor for somebody who has nothing to do with it', async () => {
    const opened = await site();
    const sam = await opened.as('sam');
    expect((await sam.send('/people/mia/notices', CHOICE, '/people/mia/notices')).status).toBe(404);
    expect(await preferencesOf(opened)).toEqual([]);
  });
});

describe('having been told of a call', () => {
  it('opens neither the call nor its message, and erases nothing', async () => {
    const opened = await site();
    const { db } = opened;
    await seedCall(db, { id: 'c1', hotlineId: 'other', at: NOON, outcome: 'voicemail', message: wav(1) });
    // The call rang others; Mia was told of it, by whatever way.
    await db.updateTable('attempts').set({ person_id: 'otto' }).where('call_id', '=', 'c1').execute();
    await db
      .insertInto('notices')
      .values({
        ...{
          dedup_key: 'x',
          kind: 'voicemail',
          medium: 'email',
          person_id: 'mia',
          address: 'mia@example.org',
        },
        ...{ language: 'en', hotline_id: 'other', call_id: 'c1', words: '{}', subject: 'x', body: 'x' },
        ...{ recording: 'rec-c1', thread: null, state: 'sent', created_at: NOON, next_try_at: null },
        ...{ expires_at: NOON + 1000, tries: 1, tried_at: NOON, sent_at: NOON, delivered_at: null },
        ...{ gateway: null, reference: null, detail: null, instead_of: null },
      })
      .execute();
    const mia = await opened.as('mia');
    expect((await mia.get('/calls/c1')).status).toBe(403);
    expect((await mia.get('/calls/c1/messages/rec-c1')).status).toBe(403);
    const erase = await mia.send('/calls/c1/messages/rec-c1/delete', { opened: '1' }, '/account');
    expect(erase.status).toBe(403);
    // Serving the hotline does, although no call rang them.
    await db.updateTable('attempts').set({ person_id: null }).where('call_id', '=', 'c1').execute();
    const otto = await opened.as('otto');
    expect((await otto.get('/calls/c1/messages/rec-c1')).status).toBe(200);
  });
});
