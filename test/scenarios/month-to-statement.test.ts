import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { verifyCommand } from '../../src/cli/interventions.ts';
import { createPinStore } from '../../src/database/accounts/pin-store.ts';
import { readPeople } from '../../src/database/configuration/people-store.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import { minutesInAll } from '../../src/domain/labour/statement.ts';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { createLabourPages } from '../../src/main/labour.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createFormat } from '../../src/web/format.ts';
import { closeStatements } from '../../src/web/labour/close-month.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { labourOf } from '../labour/labour-house.ts';
import { pdfText } from '../labour/pdf-text.ts';
import { onDuty, stage } from './stage.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ACCOUNT = { place: 'on-site', travelMinutes: 20, reason: 'Restarted the pump' } as const;
const FRANCE = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;

/** A time zone in which it is that hour now: real calls are made now, and are of the day or of the night by these clocks. */
function zoneWhereItIs(hour: number): string {
  const east = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${east < 0 ? '+' : '-'}${Math.abs(east)}`;
}

const PIN = '735182';
const BOBS_MOBILE = '+33612345678';
/** Of Bob's team it is afternoon when the calls are made, of Carol's two in the morning. */
const ZONES = { bob: zoneWhereItIs(14), carol: zoneWhereItIs(2) } as const;
const NIGHT_LINE = {
  hotlines: { network: { name: 'Network', language: 'en', numbers: ['4100'], policy: 'network' } },
  policies: {
    network: { name: 'Network', rounds: 1, steps: [{ ring: [{ schedule: 'backup' }], ringSeconds: 10 }] },
  },
};

describe('a month, from real calls to the statements that are handed over', () => {
  const on = stage({
    people: {
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }, { phone: BOBS_MOBILE }] },
      carol: { name: 'Carol', languages: ['fr'], contacts: [{ extension: '203' }] },
      dora: { name: 'Dora', role: 'supervisor', contacts: [] },
    },
    teams: { days: { name: 'Days', members: ['bob'] }, nights: { name: 'Nights', members: ['carol'] } },
    schedules: { primary: onDuty('bob'), backup: onDuty('carol') },
  });

  /** The nth call: whoever is on duty takes it, and the caller hangs up. */
  async function taken(number: string, nth: number): Promise<void> {
    const caller = await on.pbx.call(number);
    await on.happened('talking-started', nth);
    await caller.hangUp();
    await on.ended('accepted', nth);
  }

  const times = (sound: string) => on.heardBy('trial-carrier').filter((one) => one === sound).length;

  const saidTimes = (sound: string, often: number) =>
    expect.poll(() => times(sound), { timeout: 20_000 }).toBeGreaterThanOrEqual(often);

  /** Bob rings the number for messages, and with his PIN says that his work begins, or is finished. */
  async function tellsOfWork(sound: string, ...keys: readonly string[]): Promise<void> {
    const [asked, travel] = [times('confbridge-pin'), times('astcc-followed-by-the-pound-key')];
    const bob = await on.pbx.call('888', { from: BOBS_MOBILE });
    await saidTimes('confbridge-pin', asked + 1);
    await bob.press(`${PIN}#81`);
    for (const [nth, key] of keys.entries()) {
      await saidTimes('astcc-followed-by-the-pound-key', travel + nth + 1);
      await bob.press(key);
    }
    await on.hears('trial-carrier', sound);
    await bob.ended();
  }

  async function closed(personId: 'bob' | 'carol') {
    const db = on.database();
    const month = localOf(Date.now(), ZONES[personId]).slice(0, 7);
    const needs = { ...createLabourPages(db, db), numberingPlan: FRANCE };
    const person = (await readPeople(db)).get(personId);
    await closeStatements(needs, month, person ? [person] : [], { at: Date.now() + 31 * DAY_MS, by: 'dora' });
    const [archived] = await needs.statements.ofPerson(personId);
    const pdf = await needs.statements.pdf(archived?.id ?? 0);
    if (!archived || !pdf) throw new Error(`the statement of ${personId} was not closed`);
    return { archived, pdf };
  }

  it('they say what happened, are archived with their hash, and the record is proved', {
    timeout: 150_000,
  }, async () => {
    const db = on.database();
    await on.plan(NIGHT_LINE);
    const house = labourOf({ db, clock: systemClock as never });
    const author = { actor: 'Dora', at: Date.now() };
    await createPinStore(db).set('bob', await hashPassword(PIN), author);
    for (const [team, timeZone] of [
      ['days', ZONES.bob],
      ['nights', ZONES.carol],
    ] as const)
      await house.settings.saveRules(
        team,
        { ...presetRules('code-du-travail'), timeZone, gapMinutes: 0 },
        author,
      );
    await on.pbx.phone('202', answers({}, presses('1')));
    await on.pbx.phone('203', answers({}, presses('1')));

    await taken('4000', 1);
    await taken('4100', 2);
    await tellsOfWork('activated');
    expect(await house.reader.list({ states: ['running'] })).toMatchObject([{ personId: 'bob' }]);
    // More travel than the whole lasted is asked again.
    await tellsOfWork('vm-saved', '45#', '0#');
    await on.stopVigie();
    await house.collect();

    // What the telephone knows of a call, its person completes; and somebody else validates everything.
    for (const one of await house.reader.list({})) {
      const byCall = one.pieces.length > 0;
      const account = { ...ACCOUNT, startAt: one.startAt, endAt: one.startAt + 40 * MINUTE_MS };
      const at = account.endAt + MINUTE_MS;
      if (byCall) await house.record.add(one.id, { kind: 'completed', account }, { at, by: one.personId });
      const entered = { at, by: 'dora' };
      expect(await house.record.add(one.id, { kind: 'validated' }, entered)).toMatchObject({ ok: true });
    }
    const interventions = await house.reader.list({});
    expect(interventions.map(({ personId }) => personId).toSorted()).toEqual(['bob', 'bob', 'carol']);
    const byPhone = interventions.filter(({ pieces }) => pieces.length === 0);
    expect(byPhone).toMatchObject([
      { personId: 'bob', place: 'remote', travelMinutes: 0, validatedBy: 'dora' },
    ]);

    for (const [personId, language] of [
      ['bob', 'en'],
      ['carol', 'fr'],
    ] as const) {
      const { archived, pdf } = await closed(personId);
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(archived.pdfHash);
      const text = pdfText(pdf);
      expect(text).toContain(archived.hash);
      const t = MESSAGES[language];
      const f = createFormat(language, ZONES[personId], Date.now(), FRANCE);
      for (const { startAt, reason } of interventions.filter(
        (one) => one.personId === personId && one.reason,
      )) {
        const times = [startAt, startAt + 40 * MINUTE_MS].map((at) =>
          f.exactly(at - (at % MINUTE_MS), ZONES[personId]),
        );
        const row = [reason, ...times, '40 min', t.labour.places['on-site'], t.labour.states.validated];
        // Cells begin with a capital on paper.
        expect(text.toLowerCase()).toContain(row.join('').replace(/\s/g, '').toLowerCase());
      }
      if (personId === 'bob') expect(text.toLowerCase()).toContain(t.labour.places.remote.replace(/\s/g, ''));
      // At two in the morning it is night, or the night of a Sunday or a holiday.
      if (personId === 'carol')
        expect(archived.statement.interventionMinutes).toMatchObject({ day: 0, saturday: 0 });
      if (personId === 'carol') expect(minutesInAll(archived.statement.interventionMinutes)).toBe(40);
    }
    const database = path.join(path.dirname(on.outboxDirectory()), 'vigie.db');
    expect(await verifyCommand({ database }, {})).toMatchObject({ ok: true });
  });
});
