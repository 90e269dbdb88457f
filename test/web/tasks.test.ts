import { describe, expect, it } from 'vitest';
import { saveItems } from '../../src/planning/save-items.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, seedTask, wav } from './seed-calls.ts';
import { textOf, type Visitor } from './visitor.ts';

const MINUTE = 60_000;
const AT = NOON - 30 * MINUTE;

/** A call that rang Mia and Otto and left a message, which is a task of Mia's. */
async function withTask(more: Partial<Parameters<typeof seedTask>[1]> = {}) {
  const site = await openSite();
  const call = { id: 'c1', at: AT, outcome: 'voicemail', kind: 'voicemail', ...more } as const;
  await seedCall(site.db, { ...call, message: wav(2) });
  const id = await seedTask(site, call);
  const path = `/tasks/${id}`;
  const press = (who: Visitor, word: string, form: Record<string, string> = {}) =>
    who.send(path, { do: word, ...form });
  const state = async () => {
    const task = await site.dependencies.taskSearch.find(id);
    return { state: task?.state, takenBy: task?.takenBy, entries: task?.entries.map(({ kind }) => kind) };
  };
  return { ...site, id, path, press, state };
}

/** A hotline that rings Otto alone. */
async function addSouthLine({ dependencies }: Pick<OpenSite, 'dependencies'>): Promise<void> {
  const hotline = { name: 'South line', language: 'en', numbers: ['4100'], policy: 'south' };
  const saved = await saveItems(
    dependencies.configuration,
    [
      {
        section: 'policies',
        id: 'south',
        raw: { name: 'South', steps: [{ ring: [{ person: 'otto' }] }] },
        basedOn: 'nothing',
      },
      { section: 'hotlines', id: 'southline', raw: hotline, basedOn: 'nothing' },
    ],
    { plan: dependencies.numberingPlan, homeTimeZone: 'Europe/Paris', author: { actor: 'test', at: 0 } },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

describe('the list of tasks', () => {
  it('shows first what waits for somebody, the oldest first, and what is done last', async () => {
    const { as, dependencies, ...site } = await openSite();
    for (const [id, ago] of [
      ['young', 10],
      ['old', 90],
      ['taken', 60],
      ['done', 5],
    ] as const)
      await seedTask(
        { dependencies },
        { id, at: NOON - ago * MINUTE, outcome: 'caller-hung-up', caller: null },
      );
    await dependencies.tasks.change(3, { type: 'take', by: 'otto' }, site.clock.now());
    await dependencies.tasks.change(
      4,
      { type: 'finish', by: 'otto', reason: 'reached', text: '' },
      site.clock.now(),
    );
    const ada = await as('ada');
    const shown = async (query: string) =>
      [...(await ada.get(`/tasks${query}`)).body.matchAll(/\/tasks\/(\d+)"/g)].map(([, id]) => Number(id));
    expect(await shown('')).toEqual([2, 1, 3, 4]);
    expect(await shown('?state=waiting')).toEqual([2, 1, 3]);
    expect(await shown('?state=done')).toEqual([4]);
    expect(await shown('?holder=otto')).toEqual([3]);
    expect(await shown('?holder=mia')).toEqual([2, 1, 4]);
    expect(await shown('?hotline=elsewhere')).toEqual([]);
    expect(await shown('?from=2026-11-26')).toEqual([]);
    expect(await shown('?from=2026-11-25&to=2026-11-25')).toEqual([2, 1, 3, 4]);
    expect((await ada.get('/tasks?from=soon')).body).toContain('Not a date.');
    expect(textOf((await ada.get('/tasks?state=taken')).body)).toContain('Otto Blanc');
  });

  it('goes on from where the page ended, through every state, without a task twice or left out', async () => {
    const { as, dependencies, clock } = await openSite();
    for (let count = 1; count <= 130; count += 1) {
      const at = NOON - Math.floor(count / 4) * MINUTE;
      const id = await seedTask(
        { dependencies },
        { id: `c${count}`, at, outcome: 'caller-hung-up', caller: null },
      );
      const done = { type: 'finish', by: 'otto', reason: 'reached', text: '' } as const;
      if (count % 3 === 0) await dependencies.tasks.change(id, done, clock.now());
      if (count % 3 === 1) await dependencies.tasks.change(id, { type: 'take', by: 'otto' }, clock.now());
    }
    const ada = await as('ada');
    const seen: string[] = [];
    let next: string | undefined = '/tasks?hotline=support';
    for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
      const { body } = await ada.get(next);
      seen.push(...[...body.matchAll(/\/tasks\/(\d+)"/g)].map(([, id = '']) => id));
      next = /href="([^"]*)">More/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      if (next !== undefined) expect(next).toContain('hotline=support');
    }
    expect(seen).toHaveLength(130);
    expect(new Set(seen).size).toBe(130);
  });

  it('says what a task is when there is none', async () => {
    const { as } = await openSite();
    expect(textOf((await (await as('mia')).get('/tasks')).body)).toContain('No task');
  });
});

describe('a task', () => {
  it('tells what happened, whose it is, and when it goes on to the next in line', async () => {
    const { as, path } = await withTask();
    const text = textOf((await (await as('mia')).get(path)).body);
    expect(text).toContain('01 45 67 89 01');
    expect(text).toContain('Voice message on Support, 11:30');
    expect(text).toContain('Nobody has taken it. On call was Mia Roux.');
    expect(text).toContain('goes on to the next in line at 11:45');
    expect(text).toContain('Called: Mia Roux, Otto Blanc');
    expect(text).toContain('Task opened');
  });

  it('is taken by a press, given back, and taken over from whoever has it', async () => {
    const { as, press, state, path } = await withTask();
    const [mia, otto] = [await as('mia'), await as('otto')];
    expect((await press(mia, 'take')).to).toBe(`${path}?done=task-taken`);
    expect(await state()).toMatchObject({ state: 'taken', takenBy: 'mia' });
    expect(textOf((await otto.get(path)).body)).toContain('Mia Roux has it');
    await press(otto, 'take-over', { from: 'mia' });
    expect(await state()).toMatchObject({ takenBy: 'otto' });
    await press(otto, 'give-back');
    expect(await state()).toMatchObject({
      state: 'open',
      entries: ['opened', 'taken', 'taken-over', 'given-back'],
    });
    expect(textOf((await mia.get(path)).body)).toContain('Otto Blanc took it over');
  });

  it('is not taken from somebody who took it while the page stood open', async () => {
    const { as, press, state } = await withTask();
    await press(await as('ada'), 'take');
    const late = await press(await as('mia'), 'take');
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('Somebody else has taken this task meanwhile.');
    await press(await as('otto'), 'take-over', { from: 'mia' });
    expect(await state()).toMatchObject({ takenBy: 'ada' });
  });

  it('keeps notes, and what was typed when there is something to put right', async () => {
    const { as, press, path } = await withTask();
    const mia = await as('mia');
    const empty = await press(mia, 'note', { note: '  ' });
    expect([empty.status, textOf(empty.body)]).toEqual([422, expect.stringContaining('Write a few words.')]);
    const long = await press(mia, 'note', { note: 'x'.repeat(2001) });
    expect(long.status).toBe(422);
    expect(long.body).toContain('x'.repeat(2001));
    await press(mia, 'note', { note: '<b>oven</b> is out' });
    expect((await mia.get(path)).body).toContain('&lt;b&gt;oven&lt;/b&gt; is out');
  });

  it('is closed with a reason, which “another” has to say, and may be opened again', async () => {
    const { as, press, state, path } = await withTask();
    const mia = await as('mia');
    expect(textOf((await press(mia, 'finish', { text: 'kept' })).body)).toContain('Say how it ended.');
    const bare = await press(mia, 'finish', { reason: 'other', text: '' });
    expect(bare.status).toBe(422);
    expect(bare.body).toMatch(/value="other" selected/);
    expect((await press(mia, 'finish', { reason: 'reached', text: 'Boiler on again' })).to).toContain(path);
    const text = textOf((await mia.get(path)).body);
    expect(text).toContain('Closed by Mia Roux');
    expect(text).toContain('Called back, reached');
    expect(text).toContain('Boiler on again');
    expect(text).not.toContain('I see to it');
    await press(mia, 'reopen');
    expect(await state()).toMatchObject({ state: 'open' });
  });

  it('plays, and gives out, the message to whom it concerns; a viewer sees the task and hears nothing', async () => {
    const { as, path } = await withTask();
    const mia = (await (await as('mia')).get(path)).body;
    expect(mia).toContain('<audio');
    expect(mia).toContain('/calls/c1/messages/rec-c1?download');
    const viewer = await (await as('vic')).get(path);
    expect(viewer.status).toBe(200);
    expect(viewer.body).not.toContain('<audio');
    expect(viewer.body).not.toContain('value="take"');
  });

  it('and its calls and messages are open to who serves its hotline, and to no other member', async () => {
    const site = await openSite();
    await addSouthLine(site);
    const call = { id: 's1', at: AT, outcome: 'refused', hotlineId: 'southline', ownerId: null } as const;
    await seedCall(site.db, { ...call, message: wav(1) });
    const id = await seedTask(site, call);
    const [mia, otto] = [await site.as('mia'), await site.as('otto')];
    for (const path of [`/tasks/${id}`, '/calls/s1', '/calls/s1/messages/rec-s1']) {
      expect((await otto.get(path)).status, path).toBe(200);
      expect((await mia.get(path)).status, path).toBe(403);
    }
    expect((await mia.send(`/tasks/${id}`, { do: 'take' }, '/tasks')).status).toBe(403);
    expect((await mia.send(`/tasks/${id}/call-back`, {}, '/tasks')).status).toBe(403);
    expect((await mia.get('/tasks')).body).not.toContain(`/tasks/${id}"`);
    expect((await mia.get('/now')).body).not.toContain(`/tasks/${id}"`);
    // Handed to her, it is hers.
    await site.dependencies.tasks.change(id, { type: 'take', by: 'mia' }, NOON);
    expect((await mia.get(`/tasks/${id}`)).status).toBe(200);
    expect((await mia.get('/calls/s1')).status).toBe(200);
    expect((await mia.get('/tasks/999')).status).toBe(404);
    expect((await mia.get('/tasks/1e9')).status).toBe(404);
  });
});

describe('calling back from a task', () => {
  it('rings the person on the number of the button, then the caller, as the hotline; and takes the task', async () => {
    const { as, path, taskPages, state } = await withTask();
    const mia = await as('mia');
    const page = textOf((await mia.get(path)).body);
    expect(page).toContain('Call back from 06 98 76 54 32');
    expect(page).toContain('Call back from 202');
    expect(page).toContain('who sees 01 99 00 12 01');
    await mia.send(`${path}/call-back`, { contact: '202' }, path);
    expect(await state()).toMatchObject({ state: 'taken', takenBy: 'mia' });
    expect(taskPages.dialled).toMatchObject([{ target: { extension: '202' } }]);
    // 202 needs no key.
    taskPages.tell(1, { type: 'leg-answered' });
    await expect.poll(() => taskPages.dialled.length).toBe(2);
    expect(taskPages.dialled[1]).toMatchObject({
      target: { number: '+33145678901' },
      callerId: { number: '+33199001201' },
    });
  });

  it('shows how far it is: ringing you, ringing the caller, talking, and how long it was', async () => {
    const { as, path, taskPages, clock } = await withTask();
    const mia = await as('mia');
    const part = `${path}/call-back`;
    await mia.send(part, { contact: '202' }, path);
    expect(textOf((await mia.get(path)).body)).toContain('Your phone is ringing');
    expect((await mia.get(`${part}?seen=responder`)).status).toBe(204);
    expect(textOf((await (await as('ada')).get(path)).body)).toContain('Mia Roux is being called');
    taskPages.tell(1, { type: 'leg-answered' });
    await expect
      .poll(async () => textOf((await mia.get(`${part}?seen=responder`)).body))
      .toContain('is being called');
    taskPages.tell(2, { type: 'leg-answered' });
    await expect.poll(async () => textOf((await mia.get(part)).body)).toContain('You are talking');
    clock.pass(65_000);
    taskPages.tell(1, { type: 'leg-ended', cause: 'hung-up', why: { code: 'no-cause' } });
    await expect
      .poll(async () => textOf((await mia.get(part)).body))
      .toContain('You talked for 1 min 05 s. ');
    expect(textOf((await mia.get(path)).body)).toContain('call-back over talked for 1 min 05 s');
  });

  it.each([
    [1, 'busy', 'Your phone: busy'],
    [1, 'no-answer', 'Your phone: no answer'],
    [2, 'no-answer', 'The caller: no answer'],
    [2, 'unreachable', 'The caller: could not be reached'],
  ] as const)('says why it failed: leg %i %s', async (leg, cause, said) => {
    const { as, path, taskPages } = await withTask();
    const mia = await as('mia');
    await mia.send(`${path}/call-back`, { contact: '202' }, path);
    if (leg === 2) {
      taskPages.tell(1, { type: 'leg-answered' });
      await expect.poll(() => taskPages.dialled.length).toBe(2);
    }
    taskPages.tell(leg, { type: 'leg-ended', cause, why: { code: 'no-cause' } });
    await expect.poll(async () => textOf((await mia.get(path)).body)).toContain(said);
    expect((await mia.get(path)).body).toContain('name="contact"');
  });

  it('rings once, however often the button is pressed', async () => {
    const { as, path, taskPages } = await withTask();
    const mia = await as('mia');
    await mia.send(`${path}/call-back`, { contact: '202' }, path);
    const again = await mia.send(`${path}/call-back`, { contact: '202' }, path);
    expect([again.status, taskPages.dialled.length]).toEqual([409, 1]);
    expect(textOf(again.body)).toContain('A call-back is going on already.');
  });

  it('dials no number that costs extra, and no phone that is not one’s own, and says so', async () => {
    const { as, path, taskPages } = await withTask({ caller: '+33899123456' });
    const mia = await as('mia');
    const dear = await mia.send(`${path}/call-back`, { contact: '202' }, path);
    expect(textOf(dear.body)).toContain('or it costs extra');
    const others = await mia.send(`${path}/call-back`, { contact: '203' }, path);
    expect(others.status).toBe(409);
    expect(taskPages.dialled).toEqual([]);
  });

  it('is not offered where the number was withheld, nor for what another has', async () => {
    const withheld = await withTask({ caller: null });
    const page = (await (await withheld.as('mia')).get(withheld.path)).body;
    expect(page).toContain('The number was withheld');
    expect(page).not.toContain('name="contact"');
    const taken = await withTask();
    await taken.press(await taken.as('otto'), 'take');
    expect((await (await taken.as('mia')).get(taken.path)).body).not.toContain('name="contact"');
  });
});

describe('tasks on the first page', () => {
  it('are counted, with the oldest, whose each is and a way to it; asked for again while the page stands', async () => {
    const { as, path, press, dependencies } = await withTask();
    await seedTask(
      { dependencies },
      { id: 'c2', at: NOON - 5 * MINUTE, outcome: 'caller-hung-up', caller: null },
    );
    const mia = await as('mia');
    for (const page of ['/now', '/wall', '/now/tasks']) {
      const { body } = await mia.get(page);
      const text = textOf(body);
      expect(text, page).toContain('2 to be taken');
      expect(text, page).toContain('the oldest for 30 min 00 s');
      expect(text, page).toContain('Mia Roux');
      expect(body, page).toContain(`href="${path}"`);
    }
    expect((await mia.get('/now')).body).toContain('hx-get="/now/tasks"');
    await press(mia, 'take');
    expect(textOf((await mia.get('/now/tasks')).body)).toContain(
      '1 to be taken the oldest for 5 min 00 s 1 taken',
    );
  });

  it('say so when nothing waits', async () => {
    const { as } = await openSite();
    expect(textOf((await (await as('vic')).get('/now')).body)).toContain('No task waits.');
  });

  it('are led to from their call', async () => {
    const { as, path } = await withTask();
    expect((await (await as('mia')).get('/calls/c1')).body).toContain(`href="${path}"`);
  });
});
