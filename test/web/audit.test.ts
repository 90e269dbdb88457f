import { describe, expect, it } from 'vitest';
import { lived } from './lived-site.ts';
import { textOf } from './visitor.ts';

describe('the audit', { timeout: 60_000 }, () => {
  it('is sentences, and is asked by who did it, of what, and when', async () => {
    const site = await lived();
    const ada = await site.as('ada');
    const read = async (query: string) => textOf((await ada.get(`/settings/audit${query}`)).body);
    await ada.send('/account/notices', { 'missed-call.sms': 'off' });

    expect(await read('')).toContain('Ada Morel changed what Ada Morel is told');
    expect(await read('?object=people/otto')).toContain('Sam Petit added the absences of Otto Blanc');
    const ofSupport = await read('?object=hotlines/support');
    expect(ofSupport).toContain('Ada Morel changed the hotline Support: recorded greeting');
    expect(ofSupport).not.toContain('the schedule');
    const byAda = await read('?who=ada');
    expect(byAda).toContain('Ada Morel logged in');
    expect(byAda).not.toContain('Sam Petit added');
    expect(await read('?from=2026-11-26')).toContain('No change like that');
    expect(await read('?from=2026-11-25&to=2026-11-25&kind=swaps')).toContain('added swap 1');
    expect(await read('?from=soon')).toContain('Not a date.');

    await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    expect(await read('?object=people/otto')).toContain('Sam Petit a ajouté les absences d’Otto Blanc');
  });
});
