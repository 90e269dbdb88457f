import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/accounts/account.ts';
import type { Right } from '../../src/domain/permissions.ts';
import type { Role } from '../../src/domain/person.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { type About, guarded, open, takingFile } from '../../src/web/gate.ts';
import { type ChangeContext, Refusal, type Reply } from '../../src/web/request-context.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, seedTask } from './seed-calls.ts';

/** Sam supervises Mia's team; Otto is in another, Vic looks on, Ada may everything. */
const PEOPLE: Readonly<Record<string, { role: Role; teamIds: readonly string[] }>> = {
  ada: { role: 'administrator', teamIds: [] },
  sam: { role: 'supervisor', teamIds: ['north'] },
  mia: { role: 'member', teamIds: ['north'] },
  otto: { role: 'member', teamIds: ['south'] },
  vic: { role: 'viewer', teamIds: [] },
};

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly account?: Partial<Account>;
  readonly halfOpen?: boolean;
}

/** A request as the pages' frame hands it to the gate. Nobody: with no session. */
function contextOf({ dependencies }: OpenSite, who: string | null, asked: Asked = {}): ChangeContext {
  const { method = 'GET', url = '/people?all=yes', headers = {}, params = {} } = asked;
  const request = { method, originalUrl: url, params, get: (name: string) => headers[name] };
  const me = who === null ? null : { ...PEOPLE[who] };
  return {
    dependencies,
    request: request as unknown as Request,
    now: NOON,
    me:
      me === null
        ? null
        : {
            account: { totpSecret: null, hasPasskey: false, ...asked.account },
            person: { id: who, name: `The name of ${who}`, role: me.role, languages: ['en'] },
            teamIds: me.teamIds,
          },
    halfOpen: asked.halfOpen ? {} : null,
  } as unknown as ChangeContext;
}

const IN: Reply = { kind: 'part', view: 'in', data: {} };

/** 200 when the gate let the request to its handler; otherwise the status with which it refused. */
async function answered(context: ChangeContext, may: Right, about: About | null): Promise<number> {
  try {
    const reply = await guarded('post', '/x', may, () => IN, about).handle(context);
    return reply === IN ? 200 : 303;
  } catch (error) {
    if (error instanceof Refusal) return error.status;
    throw error;
  }
}

async function sees(
  site: OpenSite,
  [may, about]: readonly [Right, About | null],
  params: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, number>>,
): Promise<void> {
  const found: Record<string, number> = {};
  for (const who of Object.keys(expected))
    found[who] = await answered(contextOf(site, who, { params }), may, about);
  expect(found, `${may} ${JSON.stringify(params)}`).toEqual(expected);
}

describe('a route', () => {
  it('of a right that covers only some says about whom, or is not made', () => {
    expect(() => guarded('get', '/x', 'people.edit', () => IN)).toThrow('people.edit is narrow');
    expect(guarded('get', '/x', 'people.edit', () => IN, 'list').about).toBe('list');
    expect(guarded('get', '/x', 'audit.see', () => IN).about).toBeNull();
  });

  it('of a right that there is not is not made', () => {
    expect(() => guarded('get', '/x', 'everything' as Right, () => IN, 'list')).toThrow(
      'no right everything',
    );
  });

  it('takes a file only when it says so', () => {
    const route = guarded('post', '/x', 'audit.see', () => IN);
    expect([route.largestFileMb, takingFile(route, 4).largestFileMb]).toEqual([null, 4]);
    expect(takingFile(route, 4)).toMatchObject({ method: 'post', path: '/x', may: 'audit.see' });
    expect(open('get', '/y', () => IN)).toMatchObject({ may: 'anyone', about: null, largestFileMb: null });
  });
});

describe('whoever is logged in', () => {
  it('comes as far as the role has the right, and the handler knows who it is', async () => {
    const site = await openSite();
    await sees(site, ['audit.see', null], {}, { ada: 200, sam: 403, mia: 403, otto: 403, vic: 403 });
    await sees(site, ['people.edit', 'list'], {}, { ada: 200, sam: 200, mia: 403, vic: 403 });
    await sees(site, ['duty.own', 'self'], {}, { ada: 200, sam: 200, mia: 200, vic: 403 });
    const known = await new Promise((resolve) => {
      const route = guarded('get', '/x', 'now.see', ({ actor, author }) => {
        resolve({ actor, author });
        return IN;
      });
      void route.handle(contextOf(site, 'mia'));
    });
    expect(known).toEqual({
      actor: { personId: 'mia', role: 'member', teamIds: ['north'] },
      author: { actor: 'The name of mia', personId: 'mia', at: NOON },
    });
  });

  it('has nothing but their own account until they have the second factor that their role needs', async () => {
    const site = await openSite({ secondFactorFor: ['supervisor'] });
    const ask = (who: string, may: Right, asked: Asked = {}) =>
      answered(contextOf(site, who, asked), may, 'list');
    expect(await ask('sam', 'now.see')).toBe(303);
    expect(await ask('sam', 'now.see', { method: 'POST' })).toBe(403);
    expect(await ask('sam', 'account.own')).toBe(200);
    expect(await ask('sam', 'account.own', { method: 'POST' })).toBe(200);
    expect(await ask('sam', 'now.see', { account: { totpSecret: 'A' } })).toBe(200);
    expect(await ask('sam', 'now.see', { account: { hasPasskey: true } })).toBe(200);
    expect(await ask('mia', 'now.see')).toBe(200);
    const reply = await guarded('get', '/x', 'now.see', () => IN).handle(contextOf(site, 'sam'));
    expect(reply).toEqual({ kind: 'see', path: '/account', done: 'factor-needed' });
  });
});

describe('whoever is not logged in', () => {
  const handle = (context: ChangeContext) => guarded('post', '/x', 'now.see', () => IN).handle(context);

  it.each<[string, Asked, string]>([
    ['a page', {}, '/log-in?to=%2Fpeople%3Fall%3Dyes'],
    ['the first page', { url: '/' }, '/log-in'],
    ['a page, with the code still to come', { halfOpen: true }, '/log-in/code'],
    [
      'a form',
      { method: 'POST', headers: { referer: 'https://x.example/my?a=b' } },
      '/log-in?to=%2Fmy%3Fa%3Db&lost=yes',
    ],
    ['a form from nowhere', { method: 'POST', headers: { referer: 'nowhere' } }, '/log-in?to=%2F&lost=yes'],
    [
      'a form, with the code still to come',
      { method: 'POST', halfOpen: true, headers: {} },
      '/log-in?to=%2F&lost=yes',
    ],
  ])('asking for %s is led to log in, and back', async (_, asked, path) => {
    expect(await handle(contextOf(await openSite(), null, asked))).toEqual({ kind: 'see', path });
  });

  it.each<[string, Asked, string]>([
    ['a part of a page', {}, '/log-in?to=%2Fmy'],
    ['a form that a script sends', { method: 'POST' }, '/log-in?to=%2Fmy&lost=yes'],
  ])('asking for %s has the whole page led there', async (_, asked, path) => {
    const headers = { 'hx-request': 'true', referer: 'https://x.example/my' };
    const reply = await handle(contextOf(await openSite(), null, { ...asked, headers }));
    if (reply.kind !== 'own') throw new Error(`it is a ${reply.kind}`);
    const sent: unknown[] = [];
    const response = {
      set(...header: string[]) {
        sent.push(header);
        return response;
      },
      status(code: number) {
        sent.push(code);
        return response;
      },
      end: () => undefined,
    };
    await reply.answer(response as never);
    expect(sent).toEqual([['hx-redirect', path], 204]);
  });

  it('is led to set the house up while nobody can log in', async () => {
    const site = await openSite({ accounts: [] });
    expect(await handle(contextOf(site, null))).toEqual({ kind: 'see', path: '/set-up' });
    expect(await handle(contextOf(site, null, { halfOpen: true }))).toEqual({ kind: 'see', path: '/set-up' });
  });
});

describe('what the path names is looked at before the handler', () => {
  it('people: those of one’s teams, below one’s own rank', async () => {
    const site = await openSite();
    await sees(site, ['people.edit', 'person'], { person: 'mia' }, { ada: 200, sam: 200, mia: 403 });
    await sees(site, ['people.edit', 'person'], { person: 'otto' }, { ada: 200, sam: 403 });
    await sees(site, ['people.edit', 'person'], { person: 'nobody' }, { ada: 200, sam: 404 });
    await sees(site, ['people.see', 'person'], { person: 'sam' }, { mia: 200, otto: 403, vic: 200 });
    await sees(site, ['phones.test', 'person'], { person: 'mia' }, { sam: 200, mia: 200, otto: 403 });
  });

  it('a supervisor has no right over an administrator of the same team', async () => {
    const site = await openSite();
    const { configuration, numberingPlan } = site.dependencies;
    const raw = { members: ['sam', 'mia', 'ada'] };
    await saveItems(configuration, [{ section: 'teams', id: 'north', raw, basedOn: null }], {
      plan: numberingPlan,
      homeTimeZone: 'Europe/Paris',
      author: { actor: 'test', at: 0 },
    });
    await sees(site, ['people.edit', 'person'], { person: 'ada' }, { ada: 200, sam: 403 });
    await sees(site, ['people.let-in', 'person'], { person: 'ada' }, { sam: 403 });
    await sees(site, ['people.let-in', 'person'], { person: 'mia' }, { sam: 200 });
  });

  it('absences: also of those whose duty one plans', async () => {
    const site = await openSite();
    // The planning of no team has Otto on it: every supervisor plans it, and none of them rules over him otherwise.
    await sees(site, ['absences.edit', 'person'], { person: 'otto' }, { sam: 200 });
    await sees(site, ['absences.edit', 'person'], { person: 'vic' }, { ada: 200, sam: 403 });
    await sees(site, ['people.edit', 'person'], { person: 'otto' }, { sam: 403 });
  });

  it('calls: those that rang one, or of hotlines that one serves', async () => {
    const site = await openSite();
    await seedCall(site.db, { id: 'rang-mia', at: NOON, outcome: 'caller-hung-up', hotlineId: 'gone' });
    await seedCall(site.db, { id: 'of-support', at: NOON, outcome: 'refused' });
    const to = (call: string) => ({ call });
    await sees(site, ['calls.see', 'call'], to('rang-mia'), {
      ada: 200,
      sam: 200,
      mia: 200,
      otto: 403,
      vic: 200,
    });
    await sees(site, ['calls.listen', 'call'], to('rang-mia'), {
      ada: 200,
      sam: 403,
      mia: 200,
      otto: 403,
      vic: 403,
    });
    await sees(site, ['calls.listen', 'call'], to('of-support'), {
      ada: 200,
      sam: 200,
      mia: 200,
      otto: 200,
      vic: 403,
    });
    await sees(site, ['calls.see', 'call'], to('no-such'), { ada: 200, mia: 404 });
    await expect(answered(contextOf(site, 'mia'), 'tasks.see', 'call')).rejects.toThrow(
      'is not about a call',
    );
  });

  it('tasks: those of hotlines that one serves, and one’s own', async () => {
    const site = await openSite();
    const call = { id: 'c', at: NOON, outcome: 'caller-hung-up', hotlineId: 'gone' } as const;
    await seedCall(site.db, call);
    const task = String(await seedTask(site, { ...call, ownerId: 'mia' }));
    await sees(site, ['tasks.act', 'task'], { task }, { ada: 200, sam: 200, mia: 200, otto: 403, vic: 403 });
    await sees(site, ['tasks.act', 'task'], { task: '99' }, { ada: 200, mia: 404 });
    await sees(site, ['tasks.act', 'task'], { task: '1 or 1=1' }, { mia: 404 });
  });

  it('schedules: those of one’s teams, and of no team', async () => {
    const site = await openSite();
    const schedule = 'primary';
    await sees(site, ['planning.edit', 'schedule'], { schedule }, { ada: 200, sam: 200, mia: 403, vic: 403 });
    await sees(site, ['planning.edit', 'schedule'], { schedule: 'none' }, { ada: 200, sam: 404 });
    const { configuration, numberingPlan } = site.dependencies;
    await saveItems(
      configuration,
      [{ section: 'schedules', id: schedule, raw: { team: 'south' }, basedOn: null }],
      {
        plan: numberingPlan,
        homeTimeZone: 'Europe/Paris',
        author: { actor: 'test', at: 0 },
      },
    );
    await sees(site, ['planning.edit', 'schedule'], { schedule }, { ada: 200, sam: 403 });
  });
});
