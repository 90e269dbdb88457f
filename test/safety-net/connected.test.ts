import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { net, OWN_NUMBER } from './net.ts';

describe('Vigie is connected', () => {
  it('a call goes to it, and not to the fallback', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await caller.hangUp();
    expect((await on.call(({ endedAt }) => endedAt !== null)).outcome).toBe('accepted');
    expect(on.pbx.log()).not.toContain('Vigie: fallback');
  });

  it('shows the dialplan that it lives, by the clock of Asterisk, again and again', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    const alive = async () => Number(await on.global('VIGIE_ALIVE'));
    await expect.poll(async () => Math.abs((await alive()) - Date.now() / 1000)).toBeLessThan(5);
    const first = await alive();
    await expect.poll(alive).toBeGreaterThan(first);
    const proofAge = async () => Date.now() - Date.parse((await vigie.health()).lastProofAt ?? '');
    await expect.poll(proofAge).toBeLessThan(10_000);
  });

  it('tells the dialplan to expect nothing more of it when it is stopped', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    vigie.signal('SIGTERM');
    expect(await vigie.exited).toBe(0);
    expect(await on.global('VIGIE_ALIVE')).toBe('0');
  });
});

describe('the duty list of the fallback', () => {
  it('says who is called, for every form of every number, and leaves no channel behind', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    const entries = `4::PJSIP/202:en|4:${OWN_NUMBER}:PJSIP/+33612345678@trial-trunk:en|4::PJSIP/203:fr`;
    for (const number of ['4000', OWN_NUMBER, '0199001200', '0033199001200', '33199001200']) {
      await expect.poll(() => on.page(number)).toMatch(new RegExp(`^\\d+\\|${escaped(entries)}(!|$)`));
    }
    const until = Number((await on.page('4000'))?.split('|')[0]);
    // Duty ends in 8 hours.
    expect(Math.abs(until - (Date.now() / 1000 + 8 * 3600))).toBeLessThan(60);
    await on.pbx.empty();
  });

  it('follows a replacement within seconds, and forgets a number that is no hotline any more', async () => {
    const on = await net();
    const [id] = await on.db.selectFrom('installation').select('id').execute();
    await on.writePage('4777', `99999999999|4::PJSIP/209!0|${id?.id}`);
    await on.writePage('4778', '99999999999|4::PJSIP/209!0|another');
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('|4::PJSIP/202:en|');
    await expect.poll(() => on.page('4777')).toBeNull();
    expect(await on.page('4778')).toContain('PJSIP/209');
    const [start, end] = [-60_000, 3_600_000].map((offset) => new Date(Date.now() + offset).toISOString());
    await on.plan({
      schedules: {
        primary: {
          name: 'Primary',
          timeZone: 'Europe/Paris',
          shifts: [{ person: 'bob', start, end }],
          overrides: [{ person: 'carol', replaces: 'bob', start, end }],
        },
      },
    });
    await expect.poll(() => on.page('4000')).toMatch(/^\d+\|4::PJSIP\/203:fr[!]/);
  });

  it('cannot be kept where the dialplan is missing, and that is said', async () => {
    const on = await net();
    await on.pbx.cli('dialplan remove context vigie-book');
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect
      .poll(() => vigie.log(), { timeout: 25_000 })
      .toContain('Asterisk has no extensions-vigie.conf');
    expect(await vigie.health()).toMatchObject({ dialplan: 'missing' });
    await expect
      .poll(() => vigie.log())
      .toContain('the duty list of the fallback does not say what it should');
  });
});

describe('the dialplan that Asterisk has', () => {
  it('is known as older than this Vigie, or as the one that came with it', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(async () => (await vigie.health()).dialplan, { timeout: 20_000 }).toBe('current');
    await vigie.kill();
    const file = path.join(on.pbx.host.directory, 'etc/vigie/extensions-vigie.conf');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*n\(version\).*\n.*\n/m, ''));
    await on.pbx.cli('dialplan reload');
    const again = on.vigie();
    await again.onWatch();
    await expect
      .poll(() => again.log(), { timeout: 25_000 })
      .toContain('extensions-vigie.conf in Asterisk is older than this Vigie');
    expect(await again.health()).toMatchObject({ dialplan: 'older' });
  }, 90_000);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
