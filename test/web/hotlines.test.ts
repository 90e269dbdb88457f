import { describe, expect, it } from 'vitest';
import { HOUSEHOLD, openSite, PASSWORD } from './open-site.ts';
import { type Form, textOf, type Visitor } from './visitor.ts';

const NEW = { name: 'Night line', language: 'fr', numbers: '01 99 00 12 09\n4100', chain: '', do: 'save' };

async function openedOf(visitor: Visitor, path: string): Promise<string> {
  return /name="opened" value="([^"]*)"/.exec((await visitor.get(path)).body)?.[1] ?? '';
}

/** The form of the page as the browser would send it back. */
async function formOf(visitor: Visitor, path: string): Promise<Record<string, string>> {
  const { body } = await visitor.get(path);
  const form: Record<string, string> = {};
  for (const [, name = '', value = ''] of body.matchAll(
    /<input id="[^"]*" name="(\w+)" type="\w+" value="([^"]*)"/g,
  ))
    form[name] = value;
  for (const [, name = '', value = ''] of body.matchAll(/<textarea id="\w+" name="(\w+)"[^>]*>\n([^<]*)</g))
    form[name] = value;
  for (const [, name = '', options = ''] of body.matchAll(
    /<select id="\w+" name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    form[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  for (const [, name = '', value = ''] of body.matchAll(
    /type="radio" id="[^"]*" name="(\w+)" value="([^"]*)" checked/g,
  ))
    form[name] = value;
  return { ...form, opened: /name="opened" value="([^"]*)"/.exec(body)?.[1] ?? '' };
}

describe('a hotline from nothing', () => {
  it('is made with its escalation in one go', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const made = await ada.send('/hotlines/new', { ...NEW, targetWho: 'person:otto' });
    expect(made.to).toBe('/hotlines/night-line?done=created');
    expect((await dependencies.reader.hotlines()).get('night-line')).toMatchObject({
      numbers: ['+33199001209', '4100'],
      policyId: 'night-line',
      language: 'fr',
    });
    expect((await dependencies.reader.policies()).get('night-line')?.steps).toMatchObject([
      { targets: [{ kind: 'person', personId: 'otto' }], ringSeconds: 25 },
    ]);
  });

  it('is made with a planning of turns, which would ring somebody at once, and with a trunk', async () => {
    const { as, dependencies, clock } = await openSite();
    const ada = await as('ada');
    const made = await ada.send('/hotlines/new', { ...NEW, turns: ['mia', 'otto'], trunk: 'operator' });
    expect(made.status).toBe(303);
    const id = /\/hotlines\/([\w-]+)/.exec(made.to ?? '')?.[1] ?? '';
    const hotline = (await dependencies.reader.hotlines()).get(id);
    expect(hotline?.trunk).toBe('operator');
    const schedule = await dependencies.schedules.schedule(id, clock.now());
    expect(schedule?.rotations[0]?.participants.map(({ personId }) => personId)).toEqual(['mia', 'otto']);
    const tried = await ada.get(`/hotlines/${id}/dry-run`);
    expect(textOf(tried.body)).toContain('Mia Roux');
  });

  it('is offered the trunks that are known, on its own page too', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const { body } = await ada.get('/hotlines/support');
    expect(body).toMatch(
      /<select id="trunk"[^>]*>\s*<option value="">[^<]*<\/option>\s*<option value="operator" selected>/,
    );
  });

  it('asks for a number when a bare number is to be dialled, without a script', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const asked = await ada.send('/hotlines/new', { ...NEW, targetWho: 'phone' });
    expect(asked.status).toBe(422);
    expect(asked.body).toContain('name="targetAddress"');
    const made = await ada.send('/hotlines/new', {
      ...NEW,
      targetWho: 'phone',
      targetAddress: '06 11 22 33 44',
      targetName: 'Standby',
      targetConfirm: 'yes',
      current: PASSWORD,
    });
    expect(made.status).toBe(303);
    expect((await dependencies.reader.policies()).get('night-line')?.steps[0]?.targets).toEqual([
      {
        kind: 'number',
        label: 'Standby',
        target: { kind: 'phone', number: '+33611223344' },
        mustAccept: true,
      },
    ]);
  });

  it('is refused as a whole: no escalation is left behind by a hotline that was not made', async () => {
    const { as, dependencies } = await openSite();
    const answer = await (await as('ada')).send('/hotlines/new', {
      ...NEW,
      numbers: '4000',
      targetWho: 'person:otto',
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('4000 belongs to hotline support.');
    expect((await dependencies.reader.policies()).has('night-line')).toBe(false);
  });

  it('says what is missing beside each field', async () => {
    const { as } = await openSite();
    const answer = await (await as('ada')).send('/hotlines/new', { ...NEW, name: '', numbers: 'abc' });
    const text = textOf(answer.body);
    expect(text).toContain('Expected one line of 1 to 100 characters.');
    expect(text).toContain('Expected a phone number or the digits of an internal one, not "abc".');
    expect(text).toContain('Expected at least one target to ring.');
  });
});

describe('a hotline’s page', () => {
  it('sent back as it was shown changes nothing', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const before = (await dependencies.reader.hotlines()).get('support');
    const answer = await ada.send('/hotlines/support', await formOf(ada, '/hotlines/support'));
    expect(answer.to).toBe('/hotlines/support?done=unchanged');
    expect((await dependencies.reader.hotlines()).get('support')).toEqual(before);
  });

  it('changes everything that can be said of a hotline', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const form: Form = {
      ...(await formOf(ada, '/hotlines/support')),
      answer: 'when-accepted',
      greeting: 'custom/welcome',
      hold: 'music',
      musicClass: 'jazz',
      callerId: '01 99 00 12 01',
      trunk: 'carrier',
      acceptWindowSeconds: '15',
      ringEngagedPeople: 'yes',
      noAnswer: 'last-resort',
      lastKind: 'phone',
      lastAddress: '06 11 22 33 44',
      lastRing: '40',
      maxSeconds: '60',
      minSeconds: '2',
      blockedNumbers: '+33899*\n06 66 66 66 66',
      blockAnonymous: 'yes',
      treatment: 'busy',
      current: PASSWORD,
    };
    expect((await ada.send('/hotlines/support', form)).to).toBe('/hotlines/support?done=saved');
    expect((await dependencies.reader.hotlines()).get('support')).toMatchObject({
      answer: 'when-accepted',
      greetingSound: 'custom/welcome',
      hold: { kind: 'music', musicClass: 'jazz' },
      callerId: '+33199001201',
      trunk: 'carrier',
      acceptWindowSeconds: 15,
      ringEngagedPeople: true,
      blocked: { numbers: ['+33899*', '+33666666666'], anonymous: true, treatment: 'busy' },
      noAnswer: {
        kind: 'last-resort',
        target: { kind: 'phone', number: '+33611223344' },
        ringSeconds: 40,
        voicemail: { maxSeconds: 60, minSeconds: 2 },
      },
    });
  });

  it('tells what is wrong at the field that it is about', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const form = {
      ...(await formOf(ada, '/hotlines/support')),
      trunk: 'a/b',
      acceptWindowSeconds: '500',
      noAnswer: 'last-resort',
      lastAddress: '12',
      greeting: '../etc',
    };
    const { body } = await ada.send('/hotlines/support', form);
    for (const field of ['trunk', 'acceptWindowSeconds', 'lastAddress', 'greeting'])
      expect(body, field).toContain(`id="${field}-error"`);
  });

  it('shows, when somebody else changed it, theirs beside mine', async () => {
    const { as } = await openSite();
    const [ada, tab] = [await as('ada'), await as('ada')];
    const form = await formOf(tab, '/hotlines/support');
    await ada.send('/hotlines/support', {
      ...(await formOf(ada, '/hotlines/support')),
      name: 'Helpdesk',
      trunk: 'carrier',
    });
    const late = await tab.send('/hotlines/support', { ...form, name: 'Assistance' });
    expect(late.status).toBe(409);
    const text = textOf(late.body);
    expect(text).toContain('Somebody changed this meanwhile');
    expect(text).toContain('Now stored Helpdesk');
    expect(text).toContain('Now stored carrier');
    expect(late.body).toContain('value="Assistance"');
    expect(late.body.match(/Now stored/g)).toHaveLength(2);
  });
});

describe('an escalation', () => {
  it('is edited as people think of it: first…, then after 25 s…', async () => {
    const { as } = await openSite();
    const text = textOf((await (await as('ada')).get('/escalation/chain')).body);
    expect(text).toMatch(/Used by Support .* First Target 1 .* Then, after 25 s Target 1/);
  });

  it('takes steps and targets, and gives each its own', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const form = {
      opened: await openedOf(ada, '/escalation/chain'),
      name: 'Day and night',
      rounds: '3',
      overallLimitSeconds: '200',
      strategy: ['all-at-once', 'in-order'],
      ringSeconds: ['30', '20'],
      skill: ['gas', ''],
      targetStep: ['0', '0', '1'],
      targetWho: ['schedule:primary', 'person:sam', 'extension'],
      targetAddress: ['', '', '209'],
      targetName: ['', '', 'Gate'],
      targetConfirm: ['yes', 'yes', 'no'],
      current: PASSWORD,
      do: 'save',
    };
    expect((await ada.send('/escalation/chain', form)).to).toBe('/escalation/chain?done=saved');
    expect((await dependencies.reader.policies()).get('chain')).toMatchObject({
      rounds: 3,
      overallLimitSeconds: 200,
      steps: [
        {
          strategy: 'all-at-once',
          ringSeconds: 30,
          skill: 'gas',
          targets: [{ scheduleId: 'primary' }, { personId: 'sam' }],
        },
        {
          strategy: 'in-order',
          ringSeconds: 20,
          skill: null,
          targets: [{ label: 'Gate', target: { extension: '209' }, mustAccept: false }],
        },
      ],
    });
    const steps = async (order: string) => {
      const { body } = await ada.send('/escalation/chain', { ...form, do: order });
      return [...body.matchAll(/name="ringSeconds" type="text" value="(\d*)"/g)].map(([, value]) => value);
    };
    expect(await steps('step-up-1')).toEqual(['20', '30']);
    expect(await steps('step-add')).toEqual(['30', '20', '25']);
    expect(await steps('step-remove-0')).toEqual(['20']);
    const moved = (await ada.send('/escalation/chain', { ...form, do: 'step-up-1' })).body;
    expect(moved.indexOf('value="Gate"')).toBeLessThan(moved.indexOf('value="schedule:primary" selected'));
  });

  it('that a hotline uses cannot be deleted, and says which', async () => {
    const { as } = await openSite();
    const page = textOf((await (await as('ada')).get('/escalation/chain/delete')).body);
    expect(page).toContain('Still used by: Hotline Support');
  });
});

it('a dry run names the trainee who is told and not called, beside whom', async () => {
  const beside = 'primary:\n    trainees: [{ person: sam, beside: mia, calls: told-only }]';
  const { as } = await openSite({ household: HOUSEHOLD.replace('primary:', beside) });
  const page = textOf((await (await as('ada')).get('/hotlines/support/dry-run')).body);
  expect(page).toMatch(/told and not called: Sam Petit \(in the shadow of Mia Roux/);
  expect(page.slice(0, page.indexOf('told and not called'))).not.toContain('Sam Petit is called');
});
