import { describe, expect, it } from 'vitest';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createFolderMail } from '../../src/mail/folder-mail.ts';
import type { NewNotice } from '../../src/notices/outbox.ts';
import { createFolderSms } from '../../src/sms/folder-sms.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { notice } from '../notices/outbox-fixture.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const HOUR = 3_600_000;
const TOKEN = 'AbCdEfGhIjKlMnOpQrStUv';

async function put({ db }: OpenSite, part: Partial<NewNotice>): Promise<number> {
  await enqueue(db, notice(NOON, { personId: 'mia', address: 'mia@example.org', ...part }));
  const { id } = await db
    .selectFrom('notices')
    .select((query) => query.fn.max('id').as('id'))
    .executeTakeFirstOrThrow();
  return id;
}

/** What became of a notice, as a dispatcher would note it. */
async function tried(
  site: OpenSite,
  state: 'sent' | 'failed' | 'waiting',
  detail = 'told so',
): Promise<void> {
  const outbox = createOutbox(site.db);
  const trouble = { code: 'answered', said: detail } as const;
  for (const medium of ['email', 'sms'] as const)
    for (const claimed of await outbox.claim(medium, NOON, 10, NOON + HOUR)) {
      const verdict =
        state === 'sent'
          ? ({ state, reference: 'SM1' } as const)
          : state === 'failed'
            ? ({ state, trouble } as const)
            : ({ state, trouble, nextTryAt: NOON + HOUR } as const);
      const health = { trouble: state === 'waiting' ? trouble : null };
      await outbox.settle(claimed, { verdict, gateway: 'told', at: NOON, health });
    }
}

describe('the list of notices', () => {
  it('says what became of each, and why', async () => {
    const site = await openSite();
    await put(site, { medium: 'sms', address: '+33698765432' });
    await tried(site, 'failed', '21614 not a mobile');
    await put(site, { withheld: 'unwanted-by-person' });
    await put(site, { withheld: 'too-late' });
    await put(site, {});
    const said = textOf((await (await site.as('sam')).get('/deliveries')).body);
    expect(said).toContain('Missed call SMS Failed the answer was “21614 not a mobile”');
    expect(said).toContain('Held back the person has turned it off');
    expect(said).toContain('Expired too late to be of use');
    expect(said).toContain('Mia Roux Missed call Mail Waiting');
    expect(said).toContain('1 is waiting');
    expect(said).toContain('1 has failed');
  });

  it.each([
    ['state=failed', [1]],
    ['medium=sms', [1]],
    ['person=otto', [2]],
    ['kind=trouble', [3]],
    ['hotline=night', [2]],
    ['from=2026-11-25&to=2026-11-25', [3, 2, 1]],
    ['from=2026-11-26', []],
    ['to=2026-11-24', []],
  ] as const)('keeps to the filter of its address: %s', async (query, expected) => {
    const site = await openSite();
    await put(site, { medium: 'sms', address: '+33698765432' });
    await tried(site, 'failed');
    await put(site, { personId: 'otto', hotlineId: 'night' });
    await put(site, { kind: 'trouble' });
    const { body } = await (await site.as('ada')).get(`/deliveries?${query}`);
    expect([...body.matchAll(/href="\/deliveries\/(\d+)"/g)].map(([, id]) => Number(id))).toEqual(expected);
  });

  it('pages, keeping its filter', async () => {
    const site = await openSite();
    for (let count = 0; count < 51; count += 1) await put(site, {});
    const ada = await site.as('ada');
    const first = await ada.get('/deliveries?medium=email');
    const [, older = ''] =
      /href="(\/deliveries\?medium=email&#38;before=\d+|[^"]*before=\d+)"/.exec(first.body) ?? [];
    const second = await ada.get(older.replaceAll('&amp;', '&'));
    expect(second.body.match(/href="\/deliveries\/\d+"/g)).toHaveLength(1);
    expect(second.body).toContain('medium=email');
  });

  it('an empty one says what will be there; a wrong date is told beside its field', async () => {
    const ada = await (await openSite()).as('ada');
    expect(textOf((await ada.get('/deliveries')).body)).toContain('Nobody has been told anything yet');
    expect(textOf((await ada.get('/deliveries?from=soon')).body)).toContain('Not a date.');
  });
});

describe('one notice', () => {
  it('is shown as it was sent, with every try; its private link leads nobody anywhere', async () => {
    const site = await openSite();
    const body = `A message from <b>Martin</b>.\n\nhttps://vigie.example.org/l/${TOKEN}`;
    const id = await put(site, { kind: 'voicemail', subject: 'A message', body });
    await tried(site, 'waiting', '451 try again later');
    const page = await (await site.as('ada')).get(`/deliveries/${id}`);
    expect(page.body).not.toContain(TOKEN);
    const said = textOf(page.body);
    expect(said).toContain('A message from <b>Martin</b>. https://vigie.example.org/l/…');
    expect(said).toContain('Not sent, to be tried again by told the answer was “451 try again later”');
    expect(said).toContain('Private links are shown to nobody');
    expect(page.body).toContain('sandbox=""');
    const html = await (await site.as('ada')).get(`/deliveries/${id}/html`);
    expect(html.body).not.toContain(TOKEN);
    expect(html.body).toContain('&#60;b&#62;Martin');
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  });

  it('an SMS tells its length as networks count it, and has no HTML', async () => {
    const site = await openSite();
    const id = await put(site, { medium: 'sms', subject: '', body: 'Привет' });
    const ada = await site.as('ada');
    expect(textOf((await ada.get(`/deliveries/${id}`)).body)).toContain('6 characters, 1 segment (UCS-2)');
    expect((await ada.get(`/deliveries/${id}/html`)).status).toBe(404);
    expect((await ada.get('/deliveries/999')).status).toBe(404);
    expect((await ada.get('/deliveries/x')).status).toBe(404);
  });
});

describe('sending again', () => {
  it('makes a copy to the present address, once for each form, and is in the audit', async () => {
    const site = await openSite();
    const id = await put(site, { address: 'wrong@example.org' });
    await tried(site, 'failed', '550 no such user');
    const sam = await site.as('sam');
    const first = await sam.send(`/deliveries/${id}/again`, { nth: '0' }, `/deliveries/${id}`);
    expect(first.to).toBe(`/deliveries/${id + 1}?done=queued`);
    const twice = await sam.send(`/deliveries/${id}/again`, { nth: '0' }, `/deliveries/${id}`);
    expect(twice.to).toBe(first.to);
    expect((await site.db.selectFrom('notices').selectAll().execute()).map((row) => row.address)).toEqual([
      'wrong@example.org',
      'mia@example.org',
    ]);
    expect(textOf((await sam.get(`/deliveries/${id + 1}`)).body)).toContain('Asked for by Sam Petit');
    const audit = textOf((await (await site.as('ada')).get('/settings/audit?kind=notices')).body);
    expect(audit).toContain('sent a notice again');
  });

  it('one that still waits is not copied, whatever is sent', async () => {
    const site = await openSite();
    const id = await put(site, {});
    const ada = await site.as('ada');
    expect((await ada.get(`/deliveries/${id}`)).body).not.toContain(`/deliveries/${id}/again`);
    expect((await ada.send(`/deliveries/${id}/again`, { nth: '0' }, '/deliveries')).to).toBe(
      `/deliveries/${id}`,
    );
    expect(await site.db.selectFrom('notices').selectAll().execute()).toHaveLength(1);
  });
});

describe('the alarm of a gateway that fails', () => {
  it('is on every page of those who can do something, on Now and the wall for all, and gone when it works', async () => {
    const site = await openSite();
    const { outbox } = site.dependencies.notices;
    const tested = (error: string | null) =>
      outbox.noteTest(
        'sms',
        {
          address: '+33612345678',
          result: 'temporary',
          trouble: error === null ? null : { code: 'not-reached', error },
        },
        { actor: 'Ada', at: NOON - HOUR },
      );
    for (let count = 0; count < 3; count += 1) await tested('ECONNREFUSED');
    const [ada, sam, mia] = [await site.as('ada'), await site.as('sam'), await site.as('mia')];
    const alarm = 'SMS cannot be sent since 11:00.';
    for (const path of ['/people', '/account', '/planning'])
      for (const visitor of [ada, sam]) expect(textOf((await visitor.get(path)).body), path).toContain(alarm);
    expect(textOf((await mia.get('/account')).body)).not.toContain(alarm);
    for (const path of ['/now', '/wall', '/now/duty'])
      expect(textOf((await mia.get(path)).body), path).toContain(alarm);
    expect(textOf((await ada.get('/alarms')).body)).toContain(alarm);
    expect((await ada.get('/deliveries')).body).toContain('ECONNREFUSED');
    await tested(null);
    expect(textOf((await ada.get('/alarms')).body)).toBe('');
    expect(textOf((await mia.get('/now')).body)).toContain('Everything works');
    expect(textOf((await ada.get('/now')).body)).toContain('Notices are leaving');
    // Where all that leaves are files, nothing does.
    const folder = temporaryDirectory();
    const senders = [createFolderMail(folder, 'Vigie <vigie@example.org>'), createFolderSms(folder)];
    Object.assign(site.dependencies.notices, { senders });
    const now = textOf((await ada.get('/now')).body);
    expect(now).toContain('only written to a folder of this machine: nobody receives them');
    expect(now).not.toContain('Notices are leaving');
  });
});
