// Read when testcontainers starts its first container: no other container of it must be there to clean up after us.
process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';

import path from 'node:path';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { observeAri } from '../../trial/asterisk/ari-observer.ts';
import type { AsteriskHost } from '../../trial/asterisk/asterisk-host.ts';
import { freePorts } from '../../trial/asterisk/free-ports.ts';
import { RTP_PORTS } from '../../trial/asterisk/instance-config.ts';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import type { TrialAsterisk } from '../../trial/asterisk/start-asterisk.ts';
import { docker, OWN_NAME, TRIAL_IMAGE, VIGIE_IMAGE } from './engine.ts';

export const ARI_PASSWORD = 'for; the tests';

/** The trial Asterisk as docker/compose.trial.yml starts it, on free ports; phones run at `host`. */
export async function startTrialContainer(host: AsteriskHost): Promise<TrialAsterisk> {
  const [ariPort, sipPort, rtpPort] = [await freePorts(), await freePorts(), await freePorts(RTP_PORTS)];
  const container = await new GenericContainer(TRIAL_IMAGE)
    .withName(`${OWN_NAME}-asterisk`)
    .withNetworkMode('host')
    .withBindMounts([
      { source: path.join(REPOSITORY, 'docker/asterisk'), target: '/trial/asterisk', mode: 'ro' },
      { source: path.join(REPOSITORY, 'asterisk-config'), target: '/trial/asterisk-config', mode: 'ro' },
    ])
    .withEnvironment({
      VIGIE_ARI_PASSWORD: ARI_PASSWORD,
      VIGIE_TRIAL_ARI_PORT: String(ariPort),
      VIGIE_TRIAL_SIP_PORT: String(sipPort),
      VIGIE_TRIAL_RTP_PORT: String(rtpPort),
    })
    .withWaitStrategy(Wait.forLogMessage('Asterisk Ready'))
    .start();
  const access = { ariUrl: `http://127.0.0.1:${ariPort}`, username: 'vigie', password: ARI_PASSWORD };
  return {
    ...access,
    ...observeAri(access),
    host,
    sipHost: '127.0.0.1',
    sipPort,
    https: null,
    cli: (command) => docker(['exec', container.getId(), 'asterisk', '-rx', command]),
    log: () => '',
    crash: () => Promise.reject(new Error('a container that Docker restarts is not killed')),
    startAgain: () => Promise.resolve(),
    stop: async () => void (await container.stop()),
  };
}

/** Starts Vigie's image beside the Asterisk at `ariUrl`, with its data on `volume`; it need not be healthy yet. */
export async function startVigieContainer(
  name: string,
  volume: string,
  ariUrl: string,
): Promise<StartedTestContainer> {
  let logged = '';
  const container = new GenericContainer(VIGIE_IMAGE)
    .withName(`${OWN_NAME}-${name}`)
    .withNetworkMode('host')
    .withBindMounts([{ source: `${OWN_NAME}-${volume}`, target: '/var/lib/vigie' }])
    .withEnvironment({
      VIGIE_ARI_URL: ariUrl,
      VIGIE_ARI_PASSWORD: ARI_PASSWORD,
      VIGIE_HTTP_PORT: String(await freePorts()),
    })
    .withLogConsumer((stream) => {
      stream.on('data', (line) => {
        logged += line;
      });
    })
    .withWaitStrategy(Wait.forLogMessage('Vigie is on watch'));
  try {
    return await container.start();
  } catch (error) {
    throw new Error(`Vigie did not start; it logged:\n${logged}`, { cause: error });
  }
}

/** Runs the `vigie` command in a container as an administrator does. */
export function vigieIn(
  container: StartedTestContainer,
  args: readonly string[],
  input = '',
): Promise<string> {
  return docker(['exec', '--interactive', container.getId(), 'vigie', ...args], input);
}
