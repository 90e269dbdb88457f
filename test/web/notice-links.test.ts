import { describe, expect, it } from 'vitest';
import { createPrivateLinks } from '../../src/database/accounts/private-links.ts';
import { readLinkedMessage } from '../../src/database/calls/listen-links.ts';
import type { Database } from '../../src/database/database.ts';
import { createDomainEventStore } from '../../src/database/notices/domain-event-store.ts';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createRecipients } from '../../src/database/notices/recipients-store.ts';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { createWishStore } from '../../src/database/planning/wish-store.ts';
import { createTaskStore } from '../../src/database/tasks/task-store.ts';
import type { Medium } from '../../src/domain/notice/notice.ts';
import type { NoticeKind } from '../../src/domain/notice/notice-kinds.ts';
import { TEXTS } from '../../src/notices/compose/texts.ts';
import type { DomainEvent } from '../../src/notices/domain-event.ts';
import { tell } from '../../src/notices/notifier.ts';
import { withSecrets } from '../../src/notices/private-links.ts';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { confirmRouter } from '../../src/web/open/confirm.ts';
import { listenRouter } from '../../src/web/open/listen.ts';
import { openWishRouter } from '../../src/web/open/wishes.ts';
import { readWishes } from '../../src/web/wishes/wish-calendar.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, story, wav } from './seed-calls.ts';

const RULE = { takeWithinSeconds: 900 };
const DAY = 86_400_000;
const PUBLIC = 'https://vigie.example.org';

/** The pages that open with a link alone, on the links that were really sent. */
const openPages = (db: Database) => [
  listenRouter({
    async message(token) {
      const found = await readLinkedMessage(db, hashLinkToken(token), NOON);
      return found && { ...found, language: 'en', title: found.hotlineName, details: '' };
    },
  }),
  confirmRouter({
    async duty(token) {
      const found = await createConfirmations(db).byToken(hashLinkToken(token));
      const words = { person: 'x', schedule: 'x', from: 'x', to: 'x' };
      return found && { ...words, language: 'en', state: 'open' };
    },
    answer: async () => {},
  }),
  openWishRouter({
    async wishes(token) {
      const wishes = createWishStore(db);
      const link = await wishes.byLink(hashLinkToken(token));
      const sources = { wishes, schedules: createScheduleStore(db) };
      const shown = link && (await readWishes(sources, link.roundId, link.personId, NOON));
      return shown && { language: 'en', person: 'x', shown };
    },
    take: async () => {},
  }),
];

/** The site, and a way to have events told on its database as the service would. */
async function siteThatNotifies() {
  const site = await openSite({ publicUrl: null, open: openPages });
  const { db, dependencies } = site;
  const domainEvents = createDomainEventStore(db, RULE);
  const confirmations = createConfirmations(db);
  const notificationPreferences = createNotificationPreferences(db);
  const sources = {
    history: dependencies.history,
    candidates: { directory: dependencies.directory, schedules: dependencies.schedules },
    reader: dependencies.reader,
    recipients: createRecipients(db, () => site.clock.now()),
    notificationPreferences,
    tasks: createTaskStore(db, RULE),
    outbox: createOutbox(db),
    confirmations,

    wishes: createWishStore(db),
    numberingPlan: dependencies.numberingPlan,
    publicUrl: PUBLIC,
    timeZone: 'Europe/Paris',
    useOtherMedium: false,
    takesSmsAnswers: false,
  };
  let told = 0;
  const say = async (event: DomainEvent) => {
    told += 1;
    const waiting = { id: 1000 + told, at: NOON, event };
    await domainEvents.settle(waiting, await tell(sources, waiting, NOON));
  };
  const sayWritten = async () => {
    for (const waiting of await domainEvents.waiting(100))
      await domainEvents.settle(waiting, await tell(sources, waiting, NOON));
  };
  const choose = (personId: string, kind: NoticeKind, medium: Medium = 'email') =>
    notificationPreferences.setPreferences(
      { hotlineId: 'support', personId },
      [{ kind, medium, wanted: true }],
      {
        actor: 'test',
        at: NOON,
      },
    );
  return { ...site, say, sayWritten, choose, confirmations };
}

/** A member whom no hotline rings. */
async function addLea({ dependencies }: Pick<OpenSite, 'dependencies'>): Promise<void> {
  const author = { actor: 'test', at: NOON };
  const raw = { name: 'Léa', role: 'member', languages: ['en'], contacts: [] };
  const saved = await saveItems(
    dependencies.configuration,
    [{ section: 'people', id: 'lea', raw, basedOn: 'nothing' }],
    { plan: dependencies.numberingPlan, homeTimeZone: 'Europe/Paris', author },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  await dependencies.accounts.setEmail('lea', 'lea@example.org', author);
}

describe('every link that a notice can hold', () => {
  it('leads its reader to a page that exists and is theirs to see', async () => {
    const site = await siteThatNotifies();
    const { db, say, sayWritten, choose, confirmations, dependencies } = site;
    const at = NOON - 60_000;
    // Who asked to be told although they had no part in a call; it is told to those who have to do with the hotline.
    await addLea(site);
    for (const personId of ['otto', 'vic', 'ada', 'sam', 'lea'])
      for (const kind of ['missed-call', 'voicemail'] as const) await choose(personId, kind);

    // A call that rang Mia, one that rang nobody, and one that left a message.
    await seedCall(db, { id: 'missed', at, outcome: 'caller-hung-up' });
    const gone = { at, outcome: 'caller-hung-up' } as const;
    await seedCall(db, { id: 'unheard', caller: '+33612003400', ...gone });
    await db.deleteFrom('attempts').where('call_id', '=', 'unheard').execute();
    await seedCall(db, { id: 'spoken', at, outcome: 'voicemail', caller: '+33612003401', message: wav(1) });
    await db.deleteFrom('domain_events').execute();
    for (const id of ['missed', 'unheard', 'spoken']) {
      const happened = story({ at, outcome: id === 'spoken' ? 'voicemail' : 'caller-hung-up' });
      await say({ kind: 'call', callId: id, happened });
    }
    await say({ kind: 'message-kept', callId: 'spoken', recording: 'rec-spoken' });
    await seedCall(db, { id: 'stuck', at, outcome: 'voicemail', caller: '+33612003402' });
    await say({ kind: 'message-unfetched', callId: 'stuck' });
    // The task of each goes up the policy: to Mia, then to Otto's team.
    for (const level of [0, 1]) await say({ kind: 'task-overdue', taskId: 1, level });

    const shift = { scheduleId: 'primary', personId: 'mia', startAt: NOON + DAY, endAt: NOON + 2 * DAY };
    await confirmations.expect([shift], NOON, NOON + 5 * DAY);
    await say({ kind: 'duty-reminder', confirmation: 1, leadSeconds: 3600 });
    for (const personId of ['mia', 'otto', 'sam', 'vic'])
      await say({ kind: 'planning-changed', publicationId: 1, scheduleId: 'primary', personId, by: 'Sam' });
    const day = { startAt: NOON, endAt: NOON + DAY } as const;
    const gained = { kind: 'gained', schedule: 'Primary', timeZone: 'Europe/Paris', ...day } as const;
    for (const atOnce of [true, false])
      await say({ kind: 'duty-changed', personId: 'mia', atOnce, changes: [gained], by: 'Sam' });
    await say({ kind: 'calendar-broken', calendarId: 'c', personId: 'mia', name: 'Leave', since: NOON });
    await say({ kind: 'address-dead', personId: 'mia', address: 'mia@example.org', said: '550 5.1.1' });
    for (const begun of [true, false]) {
      const gap = { gap: `g${begun}`, hotlineId: 'support', reason: 'nobody', ...day } as const;
      await say({ kind: 'hotline-gap', begun, ...gap });
    }
    const outcome = {
      period: 'daily',
      earliestReturnAt: NOON + DAY,
      longestBefore: 0,
      totalBefore: 0,
      owed: 0,
      why: 'begins-anew',
    } as const;
    // Mia, a member, is told without a link: she may see no figures of calls.
    const reportTo = {
      section: 'hotlines',
      id: 'support',
      raw: { reportTo: ['sam', 'mia'] },
      basedOn: null,
    } as const;
    await saveItems(dependencies.configuration, [reportTo], {
      plan: dependencies.numberingPlan,
      homeTimeZone: 'Europe/Paris',
      author: { actor: 'test', at: NOON },
    });
    await say({ kind: 'month-report', hotlineId: 'support', month: '2026-10' });
    await say({
      kind: 'statement-closed',
      ...{ personId: 'mia', month: '2026-10', number: 1, statementId: 1 },
    });
    await say({
      kind: 'rest-due',
      personId: 'mia',
      interventionEndAt: NOON,
      outcome,
      nextWorkAt: null,
      hours: 11,
      timeZone: 'Europe/Paris',
    });
    const author = { actor: 'test', at: NOON };
    const offer = { scheduleId: 'primary', giverId: 'otto', inReturn: null, note: null };
    const week = { startAt: NOON + 7 * DAY, endAt: NOON + 8 * DAY };
    await proposeSwap(dependencies.planning, { ...offer, ...week, offeredTo: 'ada' }, author);
    await proposeSwap(
      dependencies.planning,
      { ...offer, offeredTo: null, startAt: NOON + 9 * DAY, endAt: NOON + 10 * DAY },
      author,
    );
    const round = await createWishStore(db).open(
      {
        ...{ scheduleId: 'primary', firstDay: '2027-01-04', lastDay: '2027-01-31' },
        ...{ deadlineAt: NOON + 9 * DAY, openedAt: NOON, openedBy: 'ada' },
      },
      ['mia'],
      author,
    );
    await createWishStore(db).remind(round.id, ['mia'], NOON);
    await say({ kind: 'wish-round', said: 'over', roundId: round.id, personId: 'ada' });
    await sayWritten();

    const notices = await createOutbox(db).list({ limit: 200 });
    const all = await Promise.all(
      notices.map(async (notice) => {
        const { kind, personId, words } = notice;
        // As it leaves, with the secret that is kept nowhere.
        const { body } = await withSecrets({ ...notice, body: words.link ?? '' }, createPrivateLinks(db));
        return { kind, person: personId, path: body.slice(PUBLIC.length) };
      }),
    );
    const links = all.filter(({ path }) => path !== '');
    const withLink = Object.entries(TEXTS).filter(([, { words }]) => words.includes('link'));
    const sent = new Set<string>(links.map(({ kind }) => kind));
    expect(withLink.map(([kind]) => kind).filter((kind) => !sent.has(kind))).toEqual([]);
    const readers = new Set(links.map(({ person }) => person));
    expect([...readers].sort()).toEqual(['ada', 'mia', 'otto', 'sam', 'vic']);

    for (const { kind, person, path } of links) {
      const open = /^\/(l|confirm|wishes)\//.test(path);
      const visitor = open ? site.anybody() : await site.as(person);
      expect((await visitor.get(path)).status, `${kind} to ${person}: ${path}`).toBe(200);
    }
  });

  it('is of a page: none leads to an address that only looks like one', async () => {
    const { as } = await siteThatNotifies();
    expect((await (await as('ada')).get('/planning/swap')).status).toBe(404);
    expect((await (await as('ada')).get('/l/x')).status).toBe(404);
  });
});

describe('a duty offered to whoever wants it', () => {
  it('is told to everybody who could take it: not to the giver, not to who is on duty, only looks on, or was on it once', async () => {
    const site = await siteThatNotifies();
    const { db, dependencies, sayWritten } = site;
    await addLea(site);
    const author = { actor: 'test', at: NOON };
    await dependencies.configuration.edit(async (draft) => {
      const schedule = await draft.item('schedules', 'primary');
      if (!schedule) throw new Error('there is a schedule');
      const duty = (personId: string, from: number) => ({
        personId,
        startAt: NOON + from * DAY,
        endAt: NOON + (from + 1) * DAY,
      });
      // Ada is known to the schedule and free; Sam has the same day; Vic only looks on; Léa was on it long ago.
      const shifts = [
        duty('lea', -400),
        ...schedule.shifts,
        duty('ada', 40),
        duty('sam', 7),
        duty('vic', 41),
      ];
      const after = { ...schedule, teamId: 'north', shifts };
      await draft.apply([{ section: 'schedules', id: 'primary', before: schedule, after }], author);
    });
    await db.deleteFrom('domain_events').execute();
    const offer = {
      scheduleId: 'primary',
      giverId: 'otto',
      offeredTo: null,
      inReturn: null,
      note: null,
      startAt: NOON + 7 * DAY,
      endAt: NOON + 7.5 * DAY,
    };
    const swap = await proposeSwap(dependencies.planning, offer, author);
    expect(swap.ok).toBe(true);
    await sayWritten();
    const told = await db.selectFrom('notices').select(['kind', 'person_id']).execute();
    expect(told.map(({ kind, person_id }) => `${kind} ${person_id}`).sort()).toEqual([
      'swap-proposed ada',
      'swap-proposed mia',
    ]);
  });
});
