import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createInstallationWatch } from '../../src/main/installation-watch.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';

it('the doctor looks a minute after each connection, half a minute after its loss, and each day', async () => {
  const { path: database } = await temporaryDatabase();
  const nowhere = { VIGIE_ARI_URL: 'http://127.0.0.1:9', VIGIE_ARI_PASSWORD: 'x' };
  const config = loadConfig({ VIGIE_DATABASE: database, ...nowhere }, () => '');
  if (!config.ok) throw new Error(config.error.join('\n'));
  const clock = new HandClock();
  const looks: number[] = [];
  const watch = createInstallationWatch({
    ...{ config: config.value, clock, log: createLogger({ level: 'fatal', format: 'json' }) },
    onExamined: () => void looks.push(clock.now() / 1000),
    crash: (error) => {
      throw error;
    },
  });
  onTestFinished(() => watch.stop?.() as Promise<void>);
  const began = clock.now() / 1000;
  const looked = (times: number) => expect.poll(() => looks.length, { timeout: 25_000 }).toBe(times);

  watch.onConnected?.();
  clock.pass(60_000);
  await looked(1);
  watch.onLost?.({ state: 'lost', detail: '' });
  clock.pass(30_000);
  await looked(2);
  clock.pass(86_400_000);
  await looked(3);
  clock.pass(86_400_000);
  await looked(4);
  expect(looks.map((at) => at - began)).toEqual([60, 90, 86_490, 172_890]);
});
