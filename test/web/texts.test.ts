import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../../src/domain/notice/notice-kinds.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { compose, templateOf } from '../../src/notices/compose/compose.ts';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const PATH = '/settings/texts/missed-call/en';
const OURS = templateOf('missed-call', 'en', []);

describe('the texts of notices', () => {
  it('are listed, every kind in both languages, with the length of the SMS', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const { body } = await ada.get('/settings/texts');
    expect(body.match(/href="\/settings\/texts\/[a-z-]+\/(fr|en)"/g)).toHaveLength(
      NOTICE_KINDS.length * LANGUAGES.length,
    );
    expect(textOf(body)).toMatch(/Missed call .*SMS: \d+ characters, 1 segment/);
    expect((await ada.get('/settings/texts/nothing/en')).status).toBe(404);
    expect((await ada.get('/settings/texts/trouble/de')).status).toBe(404);
  });

  it('once changed are what is sent, are in the audit, and are called one’s own', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const form = {
      subject: 'Call {caller} back',
      body: 'At {at}.\r\n\r\nBye',
      sms: 'Call {caller}',
      do: 'save',
    };
    expect((await ada.send(PATH, form)).to).toBe(`${PATH}?done=saved`);
    const own = await site.dependencies.notices.notificationPreferences.templates();
    const words = { caller: '01 99 00 12 34', at: '03:10' };
    expect(compose({ kind: 'missed-call', language: 'en', medium: 'email' }, words, own)).toEqual({
      subject: 'Call 01 99 00 12 34 back',
      body: 'At 03:10.\n\nBye',
    });
    expect(textOf((await ada.get('/settings/texts')).body)).toContain('Mail, SMS: yours');
    expect(textOf((await ada.get('/settings/audit?kind=notice-texts')).body)).toContain('Missed call (en)');
  });

  it('a preview shows mail and SMS with their length, and saves nothing', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const form = { subject: 'S {caller}', body: 'B', sms: 'Привет {caller}'.padEnd(80, '!'), do: 'preview' };
    const shown = await ada.send(PATH, form);
    expect(shown.status).toBe(200);
    expect(textOf(shown.body)).toContain('S 01 99 00 12 34');
    expect(textOf(shown.body)).toMatch(/2 segments · other letters \(UCS-2\)/);
    expect(shown.body).toContain('Привет {caller}');
    expect(await site.dependencies.notices.notificationPreferences.templates()).toEqual([]);
  });

  it('a word that nobody fills in is refused by its name, beside its field, and what was typed stays', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const form = { subject: '', body: 'Bonjour {nom}', sms: 'x', do: 'save' };
    const answer = await ada.send(PATH, form);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain(
      '{nom} n’est pas un mot remplacé ici : il y a {hotline}, {caller}, {at}, {ending}, {link}.',
    );
    expect(textOf(answer.body)).toContain('Il faut un texte ici.');
    expect(answer.body).toContain('Bonjour {nom}');
    const preview = await ada.send(PATH, { ...form, do: 'preview' });
    expect(preview.status).toBe(200);
    expect(textOf(preview.body)).toContain('{nom} n’est pas un mot remplacé ici');
  });

  it('come back to the original one by one, and then are no longer one’s own', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    await ada.send(PATH, { subject: 'S', body: 'B', sms: 'X', do: 'save' });
    expect((await ada.send(PATH, { do: 'original-sms' })).to).toBe(`${PATH}?done=original`);
    expect(await site.dependencies.notices.notificationPreferences.templates()).toMatchObject([
      { subject: 'S', sms: OURS.sms },
    ]);
    await ada.send(PATH, { do: 'original-email' });
    expect(await site.dependencies.notices.notificationPreferences.templates()).toEqual([]);
  });
});

describe('the senders', () => {
  it('say where messages go, without secrets, and answer a question with a sentence', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const page = textOf((await ada.get('/settings/ways')).body);
    expect(page).toContain('Vigie <vigie@example.org>');
    const asked = await ada.send('/settings/ways', { medium: 'email', do: 'check' });
    expect(textOf(asked.body)).toContain('told lets Vigie in.');
    site.mail.check = async () =>
      ({
        ok: false,
        error: { about: 'way', trouble: { code: 'answered', said: '535 wrong password' } },
      }) as never;
    const refused = await ada.send('/settings/ways', { medium: 'email', do: 'check' });
    expect(textOf(refused.body)).toContain('It does not work: the answer was “535 wrong password”');
    expect((await ada.send('/settings/ways', { medium: 'pigeon' })).status).toBe(404);
  });

  it('send a test to whoever asks, in their language, and say what came of it', async () => {
    const site = await openSite();
    const [ada] = [await site.as('ada')];
    await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const sent = await ada.send('/settings/ways', { medium: 'email', do: 'test' });
    expect(site.mail.letters).toMatchObject([{ to: 'ada@example.org', subject: 'Un essai de Vigie' }]);
    expect(textOf(sent.body)).toContain('told a pris l’essai pour ada@example.org.');
    site.mail.answer = () => ({
      kind: 'temporary',
      trouble: { code: 'not-reached', error: 'ECONNREFUSED' },
      retryAfterSeconds: null,
    });
    for (let count = 0; count < 3; count += 1) {
      const failed = await ada.send('/settings/ways', { medium: 'email', do: 'test' });
      expect(textOf(failed.body)).toContain(
        'L’envoi n’a pas abouti : le serveur n’a pas pu être joint (ECONNREFUSED)',
      );
    }
    expect(textOf((await ada.get('/now')).body)).toContain('Les courriels ne partent plus');
    // A test that gets through ends the alarm.
    site.mail.answer = () => ({ kind: 'sent', reference: null });
    await ada.send('/settings/ways', { medium: 'email', do: 'test' });
    expect(textOf((await ada.get('/now')).body)).toContain('Les notifications partent');
    // Ada has an extension only.
    const none = await ada.send('/settings/ways', { medium: 'sms', do: 'test' });
    expect(textOf(none.body)).toContain('Vous n’avez pas de mobile');
    expect(site.sms.letters).toEqual([]);
    expect(textOf((await ada.get('/settings/audit?kind=notices')).body)).toContain(
      'a envoyé une notification d’essai',
    );
  });
});
