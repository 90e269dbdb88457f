import { describe, expect, it } from 'vitest';
import { paris } from '../domain/labour/clock.ts';
import { labourOf } from '../labour/labour-house.ts';
import { openSite } from './open-site.ts';

const NIGHT = paris('2026-11-18 03:00');
const NOW = paris('2026-11-18 06:00');

/** Otto took a call in the night. */
async function afterANight() {
  const site = await openSite({ now: NOW });
  const house = labourOf(site);
  await house.takenByOtto('c1', NIGHT);
  const [taken] = await house.collect();
  return { site, house, path: `/interventions/${taken?.id}` };
}

const WHAT = {
  start: '2026-11-18T02:40',
  end: '2026-11-18T04:10',
  place: 'on-site',
  travel: '40',
  reason: 'Boiler out of order',
};

describe('an intervention on its page', () => {
  it('is completed by its person and validated by somebody else', async () => {
    const { site, house, path } = await afterANight();
    const otto = await site.as('otto');
    expect((await otto.get(path)).body).toContain('No return to work before');
    const saved = await otto.send(path, { do: 'complete', ...WHAT });
    expect(saved.status).toBe(303);
    const refused = await otto.send(path, { do: 'validate' });
    expect(refused.status).toBe(403);
    const ada = await site.as('ada');
    expect((await ada.send(path, { do: 'validate' })).status).toBe(303);
    expect(await house.reader.list({})).toMatchObject([
      {
        state: 'validated',
        place: 'on-site',
        travelMinutes: 40,
        startAt: paris('2026-11-18 02:40'),
        validatedBy: 'ada',
      },
    ]);
  });

  it('says at the field what is wrong, and loses nothing that was typed', async () => {
    const { site, path } = await afterANight();
    const otto = await site.as('otto');
    const answer = await otto.send(path, { do: 'complete', ...WHAT, end: '2026-11-18T02:00' });
    expect(answer.status).toBe(422);
    const text = answer.body;
    expect(text).toContain('The end must come after the start.');
    expect(text).toContain('value="Boiler out of order"');
    expect(text).toContain('value="2026-11-18T02:00"');
  });

  it.each([
    [{ travel: 'ten' }, 'Whole minutes.'],
    [{ start: 'yesterday' }, 'This is no time.'],
    [{ place: 'moon' }, 'Choose a place.'],
    [{ reason: '' }, 'Say in a few words what it was about.'],
    [{ end: '2026-11-18T12:00' }, 'It cannot end in the future.'],
  ])('%j: %s', async (wrong, words) => {
    const { site, path } = await afterANight();
    const answer = await (await site.as('otto')).send(path, { do: 'complete', ...WHAT, ...wrong });
    expect([answer.status, answer.body.includes(words)]).toEqual([422, true]);
  });

  it('once validated is corrected with a reason, which stays in the record', async () => {
    const { site, house, path } = await afterANight();
    const [otto, ada] = [await site.as('otto'), await site.as('ada')];
    await otto.send(path, { do: 'complete', ...WHAT });
    await ada.send(path, { do: 'validate' });
    expect((await otto.send(path, { do: 'correct', ...WHAT })).status).toBe(422);
    expect((await otto.send(path, { do: 'correct', ...WHAT, why: 'The way back' })).status).toBe(303);
    const id = path.split('/').at(-1) ?? '';
    expect((await house.reader.history(id)).map(({ kind }) => kind)).toEqual([
      'opened',
      'completed',
      'validated',
      'corrected',
    ]);
    expect((await ada.get(path)).body).toContain('(The way back)');
  });

  it('is nobody else’s to see: neither a colleague’s nor another team’s supervisor’s', async () => {
    const { site, path } = await afterANight();
    expect((await (await site.as('mia')).get(path)).status).toBe(403);
    expect((await (await site.as('sam')).get(path)).status).toBe(403);
    expect((await (await site.as('mia')).get('/interventions')).status).toBe(200);
    expect((await (await site.as('mia')).get('/interventions')).body).not.toContain('Otto Blanc');
    expect((await (await site.as('ada')).get('/interventions/none')).status).toBe(404);
  });

  it('is begun and finished with one tap each', async () => {
    const { site, house } = await afterANight();
    const mia = await site.as('mia');
    const begun = await mia.send('/interventions', {});
    const path = (begun.to ?? '').split('?')[0] ?? '';
    expect((await mia.get('/interventions')).body).toContain('I have finished');
    site.clock.pass(25 * 60_000);
    await mia.send(path, { do: 'finish' });
    expect(await house.reader.list({ personIds: ['mia'] })).toMatchObject([
      { state: 'open', startAt: NOW, endAt: NOW + 25 * 60_000 },
    ]);
  });

  it('tells on the list who may not come back to work yet, and warns where work is planned', async () => {
    const { site } = await afterANight();
    const text = (await (await site.as('ada')).get('/interventions')).body;
    expect(text).toContain('Otto Blanc – No return to work before 14:04');
    expect(text).toContain('it has to be moved');
    expect(text).toContain('gives no legal advice');
  });
});

describe('rest that a duty falls into', () => {
  it('proposes who stands in, and one tap makes it so until the rest is over', async () => {
    // A week in which Otto is on call, and his night is broken.
    const night = paris('2026-12-02 03:00');
    const site = await openSite({ now: paris('2026-12-02 06:00') });
    const house = labourOf(site);
    await house.takenByOtto('c1', night);
    await house.collect();
    const ada = await site.as('ada');
    const page = (await ada.get('/interventions')).body;
    expect(page).toContain('On call for Primary duty meanwhile');
    expect(page).toContain('Mia Roux stands in until the rest is over');
    const form =
      /<form class="form-do" method="post" action="\/planning\/primary\/replace">(.*?)<\/form>/s.exec(
        page,
      )?.[1];
    const fields = Object.fromEntries(
      [...(form ?? '').matchAll(/name="(\w+)" value="([^"]*)"/g)].map((match) => [
        match[1] ?? '',
        match[2] ?? '',
      ]),
    );
    expect((await ada.send('/planning/primary/replace', fields, '/interventions')).status).toBe(303);
    expect(await site.db.selectFrom('overrides').selectAll().execute()).toMatchObject([
      {
        person_id: 'mia',
        replaces_id: 'otto',
        start_at: paris('2026-12-02 06:00'),
        end_at: paris('2026-12-02 14:04'),
      },
    ]);
    expect((await ada.get('/interventions')).body).not.toContain('meanwhile');
    expect(await site.db.selectFrom('late_changes').select('reason').execute()).toEqual([
      { reason: 'Rest after an intervention (L3131-1)' },
    ]);
  });
});

describe('working hours of one person', () => {
  it('are a weekly pattern of their own, and the team’s until then', async () => {
    const site = await openSite({ now: NOW });
    const ada = await site.as('ada');
    const path = '/labour/people/otto';
    expect((await ada.get(path)).body).toContain('The hours of their team');
    const wrong = await ada.send(path, { 'from1.1': '08:00', 'to1.1': 'noon', 'from2.1': '22:00' });
    expect(wrong.status).toBe(422);
    expect(wrong.body.match(/A time is written 21:00/g)?.length).toBeGreaterThanOrEqual(2);
    expect(wrong.body).toContain('value="08:00"');
    await ada.send(path, {
      ...{ 'from1.1': '08:00', 'to1.1': '12:00', 'from1.2': '14:00', 'to1.2': '18:00' },
      ...{ 'from5.1': '22:00', 'to5.1': '06:00' },
    });
    const saved = (await labourOf(site).settings.people()).get('otto');
    expect(saved?.workingHours).toEqual([
      { from: { weekday: 1, time: '08:00' }, to: { weekday: 1, time: '12:00' } },
      { from: { weekday: 1, time: '14:00' }, to: { weekday: 1, time: '18:00' } },
      { from: { weekday: 5, time: '22:00' }, to: { weekday: 6, time: '06:00' } },
    ]);
    expect((await ada.get(path)).body).toContain('Their own hours.');
    await ada.send(path, { do: 'team' });
    expect((await labourOf(site).settings.people()).get('otto')?.workingHours).toBeNull();
  });
});
