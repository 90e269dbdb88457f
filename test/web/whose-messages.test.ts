import { describe, expect, it } from 'vitest';
import type { SupervisorsHear } from '../../src/domain/permissions.ts';
import { HOUSEHOLD, NOON, openSite } from './open-site.ts';
import { seedCall, seedTask, wav } from './seed-calls.ts';

/** Beside the household: Sue supervises Otto's team, whom alone the depot's calls ring; the attic's ring nobody of a team. */
const TWO_HOUSES = HOUSEHOLD.replace(
  'teams:',
  '  sue: { name: Sue Noir, role: supervisor, languages: [en], contacts: [{ extension: 204 }] }\nteams:',
)
  .replace('members: [otto]', 'members: [otto, sue]')
  .replace(
    'hotlines:',
    '  depot: { name: Depot, steps: [{ ring: [{ person: otto }] }] }\n  attic: { name: Attic, steps: [{ ring: [{ person: ada }] }] }\nhotlines:',
  )
  .concat(
    '  depot: { name: Depot, language: en, numbers: ["01 99 00 12 02"], policy: depot, trunk: operator }\n' +
      '  attic: { name: Attic, language: en, numbers: ["01 99 00 12 03"], policy: attic, trunk: operator }\n',
  );

const audioOf = (id: string) => `/calls/${id}/messages/rec-${id}`;

async function houses(supervisorsHear: SupervisorsHear = 'teams') {
  const site = await openSite({
    household: TWO_HOUSES,
    accounts: ['ada', 'sam', 'sue', 'mia', 'otto', 'vic'],
    supervisorsHear,
  });
  for (const hotlineId of ['depot', 'attic', 'gone'])
    await seedCall(site.db, {
      id: hotlineId,
      at: NOON - 60_000,
      outcome: 'voicemail',
      hotlineId,
      message: wav(1),
    });
  // By what hotline it is, and not because it rang them.
  await site.db.deleteFrom('attempts').execute();
  /** Whether they hear the message of that hotline, and may erase it. */
  const reach = async (person: string, hotlineId: string) => {
    const visitor = await site.as(person);
    const heard = (await visitor.get(audioOf(hotlineId))).status;
    const erasing = (await visitor.get(`${audioOf(hotlineId)}/delete`)).status;
    const page = (await visitor.get(`/calls/${hotlineId}`)).body;
    return [heard, erasing, page.includes('<audio'), page.includes(`${audioOf(hotlineId)}/delete`)];
  };
  return { ...site, reach };
}

const ALL = [200, 200, true, true];
const NONE = [403, 403, false, false];

describe('whose messages are heard and erased, by the pages', () => {
  it('a supervisor’s are those of the hotlines in their care, and of those that are in nobody’s', async () => {
    const { reach, as } = await houses();
    expect(await reach('sue', 'depot')).toEqual(ALL);
    expect(await reach('sam', 'depot')).toEqual(NONE);
    expect(await reach('sam', 'attic')).toEqual(ALL);
    // The call itself is seen: what is limited is the voice.
    expect((await (await as('sam')).get('/calls/depot')).status).toBe(200);
    expect((await (await as('sam')).send(`${audioOf('depot')}/delete`, {}, '/account')).status).toBe(403);
    // Of a hotline that is gone, nobody looks after anybody.
    expect(await reach('sue', 'gone')).toEqual(NONE);
  });

  it('where the house says all, a supervisor’s are all; other roles’ stay as they are', async () => {
    const { reach } = await houses('all');
    for (const hotline of ['depot', 'attic', 'gone']) expect(await reach('sam', hotline)).toEqual(ALL);
    expect(await reach('ada', 'gone')).toEqual(ALL);
    expect(await reach('otto', 'depot')).toEqual(ALL);
    for (const [who, hotline] of [
      ['vic', 'depot'],
      ['mia', 'depot'],
      ['otto', 'gone'],
    ] as const)
      expect((await reach(who, hotline)).slice(0, 2)).toEqual([403, 403]);
  });

  it('ends when the supervisor leaves the team', async () => {
    const { reach, db } = await houses();
    expect(await reach('sue', 'depot')).toEqual(ALL);
    await db.deleteFrom('team_members').where('person_id', '=', 'sue').execute();
    await db.insertInto('team_members').values({ team_id: 'south', person_id: 'sam', position: 9 }).execute();
    expect(await reach('sue', 'depot')).toEqual(NONE);
    expect(await reach('sam', 'depot')).toEqual(ALL);
  });

  it('a call that rang the supervisor themselves, or whose task is theirs, is heard by them', async () => {
    const site = await houses();
    const call = { id: 'depot', at: NOON - 60_000, outcome: 'voicemail', hotlineId: 'depot' } as const;
    const task = await seedTask(site, call);
    const sam = await site.as('sam');
    expect((await sam.get(`/tasks/${task}`)).body).not.toContain('<audio');
    await site.db.updateTable('tasks').set({ taken_by: 'sam' }).where('id', '=', task).execute();
    expect((await sam.get(`/tasks/${task}`)).body).toContain('<audio');
    expect(await site.reach('sam', 'depot')).toEqual(ALL);
  });
});
