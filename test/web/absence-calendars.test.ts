import { describe, expect, it } from 'vitest';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { serve } from '../calendars/serve.ts';
import { ics } from '../planning/absence-calendars/ics.ts';
import { NOON, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const LEAVE = ['SUMMARY:Congés', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261228'];
const FREE = ['SUMMARY:Anniversaire', 'DTSTART;VALUE=DATE:20261210', 'TRANSP:TRANSPARENT'];

describe.each([
  ['one’s own page', 'mia', '/my', '/my/calendars'],
  ['the person’s card', 'sam', '/people/mia', '/people/mia/calendars'],
])('a calendar of absences, on %s', (_, who, page, action) => {
  it('is followed, shown with what was not counted, and ended', async () => {
    const address = await serve((_request, response) => response.end(ics(LEAVE, FREE)));
    const site = await openSite();
    const visitor = await site.as(who);
    const done = await visitor.send(action, { do: 'follow', address: `${address}/x.ics` }, page);
    expect(done.to).toBe(`${page}?done=calendar-read`);
    const { body } = await visitor.get(page);
    expect(textOf(body)).toContain('from the calendar 127.0.0.1');
    expect(textOf(body)).toContain('Not counted: 1 marked as free');
    expect(textOf(body)).toContain('next look at 12:30');
    expect(body).not.toContain('x.ics');
    const id = /name="calendarId" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const ended = await visitor.send(action, { do: 'remove', calendarId: id }, page);
    expect(ended.to).toBe(`${page}?done=removed`);
    expect(textOf((await visitor.get(page)).body)).not.toContain('from the calendar');
  });

  it('that cannot be read says so beside its field, and the address is still there', async () => {
    const address = await serve((_request, response) => response.writeHead(404).end());
    const site = await openSite();
    const visitor = await site.as(who);
    const wrong = await visitor.send(action, { do: 'follow', address: `${address}/gone.ics` }, page);
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('It cannot be read:');
    expect(wrong.body).toContain(`${address}/gone.ics`);
  });
});

it('one that breaks shows since when, keeps what was known, and can be looked at again', async () => {
  let isBroken = false;
  const address = await serve((_request, response) =>
    isBroken ? response.writeHead(503).end() : response.end(ics(LEAVE)),
  );
  const site = await openSite();
  const mia = await site.as('mia');
  await mia.send('/my/calendars', { do: 'follow', address }, '/my');
  isBroken = true;
  const id = /name="calendarId" value="([^"]+)"/.exec((await mia.get('/my')).body)?.[1] ?? '';
  const look = () => mia.send('/my/calendars', { do: 'refresh', calendarId: id }, '/my');
  expect((await look()).to).toBe('/my?done=calendar-unread');
  const body = textOf((await mia.get('/my')).body);
  expect(body).toContain('could not be read');
  expect(body).toContain('from the calendar');
  isBroken = false;
  expect((await look()).to).toMatch(/done=(calendar-read|unchanged)/);
  expect(textOf((await mia.get('/my')).body)).not.toContain('could not be read');
});

it('a file is taken as it was chosen, and one of the same name takes its place', async () => {
  const site = await openSite();
  const mia = await site.as('mia');
  const csrf = /name="csrf" value="([^"]*)"/.exec((await mia.get('/my')).body)?.[1] ?? '';
  const send = (text: string) => {
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const file = `--x\r\nContent-Disposition: form-data; name="calendar"; filename="conges.ics"\r\nContent-Type: text/calendar\r\n\r\n${text}\r\n--x--\r\n`;
    const sent = Buffer.from(part('csrf', csrf) + part('do', 'upload') + file);
    return mia.sendRaw('/my/calendars', sent, { 'content-type': 'multipart/form-data; boundary=x' });
  };
  expect((await send(ics(LEAVE))).to).toBe('/my?done=calendar-read');
  expect(textOf((await mia.get('/my')).body)).toContain('File conges.ics');
  await send(ics(['DTSTART;VALUE=DATE:20270104', 'DTEND;VALUE=DATE:20270105']));
  const calendars = await site.dependencies.absenceCalendars.list();
  expect(calendars.map(({ name }) => name)).toEqual(['conges.ics']);
  expect(await site.dependencies.absenceCalendars.broughtFor('mia', NOON)).toHaveLength(1);
  const nonsense = await send('this is no calendar');
  expect([nonsense.status, textOf(nonsense.body).includes('It cannot be read')]).toEqual([422, true]);
});

it('nobody ends a calendar of somebody else', async () => {
  const address = await serve((_request, response) => response.end(ics(LEAVE)));
  const site = await openSite();
  const mia = await site.as('mia');
  await mia.send('/my/calendars', { do: 'follow', address }, '/my');
  const [calendar] = await site.dependencies.absenceCalendars.list();
  const otto = await site.as('otto');
  const wanted = { do: 'remove', calendarId: calendar?.id ?? '' };
  expect((await otto.send('/my/calendars', wanted, '/my')).status).toBe(404);
  expect((await otto.send('/people/mia/calendars', wanted, '/my')).status).toBe(403);
});

describe('an absence', () => {
  const noted = async (fields: Readonly<Record<string, string>>) => {
    const site = await openSite();
    const mia = await site.as('mia');
    const sent = await mia.send('/my/absences', { back: '/my', last: '', note: '', ...fields }, '/my');
    const list = (await site.dependencies.reader.references()).absences.get('mia')?.absences ?? [];
    const local = (at: number) => localOf(at, 'Europe/Paris').slice(0, 16);
    return {
      status: sent.status,
      text: textOf(sent.body),
      times: list.map(({ startAt, endAt }) => `${local(startAt)} ${local(endAt)}`),
    };
  };

  it.each([
    ['a day', { part: 'days' }, '2026-12-24 00:00 2026-12-25 00:00'],
    ['a morning', { part: 'morning' }, '2026-12-24 00:00 2026-12-24 12:00'],
    ['an afternoon', { part: 'afternoon' }, '2026-12-24 12:00 2026-12-25 00:00'],
    ['hours', { part: 'hours', fromTime: '14:30', toTime: '16:00' }, '2026-12-24 14:30 2026-12-24 16:00'],
    [
      'from an afternoon to a later morning',
      { part: 'hours', fromTime: '14:00', toTime: '09:00', last: '2026-12-26' },
      '2026-12-24 14:00 2026-12-26 09:00',
    ],
  ])('lasts %s', async (_, fields, times) => {
    expect((await noted({ first: '2026-12-24', ...fields })).times).toEqual([times]);
  });

  it('whose hours are missing or end before they begin is told beside its field', async () => {
    const part = { first: '2026-12-24', part: 'hours' };
    expect((await noted(part)).text).toContain('A time such as 14:30.');
    const backwards = await noted({ ...part, fromTime: '16:00', toTime: '14:00' });
    expect([backwards.status, backwards.times]).toEqual([422, []]);
    expect(backwards.text).toContain('A time after the beginning.');
  });
});
