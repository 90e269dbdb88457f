import { describe, expect, it } from 'vitest';
import { verifyRecord } from '../../src/database/labour/verify-record.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import { paris } from '../domain/labour/clock.ts';
import { labourOf } from '../labour/labour-house.ts';
import { openSite } from './open-site.ts';

/** 3 December 2026: November, in which Mia was on call for a week, is over. */
const NOW = paris('2026-12-03 10:00');
const MONTH = '/statements?month=2026-11';

async function november() {
  const site = await openSite({ now: NOW });
  const house = labourOf(site);
  const author = { actor: 'Ada', at: NOW };
  await house.settings.saveRules('', presetRules('fpt-other'), author);
  await house.settings.savePerson(
    'mia',
    { regime: 'employee', payrollNumber: '0042', workingHours: null },
    author,
  );
  const night = paris('2026-11-25 02:00');
  const account = {
    startAt: night,
    endAt: night + 3_600_000,
    place: 'on-site',
    travelMinutes: 30,
    reason: 'Pump',
  } as const;
  const { id } = await house.record.open('mia', { kind: 'begun', startAt: night }, { at: night, by: 'mia' });
  await house.record.add(id, { kind: 'finished', endAt: night + 3_000_000 }, { at: NOW, by: 'mia' });
  await house.record.add(id, { kind: 'completed', account }, { at: NOW, by: 'mia' });
  return { site, house, id };
}

describe('the statements of a month', () => {
  it('are there for everybody who was on call, with their hours and what is given for them', async () => {
    const { site } = await november();
    const { body } = await (await site.as('ada')).get(MONTH);
    expect(body).toContain('Mia Roux');
    expect(body).toContain('168 h');
    expect(body).toContain('€173.48');
    expect(body).toContain('One intervention is not validated yet.');
    expect(body).not.toContain('Vic Leroy');
  });

  it('show a person only their own', async () => {
    const { site } = await november();
    const [mia, otto] = [await site.as('mia'), await site.as('otto')];
    expect((await mia.get('/statements/2026-11/mia')).body).toContain('On call, week');
    expect((await otto.get('/statements/2026-11/mia')).status).toBe(403);
    expect((await otto.get(MONTH)).body).not.toContain('Mia Roux');
  });

  it('are closed with their PDF, and a correction is a new one that names the old', {
    timeout: 60_000,
  }, async () => {
    const { site, house, id } = await november();
    const ada = await site.as('ada');
    expect((await ada.send('/statements/2026-11/close', {}, MONTH)).to).toContain('done=closed');
    const pdf = await ada.get('/statements/closed/1');
    expect([pdf.status, pdf.headers.get('content-type'), pdf.body.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect((await ada.send('/statements/2026-11/close', {}, MONTH)).to).toContain('done=calculated');
    await house.record.add(id, { kind: 'withdrawn', why: 'A drill' }, { at: NOW, by: 'ada' });
    expect((await ada.get(MONTH)).body).toContain('changed since no. 1');
    await ada.send('/statements/2026-11/close', {}, MONTH);
    const kept = await site.dependencies.statements.ofPerson('mia');
    expect(kept.map(({ number, statement }) => [number, statement.totals.cents])).toEqual([
      [2, 14948],
      [1, 17348],
    ]);
    expect((await ada.get('/statements/2026-11/mia')).body).toContain('Replaces no. 1.');
    expect(await verifyRecord(site.db)).toMatchObject({ kind: 'whole' });
  });

  it('prove the end of the record: what was cut off after a closing is told', {
    timeout: 60_000,
  }, async () => {
    const { site, id } = await november();
    await (await site.as('ada')).send('/statements/2026-11/close', {}, MONTH);
    await site.db.deleteFrom('intervention_entries').where('intervention_id', '=', id).execute();
    await site.db.deleteFrom('interventions').where('id', '=', id).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'cut', statementId: 1, seq: 3 });
  });

  it('one that was changed after its closing is told', { timeout: 120_000 }, async () => {
    const { site } = await november();
    await (await site.as('ada')).send('/statements/2026-11/close', {}, MONTH);
    const row = await site.db.selectFrom('statements').select('document').executeTakeFirstOrThrow();
    const document = row.document.replace('17348', '99999');
    await site.db.updateTable('statements').set({ document }).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'statement', statementId: 1 });
  });

  it('come as CSV and as a payroll file; who has no number there is named', async () => {
    const { site, house } = await november();
    const ada = await site.as('ada');
    expect((await ada.get('/statements/2026-11/csv')).body).toContain(
      '0042,Mia Roux,2026-11,On call,week,1,149.48,149.48,0,EUR',
    );
    const author = { actor: 'Ada', at: NOW };
    const payroll = '/statements/2026-11/payroll';
    expect((await ada.get(payroll)).body).toContain('No payroll number: Otto Blanc');
    await house.settings.savePerson(
      'otto',
      { regime: 'employee', payrollNumber: '0043', workingHours: null },
      author,
    );
    const days = '01/11/2026;30/11/2026';
    expect((await ada.get(payroll)).body).toBe(
      `0042;AST;1;${days}\r\n0042;ASTINT;1;${days}\r\n0043;AST;1;${days}\r\n`,
    );
    const rules = (await house.settings.rules()).get('') ?? presetRules('fpt-other');
    const short = { ...rules, payroll: { ...rules.payroll, line: '{number} {code} {amount}' } };
    await house.settings.saveRules('', short, author);
    expect((await ada.get(payroll)).body).toMatch(/^0042 AST 149,48\r\n/);
  });
});
