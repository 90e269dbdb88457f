import { describe, expect, it } from 'vitest';
import { createPlanningStore } from '../../src/database/planning/planning-store.ts';
import { actOnSwap } from '../../src/planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { AUTHOR, ends, house, PHONE_OF, paris, rings } from './notifier-fixture.ts';

const NIGHT = '2026-11-26 03:10';

describe('a call that nobody took', () => {
  it('is told to whoever was on call, by mail and SMS, opens a task, and is in the log book', async () => {
    const at = await house(NIGHT);
    await at.begin();
    at.sms.letters.length = 0;
    await at.call('c1', [
      rings(1, 'bob', 0),
      ends(1, 'no-answer'),
      { kind: 'call-ended', outcome: 'caller-hung-up' },
    ]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.bob)).toEqual([
      'Heating : appel manqué de 01 99 00 12 34 le 26 nov. à 3 h 10. A rappeler. https://vigie.example.org/calls/c1',
    ]);
    expect(at.mailsTo('bob')).toContain('Heating : appel manqué de 01 99 00 12 34');
    expect(at.mailsTo('dora')).toEqual([]);
    expect(await at.tasks.list({ limit: 10 })).toMatchObject([
      { kind: 'missed-call', state: 'open', ownerId: 'bob', callerNumber: '+33199001234' },
    ]);
    expect((await at.logBook()).at(-1)).toBe('Appel manqué de 01 99 00 12 34. Appelés : Bob.');
  });

  it('in the dialplan’s fallback opens a task too, unless somebody answered there', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      { kind: 'fallback-entered', why: 'no-proof' },
      { kind: 'call-ended', outcome: 'fallback' },
    ]);
    await at.call('c2', [
      { kind: 'fallback-entered', why: 'no-proof' },
      { kind: 'fallback-answered', target: '202' },
      { kind: 'call-ended', outcome: 'fallback' },
    ]);
    await at.settle();
    expect(await at.tasks.list({ limit: 10 })).toMatchObject([{ kind: 'fallback', ownerId: 'bob' }]);
    expect((await at.logBook()).join(' ')).toContain('202');
  });

  it('is told once, however often its event is told', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'announced' }]);
    await at.settle();
    await at.append('c1', [{ kind: 'call-ended', outcome: 'announced' }]);
    await at.settle();
    const told = at.sms.letters.filter(({ text }) => text.includes('manqué'));
    expect(told).toHaveLength(1);
    expect(await at.tasks.list({ limit: 10 })).toHaveLength(1);
  });

  it('a caller who calls again joins the task, and whoever sees to it is told while it rings', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    const [task] = await at.tasks.list({ limit: 1 });
    await at.tasks.change(task?.id ?? 0, { type: 'take', by: 'dora' }, at.clock.now());
    await at.call('c2', []);
    await at.settle();
    expect(at.smsTo(PHONE_OF.dora)).toEqual([
      'Heating: 01 99 00 12 34, whom you are seeing to, called again (26 Nov 03:10).',
    ]);
    await at.append('c2', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    const story = await at.tasks.find(task?.id ?? 0);
    expect(story?.callIds).toEqual(['c1', 'c2']);
    expect(story?.entries.map(({ kind }) => kind)).toEqual(['opened', 'taken', 'caller-again']);
    expect(await at.tasks.list({ limit: 10 })).toHaveLength(1);
  });

  it('callers who withhold their number are never taken for one another', async () => {
    const at = await house(NIGHT);
    await at.begin();
    for (const id of ['c1', 'c2'])
      await at.call(id, [{ kind: 'call-ended', outcome: 'caller-hung-up' }], null);
    await at.settle();
    expect(await at.tasks.list({ limit: 10 })).toHaveLength(2);
    expect(at.smsTo(PHONE_OF.bob)[0]).toContain('numéro masqué');
  });
});

describe('a message', () => {
  it('that turns out to be empty when it is here, after the call: a missed call is told, and the task is one', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      ends(1, 'no-answer'),
      { kind: 'voicemail-kept', recording: 'c1-message', seconds: null },
      { kind: 'call-ended', outcome: 'voicemail' },
    ]);
    await at.settle();
    expect(await at.tasks.list({ limit: 10 })).toMatchObject([{ kind: 'voicemail' }]);
    await at.keepMessage('c1', { isEmpty: true });
    await at.settle();
    expect(await at.tasks.list({ limit: 10 })).toMatchObject([{ kind: 'missed-call' }]);
    expect(at.mailsTo('bob').filter((subject) => subject.includes('message vocal'))).toEqual([]);
    expect(at.mailsTo('bob').filter((subject) => subject.includes('manqué'))).toHaveLength(1);
    const call = await at.db.selectFrom('calls').select('outcome').executeTakeFirstOrThrow();
    expect(call.outcome).toBe('empty-message');
    expect((await at.logBook()).at(-1)).toContain('message vide');
  });

  it('goes out by mail with its sound, by SMS with a link of the reader’s own, and not as a missed call too', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      ends(1, 'no-answer'),
      { kind: 'voicemail-kept', recording: 'c1-message', seconds: 7 },
      { kind: 'call-ended', outcome: 'voicemail' },
    ]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.bob).filter((text) => text.includes('c1'))).toEqual([]);
    await at.keepMessage('c1');
    await at.settle();
    const mail = at.mail.letters.find(({ subject }) => subject.includes('message vocal'));
    expect(mail?.attachment?.content.toString()).toBe('RIFF');
    const sms = at.sms.letters.find(({ text }) => text.includes('message vocal'));
    expect(sms?.attachment).toBeNull();
    expect(sms?.text).toMatch(/\(7 s\)\. https:\/\/vigie\.example\.org\/l\/[\w-]{22}$/);
    expect(await at.tasks.list({ limit: 10 })).toMatchObject([{ kind: 'voicemail' }]);
    const links = await at.db.selectFrom('listen_links').selectAll().execute();
    // One in the mail, one in the SMS.
    const bobs = { person_id: 'bob', recording: 'c1-message' };
    expect(links).toMatchObject([bobs, bobs]);
    expect(sms?.text).not.toContain(links[0]?.token_hash);
  });
});

describe('a call that somebody took', () => {
  it('is told to those who were called before, and leaves no task', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      ends(1, 'no-answer'),
      rings(2, 'dora', 1),
      { kind: 'attempt-answered', attempt: 2 },
      { kind: 'attempt-accepted', attempt: 2, by: 'key' },
      { kind: 'call-ended', outcome: 'accepted' },
    ]);
    await at.settle();
    expect(at.mailsTo('bob')).toContain('Heating : appel de 01 99 00 12 34 pris par Dora');
    expect(await at.tasks.list({ limit: 10 })).toEqual([]);
    expect((await at.logBook()).at(-1)).toBe('Appel de 01 99 00 12 34 pris par Dora.');
  });

  it('that reached the supervisor is told to them while it rings', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      ends(1, 'no-answer'),
      rings(2, 'dora', 1),
      ends(2, 'no-answer'),
      rings(3, 'sofia', 2),
    ]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.sofia)).toContain(
      'Heating : appel de 01 99 00 12 34 non pris, il sonne chez vous. Déjà appelés : Bob, Dora',
    );
  });

  it('who had picked up when the caller left is told the number; who was only called is not', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      rings(2, 'dora', 1),
      { kind: 'attempt-answered', attempt: 2 },
      ends(1, 'caller-gone'),
      ends(2, 'caller-gone'),
    ]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.dora).filter((text) => text.includes('hung up'))).toHaveLength(1);
    expect(at.smsTo(PHONE_OF.bob).filter((text) => text.includes('raccroché'))).toEqual([]);
  });
});

describe('a message whose sound cannot be fetched', () => {
  it('is told without it, once; and with it when it is there after all', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      ends(1, 'no-answer'),
      { kind: 'voicemail-kept', recording: 'c1-message', seconds: 7 },
      { kind: 'call-ended', outcome: 'voicemail' },
    ]);
    await at.until('2026-11-26 03:12');
    const mails = () => at.mail.letters.filter(({ to }) => to === 'bob@example.org');
    expect(mails().filter(({ text }) => text.includes('message'))).toEqual([]);
    await at.until('2026-11-26 03:20');
    const told = mails().filter(({ subject }) => subject.includes('sans le son'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      attachment: null,
      text: expect.stringContaining('n’a pas pu être récupéré'),
    });
    expect(at.smsTo(PHONE_OF.bob).at(-1)).toContain('pas encore écoutable');
    await at.keepMessage('c1');
    await at.settle();
    await at.until('2026-11-26 03:25');
    expect(mails().at(-1)).toMatchObject({ attachment: { fileName: 'message.wav' } });
    expect(mails().filter(({ subject }) => subject.includes('sans le son'))).toHaveLength(1);
  });

  it('is no matter when it is fetched in time', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [
      { kind: 'voicemail-kept', recording: 'c1-message', seconds: 7 },
      { kind: 'call-ended', outcome: 'voicemail' },
    ]);
    await at.keepMessage('c1');
    await at.until('2026-11-26 03:20');
    expect(at.mailsTo('bob').filter((subject) => subject.includes('sans le son'))).toEqual([]);
    expect(at.mailsTo('bob')).toContain('Heating : message vocal de 01 99 00 12 34');
  });
});

describe('what people prefer', () => {
  it('is kept to: one wants no SMS for this hotline, another every call by mail', async () => {
    const at = await house(NIGHT);
    const missed = { kind: 'missed-call', medium: 'sms' } as const;
    const taking = { kind: 'call-received', medium: 'email', wanted: true } as const;
    await at.notificationPreferences.setPreferences(
      { hotlineId: 'heating', personId: 'bob' },
      [{ ...missed, wanted: false }],
      AUTHOR,
    );
    await at.notificationPreferences.setPreferences(
      { hotlineId: 'heating', personId: 'sofia' },
      [taking],
      AUTHOR,
    );
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.bob)).toEqual([]);
    expect(at.mailsTo('bob')).toContain('Heating : appel manqué de 01 99 00 12 34');
    expect(at.mailsTo('sofia')).toContain('Heating : appel de 01 99 00 12 34');
    expect(await at.outbox.list({ states: ['suppressed'], personId: 'bob', limit: 5 })).toMatchObject([
      { kind: 'missed-call', medium: 'sms', trouble: { code: 'unwanted-by-person' }, nextTryAt: null },
    ]);
    const back = { ...missed, wanted: null };
    await at.notificationPreferences.setPreferences(
      { hotlineId: 'heating', personId: 'bob' },
      [back],
      AUTHOR,
    );
    expect(await at.notificationPreferences.all()).toHaveLength(1);
  });

  it('of who has nothing to do with the hotline any more counts no longer, and again when they do', async () => {
    const at = await house(NIGHT);
    const person = { name: 'Paul', languages: ['fr'], contacts: [{ phone: '+33612000009' }] };
    await at.plan({ people: { paul: { ...person, email: 'paul@example.org' } } });
    const taking = { kind: 'call-received', medium: 'email', wanted: true } as const;
    await at.notificationPreferences.setPreferences(
      { hotlineId: 'heating', personId: 'paul' },
      [taking],
      AUTHOR,
    );
    await at.begin();
    const calls = async (id: string) => {
      await at.call(id, [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
      await at.settle();
      return at.mailsTo('paul').length;
    };
    expect(await calls('before')).toBe(0);
    const schedule = { name: 'Renfort', timeZone: 'Europe/Paris' };
    const shift = { start: '2026-11-20 08:00', end: '2026-12-04 08:00' };
    const backup = (who: string) => ({
      schedules: { backup: { ...schedule, shifts: [{ ...shift, person: who }] } },
    });
    await at.plan(backup('paul'));
    expect(await calls('serving')).toBe(1);
    await at.plan(backup('dora'));
    expect(await calls('after')).toBe(1);
  });

  it('of a voice message is told to no viewer: its sound would go with it', async () => {
    const at = await house(NIGHT);
    await at.plan({ people: { dora: { name: 'Dora', role: 'viewer', languages: ['en'], contacts: [] } } });
    const told = { kind: 'voicemail', medium: 'email', wanted: true } as const;
    for (const personId of ['dora', 'sofia'])
      await at.notificationPreferences.setPreferences({ hotlineId: 'heating', personId }, [told], AUTHOR);
    await at.begin();
    await at.call('c1', [
      { kind: 'voicemail-kept', recording: 'c1-message', seconds: 7 },
      { kind: 'call-ended', outcome: 'voicemail' },
    ]);
    await at.keepMessage('c1');
    await at.settle();
    const withSound = at.mail.letters.filter(({ attachment }) => attachment !== null).map(({ to }) => to);
    expect(withSound).toContain('sofia@example.org');
    expect(withSound).not.toContain('dora@example.org');
  });

  it('texts of one’s own are used', async () => {
    const at = await house(NIGHT);
    await at.notificationPreferences.setTemplate(
      {
        kind: 'missed-call',
        language: 'fr',
        subject: 'S',
        body: 'B',
        sms: 'Zut, {caller}',
      },
      AUTHOR,
    );
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.bob)).toEqual(['Zut, 01 99 00 12 34']);
  });

  it('quiet hours hold back what can wait, until they are over', async () => {
    const at = await house(NIGHT);
    const quiet = { from: '22:00', to: '07:00', timeZone: 'Europe/Paris', mediums: ['email'] } as const;
    await at.notificationPreferences.setQuietHours('bob', quiet, AUTHOR);
    await at.begin();
    await at.call('c1', [
      rings(1, 'bob', 0),
      rings(2, 'dora', 1),
      { kind: 'attempt-accepted', attempt: 2, by: 'key' },
    ]);
    await at.settle();
    expect(at.mailsTo('bob')).not.toContain('Heating : appel de 01 99 00 12 34 pris par Dora');
    await at.until('2026-11-26 07:01');
    expect(at.mailsTo('bob')).toContain('Heating : appel de 01 99 00 12 34 pris par Dora');
  });
});

describe('a gateway that fails', () => {
  it('is told to the supervisor by the other way, and what it holds leaves there too, once', async () => {
    const at = await house(NIGHT);
    await at.notificationPreferences.setPreferences(
      { hotlineId: null, personId: null },
      [{ kind: 'missed-call', medium: 'email', wanted: false }],
      AUTHOR,
    );
    at.sms.answer = () => ({
      kind: 'temporary',
      trouble: { code: 'not-reached', error: 'ECONNREFUSED' },
      retryAfterSeconds: null,
    });
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    await at.until('2026-11-26 03:13', 10);
    expect(at.mailsTo('sofia')).toContain('Alerte : les SMS ne partent plus');
    expect(at.mailsTo('bob').filter((subject) => subject.includes('manqué'))).toHaveLength(1);
    await at.until('2026-11-26 03:30');
    expect(at.mailsTo('bob').filter((subject) => subject.includes('manqué'))).toHaveLength(1);
  });

  it('a number that is refused for ever is tried by mail', async () => {
    const at = await house(NIGHT);
    await at.notificationPreferences.setPreferences(
      { hotlineId: null, personId: null },
      [{ kind: 'missed-call', medium: 'email', wanted: false }],
      AUTHOR,
    );
    at.sms.answer = () => ({ kind: 'permanent', trouble: { code: 'answered', said: '21614' } });
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    await at.until('2026-11-26 03:11', 2);
    expect(at.mailsTo('bob').filter((subject) => subject.includes('manqué'))).toHaveLength(1);
  });
});

describe('a task that nobody takes', () => {
  it('goes up the policy, further and less often each time, until somebody has it', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    await at.until('2026-11-26 03:24', 30);
    expect(at.smsTo(PHONE_OF.dora)).toEqual([]);
    await at.until('2026-11-26 03:26', 30);
    expect(at.smsTo(PHONE_OF.dora)).toEqual([
      'Heating: 01 99 00 12 34 is still waiting (call of 26 Nov 03:10). Over to you. https://vigie.example.org/tasks/1',
    ]);
    await at.until('2026-11-26 03:57', 30);
    expect(at.smsTo(PHONE_OF.sofia).filter((text) => text.includes('attend toujours'))).toHaveLength(1);
    await at.tasks.change(1, { type: 'take', by: 'sofia' }, at.clock.now());
    await at.until('2026-11-26 06:00', 60);
    expect(at.smsTo(PHONE_OF.bob).filter((text) => text.includes('attend toujours'))).toEqual([]);
    expect(await at.logBook()).toContain(
      'L’appel de 01 99 00 12 34 du 26 nov. à 3 h 10 attend toujours ; prévenus : Sofia.',
    );
  });
});

describe('a planning', () => {
  it('tells of a swap that is offered, and of one that is made', async () => {
    const at = await house('2026-11-25 12:00');
    await at.begin();
    const store = createPlanningStore(at.db);
    const author = { actor: 'bob', at: at.clock.now() };
    const offer = { scheduleId: 'primary', giverId: 'bob', offeredTo: 'sofia', inReturn: null, note: null };
    const times = { startAt: paris('2026-11-25 18:00'), endAt: paris('2026-11-26 08:00') };
    const proposed = await proposeSwap(store, { ...offer, ...times }, author);
    expect(proposed).toMatchObject({ ok: true });
    await at.settle();
    expect(at.mailsTo('sofia')).toContain('Planning « Chauffage » : Bob vous propose une astreinte');
    const id = proposed.ok ? proposed.value.id : 0;
    const made = await actOnSwap(store, id, { kind: 'accept', by: 'sofia' }, { ...author, actor: 'sofia' });
    expect(made).toMatchObject({ ok: true, value: { state: { kind: 'made' } } });
    await at.settle();
    expect(at.mailsTo('bob')).toContain('Planning « Chauffage » : Sofia prend votre astreinte');
  });

  it('tells of a gap ahead and of somebody on call who cannot be dialled, once', async () => {
    const at = await house('2026-11-25 19:00');
    await at.plan({
      people: { bob: { contacts: [] } },
      schedules: { primary: { coverage: 'always' } },
    });
    await at.begin();
    await at.until('2026-11-25 19:10');
    expect(at.mailsTo('sofia').filter((subject) => subject.includes('injoignable'))).toEqual([
      'Bob est d’astreinte et injoignable',
    ]);
    expect(at.mailsTo('sofia').filter((subject) => subject.includes('personne du'))).toEqual([
      'Planning « Chauffage » : personne du 26 nov. à 8 h au 2 déc. à 19 h',
    ]);
  });
});

describe('a text that a bug keeps from being told', () => {
  it('becomes a dead letter with an alarm, and what comes after it is told', async () => {
    const at = await house(NIGHT);
    await at.begin();
    await at.db
      .insertInto('domain_events')
      .values({ at: 1, kind: 'nonsense', details: '{}', trouble: null })
      .execute();
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'call-ended', outcome: 'caller-hung-up' }]);
    await at.settle();
    expect(at.smsTo(PHONE_OF.bob)).toHaveLength(1);
    expect(await at.domainEvents.deadLetters()).toBe(1);
    expect(at.log()).toContain('something could not be told');
  });
});
