import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { toTelephoneSound } from '../../src/domain/sound/telephone-sound.ts';
import { createSummariser } from '../../src/main/statistics.ts';
import { changeGreeting } from '../../src/planning/change-greeting.ts';
import { beginDraft } from '../../src/planning/drafts/begin-draft.ts';
import { setDraftShifts } from '../../src/planning/drafts/edit-draft.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { replacePerson } from '../../src/planning/schedule-edits.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { TELEPHONE, tone, wavFile } from '../domain/sound/wav-file.ts';
import { notice } from '../notices/outbox-fixture.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, seedTask, story, wav } from './seed-calls.ts';

/** A site that has been used for a while, with a call going on. */
export async function lived(): Promise<OpenSite> {
  const site = await openSite({ now: NOON });
  const { db, dependencies } = site;
  const hour = 3_600_000;
  await seedCall(db, { id: 'c1', at: NOON - 50 * hour, outcome: 'refused', caller: '+33899123456' });
  await seedCall(db, { id: 'c2', at: NOON - 20 * hour, outcome: 'caller-hung-up', caller: null });
  await seedCall(db, {
    id: 'c3',
    at: NOON - 9 * hour,
    outcome: 'voicemail',
    message: wav(7),
    callerName: 'Boulangerie Martin',
  });
  await seedCall(db, { id: 'c4', at: NOON - 2 * hour, outcome: 'accepted' });
  await seedCall(db, { id: 'c5', at: Date.now() - 34_000, outcome: null, caller: '+33612003400' });
  await planned(site);
  await waiting(site);
  await told(site);
  const counting = { timeZone: 'Europe/Paris', shortAbandonSeconds: 5 };
  await createSummariser({ db, reading: db, config: counting, clock: site.clock }).rebuild();
  const greeting = toTelephoneSound(wavFile(TELEPHONE, 3, tone(400, 8000)));
  if (!greeting.ok) throw new Error(greeting.error.kind);
  await changeGreeting(dependencies.configuration, 'support', greeting.value, {
    actor: 'Ada Morel',
    at: NOON,
  });
  const hotline = (await dependencies.reader.hotlines()).get('support');
  const policy = (await dependencies.reader.policies()).get('chain');
  if (!hotline || !policy) throw new Error('the household has a hotline');
  const caller = { number: '+33612003400', name: null };
  const facts = {
    callId: 'c5',
    startedAt: Date.now() - 34_000,
    dialled: '+33199001201',
    caller,
    hotline,
    branch: null,
    policy,
  };
  for (const callEvent of story({ at: facts.startedAt, outcome: null }))
    dependencies.board.tell(facts, callEvent);
  return site;
}

/** Mails and SMS in every state, notification preferences, a text of one's own, and a gateway that fails. */
async function told({ db, dependencies }: OpenSite): Promise<void> {
  const author = { actor: 'Ada Morel', at: NOON };
  const outbox = createOutbox(db);
  const { notificationPreferences } = dependencies.notices;
  const link = 'https://vigie.example.org/l/AbCdEfGhIjKlMnOpQrStUv';
  const mail = {
    personId: 'mia',
    address: 'mia@example.org',
    kind: 'voicemail',
    callId: 'c3',
    language: 'fr',
    recording: 'rec-c3',
    subject: 'Support\u00A0: message vocal de 06 12 34 56 78',
    body: `06 12 34 56 78 a laissé un message sur «\u00A0Support\u00A0» le 25 nov. à 3\u00A0h\u00A010 (7\u00A0s). Il est joint à ce courriel.\n\nÉcouter en ligne (lien personnel, qui expire)\u00A0:\n${link}`,
  } as const;
  const sms = {
    ...mail,
    medium: 'sms',
    address: '+33698765432',
    subject: '',
    recording: null,
    body: `Support : message vocal de 06 12 34 56 78 le 25 nov. à 3 h 10 (7 s). ${link}`,
  } as const;
  await enqueue(db, notice(NOON - 3_600_000, mail));
  await enqueue(db, notice(NOON - 3_600_000, sms));
  await enqueue(db, notice(NOON - 1_800_000, { ...sms, kind: 'call-taken', withheld: 'unwanted-by-person' }));
  const [sent] = await outbox.claim('email', NOON, 1, NOON);
  if (!sent) throw new Error('a mail waits');
  const at = NOON - 3_500_000;
  const gateway = 'smtp mail.example.org:587';
  await outbox.settle(sent, { verdict: { state: 'sent', reference: '<1@x>' }, gateway, at, health: null });
  for (const minutes of [58, 56, 50]) {
    const [claimed] = await outbox.claim('sms', NOON + 3_600_000, 1, NOON);
    if (!claimed) throw new Error('an SMS waits');
    const trouble = { code: 'answered', said: '503 the gateway is being maintained' } as const;
    const verdict = { state: 'waiting', nextTryAt: NOON + 120_000, trouble } as const;
    const health = { trouble };
    await outbox.settle(claimed, { verdict, gateway: 'http smsd', at: NOON - minutes * 60_000, health });
  }
  await enqueue(db, notice(NOON - 60_000, { personId: 'otto', address: 'otto@example.org' }));
  const [refused] = await outbox.claim('email', NOON, 1, NOON);
  if (!refused) throw new Error('another mail waits');
  const failed = {
    state: 'failed',
    trouble: { code: 'answered', said: '550 5.1.1 no such user here' },
  } as const;
  await outbox.settle(refused, { verdict: failed, gateway, at: NOON, health: null });
  await notificationPreferences.setPreferences(
    { hotlineId: null, personId: 'mia' },
    [{ kind: 'call-taken', medium: 'sms', wanted: false }],
    author,
  );
  await notificationPreferences.setPreferences(
    { hotlineId: 'support', personId: null },
    [{ kind: 'call-received', medium: 'email', wanted: true }],
    author,
  );
  const text = {
    subject: 'Message de {caller}',
    body: 'Bonjour',
    sms: '{caller} a laissé un message. {link}',
  };
  await notificationPreferences.setTemplate({ kind: 'voicemail', language: 'fr', ...text }, author);
}

/** A rotation, an absence, a replacement, a swap and a draft, for something to be seen. */
async function planned({ dependencies, clock }: OpenSite): Promise<void> {
  const author = { actor: 'Sam Petit', at: clock.now() };
  const day = 24 * 3_600_000;
  const rotation = {
    id: 'weekly',
    name: 'Weekly nights',
    participants: ['mia', 'otto', 'sam'],
    turn: '1 week',
    handoff: 'mon 08:00',
    start: '2026-11-02',
    window: 'mon-fri 18:00-08:00',
  };
  const nights = {
    name: 'Nights',
    timeZone: 'Europe/Paris',
    holidays: 'FR',
    team: 'north',
    coverage: ['nights', 'weekends'],
    rotations: [rotation],
  };
  await saveItems(
    dependencies.configuration,
    [
      { section: 'schedules', id: 'nights', raw: nights, basedOn: 'nothing' },
      {
        section: 'absences',
        id: 'otto',
        raw: [{ start: '2026-12-09', end: '2026-12-11', note: 'Leave' }],
        basedOn: null,
      },
      {
        section: 'people',
        id: 'sam',
        raw: { firstDay: '2026-12-01', lastDay: '2027-06-30', colour: 'gold' },
        basedOn: null,
      },
    ],
    { plan: dependencies.numberingPlan, homeTimeZone: 'Europe/Paris', author },
  );
  const edit = { scheduleId: 'primary', basedOn: null, author };
  const [startAt, endAt] = [NOON + day, NOON + 2 * day];
  await replacePerson(dependencies.configuration, edit, {
    startAt,
    endAt,
    personId: 'ada',
    replacesId: 'mia',
  });
  const swap = {
    scheduleId: 'primary',
    giverId: 'otto',
    offeredTo: 'ada',
    inReturn: null,
    note: 'A wedding',
  };
  await proposeSwap(
    dependencies.planning,
    { ...swap, startAt: NOON + 7 * day, endAt: NOON + 8 * day },
    author,
  );
  const period = { startAt: NOON + 5 * day, endAt: NOON + 26 * day };
  await beginDraft(dependencies.planning, { scheduleId: 'primary', name: 'December', ...period }, author);
  const shift = { personId: 'sam', startAt: NOON + 12 * day, endAt: NOON + 19 * day };
  await setDraftShifts(dependencies.planning, { id: 1, basedOn: null, author }, [shift]);
}

/** Tasks in every state, a call-back that failed, a log book, and something published to acknowledge. */
async function waiting(site: OpenSite): Promise<void> {
  const { db, dependencies, taskPages, clock } = site;
  const hour = 3_600_000;
  const message = { id: 'c3', at: NOON - 9 * hour, outcome: 'voicemail', kind: 'voicemail' } as const;
  const first = await seedTask(site, { ...message, callerName: 'Boulangerie Martin' });
  await seedCall(db, { id: 'c6', at: NOON - hour, outcome: 'caller-hung-up' });
  await seedTask(site, { id: 'c6', at: NOON - hour, outcome: 'caller-hung-up' });
  const missed = { outcome: 'caller-hung-up', ownerId: 'otto' } as const;
  await seedCall(db, { id: 'c7', at: NOON - 5 * hour, caller: '+33612003400', ...missed });
  const second = await seedTask(site, { id: 'c7', at: NOON - 5 * hour, caller: '+33612003400', ...missed });
  const third = await seedTask(site, { id: 'c2', at: NOON - 20 * hour, caller: null, ...missed });
  await seedCall(db, { id: 'c8', at: NOON - 4 * hour, caller: '+33612003401', ...missed });
  const fourth = await seedTask(site, { id: 'c8', at: NOON - 4 * hour, caller: '+33612003401', ...missed });
  const note = { type: 'note', by: 'otto', text: 'Their oven is out, and the shop opens at six.' } as const;
  await dependencies.tasks.change(first, note, NOON - hour / 2);
  const event = { type: 'finish', by: 'otto', reason: 'other', text: 'Came by in person.' } as const;
  await dependencies.tasks.change(third, event, NOON - 19 * hour);
  await dependencies.taskCallBacks.start(second, 'ada', '201');
  taskPages.tell(1, { type: 'leg-ended', cause: 'no-answer', why: { code: 'no-cause' } });
  await dependencies.taskCallBacks.start(fourth, 'ada', '201');
  for (const [ago, authorId, text, callId] of [
    [9, null, 'Voice message from 01 45 67 89 01.', 'c3'],
    [8, 'otto', 'Key of the boiler room handed to the caretaker.\nHe is there until ten.', null],
    [2, null, 'Otto Blanc took the call of 01 45 67 89 01.', 'c4'],
  ] as const)
    await dependencies.logBook.write({ at: NOON - ago * hour, hotlineId: 'support', authorId, text, callId });
  const author = { actor: 'Sam Petit', at: clock.now() };
  await dependencies.planning.edit(({ publications }) =>
    publications.add({
      scheduleId: 'primary',
      publishedAt: NOON - 3 * hour,
      publishedBy: 'Sam Petit',
      startAt: NOON,
      endAt: NOON + 600 * hour,
      reason: null,
      changes: [
        { personId: 'ada', kind: 'added', startAt: NOON + 30 * hour, endAt: NOON + 54 * hour },
        { personId: 'otto', kind: 'removed', startAt: NOON + 30 * hour, endAt: NOON + 54 * hour },
      ],
    }),
  );
  await dependencies.receipts.acknowledge(1, 'otto', author);
}
