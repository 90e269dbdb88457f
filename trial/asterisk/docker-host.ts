import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../wait-until.ts';
import type { AsteriskHost } from './asterisk-host.ts';
import { buildOnce } from './build-once.ts';
import { outputOf, startOnLeash } from './leash.ts';
import { makeOwnDirectory } from './own-directory.ts';
import { CACHE, REPOSITORY } from './repository.ts';

const BUILD_DIRECTORY = path.join(REPOSITORY, 'docker/asterisk');
const INSIDE = '/trial';

/** Why Docker cannot be used here, or null. */
export async function dockerObstacle(): Promise<string | null> {
  const status = await startOnLeash([], ['docker', 'info']).exited;
  return status === 0 ? null : 'no Docker engine answers "docker info"';
}

/** A container on this machine's own network: RTP through mapped ports is slow to set up and breaks easily. */
export async function openDockerHost(): Promise<AsteriskHost> {
  const image = await builtImage();
  const directory = makeOwnDirectory(path.join(CACHE, 'trial'));
  const name = `vigie-trial-${path.basename(directory)}-${Date.now().toString(36)}`;
  const container = startOnLeash(
    // The host's name must resolve, or Asterisk stalls on looking it up.
    [
      'docker',
      'run',
      '-i',
      '--rm',
      '--init',
      '--network',
      'host',
      `--add-host=${os.hostname()}:127.0.0.1`,
    ].concat(['--name', name, '-v', `${directory}:${INSIDE}`, '-e', 'TZ=UTC', image]),
    ['sleep', 'infinity'],
  );
  const start = (command: readonly string[]) => startOnLeash(['docker', 'exec', '-i', name], command);
  let gone = false;
  container.exited.then(() => {
    gone = true;
  });
  await waitUntil(
    () => `the container ${name} runs\n${container.output()}`,
    async () => gone || (await start(['true']).exited) === 0,
    60_000,
  );
  if (gone) throw new Error(`the container ${name} did not start:\n${container.output()}`);
  return {
    way: 'docker',
    directory,
    insideDirectory: INSIDE,
    start,
    async close() {
      // Its files belong to the container's root, who may not be us.
      await start(['sh', '-c', `rm -rf ${INSIDE}/*`]).exited;
      await container.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The image's name, after its recipe: another recipe is another image. */
async function builtImage(): Promise<string> {
  const recipe = createHash('sha256')
    .update(readFileSync(path.join(BUILD_DIRECTORY, 'Dockerfile')))
    .digest('hex');
  const image = `vigie-trial-asterisk:${recipe.slice(0, 12)}`;
  await buildOnce(
    path.join(CACHE, `docker-image-${recipe.slice(0, 12)}.lock`),
    async () => (await startOnLeash([], ['docker', 'image', 'inspect', image]).exited) === 0,
    async () => {
      console.error(`building the Docker image ${image} (once)…`);
      const build = ['docker', 'build', '--network', 'host', '-t', image, BUILD_DIRECTORY];
      await outputOf(startOnLeash([], build), 'docker build');
    },
  );
  return image;
}
