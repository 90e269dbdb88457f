import { describe, expect, it } from 'vitest';
import { openSite, PASSWORD } from './open-site.ts';
import { textOf, type Visitor } from './visitor.ts';

const MIA = { name: 'Mia Roux', languages: 'en', role: 'member', skills: 'gas', do: 'save' };

async function openedOf(visitor: Visitor, path: string): Promise<string> {
  return /name="opened" value="([^"]*)"/.exec((await visitor.get(path)).body)?.[1] ?? '';
}

describe('a person’s card', () => {
  it('makes a person, with numbers as people write them', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const created = await ada.send('/people/new', {
      ...MIA,
      opened: '',
      name: 'Éloïse Guérin',
      languages: 'fr,en',
      skills: 'gas, boilers',
      contactKind: ['phone', 'extension', 'phone'],
      contactAddress: ['06.12.34.56.78', '204', ''],
      contactConfirm: ['yes', 'no', 'yes'],
      current: PASSWORD,
    });
    expect(created.to).toBe('/people/eloise-guerin?done=created');
    expect((await dependencies.reader.people()).get('eloise-guerin')).toEqual({
      id: 'eloise-guerin',
      name: 'Éloïse Guérin',
      languages: ['fr', 'en'],
      role: 'member',
      skills: ['gas', 'boilers'],
      contactMethods: [
        { target: { kind: 'phone', number: '+33612345678' }, mustAccept: true },
        { target: { kind: 'extension', extension: '204' }, mustAccept: false },
      ],
      email: null,
      colour: null,
      joinsAt: null,
      leavesAt: null,
    });
    expect((await ada.get('/people/eloise-guerin')).body).toContain('value="06 12 34 56 78"');
  });

  it('says what is wrong beside each field, in the reader’s language, and keeps what was typed', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const answer = await ada.send('/people/mia', {
      ...MIA,
      opened: await openedOf(ada, '/people/mia'),
      name: '',
      skills: 'two words',
      contactKind: ['phone', 'extension', 'phone'],
      contactAddress: ['12', '20/4', '0899 12 34 56'],
      contactConfirm: ['yes', 'yes', 'yes'],
    });
    expect(answer.status).toBe(422);
    const text = textOf(answer.body);
    for (const said of [
      '5 points à corriger',
      'Il faut une ligne de 1 à 100 caractères.',
      'Il faut un mot fait de lettres, de chiffres, de - et de _, et non "two words".',
      '"12" n’est pas un numéro de téléphone valable.',
      'Il faut un poste, comme 201, et non "20/4".',
      '"0899 12 34 56" est un numéro surtaxé',
    ])
      expect(text).toContain(said);
    for (const typed of ['12', '20/4', '0899 12 34 56', 'two words'])
      expect(answer.body).toContain(`value="${typed}"`);
    expect(answer.body.match(/aria-invalid="true"/g)).toHaveLength(5);
  });

  it('adds, moves and takes away contact methods before anything is saved, without a script', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const rows = {
      contactKind: ['phone', 'extension'],
      contactAddress: ['06 98 76 54 32', '202'],
      contactConfirm: ['yes', 'no'],
    };
    const form = { ...MIA, opened: await openedOf(ada, '/people/mia'), ...rows };
    const addresses = async (order: string) => {
      const { body } = await ada.send('/people/mia', { ...form, do: order });
      return [...body.matchAll(/name="contactAddress" type="tel" value="([^"]*)"/g)].map(
        ([, value]) => value,
      );
    };
    expect(await addresses('contact-add')).toEqual(['06 98 76 54 32', '202', '']);
    expect(await addresses('contact-down-0')).toEqual(['202', '06 98 76 54 32']);
    expect(await addresses('contact-up-0')).toEqual(['06 98 76 54 32', '202']);
    expect(await addresses('contact-remove-0')).toEqual(['202']);
    expect(await addresses('contact-remove-9999')).toEqual(['06 98 76 54 32', '202']);
    expect((await dependencies.reader.people()).get('mia')?.contactMethods).toHaveLength(2);
  });

  it('leaves an audit entry in the name of whoever changed it', async () => {
    const { as, dependencies } = await openSite();
    const sam = await as('sam');
    await sam.send('/people/mia', { ...MIA, opened: await openedOf(sam, '/people/mia'), skills: 'water' });
    const [entry] = await dependencies.audit.list({ limit: 1 });
    expect(entry).toMatchObject({
      actor: 'Sam Petit',
      action: 'changed',
      subjectKind: 'people',
      subjectId: 'mia',
    });
    expect(textOf((await (await as('ada')).get('/settings/audit')).body)).toMatch(
      /Sam Petit changed the card of Mia Roux: skills, contact methods .* Field Before After Skills Gas Water/,
    );
  });

  it('is deleted only when nothing depends on it, and says what does', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const page = textOf((await ada.get('/people/mia/delete')).body);
    expect(page).toContain('Still used by: Team North Schedule Primary duty');
    const opened = await openedOf(ada, '/people/mia');
    expect((await ada.send('/people/mia/delete', { opened }, '/account')).to).toBe('/people/mia/delete');
    expect((await dependencies.reader.people()).has('mia')).toBe(true);
    expect(
      (await ada.send('/people/vic/delete', { opened: await openedOf(ada, '/people/vic/delete') })).to,
    ).toBe('/people?done=removed');
    expect((await dependencies.reader.people()).has('vic')).toBe(false);
    expect(await dependencies.accounts.of('vic')).toBeNull();
  });
});

describe('the list of people', () => {
  it('finds a name without its accents, and pages with the filter in the address', async () => {
    const many = Array.from({ length: 120 }, (_, count) => `  p${count}: { name: Élodie ${count} }`).join(
      '\n',
    );
    const { as } = await openSite({
      household: `people:\n  ada: { name: Ada, role: administrator, languages: [en] }\n${many}\n`,
      accounts: ['ada'],
    });
    const ada = await as('ada');
    const first = (await ada.get('/people?q=elodie')).body;
    expect(first).toContain('Page 1 of 3');
    expect(first).toContain('/people?q=elodie&amp;team=&amp;page=2');
    expect(first).not.toContain('/people/ada');
    expect((await ada.get('/people?q=elodie&page=99')).body).toContain('Page 3 of 3');
  });
});

describe('a team', () => {
  it('is made, filled, reordered and emptied', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    await ada.send('/teams/new', {
      opened: '',
      name: 'West',
      member: ['mia'],
      newMember: 'otto',
      do: 'save',
    });
    expect((await dependencies.reader.teams()).get('west')?.memberIds).toEqual(['mia', 'otto']);
    const opened = await openedOf(ada, '/teams/west');
    const moved = await ada.send('/teams/west', {
      opened,
      name: 'West',
      member: ['mia', 'otto'],
      do: 'member-up-1',
    });
    expect([...moved.body.matchAll(/name="member" value="(\w+)"/g)].map(([, id]) => id)).toEqual([
      'otto',
      'mia',
    ]);
    await ada.send('/teams/west', { opened, name: 'West', member: ['otto'], do: 'save' });
    expect((await dependencies.reader.teams()).get('west')?.memberIds).toEqual(['otto']);
  });

  it('with somebody who does not exist is refused', async () => {
    const { as } = await openSite();
    const form = { opened: '', name: 'West', member: ['ghost'], do: 'save' };
    const answer = await (await as('ada')).send('/teams/new', form);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Unknown person "ghost"');
  });
});

describe('the absences of a person', () => {
  it.each([
    ['/people/mia/absences', '/people/mia'],
    ['/my/absences', '/my'],
  ])('that end before they begin are refused beside the field, and kept as typed: %s', async (to, page) => {
    const { as } = await openSite();
    const wrong = { first: '2026-12-26', last: '2026-12-24', note: 'Skiing', back: page };
    const answer = await (await as('sam')).send(to, wrong, page);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('A day that is not before the first one');
    for (const typed of ['2026-12-26', '2026-12-24', 'Skiing'])
      expect(answer.body).toContain(`value="${typed}"`);
  });

  it('are noted and taken back by their supervisor, and by no colleague', async () => {
    const { as } = await openSite();
    const sam = await as('sam');
    const days = { first: '2026-12-24', last: '2026-12-26', note: 'Leave', back: '/people/mia' };
    expect((await sam.send('/people/mia/absences', days, '/people/mia')).to).toBe('/people/mia?done=saved');
    const card = await sam.get('/people/mia');
    expect(textOf(card.body)).toContain('Leave');
    expect((await (await as('mia')).get('/my')).body).toContain('Leave');
    const field = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(card.body)?.[1] ?? '';
    const back = {
      do: 'remove',
      startAt: field('startAt'),
      endAt: field('endAt'),
      note: 'Leave',
      back: '/people/mia',
    };
    const otto = await as('otto');
    expect((await otto.send('/people/mia/absences', days, '/my')).status).toBe(403);
    expect((await sam.send('/people/mia/absences', back, '/people/mia')).to).toBe('/people/mia?done=removed');
    expect(textOf((await sam.get('/people/mia')).body)).not.toContain('Leave');
  });

  it('are noted by whoever plans their duty too, who is told whom to ask for anything else', async () => {
    const { as, dependencies } = await openSite();
    const sam = await as('sam');
    // Otto is of another team; the schedule on which he is belongs to none.
    const page = await sam.get('/people/otto');
    expect(textOf(page.body)).toContain('Who may: Ada Morel.');
    expect(page.body).toContain('action="/people/otto/absences"');
    const form = { first: '2026-12-24', back: '/people/otto' };
    expect((await sam.send('/people/otto/absences', form, '/people/otto')).status).toBe(303);
    const noted = await dependencies.planning.read(({ configuration }) =>
      configuration.item('absences', 'otto'),
    );
    expect(noted?.absences).toHaveLength(1);
    expect((await sam.send('/people/otto', { name: 'Ottokar' }, '/people/otto')).status).toBe(403);
    expect((await sam.send('/people/vic/absences', form, '/people/otto')).status).toBe(403);
  });
});
