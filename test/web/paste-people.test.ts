import { describe, expect, it, test } from 'vitest';
import { readPastedPeople } from '../../src/web/people/pasted-people.ts';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

describe('a pasted list of people', () => {
  test.each([
    [
      'Alice Martin; 201; 06 12 34 56 78; alice@example.org',
      'Alice Martin',
      'alice@example.org',
      ['201', '06 12 34 56 78'],
    ],
    ['Martin\tAlice\t0612345678', 'Martin Alice', null, ['0612345678']],
    ['Bob Durand 06 12 34 56 79', 'Bob Durand', null, ['06 12 34 56 79']],
    ['+33 6 12 34 56 80, Chloé', 'Chloé', null, ['+33 6 12 34 56 80']],
    ['Zoé', 'Zoé', null, []],
    ['202', '', null, ['202']],
  ])('reads %j', (line, name, email, numbers) => {
    const [person] = readPastedPeople(`\n${line}\n`);
    expect(person).toMatchObject({ line: 2, name, email });
    expect(person?.contacts.map((one) => Object.values(one)[0])).toEqual(numbers);
  });

  it('makes them all, with what they are reached by', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const list = 'Alice Martin; 211; alice@example.org\nBob Durand; 212';
    const current = 'a lantern on the headland';
    expect((await ada.send('/people/new/several', { list, current })).to).toBe('/people?done=created');
    const people = await site.dependencies.reader.people();
    expect(people.get('alice-martin')).toMatchObject({ name: 'Alice Martin', email: 'alice@example.org' });
    expect(people.get('bob-durand')?.contactMethods).toHaveLength(1);
  });

  it('makes nobody when a line is wrong, names the line, and keeps what was pasted', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const answer = await ada.send('/people/new/several', { list: 'Alice Martin; 211\n06 12 34 56 78' });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Line 2: there is a number, and no name.');
    const bad = await ada.send('/people/new/several', {
      list: 'Alice Martin; 211\nBob; bob@nowhere',
      current: 'a lantern on the headland',
    });
    expect(textOf(bad.body)).toContain('Line 2:');
    expect(bad.body).toContain('Alice Martin; 211');
    expect((await site.dependencies.reader.people()).has('alice-martin')).toBe(false);
  });

  it('one person has their address from the beginning', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const form = {
      name: 'Alice Martin',
      role: 'member',
      languages: 'fr',
      do: 'save',
      email: 'alice@example.org',
    };
    expect((await ada.send('/people/new', form)).status).toBe(303);
    expect((await site.dependencies.reader.people()).get('alice-martin')?.email).toBe('alice@example.org');
    const wrong = await ada.send('/people/new', { ...form, name: 'Bob', email: 'nowhere' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('value="nowhere"');
  });
});
