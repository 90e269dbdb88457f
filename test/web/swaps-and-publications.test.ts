import { describe, expect, it } from 'vitest';
import { actOnSwap } from '../../src/planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const DAY = 86_400_000;
const OTTOS = { startAt: NOON + 7 * DAY, endAt: NOON + 8 * DAY };
const AUTHOR = { actor: 'test', at: NOON };

/** Otto's week begins on 30 November; Mia's goes before it. */
async function offered(site: OpenSite, offeredTo: string | null, at = OTTOS) {
  const offer = {
    scheduleId: 'primary',
    giverId: 'otto',
    offeredTo,
    inReturn: null,
    note: 'A wedding',
    ...at,
  };
  const swap = await proposeSwap(site.dependencies.planning, offer, AUTHOR);
  if (!swap.ok) throw new Error(JSON.stringify(swap.error));
  return swap.value.id;
}

async function needApproval({ db }: Pick<OpenSite, 'db'>): Promise<void> {
  await db.updateTable('schedules').set({ swap_approval: 'supervisor' }).execute();
}

describe('the page of swaps', () => {
  it('lets whom a duty is offered to accept or decline, and nobody else', async () => {
    const site = await openSite();
    const id = await offered(site, 'mia');
    const mia = await site.as('mia');
    const { body } = await mia.get('/planning/swaps');
    expect(textOf(body)).toContain('Otto Blanc offers this duty to Mia Roux');
    expect(textOf(body)).toContain('A wedding');
    for (const who of ['otto', 'sam', 'vic'])
      expect((await (await site.as(who)).get('/planning/swaps')).body).not.toContain('value="accept"');
    const back = { back: '/planning/swaps' };
    const done = await mia.send(`/my/swaps/${id}`, { do: 'decline', ...back }, '/planning/swaps');
    expect(done.to).toBe('/planning/swaps?done=answered');
    expect(textOf((await mia.get('/planning/swaps')).body)).toContain('declined, by Mia Roux');
  });

  it('lets whoever offers it withdraw it', async () => {
    const site = await openSite();
    const id = await offered(site, null);
    const otto = await site.as('otto');
    expect(textOf((await otto.get('/planning/swaps')).body)).toContain(
      'offers this duty to whoever wants it',
    );
    await otto.send(`/my/swaps/${id}`, { do: 'withdraw', back: '/planning/swaps' }, '/planning/swaps');
    expect(textOf((await otto.get('/planning/swaps')).body)).toContain('withdrawn');
  });

  it('lets a supervisor approve, refuse, and undo', async () => {
    const site = await openSite();
    await needApproval(site);
    const id = await offered(site, 'mia');
    await actOnSwap(site.dependencies.planning, id, { kind: 'accept', by: 'mia' }, AUTHOR);
    const [sam, mia] = [await site.as('sam'), await site.as('mia')];
    expect(textOf((await mia.get('/planning/swaps')).body)).toContain('waits for a supervisor');
    expect((await mia.get('/planning/swaps')).body).not.toContain('value="approve"');
    const decide = (word: string) =>
      sam.send(`/planning/primary/swaps/${id}`, { do: word, back: '/planning/swaps' }, '/planning/swaps');
    expect((await sam.get('/planning/swaps')).body).toContain('value="refuse"');
    expect((await decide('approve')).to).toBe('/planning/swaps?done=answered');
    expect(textOf((await sam.get('/planning/swaps')).body)).toContain('done, approved by Sam Petit');
    expect((await mia.get('/planning/swaps')).body).not.toContain('value="undo"');
    await decide('undo');
    expect(textOf((await sam.get('/planning/swaps')).body)).toContain('undone, by Sam Petit');
  });

  it('pages through what is settled, and tells the next step where nothing is', async () => {
    const site = await openSite();
    const mia = await site.as('mia');
    expect(textOf((await mia.get('/planning/swaps')).body)).toContain('Offer a duty from “My duty”');
    for (let count = 0; count < 40; count += 1) {
      const id = await offered(site, 'mia');
      await actOnSwap(site.dependencies.planning, id, { kind: 'decline', by: 'mia' }, AUTHOR);
    }
    const first = (await mia.get('/planning/swaps')).body;
    const older = /href="(\/planning\/swaps\?before=\d+)">Older swaps/.exec(first)?.[1] ?? '';
    const count = (body: string) => textOf(body).match(/declined, by/g)?.length;
    expect([count(first), count((await mia.get(older)).body)]).toEqual([30, 10]);
  });

  it('calls what nobody answered in time lapsed, with no button', async () => {
    const site = await openSite();
    await offered(site, 'mia');
    site.clock.pass(9 * DAY);
    const { body } = await (await site.as('mia')).get('/planning/swaps');
    expect(textOf(body)).toContain('lapsed');
    expect(body).not.toContain('value="accept"');
  });
});

describe('what was published', () => {
  /** Sam publishes a week in which Mia gets a day of Otto's. */
  async function published() {
    const site = await openSite();
    const changes = [
      { personId: 'mia', kind: 'added', ...OTTOS },
      { personId: 'otto', kind: 'removed', ...OTTOS },
    ] as const;
    await site.dependencies.planning.edit(({ publications }) =>
      publications.add({
        scheduleId: 'primary',
        publishedAt: NOON,
        publishedBy: 'Sam Petit',
        startAt: NOON,
        endAt: NOON + 30 * DAY,
        reason: 'Illness',
        changes,
      }),
    );
    return site;
  }

  it('is acknowledged by whom it concerns, with the moment, which the supervisor sees', async () => {
    const { as, clock, dependencies } = await published();
    const [mia, sam] = [await as('mia'), await as('sam')];
    const my = textOf((await mia.get('/my')).body);
    expect(my).toContain('Primary duty, published by Sam Petit, at 12:00');
    expect(my).toContain('Illness');
    expect(my).toContain('From Wed 2 Dec 12:00');
    const before = textOf((await sam.get('/planning/primary')).body);
    expect(before).toContain('Published by Sam Petit, at 12:00 0 of 2');
    expect(before).toContain('Mia Roux no notice has left has not taken note');
    clock.pass(5 * 60_000);
    expect((await mia.send('/my/publications/1', {}, '/my')).to).toBe('/my?done=acknowledged');
    expect((await mia.get('/my')).body).not.toContain('/my/publications/1');
    const after = textOf((await sam.get('/planning/primary')).body);
    expect(after).toContain('1 of 2');
    expect(after).toContain('has taken note, at 12:05');
    clock.pass(5 * 60_000);
    await mia.send('/my/publications/1', {}, '/my');
    const [receipt] = (await dependencies.receipts.ofSchedule('primary', clock.now(), 1))[0]?.receipts ?? [];
    expect(receipt).toMatchObject({ personId: 'mia', acknowledgedAt: NOON + 5 * 60_000 });
    const [entry, ...others] = await dependencies.audit.list({ subjectKind: 'publications', limit: 5 });
    expect([entry?.actor, entry?.action, others.length]).toEqual(['Mia Roux', 'acknowledged', 0]);
  });

  it('is not acknowledged by whom it does not concern, nor shown to those who do not plan', async () => {
    const { as } = await published();
    const sam = await as('sam');
    expect((await sam.send('/my/publications/1', {}, '/my')).status).toBe(404);
    expect((await sam.send('/my/publications/99', {}, '/my')).status).toBe(404);
    expect(textOf((await (await as('mia')).get('/planning/primary')).body)).not.toContain(
      'Who has taken note',
    );
  });

  it('is shown with the moment at which its notice left', async () => {
    const { as, db } = await published();
    const empty = { hotline_id: null, call_id: null, recording: null, thread: null, next_try_at: null };
    const rest = { delivered_at: null, gateway: null, reference: null, detail: null, instead_of: null };
    const sent = { state: 'sent', created_at: NOON, expires_at: NOON, tries: 1, tried_at: NOON };
    await db
      .insertInto('notices')
      .values({
        dedup_key: 'planning-changed:publication-1:mia:email',
        kind: 'planning-changed',
        medium: 'email',
        person_id: 'mia',
        address: 'mia@example.org',
        language: 'en',
        words: '{}',
        subject: '',
        body: '',
        sent_at: NOON + 60_000,
        ...empty,
        ...rest,
        ...sent,
      })
      .execute();
    expect(textOf((await (await as('sam')).get('/planning/primary')).body)).toContain(
      'Mia Roux told at 12:01',
    );
  });

  it('asks nobody any more once it is over', async () => {
    const { as, clock } = await published();
    clock.pass(31 * DAY);
    const mia = await as('mia');
    expect((await mia.get('/my')).body).not.toContain('/my/publications/');
  });
});
