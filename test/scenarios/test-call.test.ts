import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCallStore } from '../../src/database/calls/test-call-store.ts';
import type { Finding } from '../../src/domain/installation/fault.ts';
import { answers, presses, speaks } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { stage } from './stage.ts';

const NUMBER = '+33199001200';
/** What the carrier of a trunk that leads back to us does with the number. */
const CARRIER = 'vigie-demo-carrier';

/** The test call goes out by a trunk whose far end is this very Asterisk, as a carrier that brings it back. */
describe('the test call of the whole chain', { timeout: 120_000 }, () => {
  const on = stage({
    hotline: {
      numbers: ['4000', NUMBER],
      trunk: 'loop',
      // Long enough that a loaded machine, which begins to listen late, hears of it.
      greeting: 'vm-intro',
      acceptWindowSeconds: 4,
    },
    policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 3 }] },
  });

  let mends: (() => Promise<unknown>)[] = [];
  beforeEach(() => pjsip(`[loop](vigie-demo-endpoint)\naors=loop\nsend_pai=yes\n${LOOP_AOR()}`));
  afterEach(async () => {
    for (const mend of mends.toReversed()) await mend();
    mends = [];
  });

  const LOOP_AOR = () => `[loop]\ntype=aor\ncontact=sip:127.0.0.1:${on.pbx.sipPort}\n`;

  /** More lines for Asterisk's pjsip.conf, until the end of the test. */
  async function pjsip(lines: string): Promise<void> {
    const file = path.join(on.pbx.host.directory, 'etc/pjsip.conf');
    const before = readFileSync(file, 'utf8');
    const put = async (text: string) => {
      writeFileSync(file, text);
      await on.pbx.cli('module reload res_pjsip.so');
    };
    await put(`${before}\n${lines}`);
    mends.push(() => put(before));
  }

  /** What the carrier does with the number, until the end of the test. */
  async function carrier(...steps: string[]): Promise<void> {
    for (const [at, step] of steps.entries())
      await on.pbx.cli(`dialplan add extension ${NUMBER},${at + 1},${step} into ${CARRIER}`);
    mends.push(() => on.pbx.cli(`dialplan remove extension ${NUMBER}@${CARRIER}`));
  }

  async function findings(): Promise<readonly Finding[]> {
    const store = createTestCallStore(on.database());
    const id = await store.ask(NUMBER, Date.now());
    return waitUntil(
      () => `the test call's findings\n${on.log()}`,
      async () => (await store.find(id))?.findings ?? null,
      100_000,
    );
  }

  /** What was found, as `check verdict`, or `check fault subject`. */
  async function found(): Promise<readonly string[]> {
    return (await findings()).flatMap(({ check, verdict, faults }) =>
      faults.length === 0
        ? `${check} ${verdict}`
        : faults.map(({ code, subject }) => `${check} ${code} ${subject}`.trim()),
    );
  }

  const bobPressesOne = () => on.pbx.phone('202', answers({}, speaks(), presses('1', { afterMs: 1500 })));

  it('finds all well where somebody takes it, and leaves no trace but its result', async () => {
    await bobPressesOne();
    expect(await found()).toEqual([
      'outbound-route well',
      'way-in well',
      'caller-id well',
      // A machine that is busy may begin to listen too late to tell; it is never said to be silent.
      expect.stringMatching(/^greeting (well|unknown)$/),
      'ringing well',
      'key well',
      'sound-both-ways well',
      'voicemail well',
      'fallback well',
    ]);
    const calls = await on
      .database()
      .selectFrom('calls')
      .select(['outcome', 'is_test', 'is_own_test'])
      .execute();
    expect(calls).toEqual([
      { outcome: 'accepted', is_test: 1, is_own_test: 1 },
      { outcome: 'voicemail', is_test: 1, is_own_test: 1 },
    ]);
    expect(await on.database().selectFrom('messages').selectAll().execute()).toEqual([]);
    expect(await on.database().selectFrom('tasks').selectAll().execute()).toEqual([]);
    expect(await on.database().selectFrom('notices').select('kind').execute()).toEqual([]);
  });

  it('names a caller ID that was changed, a key that nobody pressed, and a message that cannot be left', async () => {
    await on.pbx.phone('202', answers());
    await carrier('Set(CALLERID(num)=+33612345678)', `Goto(vigie,${NUMBER},1)`);
    await on.pbx.cli('module unload res_ari_recordings.so');
    mends.push(() => on.pbx.cli('module load res_ari_recordings.so'));
    const seen = await found();
    expect(seen).toContain('caller-id call-caller-id-changed +33612345678');
    expect(seen).toContain('key call-no-key Bob');
    expect(seen).toContain(`voicemail call-no-voicemail ${NUMBER}`);
    const calls = await on.database().selectFrom('calls').select('is_test').execute();
    expect(calls.every(({ is_test }) => is_test === 1)).toBe(true);
    expect(await on.database().selectFrom('tasks').selectAll().execute()).toEqual([]);
  });

  it('names sound that goes one way only', async () => {
    await on.plan({ hotlines: { support: { noAnswer: 'announcement' } } });
    await bobPressesOne();
    await pjsip(
      '[loop](+)\nmedia_address=192.0.2.1\nbind_rtp_to_media_address=no\n[trial-carrier](+type=endpoint)\nrtp_symmetric=no\n',
    );
    expect(await found()).toContain('sound-both-ways call-one-way to-caller');
  });

  it('names it when nobody rings, and tells of it until a test call is well', async () => {
    await on.plan({ hotlines: { support: { noAnswer: 'announcement' } } });
    const seen = await found();
    expect(seen).toContain('ringing call-nobody-rings Bob');
    expect(seen).toContain('voicemail skipped');
    const told = async () =>
      (await on.health<{ upkeep: { name: string }[] }>()).upkeep.map(({ name }) => name);
    await waitUntil('health says so', async () => (await told()).includes('call-nobody-rings Bob'));
    await bobPressesOne();
    await found();
    await waitUntil('health is well again', async () => (await told()).length === 0);
  });

  it('names a number that leads to another hotline, to nobody, or nowhere at all', async () => {
    await carrier('Goto(vigie,4999,1)');
    expect(await found()).toContain('way-in call-wrong-hotline 4999');
    await on.pbx.cli(`dialplan remove extension ${NUMBER}@${CARRIER}`);
    await carrier('Hangup(1)');
    expect(await found()).toContain(`way-in call-no-way-in ${NUMBER}`);
    await pjsip('[loop](+type=aor)\ncontact=sip:127.0.0.1:9\n');
    await on.plan({ hotlines: { support: { trunk: 'gone' } } });
    expect(await found()).toContain(`outbound-route call-no-route ${NUMBER}`);
  });
});
