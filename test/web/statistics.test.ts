import { describe, expect, it } from 'vitest';
import { createSummariser } from '../../src/main/statistics.ts';
import { seedRandomYear } from '../statistics/random-year.ts';
import { recount } from '../statistics/recount.ts';
import { recountChain } from '../statistics/recount-chain.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, seedTask } from './seed-calls.ts';
import type { Visitor } from './visitor.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** With a week of calls, counted: five taken, two left messages, one hung up, one refused; and one of last month. */
async function countedHouse(): Promise<OpenSite> {
  const site = await openSite();
  const outcomes = [
    'accepted',
    'accepted',
    'accepted',
    'accepted',
    'accepted',
    'voicemail',
    'voicemail',
    'caller-hung-up',
    'refused',
  ] as const;
  for (const [index, outcome] of outcomes.entries())
    await seedCall(site.db, {
      id: `c${index}`,
      at: NOON - (index % 5) * DAY - index * HOUR,
      outcome,
      caller: `+3314567890${index}`,
    });
  await seedCall(site.db, { id: 'old', at: NOON - 35 * DAY, outcome: 'accepted', caller: '+33145678999' });
  const config = { timeZone: 'Europe/Paris', shortAbandonSeconds: 5 };
  await createSummariser({ db: site.db, reading: site.db, config, clock: site.clock }).rebuild();
  return site;
}

/** The rows of the table of that name, as text, by their first cell. */
function rowsOf(html: string, name: string): ReadonlyMap<string, readonly string[]> {
  const section = html.slice(html.indexOf(`id="t-${name}"`)).split('</section>')[0] ?? '';
  const rows = [...section.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
  return new Map(rows.map(([first = '', ...others]) => [first, others]));
}

const PERIOD = 'from=2026-11-01&to=2026-11-30';

describe('a test call', () => {
  it('is shown as one, and counts in no figure; nor does the task that came of it', async () => {
    const site = await openSite();
    for (const [id, isTest] of [
      ['real', false],
      ['tried', true],
    ] as const) {
      const caller = `+3314567890${isTest ? 1 : 2}`;
      const call = { id, isTest, at: NOON - HOUR, outcome: 'voicemail', caller } as const;
      await seedCall(site.db, call);
      await seedTask(site, call);
    }
    const config = { timeZone: 'Europe/Paris', shortAbandonSeconds: 5 };
    const summariser = createSummariser({ db: site.db, reading: site.db, config, clock: site.clock });
    await summariser.rebuild();
    const sam = await site.as('sam');
    const html = (await sam.get(`/statistics?${PERIOD}`)).body;
    expect(rowsOf(html, 'outcomes').get('Calls offered')?.[0]).toBe('1 before: 0');
    expect(rowsOf(html, 'repeats').get('Called again within an hour')?.[0]).toBe('0 before: 0');
    const afterwards = (await sam.get(`/statistics/afterwards?${PERIOD}`)).body;
    expect(rowsOf(afterwards, 'tasks').get('Tasks opened')?.[0]).toBe('1 before: 0');
    expect((await sam.get('/calls/tried')).body).toContain('Test call');
    expect((await sam.get('/calls/real')).body).not.toContain('Test call');
    expect((await sam.get('/calls')).body.match(/>Test call</g)).toHaveLength(1);
  });
});

describe('the page of the reception', () => {
  it('tells what became of calls, and how soon a person was reached, beside the month before', async () => {
    const site = await countedHouse();
    const html = (await (await site.as('sam')).get(`/statistics?hotline=support&${PERIOD}`)).body;
    const outcomes = rowsOf(html, 'outcomes');
    expect(outcomes.get('Calls offered')).toEqual(['8 before: 1', '']);
    expect(outcomes.get('Taken by a person')).toEqual(['5 before: 1', '62.5% before: 100%']);
    expect(outcomes.get('Message left')).toEqual(['2 before: 0', '25% before: 0%']);
    expect(outcomes.get('Refused (block list)')).toEqual(['1 before: 0', '']);
    const reached = rowsOf(html, 'reached');
    expect(reached.get('30 s')?.[0]).toBe('0 before: 0');
    expect(reached.get('60 s')?.[0]).toBe('5 before: 1');
    expect(rowsOf(html, 'times').get('Until a person took it')).toEqual([
      '5 before: 1',
      '39 s before: 39 s',
      '39 s before: 39 s',
    ]);
    expect(rowsOf(html, 'left').get('While step 1 rang')?.[0]).toBe('1 before: 0');
  });

  it('leads from a figure to the very calls that it counts', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    const html = (await sam.get(`/statistics?hotline=support&${PERIOD}`)).body;
    const links = [...html.matchAll(/<a href="(\/calls\?[^"]*figure=[^"]*)">([\d,]+)</g)];
    expect(links.length).toBeGreaterThan(10);
    for (const [, href = '', count] of links) {
      const list = (await sam.get(href.replaceAll('&amp;', '&'))).body;
      const listed = list.split('<tbody>')[1]?.split('<tr>').length ?? 1;
      expect(listed - 1, href).toBe(Number(count));
    }
  });

  it('keeps the figure when the list is filtered further, and says which it is', async () => {
    const site = await countedHouse();
    const list = (await (await site.as('sam')).get(`/calls?figure=outcome-voicemail&${PERIOD}`)).body;
    expect(list).toContain('<strong>Message left</strong>');
    expect(list).toContain('<input type="hidden" name="figure" value="outcome-voicemail">');
  });

  it('says what it cannot read, and loses nothing typed', async () => {
    const site = await countedHouse();
    const html = (await (await site.as('sam')).get('/statistics?from=2026-11-31&to=2026-11-20')).body;
    expect(html).toContain('Not a date');
    expect(html).toContain('value="2026-11-31"');
  });
});

describe('figures about people', () => {
  it('are shown to supervisors of their teams, and to each of themselves', async () => {
    const site = await countedHouse();
    const names = async (personId: string) => {
      const response = await (await site.as(personId)).get(`/statistics/people?${PERIOD}`);
      return [...rowsOf(response.body, 'people').keys()].filter((name) => name !== 'Name');
    };
    expect(await names('ada')).toEqual(['Ada Morel', 'Mia Roux', 'Otto Blanc', 'Sam Petit', 'Vic Leroy']);
    expect(await names('sam')).toEqual(['Mia Roux', 'Sam Petit']);
    expect(await names('mia')).toEqual(['Mia Roux']);
    expect(await names('vic')).toEqual(['Vic Leroy']);
    const refused = await (await site.as('mia')).get('/statistics');
    expect(refused.status).toBe(403);
  });

  it('count tries by how they ended', async () => {
    const site = await countedHouse();
    const html = (await (await site.as('ada')).get(`/statistics/people?${PERIOD}`)).body;
    const rows = rowsOf(html, 'people');
    // 8 tries at Mia: 7 not answered, one whose caller left; 7 at Otto: 5 taken, 2 busy.
    expect(rows.get('Mia Roux')?.slice(0, 5)).toEqual([
      '8 before: 1',
      '0 before: 0',
      '7 before: 1',
      '0 before: 0',
      '0 before: 0',
    ]);
    expect(rows.get('Otto Blanc')?.slice(0, 5)).toEqual([
      '7 before: 1',
      '5 before: 1',
      '0 before: 0',
      '0 before: 0',
      '2 before: 0',
    ]);
    expect(rows.get('Otto Blanc')?.[5]).toBe('9 s before: 9 s');
  });
});

describe('being on call, month by month', () => {
  it('is told of whom one may see figures of, by the planning, beside the month before', async () => {
    const site = await countedHouse();
    const rows = async (personId: string) => {
      const answer = await (await site.as(personId)).get(`/statistics/duty?${PERIOD}`);
      return rowsOf(answer.body, 'health');
    };
    expect([...(await rows('mia')).keys()]).toEqual(['Name', 'Mia Roux']);
    expect([...(await rows('vic')).keys()]).toEqual([]);
    const all = await rows('ada');
    expect([...all.keys()]).toContain('Otto Blanc');
    expect(all.get('Mia Roux')?.slice(0, 2)).toEqual((await rows('mia')).get('Mia Roux')?.slice(0, 2));
    expect((await rows('mia')).get('Mia Roux')?.[0]).toBe('November 2026');
  });

  it('is shown of the last month of our calendar too, which has no month after it', async () => {
    const ada = await (await countedHouse()).as('ada');
    expect((await ada.get('/statistics/duty?from=2199-12-01&to=2199-12-31')).status).toBe(200);
  });
});

describe('a schedule', () => {
  it('narrows figures, the calls they lead to, files and saved views to the calls that rang its people', async () => {
    const site = await openSite();
    await seedRandomYear(site.db, { seed: 4, hotlineId: 'support', calls: 40 });
    const config = { timeZone: 'Europe/Paris', shortAbandonSeconds: 5 };
    await createSummariser({ db: site.db, reading: site.db, config, clock: site.clock }).rebuild();
    const ada = await site.as('ada');
    const address = '/statistics?schedule=primary&from=2026-01-01&to=2026-12-31';
    const body = (await ada.get(address)).body;
    const offered = rowsOf(body, 'outcomes').get('Calls offered')?.[0] ?? '';
    const all = rowsOf((await ada.get(address.replace('primary', ''))).body, 'outcomes').get('Calls offered');
    expect(Number.parseInt(offered, 10)).toBeGreaterThan(0);
    expect(Number.parseInt(offered, 10)).toBeLessThan(Number.parseInt(all?.[0] ?? '', 10));
    expect(body).toContain('schedule=primary&amp;from=2026-01-01&amp;to=2026-12-31&amp;figure=kind-offered');
    const [from, to] = ['2026-01-01', '2026-12-31'];
    const given = [site.path, ['support'], 'Europe/Paris', from, to, 'primary'] as const;
    const counted = recount(...given);
    const chain = recountChain(...given);
    const first = (rows: ReadonlyMap<string, readonly string[]>, name: string, cell = 0) =>
      Number.parseInt(rows.get(name)?.[cell] ?? '', 10);
    const outcomes = rowsOf(body, 'outcomes');
    expect(first(outcomes, 'Calls offered')).toBe(counted.kinds.offered);
    expect(first(outcomes, 'Taken by a person')).toBe(counted.outcomes.accepted);
    expect(first(rowsOf(body, 'reached'), 'At all')).toBe(counted.taken.length);
    expect(first(rowsOf(body, 'repeats'), 'Most callers at once')).toBe(chain.peaks.callers);
    const chainPage = (await ada.get(address.replace('?', '/chain?'))).body;
    const steps = rowsOf(chainPage, 'steps');
    expect([first(steps, 'Step 1'), first(steps, 'Step 1', 1)]).toEqual([
      chain.steps['0/0'],
      chain.stepsTaken['0/0'],
    ]);
    const trunks = rowsOf(chainPage, 'trunks');
    expect([first(trunks, 'carrier'), first(trunks, 'carrier', 1)]).toEqual([
      chain.trunks['carrier/tried'],
      chain.trunkCalls['carrier/tried'],
    ]);
    const list = (await ada.get('/calls?schedule=primary&figure=kind-offered')).body;
    expect(list).toContain('<input type="hidden" name="schedule" value="primary">');
    const csv = await ada.get(address.replace('/statistics', '/statistics/files/reception/outcomes.csv'));
    expect(csv.body).toContain(`Calls offered,${Number.parseInt(offered, 10)},`);
    const saved = await ada.send('/statistics/views', { name: 'First line', address });
    expect(saved.to).toContain('schedule=primary');
  });
});

describe('a view that is saved', () => {
  const lastMonth = '/statistics?hotline=support&from=2026-10-01&to=2026-10-31';

  it('is on one’s own list, and its link shows others the same page; last month stays last month', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    const saved = await sam.send('/statistics/views', { name: 'Support, last month', address: lastMonth });
    expect(saved.to).toMatch(/^\/statistics\?hotline=support&span=lastMonth/);
    const view = '/statistics?hotline=support&span=lastMonth';
    expect((await sam.get('/statistics')).body).toContain(
      `href="${view.replaceAll('&', '&amp;')}">Support, last month`,
    );
    const ada = await site.as('ada');
    expect((await ada.get('/statistics')).body).not.toContain('Support, last month');
    const figures = async (address: string) => rowsOf((await ada.get(address)).body, 'outcomes');
    expect(await figures(view)).toEqual(await figures(lastMonth));
    await sam.send('/statistics/views', { remove: 'Support, last month' });
    expect((await sam.get('/statistics')).body).not.toContain('Support, last month');
  });

  it('needs a name and a page; nothing typed is lost, and it leads nowhere else', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    const unnamed = await sam.send('/statistics/views', { name: '', address: lastMonth });
    expect([unnamed.status, unnamed.body]).toEqual([
      422,
      expect.stringContaining('A name of 1 to 60 letters.'),
    ]);
    expect(unnamed.body).toContain('value="/statistics?hotline=support&amp;from=2026-10-01');
    const elsewhere = await sam.send('/statistics/views', {
      name: 'x',
      address: 'https://example.org/statistics',
    });
    expect([elsewhere.status, elsewhere.body]).toEqual([422, expect.stringContaining('value="x"')]);
  });
});

describe('the file of a table', () => {
  it('holds the same figures, as spreadsheets of the language read them', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    const csv = await sam.get(`/statistics/files/reception/reached.csv?hotline=support&${PERIOD}`);
    expect(csv.body.split('\r\n').slice(1, 4)).toEqual(['30 s,0,0', '60 s,5,0.625', '180 s,5,0.625']);
    await site.dependencies.accounts.setPreferences('sam', { language: 'fr', theme: 'light' });
    const french = await sam.get(`/statistics/files/reception/reached.csv?hotline=support&${PERIOD}`);
    expect(french.body).toContain('60\u00a0s;5;"0,625"');
    const excel = await sam.get(`/statistics/files/reception/reached.xlsx?hotline=support&${PERIOD}`);
    expect(excel.headers.get('content-disposition')).toContain('reached-2026-11-01-2026-11-30.xlsx');
    expect(excel.body.startsWith('PK')).toBe(true);
  });

  it('is for those who may see the page', async () => {
    const site = await countedHouse();
    const mia = await site.as('mia');
    expect((await mia.get('/statistics/files/reception/reached.csv')).status).toBe(403);
    const own = await mia.get(`/statistics/files/people/people.csv?${PERIOD}`);
    expect(own.body).toContain('Mia Roux');
    expect(own.body).not.toContain('Otto Blanc');
    expect((await mia.get('/statistics/files/people/nothing.csv')).status).toBe(404);
  });
});

describe('past calls with something changed', () => {
  const asked = `/statistics/what-if?hotline=support&${PERIOD}`;

  it('are told beside what happened, and how many rest on assumptions', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    const html = (await sam.get(`${asked}&replay=yes`)).body;
    expect(rowsOf(html, 'beside').get('Calls offered')).toEqual(['8', '8']);
    expect(rowsOf(html, 'beside').get('Taken by a person within 60 s')?.[0]).toBe('62.5%');
    expect(html).toMatch(/Calls replayed: 8\. Those whose course rests on assumptions: \d \([\d.]+%\)\./);
    expect((await sam.get(`${asked}&replay=yes`)).body).toContain(
      html.split('id="t-beside"')[1]?.slice(0, 800),
    );
  });

  it('are asked for with fields, and a wrong one is named with what was typed', async () => {
    const site = await countedHouse();
    const answer = await (await site.as('sam')).get(`${asked}&ring-1=soon&replay=yes`);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('A whole number of seconds, from 5 to 300.');
    expect(answer.body).toContain('value="soon"');
    expect(answer.body).not.toContain('id="t-beside"');
    const half = await (await site.as('sam')).get(`${asked}&instead=primary&replay=yes`);
    expect(half.status).toBe(422);
    expect(half.body).toContain('Choose both schedules, or neither.');
    expect(half.body).toContain('<option value="primary" selected');
  });

  it('of a policy that is gone are none', async () => {
    const site = await countedHouse();
    const html = (await (await site.as('sam')).get(`${asked}&policy=gone&replay=yes`)).body;
    expect(html).toContain('There is no such hotline, policy or schedule any more.');
  });
});

describe('the report of a month', () => {
  it('is a document of that month, for a hotline or for all', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    for (const query of ['', '?hotline=support']) {
      const answer = await sam.get(`/statistics/report/2026-11${query}`);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.body.slice(0, 5)).toBe('%PDF-');
    }
    expect((await sam.get('/statistics/report/2026-13')).status).toBe(404);
    expect((await sam.get('/statistics/report/2026-11?hotline=gone')).status).toBe(404);
    expect((await sam.get(`/statistics?${PERIOD}`)).body).toContain('href="/statistics/report/2026-11"');
  });
});

describe('hotlines that reached nobody', () => {
  it('are told with how often and how long, up to now', async () => {
    const site = await countedHouse();
    const sam = await site.as('sam');
    const rows = rowsOf((await sam.get(`/statistics/afterwards?${PERIOD}`)).body, 'gaps');
    const [gaps = '', time = ''] = rows.get('Support') ?? [];
    expect(gaps).toMatch(/^\d+ before: \d+$/);
    expect(time).not.toBe('');
    const year = (await sam.get('/statistics/afterwards?from=2026-01-01&to=2026-11-30')).body;
    expect(year).toContain('Choose 100 days at most');
  });
});

describe('duties that were to be confirmed', () => {
  /** In time by link, late by key, declined, never: two of Mia's, two of Otto's. */
  async function askedHouse(): Promise<OpenSite> {
    const site = await countedHouse();
    const base = { reminded: '', schedule_id: 'primary', declined_by: null, reminded_at: null };
    const rows = [
      { person_id: 'mia', confirmed_at: NOON - 3 * DAY, confirmed_by: 'link' },
      { person_id: 'mia', confirmed_at: NOON - 2 * DAY, confirmed_by: 'key', escalated_at: NOON - 3 * DAY },
      { person_id: 'otto', declined_at: NOON - 3 * DAY },
      { person_id: 'otto' },
    ];
    for (const [index, row] of rows.entries())
      await site.db
        .insertInto('duty_confirmations')
        .values({
          ...{ confirmed_at: null, confirmed_by: null, declined_at: null, escalated_at: null },
          ...{ called_at: null, call_outcome: null, began_at: null },
          ...{ ...base, start_at: NOON - DAY + index * HOUR, end_at: NOON, ...row },
        })
        .execute();
    return site;
  }

  it('are told together and by whom, each number leading to its duties', async () => {
    const ada = await (await askedHouse()).as('ada');
    const { body } = await ada.get(`/statistics/afterwards?${PERIOD}`);
    expect(rowsOf(body, 'confirmations').get('Duties begun')?.[0]).toBe('4 before: 0');
    const people = rowsOf(body, 'confirmedby');
    expect(people.get('Mia Roux')?.map((text) => text[0])).toEqual(['2', '1', '1', '0', '0']);
    expect(people.get('Otto Blanc')?.map((text) => text[0])).toEqual(['2', '0', '0', '1', '1']);
    const links = [...body.matchAll(/<a href="(\/statistics\/duties\?[^"]*)">(\d+)</g)];
    expect(links.length).toBeGreaterThan(8);
    for (const [, href = '', count] of links) {
      const list = rowCount((await ada.get(href.replaceAll('&amp;', '&'))).body);
      expect(list, href).toBe(Number(count));
    }
  });

  it('are narrowed by schedule and by person', async () => {
    const ada = await (await askedHouse()).as('ada');
    const duties = async (narrower: string) =>
      rowsOf((await ada.get(`/statistics/afterwards?${PERIOD}&${narrower}`)).body, 'confirmations').get(
        'Duties begun',
      )?.[0];
    expect(await duties('schedule=primary')).toBe('4 before: 0');
    expect(await duties('schedule=other')).toBe('0 before: 0');
    expect(await duties('person=mia')).toBe('2 before: 0');
  });

  it('are listed of those alone whose figures one may see', async () => {
    const site = await askedHouse();
    const list = async (personId: string) =>
      rowCount((await (await site.as(personId)).get(`/statistics/duties?${PERIOD}`)).body);
    expect([await list('ada'), await list('sam'), await list('mia'), await list('vic')]).toEqual([
      4, 2, 2, 0,
    ]);
    const vic = await (await site.as('vic')).get(`/statistics/afterwards?${PERIOD}&person=mia`);
    expect(rowsOf(vic.body, 'confirmations').get('Duties begun')?.[0]).toBe('0 before: 0');
  });
});

describe('tasks', () => {
  it('are led to by their numbers, as many as these say', async () => {
    const site = await openSite();
    await seedRandomYear(site.db, { seed: 11, hotlineId: 'support', calls: 60 });
    const config = { timeZone: 'Europe/Paris', shortAbandonSeconds: 5 };
    await createSummariser({ db: site.db, reading: site.db, config, clock: site.clock }).rebuild();
    const ada = await site.as('ada');
    const { body } = await ada.get('/statistics/afterwards?hotline=support&from=2026-01-01&to=2026-11-30');
    const links = [...body.matchAll(/<a href="(\/tasks\?[^"]*)">(\d+)</g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, href = '', count] of links)
      expect(rowCount((await ada.get(href.replaceAll('&amp;', '&'))).body), href).toBe(Number(count));
  });
});

function rowCount(html: string): number {
  return (html.split('<tbody>')[1]?.split('</tbody>')[0]?.split('<tr>').length ?? 1) - 1;
}

/** How many calls a list has, over all its pages. */
async function listed(visitor: Visitor, address: string): Promise<number> {
  let [next, count]: [string | undefined, number] = [address, 0];
  while (next !== undefined) {
    const { status, body } = await visitor.get(next.replaceAll('&amp;', '&'));
    expect(status, next).toBe(200);
    count += (body.split('<tbody>')[1]?.split('<tr>').length ?? 1) - 1;
    next = /href="(\/calls\?[^"]*after=[^"]*)"/.exec(body)?.[1];
  }
  return count;
}

describe('every figure that is a link', () => {
  it('leads to as many calls as it says, on every page, of a random year', { timeout: 240_000 }, async () => {
    const site = await openSite();
    await seedRandomYear(site.db, { seed: 11, hotlineId: 'support', calls: 40 });
    const config = { timeZone: 'Europe/Paris', shortAbandonSeconds: 5 };
    await createSummariser({ db: site.db, reading: site.db, config, clock: site.clock }).rebuild();
    const ada = await site.as('ada');
    const days = 'from=2026-01-01&to=2026-12-31';
    const figures = new Map<string, string>();
    const pages = ['', '/chain', '/people', '/afterwards', '/duty'];
    const addresses = [
      ...pages.map((page) => `${page}?hotline=support&${days}`),
      ...['', '/chain'].map((page) => `${page}?schedule=primary&${days}`),
    ];
    for (const address of addresses) {
      const { body } = await ada.get(`/statistics${address}`);
      for (const [, href = '', count = ''] of body.matchAll(
        /<a href="(\/calls\?[^"]*figure=[^"]*)">([\d,]+)</g,
      ))
        figures.set(href, count);
    }
    expect(figures.size).toBeGreaterThan(60);
    for (const [href, count] of figures) expect(await listed(ada, href), href).toBe(Number(count));
  });
});
