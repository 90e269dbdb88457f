import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { openDatabase } from '../../src/database/database.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { imported } from '../planning/plan.ts';
import { type Net, net } from './net.ts';

describe('a second Vigie, whose database is empty', () => {
  it('refuses to start while the first one lives, and changes nothing', async () => {
    const on = await net();
    const first = on.vigie();
    await first.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    const second = on.vigie({ VIGIE_DATABASE: elsewhere(on) });
    expect(await second.exited).toBe(1);
    expect(second.log()).toContain('another Vigie serves the application');
    expect(second.log()).toContain('--take-over');
    expect(first.log()).not.toContain('another client');
    expect(await on.page('4000')).toContain('PJSIP/202');

    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await caller.hangUp();
    expect((await on.call(({ endedAt }) => endedAt !== null)).outcome).toBe('accepted');
  }, 120_000);

  it('may take over when it is told to: the first one ends, and its duty list stays', async () => {
    const on = await net();
    const first = on.vigie();
    await first.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    const second = on.vigie({ VIGIE_DATABASE: elsewhere(on) }, ['--take-over']);
    await second.onWatch();
    expect(await first.exited).toBe(1);
    expect(first.log()).toContain('another client');
    // Its own hotline, which the first one does not know, shows that the duty list was gone through.
    await planInto(elsewhere(on), { policies: { chain: POLICY }, hotlines: { other: OTHER } });
    await expect.poll(() => on.page('4100'), { timeout: 20_000 }).toContain('PJSIP/209');
    expect(await on.page('4000')).toContain('PJSIP/202');
  }, 90_000);
});

describe('a Vigie that is started again after it was killed', () => {
  it('is not taken for another: it serves calls within seconds', async () => {
    const on = await net();
    const first = on.vigie();
    await first.onWatch();
    await first.kill();
    const again = on.vigie();
    await again.onWatch();
    expect(again.log()).not.toContain('another Vigie');
  }, 120_000);
});

async function planInto(file: string, plan: object): Promise<void> {
  const db = openDatabase(file);
  const done = await imported(createConfigurationStore(db), stringify(plan));
  await db.destroy();
  if ('problems' in done) throw new Error(done.problems.join('\n'));
}

function elsewhere({ file }: Net): string {
  return path.join(path.dirname(file), 'another.db');
}

const POLICY = {
  name: 'Chain',
  rounds: 1,
  overallLimitSeconds: 60,
  steps: [{ ring: [{ extension: '209', name: 'Desk' }], ringSeconds: 10 }],
};
const OTHER = {
  name: 'Other',
  language: 'en',
  numbers: ['4100'],
  policy: 'chain',
  noAnswer: 'announcement',
};
