import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { buildOnce } from '../../trial/asterisk/build-once.ts';
import { isAlive } from '../../trial/asterisk/own-directory.ts';
import { CACHE, REPOSITORY } from '../../trial/asterisk/repository.ts';
import { waitUntil } from '../../trial/wait-until.ts';

/** A first build installs and compiles every package; later ones find most of it in the engine's cache. */
export const FIRST_BUILD_MS = 900_000;

/** Of this checkout: another one, tested at the same moment, has images of its own under the same names. */
const CHECKOUT = createHash('sha256').update(REPOSITORY).digest('hex').slice(0, 8);
/** The images as they are built for tests, so that nobody's own are replaced. */
export const VIGIE_IMAGE = `vigie-test:${CHECKOUT}`;
export const TRIAL_IMAGE = `vigie-test-asterisk:${CHECKOUT}`;

const FAMILY = 'vigie-image-test-';
/** Begins the name of every container, volume and Compose project of this test file. */
export const OWN_NAME = `${FAMILY}${process.pid}-${randomBytes(3).toString('hex')}`;

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, whatever that is. */
export function run(
  program: string,
  args: readonly string[],
  { input = '', env = process.env }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(program, args, options, (error, out, err) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: Number(error?.code ?? 0), out, err });
    });
    // The program may end before it has read everything.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** Runs `docker`, and gives what it printed; throws when it fails. */
export async function docker(args: readonly string[], input = ''): Promise<string> {
  const said = await run('docker', args, { input });
  if (said.code !== 0) throw new Error(`docker ${args.join(' ')}: ${said.code}\n${said.out}${said.err}`);
  return said.out.trim();
}

/** Builds both images from this checkout. */
export function buildImages(): Promise<void> {
  // The host's network: the engine's own may reach nothing. A build that fails leaves no container.
  const build = ['build', '--quiet', '--force-rm', '--network', 'host'];
  return buildAlone(() =>
    // One waits for packages while the other compiles.
    Promise.all([
      docker([...build, '--tag', TRIAL_IMAGE, path.join(REPOSITORY, 'docker/asterisk')]),
      docker([...build, '--tag', VIGIE_IMAGE, REPOSITORY]),
    ]),
  );
}

/** Of several processes, one builds and the others find its layers. */
export function buildAlone(build: () => Promise<unknown>): Promise<void> {
  return buildOnce(
    path.join(CACHE, 'docker-test-images.lock'),
    async () => false,
    async () => void (await build()),
  );
}

/** Waits until a container's health check says that it is well; otherwise throws with its state and its log. */
export async function untilHealthy(container: string): Promise<void> {
  let seen = '';
  let ended = false;
  const look = async () => {
    seen = await docker(['inspect', '--format', '{{json .State}}', container]);
    const state = JSON.parse(seen) as { Running: boolean; Health?: { Status: string } };
    ended = !state.Running;
    return ended || state.Health?.Status === 'healthy';
  };
  try {
    await waitUntil(`${container} is healthy`, look, 60_000);
    if (ended) throw new Error(`${container} ended`);
  } catch (error) {
    const { out, err } = await run('docker', ['logs', container]);
    throw new Error(`its state: ${seen}\nits log:\n${out}${err}`, { cause: error });
  }
}

/** Removes the containers and volumes of this test file, and of test processes that were killed. */
export async function removeTraces(): Promise<void> {
  const named = ['--filter', `name=${FAMILY}`];
  const containers = await docker(['ps', '--all', '--format', '{{.Names}}', ...named]);
  await remove(['rm', '--force', '--volumes'], containers);
  await remove(['volume', 'rm', '--force'], await docker(['volume', 'ls', '--quiet', ...named]));
}

async function remove(command: readonly string[], names: string): Promise<void> {
  const ours = names.split('\n').filter((name) => {
    const owner = Number(new RegExp(`^${FAMILY}(\\d+)`).exec(name)?.[1] ?? 0);
    return name.startsWith(OWN_NAME) || (owner > 0 && !isAlive(owner));
  });
  if (ours.length > 0) await docker([...command, ...ours]);
}
