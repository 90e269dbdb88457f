import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observeAri } from '../../trial/asterisk/ari-observer.ts';
import { outputOf, startOnLeash } from '../../trial/asterisk/leash.ts';
import { CACHE, REPOSITORY } from '../../trial/asterisk/repository.ts';
import { commandsOf } from '../../trial/install/doc-commands.ts';
import { type FreshRoot, openFreshRoot, outward } from '../../trial/install/fresh-root.ts';
import { otherNode } from '../../trial/other-node.ts';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { placeCall } from '../../trial/phones/caller.ts';
import { startPhone } from '../../trial/phones/phone.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { layOutCompanyPbx } from './company-pbx.ts';

const COMMANDS = commandsOf(readFileSync(path.join(REPOSITORY, 'docs/install.md'), 'utf8'));
const HOTLINE = '0199001234';
/** A folder with packages that are ready, or where they are made. */
const READY = process.env.VIGIE_TRIAL_RELEASE;
const RELEASE = READY || path.join(CACHE, 'install-release');
/** Of the Debian that is installed on: the module of the database is compiled for it. */
const DEBIAN_NODE = 24;

/** What somebody answers to `vigie setup`, line by line. */
const ANSWERS = [
  '',
  '',
  'trial-trunk',
  'from-carrier',
  HOTLINE,
  '202',
  'Ada Morel',
  'ada@example.org',
  '201',
];

const WAYS = {
  'the Debian package': { steps: ['node-debian', 'deb'], brings: /^vigie_.*\.deb$/ },
  'the npm package': { steps: ['node-debian', 'npm-debian', 'npm', 'by-hand'], brings: /^vigie-.*\.tgz$/ },
  'a checkout': { steps: ['node-debian', 'npm-debian', 'checkout', 'by-hand'], brings: null },
} as const;
/** Steps that download. */
const ONLINE = ['node-debian', 'npm-debian', 'deb', 'npm', 'checkout'];

/** The page's own commands, on a Debian that has an Asterisk at work and nothing of Vigie's, until a caller is through. */
describe.each(Object.entries(WAYS))('docs/install.md, with %s', (_name, { steps, brings }) => {
  let machine: FreshRoot;
  const sip = () => ({ host: machine, sipHost: '127.0.0.1', sipPort: 5060 });

  beforeAll(async () => {
    if (brings && !READY) await makeRelease();
    machine = await openFreshRoot();
    await layOutCompanyPbx(machine);
    const nobody = { byNumber: {}, otherwise: rejects(404) };
    await startPhone(sip(), { user: 'trial-trunk', password: 'demo-trial-trunk', ...nobody });
    if (brings)
      for (const name of readdirSync(RELEASE).filter((each) => brings.test(each)))
        copyFileSync(path.join(RELEASE, name), path.join(machine.directory, name));
    else
      await outputOf(
        startOnLeash([], ['git', 'clone', '-q', REPOSITORY, path.join(machine.directory, 'source')]),
        'a clone',
      );
  });
  afterAll(() => machine?.close());

  const run = (name: string, input = '') => {
    const script = COMMANDS.get(name);
    if (script === undefined) throw new Error(`docs/install.md has no commands named ${name}`);
    const online = ONLINE.includes(name);
    return machine.sh(input === '' ? script : `{\n${script}} <<'ANSWERS'\n${input}\nANSWERS`, {
      online,
      env: { SOURCE: '/trial/source' },
    });
  };

  it('ends in a routed call, and in one without Vigie', async () => {
    for (const step of steps) await run(step);
    const setUp = await run('setup', ANSWERS.join('\n'));
    expect(setUp).toContain('/welcome/');
    const looked = await run('doctor');
    expect(looked).not.toContain('FAIL');
    await run('start');
    await run('plan');

    const [, password = ''] =
      /^VIGIE_ARI_PASSWORD=(.*)$/m.exec(await machine.sh('cat /etc/vigie/vigie.env')) ?? [];
    const access = { ariUrl: 'http://127.0.0.1:8088', username: 'vigie', password };
    const account = { user: '201', password: 'demo-201', byNumber: {} };
    const phone = await startPhone(sip(), { ...account, otherwise: answers({}, presses('1')) });
    const isReady = async () => (await fetch('http://127.0.0.1:8080/readyz').catch(() => null))?.ok;
    await waitUntil('Vigie is ready', isReady, 60_000);

    const caller = await placeCall(sip(), HOTLINE);
    await phone.answered();
    await waitUntil(
      'caller and Ada are joined',
      async () => (await observeAri(access).bridged()).length > 0,
      30_000,
    );
    await caller.hangUp();
    const written = () => machine.sh('vigie calls');
    await waitUntil(
      'the call is in the log as accepted',
      async () => (await written()).includes('accepted'),
      30_000,
    );

    await run('stop');
    const second = await placeCall(sip(), HOTLINE);
    await phone.answered({ nth: 2 });
    await second.hangUp();
    await phone.stop();
  });
});

/** With all that it starts, it ends when this does. */
const TOGETHER = ['unshare', '--pid', '--fork', '--kill-child'];

/** Once for both packages; of the sources as they are here. */
async function makeRelease(): Promise<void> {
  const node = await otherNode(DEBIAN_NODE, outward());
  const env = ['env', `PATH=${node}/bin:${process.env.PATH}`, `npm_config_nodedir=${node}`];
  const release = [...env, path.join(REPOSITORY, 'packaging/release'), RELEASE];
  await outputOf(startOnLeash([...outward(), ...TOGETHER], release), 'packaging/release');
}
