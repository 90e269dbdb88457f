import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { verifyCommand } from '../../src/cli/interventions.ts';
import { readPeople } from '../../src/database/people-store.ts';
import { createPinStore } from '../../src/database/pin-store.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { createLabourPages } from '../../src/main/labour.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { closeStatements } from '../../src/web/labour/close-month.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { labourOf } from '../labour/labour-house.ts';
import { pdfText } from '../labour/pdf-text.ts';
import { onDuty, stage } from './stage.ts';

const DAY_MS = 86_400_000;
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

  /** Bob rings the number for messages, and with his PIN says that his work begins, or is finished. */
  async function tellsOfWork(sound: string, ...keys: readonly string[]): Promise<void> {
    const bob = await on.pbx.call('888', { from: BOBS_MOBILE });
    const asked = times('confbridge-pin');
    await expect.poll(() => times('confbridge-pin'), { timeout: 15_000 }).toBeGreaterThan(asked);
    await bob.press(`${PIN}#81`);
    for (const key of keys) {
      const before = times('astcc-followed-by-the-pound-key');
      await expect
        .poll(() => times('astcc-followed-by-the-pound-key'), { timeout: 15_000 })
        .toBeGreaterThan(before - 1);
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
      await house.settings.saveRules(team, { ...presetRules('code-du-travail'), timeZone }, author);
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

    for (const one of await house.reader.list({})) {
      const entered = { at: Date.now(), by: 'dora' };
      expect(await house.record.add(one.id, { kind: 'validated' }, entered)).toMatchObject({ ok: true });
    }
    const interventions = await house.reader.list({});
    const byPhone = interventions.filter(({ pieces }) => pieces.length === 0);
    expect(byPhone).toMatchObject([
      { personId: 'bob', place: 'remote', travelMinutes: 0, validatedBy: 'dora' },
    ]);

    for (const personId of ['bob', 'carol'] as const) {
      const { archived, pdf } = await closed(personId);
      writeFileSync(`/tmp/phones-${personId}.pdf`, pdf);
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(archived.pdfHash);
      console.log(pdfText(pdf), JSON.stringify(archived.statement.interventions));
    }
    const database = path.join(path.dirname(on.outboxDirectory()), 'vigie.db');
    console.log(await verifyCommand({ database }, {}));
  });
});
