import { afterEach, describe, expect, it } from 'vitest';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { WAYS } from '../../trial/asterisk/asterisk-host.ts';
import { obstacle, openAsteriskHost } from '../../trial/asterisk/find-asterisk.ts';
import { startAsterisk, type TrialAsterisk } from '../../trial/asterisk/start-asterisk.ts';

/** The first use builds an image or a private root. */
const FIRST_BUILD_MS = 600_000;

const running: TrialAsterisk[] = [];
async function started(...options: Parameters<typeof startAsterisk>): Promise<TrialAsterisk> {
  const asterisk = await startAsterisk(...options);
  running.push(asterisk);
  return asterisk;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((asterisk) => asterisk.stop()));
});

describe.each(WAYS.filter((way) => way !== 'given'))('an Asterisk by way of %s', async (way) => {
  const reason = await obstacle(way);
  if (reason) console.warn(`skipped: Asterisk by way of ${way}: ${reason}`);

  it.skipIf(reason !== null)(
    'starts, answers ARI and its console, and is gone after stop',
    async () => {
      const asterisk = await started({ way });
      const info = (await ariRequest(asterisk, 'GET', '/asterisk/info')) as { system: { version: string } };
      expect(Number(info.system.version.split('.')[0])).toBeGreaterThanOrEqual(20);
      expect(await asterisk.cli('core show version')).toContain(info.system.version);
      await asterisk.empty();

      await asterisk.stop();
      running.length = 0;
      await expect(fetch(`${asterisk.ariUrl}/ari/asterisk/info`)).rejects.toThrow('fetch failed');
    },
    FIRST_BUILD_MS,
  );

  it.skipIf(reason !== null)(
    'runs beside another, each with its own data',
    async () => {
      const [one, other] = await Promise.all([started({ way }), started({ way })]);
      await one.cli('database put trial whose one');
      await other.cli('database put trial whose other');
      expect(await one.cli('database get trial whose')).toContain('one');
      expect(await other.cli('database get trial whose')).toContain('other');
    },
    FIRST_BUILD_MS,
  );
});

describe('a trial Asterisk', () => {
  it('loads everything in asterisk-config/ without a warning or an error', async () => {
    const asterisk = await started();
    expect(asterisk.log()).toContain('Asterisk Ready');
    expect(asterisk.log()).not.toMatch(/^.*(WARNING|ERROR)\[.*$/m);
    expect(await asterisk.cli('http show status')).toContain('Bound to 127.0.0.1');
    expect(await asterisk.cli('pjsip show endpoint 201')).toMatch(/direct_media\s*: false/);
    expect(await asterisk.cli('pjsip show endpoint 201')).toMatch(/dtmf_mode\s*: auto/);
  });

  it('has the French and English prompts, and sounds of its own', async () => {
    const asterisk = await started({ sounds: { 'custom/welcome': '/dev/null' } });
    const list = (await ariRequest(asterisk, 'GET', '/sounds/vm-intro')) as {
      formats: { language: string }[];
    };
    expect(list.formats.map((format) => format.language)).toEqual(expect.arrayContaining(['en', 'fr']));
  });

  it('says what it would need where there is no way to an Asterisk', async () => {
    const before = process.env.VIGIE_TRIAL;
    process.env.VIGIE_TRIAL = 'given';
    try {
      await expect(openAsteriskHost()).rejects.toThrow(
        /No Asterisk to work with:\n- given: VIGIE_TRIAL_ARI_URL is not set/,
      );
      process.env.VIGIE_TRIAL = 'teleport';
      await expect(openAsteriskHost()).rejects.toThrow('VIGIE_TRIAL is teleport; expected one of');
    } finally {
      if (before === undefined) delete process.env.VIGIE_TRIAL;
      else process.env.VIGIE_TRIAL = before;
    }
  });
});
