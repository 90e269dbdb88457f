import { type AsteriskHost, WAYS, type Way } from './asterisk-host.ts';
import { openChrootHost } from './chroot-host.ts';
import { dockerObstacle, openDockerHost } from './docker-host.ts';
import { openLocalHost, pathObstacle, sippObstacle } from './path-host.ts';
import { privateRootObstacle } from './private-root.ts';

/** Why this way is closed on this machine, or null when it is open. */
export async function obstacle(way: Way): Promise<string | null> {
  switch (way) {
    case 'given':
      return process.env.VIGIE_TRIAL_ARI_URL ? sippObstacle() : 'VIGIE_TRIAL_ARI_URL is not set';
    case 'docker':
      return dockerObstacle();
    case 'path':
      return pathObstacle();
    case 'chroot':
      return privateRootObstacle();
  }
}

/** Opens a place to run Asterisk in: the way asked for, else the one in VIGIE_TRIAL, else the first that is open. */
export async function openAsteriskHost(asked?: Way): Promise<AsteriskHost> {
  const forced = asked ?? wayFromEnvironment();
  const closed: string[] = [];
  for (const way of forced ? [forced] : WAYS) {
    const reason = await obstacle(way);
    if (reason === null) return open(way);
    closed.push(`- ${way}: ${reason}`);
  }
  throw new Error(
    `No Asterisk to work with:\n${closed.join('\n')}\n` +
      'Any one of these is enough: a running Docker engine; Asterisk 20 or newer with sipp (package sip-tester) on ' +
      'the PATH; the root user on Debian; or VIGIE_TRIAL_ARI_URL, _USERNAME, _PASSWORD and VIGIE_TRIAL_SIP_ADDRESS ' +
      'of an Asterisk that includes asterisk-config/ (demo phones too).',
  );
}

function open(way: Way): AsteriskHost | Promise<AsteriskHost> {
  switch (way) {
    case 'docker':
      return openDockerHost();
    case 'chroot':
      return openChrootHost();
    case 'path':
    case 'given':
      return openLocalHost(way);
  }
}

function wayFromEnvironment(): Way | null {
  const asked = process.env.VIGIE_TRIAL;
  if (!asked) return null;
  const way = WAYS.find((known) => known === asked);
  if (!way) throw new Error(`VIGIE_TRIAL is ${asked}; expected one of ${WAYS.join(', ')}`);
  return way;
}
