import { describe, expect, it } from 'vitest';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

describe('the page of trunks', () => {
  it('lists those that hotlines name, with what would be dialled', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const list = textOf((await ada.get('/settings/trunks')).body);
    expect(list).toContain('06 12 34 56 78 is dialled as +33612345678 at the PJSIP endpoint operator');
  });

  it('describes one, and puts another behind it', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const page = '/settings/trunks/OVH_2';
    expect((await ada.get('/settings/trunks?name=OVH_2')).to).toBe(page);
    const opened = /name="opened" value="(\d*)"/.exec((await ada.get(page)).body)?.[1] ?? '';
    const said = {
      opened,
      do: 'save',
      numbers: 'national',
      prefix: '9',
      context: '',
      shows: 'hotline',
      next: 'operator',
    };
    expect((await ada.send(page, said, page)).to).toContain('/settings/trunks');
    const list = textOf((await ada.get('/settings/trunks')).body);
    expect(list).toContain('is dialled as 90612345678 at the PJSIP endpoint OVH_2');
    expect(list).toContain('then operator is tried');
  });

  it('says what is wrong at its field, and keeps what was typed', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    expect((await ada.get('/settings/trunks?name=a%20b')).status).toBe(422);
    const page = '/settings/trunks/operator';
    const opened = /name="opened" value="(\d*)"/.exec((await ada.get(page)).body)?.[1] ?? '';
    const said = {
      opened,
      do: 'save',
      numbers: 'e164',
      prefix: 'abc',
      context: '',
      shows: 'hotline',
      next: '',
    };
    const refused = await ada.send(page, said, page);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('value="abc"');
  });
});
