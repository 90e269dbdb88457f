import { describe, expect, it, onTestFinished } from 'vitest';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import type { CallFacts } from '../../src/domain/escalation/call-state.ts';
import { unfold } from '../../src/web/now/unfold-call.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { HOUSEHOLD, NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, story } from './seed-calls.ts';
import { textOf } from './visitor.ts';

describe('the first page', () => {
  it('says who is on call, until when, who is next and why, for each hotline', async () => {
    const text = textOf((await (await (await openSite()).as('vic')).get('/now')).body);
    expect(text).toContain(
      'Support 01 99 00 12 01 · 4000 First Mia Roux Until Mon 30 Nov 08:00, then Otto Blanc Primary duty · planned',
    );
    expect(text).toContain('After 25 s Otto Blanc South · always Extension registered Then: a message');
  });

  it('says it when nobody is on call', async () => {
    const site = await openSite({ now: Date.UTC(2026, 11, 24) });
    expect(textOf((await (await site.as('vic')).get('/now')).body)).toContain(
      'First Nobody on call Primary duty',
    );
  });

  it('says how Asterisk is, and what waits to be written', async () => {
    const site = await openSite({ health: { asterisk: 'lost', lastProofAt: null, recordsWaiting: 3 } });
    const text = textOf((await (await site.as('vic')).get('/now')).body);
    expect(text).toContain('No connection to Asterisk No proof of life yet 3 records wait to be written');
  });

  it.each([
    ['older', 'Asterisk has an older extensions-vigie.conf than this Vigie'],
    ['missing', 'Asterisk has no extensions-vigie.conf'],
  ] as const)('says that the dialplan in Asterisk is %s', async (dialplan, words) => {
    const site = await openSite({ health: { dialplan } });
    expect(textOf((await (await site.as('ada')).get('/now')).body)).toContain(words);
  });

  it('leads an administrator from nothing to a first call, and nobody else', async () => {
    const household =
      'people: { ada: { name: Ada, role: administrator, languages: [en] }, vic: { name: Vic, languages: [en] } }';
    const site = await openSite({ household, accounts: ['ada', 'vic'], health: { asterisk: 'lost' } });
    const page = (await (await site.as('ada')).get('/now')).body;
    for (const path of ['/settings', '/people/new', '/hotlines/new'])
      expect(page).toContain(`class="button" href="${path}"`);
    expect(page.match(/class="ticked"/g)).toHaveLength(1);
    expect((await (await site.as('vic')).get('/now')).body).not.toContain('From nothing to a first call');
  });

  it('is done with that when the hotline would ring somebody now, and leads to a call of one’s own phone', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const ready = (await ada.get('/now')).body;
    expect(textOf(ready)).toContain('Now a call to Support would ring Mia Roux');
    expect(textOf(ready)).toContain('Dial 01 99 00 12 01.');
    expect(ready.match(/class="ticked"/g)).toHaveLength(5);
    const [, callMe = ''] = /href="([^"]*)">Call me now/.exec(ready) ?? [];
    expect((await ada.get(callMe)).status).toBe(200);
  });

  it('is not, when the hotline would ring nobody', async () => {
    const household = HOUSEHOLD.replace(/shifts: \[.*\]/, 'shifts: []').replace(
      ', { ring: [{ team: south }], ringSeconds: 20 }',
      '',
    );
    const nobody = (await (await (await openSite({ household })).as('ada')).get('/now')).body;
    expect(textOf(nobody)).toContain('would ring nobody');
    expect(nobody.match(/class="ticked"/g)).toHaveLength(4);
  });

  it('is not, when all that would be called are mobiles without a trunk, and leads to the choice of one', async () => {
    const household = HOUSEHOLD.replace(' trunk: operator,', '').replaceAll(
      /, \{ extension: 202[^}]*\}|, \{ ring: \[\{ team: south[^}]*\}\][^}]*\}/g,
      '',
    );
    const nobody = (await (await (await openSite({ household })).as('ada')).get('/now')).body;
    expect(textOf(nobody)).toContain('would ring nobody');
    expect(nobody).toContain('href="/hotlines/support#trunk"');
    expect(nobody.match(/class="ticked"/g)).toHaveLength(4);
  });

  it('is not, when no phone is registered on the only extension', async () => {
    const household = HOUSEHOLD.replace('{ phone: 06 98 76 54 32 }, ', '').replace(
      ', { ring: [{ team: south }], ringSeconds: 20 }',
      '',
    );
    for (const [state, told] of [
      ['offline', 'would ring nobody'],
      ['online', 'would ring Mia Roux'],
    ] as const) {
      const site = await openSite({ household, endpoints: { 202: state } });
      expect(textOf((await (await site.as('ada')).get('/now')).body), state).toContain(told);
    }
  });
});

describe('the live part', () => {
  it('unfolds a call step by step, in each watcher’s language, and ends some time after it', async () => {
    const site = await openSite();
    await site.dependencies.accounts.setPreferences('sam', { language: 'fr', theme: 'system' });
    const [ada, sam] = [await watch(site, 'ada'), await watch(site, 'sam')];
    await ada.sees('No call at the moment');
    const facts = await callFacts(site);
    const callEvents = story({ at: NOON, outcome: 'accepted' });
    const until = async (kind: string, attempt: number) => {
      while (callEvents.length > told) {
        const next = callEvents[told++];
        if (!next) break;
        site.dependencies.board.tell(facts, next);
        if (next.kind === kind && 'attempt' in next && next.attempt === attempt) break;
      }
      site.clock.pass(250);
    };
    let told = 0;
    await until('attempt-ringing', 1);
    await ada.sees('06 12 00 34 00 Calls Support Looking for someone for 0 s Step 1 Mia Roux ringing');
    await sam.sees('06 12 00 34 00 Appelle Support Recherche de quelqu’un depuis 0 s Étape 1 Mia Roux sonne');
    await until('talking-started', 2);
    await ada.sees('Talking for 0 s Step 1 Mia Roux no answer');
    await ada.sees('Step 2 Otto Blanc talking');
    await until('none', 0);
    await ada.sees('Taken 3 min 34 s');
    site.clock.pass(12_000);
    site.clock.pass(250);
    await ada.sees('No call at the moment');
  });

  it('costs the call that happens nothing: nothing is made before a moment has passed, and then once', async () => {
    const site = await openSite();
    const watchers = await Promise.all(Array.from({ length: 10 }, () => watch(site, 'ada')));
    await Promise.all(watchers.map((watcher) => watcher.sees('No call')));
    const facts = await callFacts(site);
    const before = watchers.map((watcher) => watcher.events());
    for (const callEvent of story({ at: NOON, outcome: null }))
      site.dependencies.board.tell(facts, callEvent);
    await (await site.as('vic')).get('/now');
    expect(watchers.map((watcher) => watcher.events())).toEqual(before);
    site.clock.pass(250);
    await Promise.all(watchers.map((watcher) => watcher.sees('Otto Blanc ringing')));
    expect(watchers.map((watcher) => watcher.events())).toEqual(before.map((count) => count + 1));
  });

  it('ends with the session', async () => {
    const site = await openSite();
    const ada = await watch(site, 'ada');
    await ada.sees('No call');
    await site.dependencies.accounts.closeOtherSessions('ada', 'none');
    site.clock.pass(20_000);
    await waitUntil('the stream ends', ada.ended);
  });

  it('takes up a call of an earlier life of the service with what happened then', async () => {
    const site = await openSite();
    await seedCall(site.db, { id: 'c5', at: NOON - 60_000, outcome: null });
    const reconciled = { kind: 'reconciled', at: NOON } as const;
    await createCallLog(site.db).append('c5', [reconciled]);
    site.dependencies.board.tell(await callFacts(site), reconciled);
    await waitUntil(
      'the call is recalled',
      () => unfold(site.dependencies.board.calls()[0]?.callEvents ?? []).steps.length === 2,
      3000,
    );
    expect(
      site.dependencies.board.calls()[0]?.callEvents.filter(({ kind }) => kind === 'reconciled'),
    ).toHaveLength(1);
  });
});

async function callFacts({ dependencies }: OpenSite): Promise<CallFacts> {
  const hotline = (await dependencies.reader.hotlines()).get('support');
  const policy = (await dependencies.reader.policies()).get('chain');
  if (!hotline || !policy) throw new Error('the household has a hotline');
  const caller = { number: '+33612003400', name: null };
  return { callId: 'c5', startedAt: NOON, dialled: '+33199001201', caller, hotline, branch: null, policy };
}

/** Someone with the live page open. */
async function watch(site: OpenSite, personId: string) {
  const { cookie } = await site.as(personId);
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  const response = await fetch(`${site.url}/now/stream`, { headers: { cookie }, signal: leave.signal });
  let heard = '';
  let ended = false;
  void (async () => {
    const decoder = new TextDecoder();
    for await (const part of response.body ?? [])
      heard += decoder.decode(part as Uint8Array, { stream: true });
    ended = true;
  })().catch(() => undefined);
  const last = () =>
    textOf(
      heard
        .split('event: live\n')
        .at(-1)
        ?.replace(/^data: /gm, '') ?? '',
    );
  return {
    sees: (text: string) =>
      waitUntil(
        () => `"${text}" in "${last()}"`,
        () => last().includes(text),
        3000,
      ),
    events: () => heard.split('event: live\n').length - 1,
    ended: () => ended,
  };
}
