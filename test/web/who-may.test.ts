import { describe, expect, it } from 'vitest';
import { isNarrow } from '../../src/domain/permissions.ts';
import type { Role } from '../../src/domain/person.ts';
import { beginDraft } from '../../src/planning/drafts/begin-draft.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { guarded, type Route } from '../../src/web/gate.ts';
import { addressOf, house } from './every-route.ts';
import { type OpenSite, openSite } from './open-site.ts';
import { seedCall } from './seed-calls.ts';

type Who = Role | 'anybody';
const ROLES: readonly Who[] = ['administrator', 'supervisor', 'member', 'viewer', 'anybody'];
const PERSON: Readonly<Record<Role, string>> = {
  administrator: 'ada',
  supervisor: 'sam',
  member: 'mia',
  viewer: 'vic',
};

/** Who gets through, written down a second time by hand: A administrator, S supervisor, M member, V viewer, * anybody. */
const EXPECTED: Readonly<Record<string, string>> = {
  'get /log-in': 'ASMV*',
  'post /log-in': 'ASMV*',
  'get /log-in/code': 'ASMV*',
  'post /log-in/code': 'ASMV*',
  'get /log-in/passkey': 'ASMV*',
  'post /log-in/passkey': 'ASMV*',
  'get /log-in/code/passkey': 'ASMV*',
  'post /log-in/code/passkey': 'ASMV*',
  'get /forgotten': 'ASMV*',
  'post /forgotten': 'ASMV*',
  'get /welcome/:token': 'ASMV*',
  'post /welcome/:token': 'ASMV*',
  'get /set-up': 'ASMV*',
  'post /set-up': 'ASMV*',
  'post /log-out': 'ASMV',
  'get /': 'ASMV',
  'get /home': 'ASMV',
  'get /now': 'ASMV',
  'get /now/duty': 'ASMV',
  'get /now/tasks': 'ASMV',
  'get /now/signal': 'ASMV',
  'get /now/stream': 'ASMV',
  'get /wall': 'ASMV',
  'get /search': 'ASMV',
  'get /calls': 'ASMV',
  'get /calls.csv': 'AS',
  'get /calls.xlsx': 'AS',
  // Of a call that rang Mia; one that did not is tried further down.
  'get /calls/:call': 'ASMV',
  'get /calls/:call/end': 'A',
  'post /calls/:call/end': 'A',
  'get /calls/:call/messages/:recording': 'ASM',
  'get /calls/:call/messages/:recording/delete': 'ASM',
  'post /calls/:call/messages/:recording/delete': 'ASM',
  // Of a task of Mia's; one of a hotline that she does not serve is tried further down.
  'get /tasks': 'ASMV',
  'get /tasks.csv': 'ASMV',
  'get /tasks.xlsx': 'ASMV',
  'get /tasks/:task': 'ASMV',
  'post /tasks/:task': 'ASM',
  'get /tasks/:task/call-back': 'ASMV',
  'post /tasks/:task/call-back': 'ASM',
  'get /statistics': 'ASV',
  'get /statistics/chain': 'ASV',
  'get /statistics/people': 'ASMV',
  'get /statistics/duty': 'ASMV',
  'get /statistics/duties': 'ASMV',
  'get /statistics/afterwards': 'ASV',
  'get /statistics/report/:month': 'ASV',
  'get /statistics/what-if': 'ASV',
  'get /statistics/views': 'ASMV',
  'post /statistics/views': 'ASMV',
  'get /statistics/files/reception/:file': 'ASV',
  'get /statistics/files/chain/:file': 'ASV',
  'get /statistics/files/people/:file': 'ASMV',
  'get /statistics/files/duty/:file': 'ASMV',
  'get /statistics/files/afterwards/:file': 'ASV',
  'get /log-book': 'ASMV',
  'post /log-book': 'ASM',
  'get /log-book.csv': 'AS',
  'get /log-book.xlsx': 'AS',
  'get /interventions': 'ASM',
  'get /interventions.csv': 'ASM',
  'get /interventions.xlsx': 'ASM',
  'post /interventions': 'ASM',
  // Of Mia's; another's is tried in labour.test.
  'get /interventions/:intervention': 'ASM',
  'post /interventions/:intervention': 'ASM',
  'get /statements': 'ASM',
  'get /statements/closed/:statement': 'ASM',
  'get /statements/:month/csv': 'ASM',
  'get /statements/:month/xlsx': 'ASM',
  'get /statements/:month/payroll': 'AS',
  'post /statements/:month/close': 'AS',
  'get /statements/:month/:person': 'ASM',
  'get /labour/fairness': 'ASMV',
  'get /labour/fairness.csv': 'ASMV',
  'get /labour/fairness.xlsx': 'ASMV',
  'post /labour/notice/:late': 'AS',
  'get /labour/notice': 'ASM',
  'get /labour/notice.csv': 'ASM',
  'get /labour/notice.xlsx': 'ASM',
  'get /labour/checks': 'AS',
  'get /labour/checks.csv': 'AS',
  'get /labour/checks.xlsx': 'AS',
  'get /labour/rules': 'A',
  'get /labour/year': 'AS',
  'post /labour/people': 'A',
  'get /labour/people/:person': 'A',
  'post /labour/people/:person': 'A',
  'get /labour/rules/:team': 'A',
  'post /labour/rules/:team': 'A',
  'get /deliveries': 'AS',
  'get /deliveries.csv': 'AS',
  'get /deliveries.xlsx': 'AS',
  'get /deliveries/:notice': 'AS',
  'get /deliveries/:notice/html': 'AS',
  'post /deliveries/:notice/again': 'AS',
  'get /alarms': 'AS',
  'get /my': 'ASM',
  'post /my/take': 'ASM',
  'post /my/take/undo': 'ASM',
  'post /my/confirm': 'ASM',
  'post /my/card': 'ASM',
  'post /my/calendars': 'ASM',
  'post /my/swaps': 'ASM',
  'post /my/swaps/:swap': 'ASM',
  'get /my/wishes/:round': 'ASM',
  'post /my/wishes/:round': 'ASM',
  'post /my/publications/:publication': 'ASM',
  'post /my/late/:late': 'ASM',
  'post /my/absences': 'ASM',
  'post /my/feeds': 'ASM',
  'get /planning': 'ASMV',
  'get /planning.csv': 'ASMV',
  'get /planning.xlsx': 'ASMV',
  'get /planning/new': 'A',
  'post /planning/new': 'A',
  'get /planning/readiness': 'AS',
  'get /planning/readiness.csv': 'AS',
  'get /planning/readiness.xlsx': 'AS',
  'get /planning/table': 'ASMV',
  'get /planning/swaps': 'ASMV',
  'get /planning/swaps.csv': 'ASMV',
  'get /planning/swaps.xlsx': 'ASMV',
  'get /planning/links': 'AS',
  'post /planning/links': 'AS',
  'get /planning/:schedule': 'ASMV',
  'get /planning/:schedule/list.csv': 'ASMV',
  'get /planning/:schedule/list.xlsx': 'ASMV',
  // Of a schedule of no team; another team's is tried further down.
  'get /planning/:schedule/settings': 'AS',
  'post /planning/:schedule/settings': 'AS',
  'get /planning/:schedule/delete': 'A',
  'post /planning/:schedule/delete': 'A',
  'get /planning/:schedule/duty': 'AS',
  'post /planning/:schedule/replace': 'AS',
  'post /planning/:schedule/undo': 'AS',
  'post /planning/:schedule/fit': 'AS',
  'post /planning/:schedule/shifts': 'AS',
  'post /planning/:schedule/shifts/change': 'AS',
  'post /planning/:schedule/swaps/:swap': 'AS',
  'get /planning/:schedule/drafts': 'AS',
  'post /planning/:schedule/drafts': 'AS',
  'get /planning/:schedule/drafts/:draft': 'AS',
  'post /planning/:schedule/drafts/:draft/shifts': 'AS',
  'post /planning/:schedule/drafts/:draft/publish': 'AS',
  'post /planning/:schedule/drafts/:draft/discard': 'AS',
  'get /planning/:schedule/drafts.csv': 'AS',
  'get /planning/:schedule/drafts.xlsx': 'AS',
  'get /planning/:schedule/wishes.csv': 'AS',
  'get /planning/:schedule/wishes.xlsx': 'AS',
  'get /planning/:schedule/wishes': 'AS',
  'post /planning/:schedule/wishes': 'AS',
  'get /planning/:schedule/wishes/:round': 'AS',
  'get /planning/:schedule/wishes/:round/answers.csv': 'AS',
  'get /planning/:schedule/wishes/:round/answers.xlsx': 'AS',
  'post /planning/:schedule/wishes/:round': 'AS',
  'get /planning/:schedule/paste': 'AS',
  'post /planning/:schedule/paste': 'AS',
  'post /planning/:schedule/paste/file': 'AS',
  'get /planning/:schedule/propose': 'AS',
  'post /planning/:schedule/propose': 'AS',
  'post /planning/:schedule/propose/take': 'AS',
  'post /planning/:schedule/copy': 'AS',
  'get /people': 'ASMV',
  'get /people.csv': 'ASMV',
  'get /people.xlsx': 'ASMV',
  'get /people/new': 'A',
  'post /people/new': 'A',
  'get /people/new/several': 'A',
  'post /people/new/several': 'A',
  'get /people/:person': 'ASMV',
  'post /people/:person': 'AS',
  'get /people/:person/notices': 'AS',
  'post /people/:person/notices': 'AS',
  'post /people/:person/prove': 'AS',
  'post /people/:person/absences': 'AS',
  'post /people/:person/calendars': 'AS',
  'post /people/:person/access': 'AS',
  'post /people/:person/access/end': 'AS',
  // Mia's own.
  'get /people/:person/ring': 'ASM',
  'post /people/:person/ring': 'ASM',
  'get /people/:person/delete': 'A',
  'post /people/:person/delete': 'A',
  // Of Mia: her own.
  'get /people/:person/record': 'AM',
  'get /people/:person/record/file': 'AM',
  'get /people/:person/record/erase': 'A',
  'post /people/:person/record/erase': 'A',
  'get /privacy/notes/:audience': 'ASMV',
  'get /teams': 'ASMV',
  'get /teams.csv': 'ASMV',
  'get /teams.xlsx': 'ASMV',
  'get /teams/new': 'A',
  'post /teams/new': 'A',
  'get /teams/:team': 'ASMV',
  'post /teams/:team': 'A',
  'get /teams/:team/delete': 'A',
  'post /teams/:team/delete': 'A',
  'get /hotlines': 'ASV',
  'get /hotlines.csv': 'ASV',
  'get /hotlines.xlsx': 'ASV',
  'get /hotlines/new': 'A',
  'post /hotlines/new': 'A',
  'get /hotlines/:hotline': 'ASV',
  'post /hotlines/:hotline': 'A',
  'get /hotlines/:hotline/greeting': 'A',
  'post /hotlines/:hotline/greeting': 'A',
  'post /hotlines/:hotline/greeting/remove': 'A',
  'get /hotlines/:hotline/greeting.wav': 'ASV',
  'get /hotlines/:hotline/dry-run': 'ASV',
  'get /hotlines/:hotline/notices': 'A',
  'post /hotlines/:hotline/notices': 'A',
  'get /hotlines/:hotline/delete': 'A',
  'post /hotlines/:hotline/delete': 'A',
  'get /escalation/new': 'A',
  'post /escalation/new': 'A',
  'get /escalation/:policy': 'ASV',
  'post /escalation/:policy': 'A',
  'get /escalation/:policy/delete': 'A',
  'post /escalation/:policy/delete': 'A',
  'get /settings': 'A',
  'post /settings/installation': 'A',
  'post /settings/test-call': 'A',
  'get /settings/notices': 'A',
  'post /settings/notices': 'A',
  'get /settings/texts': 'A',
  'get /settings/texts/:kind/:language': 'A',
  'post /settings/texts/:kind/:language': 'A',
  'get /settings/ways': 'A',
  'post /settings/ways': 'A',
  'get /settings/trunks': 'A',
  'get /settings/trunks.csv': 'A',
  'get /settings/trunks.xlsx': 'A',
  'get /settings/trunks/:trunk': 'A',
  'post /settings/trunks/:trunk': 'A',
  'get /settings/trunks/:trunk/delete': 'A',
  'post /settings/trunks/:trunk/delete': 'A',
  'get /settings/audit': 'A',
  'get /settings/audit.csv': 'A',
  'get /settings/audit.xlsx': 'A',
  'get /account': 'ASMV',
  'post /account': 'ASMV',
  'get /account/notices': 'ASMV',
  'post /account/notices': 'ASMV',
  'post /account/password': 'ASMV',
  // Who may listen to nothing is refused on the page itself.
  'post /account/pin': 'ASMV',
  'post /account/pin/end': 'ASMV',
  'post /account/factor': 'ASMV',
  'post /account/factor/on': 'ASMV',
  'post /account/factor/off': 'ASMV',
  'post /account/passkeys': 'ASMV',
  'post /account/passkeys/add': 'ASMV',
  'post /account/passkeys/:passkey/remove': 'ASMV',
  'post /account/sessions/end': 'ASMV',
  'post /account/sessions/:session/end': 'ASMV',
};

const LETTERS: Readonly<Record<Who, string>> = {
  administrator: 'A',
  supervisor: 'S',
  member: 'M',
  viewer: 'V',
  anybody: '*',
};

describe('every route for every role', () => {
  it('lets through whom the list says, and nobody else', { timeout: 300_000 }, async () => {
    const looking = await house();
    const found: Record<string, string> = {};
    for (const route of looking.site.routes) {
      // A form that deletes or logs out must not spoil the next: each on a fresh site.
      const on = () => (route.method === 'get' ? Promise.resolve(looking) : house());
      const through = await Promise.all(ROLES.map(async (who) => getsThrough(await on(), route, who)));
      found[nameOf(route)] = ROLES.filter((_, index) => through[index])
        .map((who) => LETTERS[who])
        .join('');
    }
    expect(found).toEqual(EXPECTED);
  });

  it('cannot be declared without a right that exists, nor a narrow right without whom it is about', () => {
    const nothing = () => ({ kind: 'see', path: '/' }) as const;
    expect(() => guarded('get', '/x', 'no.such' as never, nothing)).toThrow(/no right/);
    expect(isNarrow('people.edit')).toBe(true);
    expect(() => guarded('get', '/x', 'people.edit', nothing)).toThrow(/narrow/);
  });
});

async function getsThrough(opened: OpenSite, route: Route, who: Who): Promise<boolean> {
  const visitor = who === 'anybody' ? opened.anybody() : await opened.as(PERSON[who]);
  const address = addressOf(route);
  if (route.path === '/now/stream') return streams(opened.url + address, visitor.cookie);
  const from = route.method === 'post' && who !== 'anybody' ? '/account' : '/log-in';
  const form = route.path === '/log-book' ? { hotline: 'support' } : {};
  const answer = await (route.method === 'get' ? visitor.get(address) : visitor.send(address, form, from));
  const sentToLogIn =
    answer.to?.startsWith('/log-in?') === true || (answer.to === '/log-in' && route.path === '/');
  return answer.status !== 403 && !sentToLogIn;
}

async function streams(address: string, cookie: string): Promise<boolean> {
  const leave = new AbortController();
  const response = await fetch(address, { headers: { cookie }, signal: leave.signal, redirect: 'manual' });
  leave.abort();
  return response.status === 200;
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

describe('what is somebody else’s', () => {
  it('a member’s list is of the calls that rang them; of others they may open those of hotlines they serve', async () => {
    const { db, as, clock } = await openSite();
    await seedCall(db, { id: 'both', at: clock.now() - 60_000, outcome: 'accepted' });
    await seedCall(db, { id: 'refused', at: clock.now() - 30_000, outcome: 'refused', hotlineId: 'gone' });
    await seedCall(db, { id: 'served', at: clock.now() - 20_000, outcome: 'refused' });
    const mia = await as('mia');
    const list = await mia.get('/calls?person=otto');
    expect(list.body).toContain('/calls/both');
    expect(list.body).not.toContain('/calls/refused');
    expect((await mia.get('/calls/both')).status).toBe(200);
    expect((await mia.get('/calls/refused')).status).toBe(403);
    expect(list.body).not.toContain('/calls/served');
    expect((await mia.get('/calls/served')).status).toBe(200);
    expect((await mia.get('/calls/nothing')).status).toBe(404);
  });

  it('a supervisor changes people of their own team, neither of another nor above them', async () => {
    const { as, dependencies } = await openSite();
    const sam = await as('sam');
    expect((await sam.get('/people/mia')).body).toContain('name="contactAddress"');
    expect((await sam.get('/people/otto')).body).not.toContain('name="contactAddress"');
    for (const [person, status] of [
      ['otto', 403],
      ['ada', 403],
      ['nobody', 404],
    ] as const) {
      expect((await sam.send(`/people/${person}`, { name: 'X' }, '/people/mia')).status, person).toBe(status);
      const stolen = await sam.send(`/people/${person}/access`, { email: 'sam@evil.example' }, '/people/mia');
      expect(stolen.status, person).toBe(status);
    }
    expect((await dependencies.accounts.of('ada'))?.email).toBe('ada@example.org');
  });

  it('a supervisor gives nobody a role or another name, whatever the form says', async () => {
    const { as, dependencies } = await openSite();
    const sam = await as('sam');
    const opened = /name="opened" value="([^"]*)"/.exec((await sam.get('/people/mia')).body)?.[1] ?? '';
    const form = {
      opened,
      name: 'Ada Morel',
      role: 'administrator',
      languages: 'en',
      skills: 'x',
      do: 'save',
    };
    expect((await sam.send('/people/mia', form)).status).toBe(303);
    const mia = (await dependencies.reader.people()).get('mia');
    expect(mia).toMatchObject({ name: 'Mia Roux', role: 'member', skills: ['x'] });
    // Nor themselves: what they do would then be written down in somebody else's name.
    const own = /name="opened" value="([^"]*)"/.exec((await sam.get('/people/sam')).body)?.[1] ?? '';
    await sam.send('/people/sam', { ...form, opened: own });
    expect((await dependencies.reader.people()).get('sam')?.name).toBe('Sam Petit');
  });

  it('a member sees people of their own team only', async () => {
    const { as } = await openSite();
    const mia = await as('mia');
    const people = (await mia.get('/people')).body;
    expect(people).toContain('Sam Petit');
    expect(people).not.toContain('Otto Blanc');
    expect((await mia.get('/people/otto')).status).toBe(403);
    expect((await mia.get('/teams/south')).status).toBe(404);
  });

  it('a supervisor plans the schedules of their teams and those of none, not of another team', async () => {
    const { as, dependencies } = await openSite();
    const give = (team: string) =>
      saveItems(
        dependencies.configuration,
        [{ section: 'schedules', id: 'primary', raw: { team }, basedOn: null }],
        { plan: dependencies.numberingPlan, homeTimeZone: 'Europe/Paris', author: { actor: 'test', at: 0 } },
      );
    const sam = await as('sam');
    const plan = () =>
      sam.send(
        '/planning/primary/shifts',
        { person: 'mia', template: 'night', day: '2027-01-04' },
        '/account',
      );
    await give('south');
    expect((await plan()).status).toBe(403);
    expect((await sam.get('/planning/primary')).body).not.toContain('/planning/primary/duty');
    expect((await sam.get('/now')).body).not.toContain('/planning/primary/duty');
    await give('north');
    expect((await plan()).status).toBe(303);
    expect((await sam.get('/now')).body).toContain('/planning/primary/duty');
  });

  it('a draft is reached through its own schedule only', async () => {
    const { as, dependencies, clock } = await openSite();
    const day = 24 * 3_600_000;
    const author = { actor: 'test', at: clock.now() };
    const wanted = {
      name: 'x',
      scheduleId: 'primary',
      startAt: clock.now() + day,
      endAt: clock.now() + 9 * day,
    };
    const begun = await beginDraft(dependencies.planning, wanted, author);
    if (!begun.ok) throw new Error(begun.error.kind);
    const { id } = begun.value;
    await saveItems(
      dependencies.configuration,
      [{ section: 'schedules', id: 'other', raw: { name: 'Other', timeZone: 'UTC' }, basedOn: 'nothing' }],
      { plan: dependencies.numberingPlan, homeTimeZone: 'UTC', author },
    );
    const ada = await as('ada');
    expect((await ada.get(`/planning/primary/drafts/${id}`)).status).toBe(200);
    expect((await ada.get(`/planning/other/drafts/${id}`)).status).toBe(404);
    expect((await ada.send(`/planning/other/drafts/${id}/discard`, {}, '/account')).status).toBe(404);
  });

  it('nobody takes the duty, or ends the calendar, of whom they have nothing to do with', async () => {
    const { as, dependencies } = await openSite();
    const [mia, otto] = [await as('mia'), await as('otto')];
    await saveItems(
      dependencies.configuration,
      [
        {
          section: 'schedules',
          id: 'other',
          raw: {
            name: 'Other',
            timeZone: 'UTC',
            team: 'south',
            shifts: [{ person: 'otto', start: '2026-11-24 00:00', end: '2026-11-27 00:00' }],
          },
          basedOn: 'nothing',
        },
      ],
      { plan: dependencies.numberingPlan, homeTimeZone: 'UTC', author: { actor: 'test', at: 0 } },
    );
    expect((await mia.send('/my/take', { schedule: 'other', from: 'otto' }, '/my')).status).toBe(403);
    await otto.send('/my/feeds', { label: 'phone' }, '/my');
    const [feed] = await dependencies.feeds.list();
    expect((await mia.send('/my/feeds', { do: 'revoke', feed: feed?.id ?? '' }, '/my')).status).toBe(404);
    expect(await dependencies.feeds.list()).toHaveLength(1);
  });

  it('nobody ends a session of somebody else', async () => {
    const { as, dependencies, clock } = await openSite();
    const [mia, otto] = [await as('mia'), await as('otto')];
    const [session] = await dependencies.accounts.sessionsOf('otto', clock.now());
    await mia.send(`/account/sessions/${session?.id}/end`, {}, '/account');
    expect((await otto.get('/now')).status).toBe(200);
  });
});
