import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../../src/domain/notice/notice-kinds.ts';
import { preferenceTable } from '../../src/web/notices/preference-table.ts';
import { NOON, type OpenSite, openSite, PASSWORD } from './open-site.ts';
import { textOf } from './visitor.ts';

const QUIET = {
  quietFrom: '',
  quietTo: '',
  quietZone: 'Europe/Paris',
  'quiet-email': 'yes',
  email: '',
  sms: '',
};

/** The row of a kind, as the page says it. */
async function row(site: OpenSite, who: string, path: string, name: string): Promise<string> {
  const { body } = await (await site.as(who)).get(path);
  const found = body.split('<tr>').find((part) => part.includes(`<th scope="row">${name}<`)) ?? '';
  return textOf(found.replace(/<select[\s\S]*?<\/select>/g, ' '));
}

describe('what is told', () => {
  it('stands on the page once, whatever it is', () => {
    const groups = preferenceTable([], { hotlineId: null, personId: 'mia' }, [], null);
    const shown = groups.flatMap(({ rows }) => rows.map(({ kind }) => kind));
    expect(shown.toSorted()).toEqual(NOTICE_KINDS.toSorted());
  });

  it('says what comes of it and whose choice that is: one’s own, the hotline’s, everybody’s, the default', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const read = () => row(site, 'mia', '/account/notices', 'Missed call');
    expect(await read()).toContain('Sent , as Vigie has it');
    await ada.send('/settings/notices', { 'missed-call.sms': 'off' });
    expect(await read()).toContain('Not sent , as for everybody');
    await ada.send('/hotlines/support/notices', { 'missed-call.sms': 'on' });
    expect(await read()).toContain('Support: sent, as the hotline has it');
    const mia = await site.as('mia');
    expect((await mia.send('/account/notices', { 'missed-call.sms': 'off' })).to).toBe(
      '/account/notices?done=saved',
    );
    expect(await read()).toContain('Not sent , own choice');
    expect(await site.dependencies.notices.notificationPreferences.all()).toHaveLength(3);
    await mia.send('/account/notices', { 'missed-call.sms': 'inherit' });
    expect(await read()).toContain('Support: sent, as the hotline has it');
    const audit = textOf((await ada.get('/settings/audit?kind=notice-wishes')).body);
    expect(audit).toContain('Mia Roux changed what Mia Roux is told');
    expect(audit).toContain('Mia Roux');
  });

  it('of one hotline may be chosen apart, and a form that is sent twice changes nothing', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    const form = { hotline: 'support', 'call-received.email': 'on' };
    expect((await mia.send('/account/notices', form)).to).toBe('/account/notices?hotline=support&done=saved');
    expect((await mia.send('/account/notices', form)).to).toContain('done=unchanged');
    expect(await site.dependencies.notices.notificationPreferences.all()).toEqual([
      { hotlineId: 'support', personId: 'mia', kind: 'call-received', medium: 'email', wanted: true },
    ]);
    expect(await row(site, 'mia', '/account/notices?hotline=support', 'Call received')).toContain(
      'Sent , own choice for this hotline',
    );
    // What is told of no hotline cannot be chosen for one.
    expect((await mia.get('/account/notices?hotline=support')).body).not.toContain('duty-reminder');
    expect((await mia.get('/account/notices?hotline=none')).status).toBe(404);
  });

  it('a supervisor says it for their own team, for nobody else', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    expect((await sam.send('/people/mia/notices', { 'voicemail.sms': 'off' })).status).toBe(303);
    expect(await site.dependencies.notices.notificationPreferences.all()).toMatchObject([
      { personId: 'mia', wanted: false },
    ]);
    for (const person of ['otto', 'ada'])
      expect(
        (await sam.send(`/people/${person}/notices`, { 'voicemail.sms': 'off' }, '/account')).status,
      ).toBe(403);
    expect((await (await site.as('mia')).get('/people/mia/notices')).status).toBe(403);
  });

  it('goes with the person and the hotline', async () => {
    const site = await openSite({ accounts: ['ada', 'vic'] });
    const ada = await site.as('ada');
    await ada.send('/people/vic/notices', { 'voicemail.sms': 'off' });
    const opened = String(await site.dependencies.reader.version('people', 'vic'));
    expect((await ada.send('/people/vic/delete', { opened })).status).toBe(303);
    expect(await site.dependencies.notices.notificationPreferences.all()).toEqual([]);
  });
});

describe('quiet hours and addresses', () => {
  it('are kept, in the person’s zone', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    const form = {
      ...QUIET,
      quietFrom: '22:00',
      quietTo: '07:00',
      quietZone: 'America/New_York',
      sms: '06 98 76 54 32',
    };
    expect((await mia.send('/account/notices', form)).to).toContain('done=saved');
    const [reader] = await site.dependencies.notices.recipients.of(['mia']);
    expect(reader).toMatchObject({
      sms: '+33698765432',
      quiet: { from: '22:00', to: '07:00', timeZone: 'America/New_York', mediums: ['email'] },
    });
    expect((await mia.get('/account/notices')).body).toContain('value="06 98 76 54 32"');
    await mia.send('/account/notices', QUIET);
    expect((await site.dependencies.notices.recipients.of(['mia']))[0]).toMatchObject({
      sms: '+33698765432',
      quiet: null,
    });
  });

  it('that make no sense are told beside their fields, and nothing is saved or lost', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    const wrong = {
      'missed-call.sms': 'off',
      'missed-call.email': 'perhaps',
      quietFrom: '22:00',
      quietTo: '',
      quietZone: 'Paris',
      email: 'ada@example.org',
      sms: '01 99 00 12 34',
    };
    const answer = await mia.send('/account/notices', wrong);
    expect(answer.status).toBe(422);
    for (const said of [
      'One of the three.',
      'Both times, or neither.',
      'A time zone such as Europe/Paris.',
      'Mail, SMS or both.',
      'This number receives no SMS: it is not a mobile.',
    ])
      expect(textOf(answer.body)).toContain(said);
    expect(answer.body).toContain('value="01 99 00 12 34"');
    expect(await site.dependencies.notices.notificationPreferences.all()).toEqual([]);
  });

  it('an address with which somebody else logs in is refused', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    const answer = await mia.send('/account/notices', { ...QUIET, email: 'Ada@example.org' });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('The address ada@example.org is that of person ada.');
    expect(site.mail.letters).toEqual([]);
    // Nor may somebody else log in with one that is.
    const ada = await site.as('ada');
    await site.dependencies.configuration.edit(async (draft) => {
      const before = await draft.item('people', 'mia');
      if (!before) throw new Error('there is Mia');
      const after = { ...before, email: 'mia@home.example' };
      await draft.apply([{ section: 'people', id: 'mia', before, after }], { actor: 'test', at: NOON });
    });
    const taken = await ada.send(
      '/people/otto/access',
      { email: 'mia@home.example', current: PASSWORD },
      '/people/otto',
    );
    expect(taken.status).toBe(422);
  });
});

describe('a profile', () => {
  it('sets each kind in one go, kinds that are changed make a choice of one’s own, and another profile ends it', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    const chosen = async () =>
      /id="profile-(\w+)"[^>]* checked/.exec((await mia.get('/account/notices')).body)?.[1];
    const choose = (fields: Record<string, string>) => mia.send('/account/notices', fields);
    const all = () => site.dependencies.notices.notificationPreferences.all();

    expect(await chosen()).toBe('normal');
    await choose({ openedProfile: 'normal', profile: 'essential', 'missed-call.sms': 'inherit' });
    expect(await chosen()).toBe('essential');
    expect(await all()).toContainEqual(expect.objectContaining({ kind: 'call-taken', wanted: false }));
    expect((await all()).some(({ kind }) => kind === 'duty-reminder')).toBe(false);
    await choose({ openedProfile: 'essential', profile: 'own', 'call-taken.email': 'on' });
    expect(await chosen()).toBe('own');
    await choose({ openedProfile: 'own', profile: 'all' });
    expect(await chosen()).toBe('all');
    await choose({ openedProfile: 'all', profile: 'normal' });
    expect(await all()).toEqual([]);
  });
});
