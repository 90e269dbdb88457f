import { describe, expect, it } from 'vitest';
import { SILAE } from '../../src/domain/labour/payroll-file.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import { PRESET_IDS } from '../../src/domain/labour/team-rules.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { readRulesForm, rulesValues } from '../../src/web/labour/rules-form.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

describe('the rules of a team', () => {
  it.each(PRESET_IDS)('%s: saved as the form shows it, nothing changes', (preset) => {
    const rules = presetRules(preset);
    const read = readRulesForm(rulesValues(rules), rules, MESSAGES.en);
    expect(read.wrong.list).toEqual([]);
    expect(read.rules).toEqual(rules);
  });

  it('begin from a preset, and every number can be set', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const path = '/labour/rules/north';
    expect((await ada.send(path, { do: 'preset', preset: 'fph' })).status).toBe(303);
    const values = rulesValues(presetRules('fph'));
    const typed = { ...values.text, workDays: values.workDays, blocking: ['sundays-per-month'] };
    const saved = await ada.send(path, {
      do: 'save',
      ...typed,
      dailyRest: '12',
      dailyFloor: '9',
      agreement: 'Accord',
    });
    expect(saved.status).toBe(303);
    const rules = (await site.dependencies.labour.settings.rules()).get('north');
    expect(rules).toMatchObject({
      preset: 'fph',
      agreement: 'Accord',
      blocking: ['sundays-per-month'],
      rest: { daily: { hours: 12, floorHours: 9 } },
    });
  });

  it.each(LANGUAGES)(
    'are told in the audit in the words of their form, no code among them: %s',
    async (language) => {
      const site = await openSite();
      const ada = await site.as('ada');
      await site.dependencies.accounts.setPreferences('ada', { language, theme: 'light' });
      await ada.send('/labour/rules/north', { do: 'preset', preset: 'switzerland' });
      await ada.send('/labour/people', { person: 'mia', regime: 'young', number: 'A-17' }, '/labour/rules');
      const { body } = await ada.get('/settings/audit');
      const told = textOf(body.slice(body.indexOf('<ol class="audit">')));
      const words = MESSAGES[language].labourRules;
      expect(told).toContain(words.presets.switzerland);
      expect(told).toContain(words.strategies.prolong);
      expect(told).toContain(words.regimes.young);
      // The line of the payroll file is told as it was written.
      expect(told.replace(SILAE.line, '')).not.toMatch(
        /floorHours|payrollNumber|perHour|minPiece|code-du-travail|duty-packages|[{}]/,
      );
    },
  );

  it('say at each field what is wrong, all at once, and lose nothing', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const { text, workDays } = rulesValues(presetRules('fpt-other'));
    const wrong = {
      dailyRest: '0',
      dailyFloor: '13',
      nightTo: 'late',
      timeZone: 'Paris',
      'duty-packages.week': 'ten',
    };
    const answer = await ada.send('/labour/rules/everybody', { do: 'save', ...text, workDays, ...wrong });
    expect(answer.status).toBe(422);
    for (const words of [
      'A number from 1 to 72.',
      'No more than the rest itself.',
      'A time is written 21:00.',
      'There is no such time zone',
      'This is no amount.',
      'value="ten"',
    ])
      expect(answer.body).toContain(words);
    expect((await site.dependencies.labour.settings.rules()).size).toBe(0);
  });

  it('that somebody else changed meanwhile are told field by field, and saved over knowingly', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const path = '/labour/rules/north';
    await ada.send(path, { do: 'preset', preset: 'fph' });
    const { text, workDays } = rulesValues(presetRules('fph'));
    const openedIn = (body: string) => /name="opened" value="(\d+)"/.exec(body)?.[1] ?? '';
    const opened = openedIn((await ada.get(path)).body);
    const mine = { do: 'save', ...text, workDays, agreement: 'Mine', opened };
    const theirs = { ...mine, agreement: 'Theirs', nightFrom: '22:00', workDays: workDays.slice(1) };
    expect((await ada.send(path, theirs)).status).toBe(303);

    const refused = await ada.send(path, mine);
    expect(refused.status).toBe(409);
    const shown = [...refused.body.matchAll(/<p class="theirs"[^>]*>(.*?)<\/p>/gs)].map(([, words = '']) =>
      textOf(words).replace('Now stored', '').trim(),
    );
    expect(shown).toEqual(['Theirs', '22:00', 'Tue, Wed, Thu, Fri']);
    expect(refused.body).toContain('value="Mine"');
    const again = await ada.send(path, { do: 'preset', preset: 'fpt-other', opened });
    expect(again.status).toBe(409);

    expect((await ada.send(path, { ...mine, opened: openedIn(refused.body) })).status).toBe(303);
    expect((await site.dependencies.labour.settings.rules()).get('north')).toMatchObject({
      agreement: 'Mine',
    });
  });

  it('and a person’s hours that somebody else changed, too', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const path = '/labour/people/mia';
    const mine = { do: 'save', 'from1.1': '09:00', 'to1.1': '17:00', opened: '0' };
    expect((await ada.send(path, { ...mine, 'to1.1': '18:00' })).status).toBe(303);
    const refused = await ada.send(path, mine);
    expect(refused.status).toBe(409);
    expect(textOf(refused.body)).toContain('Now stored 18:00');
    expect(refused.body).toContain('value="17:00"');
  });

  it('of people: what was left as it was shown stays as others have made it', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const before = { regimeBefore: ['employee', 'employee'], numberBefore: ['', ''] };
    const row = { person: ['mia', 'otto'], ...before };
    const send = (regime: string[], number: string[]) =>
      ada.send('/labour/people', { ...row, regime, number }, '/labour/rules');
    await send(['young', 'employee'], ['0042', '']);
    await send(['employee', 'employee'], ['', '7']);
    const people = await site.dependencies.labour.settings.people();
    expect(people.get('mia')).toMatchObject({ regime: 'young', payrollNumber: '0042' });
    expect(people.get('otto')).toMatchObject({ regime: 'employee', payrollNumber: '7' });
  });

  it('know people by their number in payroll', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const rows = { person: ['mia', 'otto'], regime: ['young', 'employee'], number: ['0042', ''] };
    expect((await ada.send('/labour/people', rows, '/labour/rules')).status).toBe(303);
    const people = await site.dependencies.labour.settings.people();
    expect([...people]).toEqual([['mia', { regime: 'young', payrollNumber: '0042', workingHours: null }]]);
  });
});
