import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { outputOf, startOnLeash } from './asterisk/leash.ts';
import { CACHE, REPOSITORY } from './asterisk/repository.ts';
import { otherNode } from './other-node.ts';

/** `npm run test:nodes [-- 22 …]`: what matters, on each Node that people may have. */
const MAJORS = [20, 22, 24];

/**
 * What differs between Nodes: native modules, threads, processes, streams, the file system, clocks and the network.
 * Rules without any of these run on one.
 */
const WHAT_MATTERS = [
  ...['test/database', 'test/config', 'test/runtime', 'test/calendars', 'test/mail', 'test/solver'],
  ...['test/cli/backup.test.ts', 'test/cli/command-line.test.ts', 'test/cli/setup', 'test/main'],
  ...['test/accounts', 'test/web/sessions.test.ts', 'test/web/behind-a-proxy.test.ts'],
];

const asked = process.argv.slice(2).map(Number);
const failed: number[] = [];
for (const major of asked.length > 0 ? asked : MAJORS) {
  const node = await otherNode(major);
  const house = await houseFor(major, node);
  const binary = path.join(node, 'bin/node');
  console.log(`Node ${execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim()}`);
  const present = WHAT_MATTERS.filter((place) => existsSync(path.join(house, place)));
  const run = spawnSync(binary, ['node_modules/vitest/vitest.mjs', 'run', ...present], {
    cwd: house,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${node}/bin:${process.env.PATH}` },
  });
  if (run.status !== 0) failed.push(major);
}
if (failed.length > 0) throw new Error(`not well on Node ${failed.join(', ')}`);

/** This checkout as it stands, with the database's module compiled for another Node. */
async function houseFor(major: number, node: string): Promise<string> {
  const house = path.join(CACHE, `house-node-${major}`);
  rmSync(house, { recursive: true, force: true });
  mkdirSync(house, { recursive: true });
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: REPOSITORY, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files)
    if (existsSync(path.join(REPOSITORY, file)))
      cpSync(path.join(REPOSITORY, file), path.join(house, file), { recursive: true });
  symlinkSync(CACHE, path.join(house, '.cache'));
  // Linked, not copied: forty thousand files.
  execFileSync('cp', ['-al', path.join(REPOSITORY, 'node_modules'), house]);
  const build = path.join(house, 'node_modules/better-sqlite3/build');
  rmSync(build, { recursive: true, force: true });
  cpSync(await compiledFor(major, node), path.join(build, 'Release/better_sqlite3.node'));
  return house;
}

/** The module, compiled once for each version of it and of Node (minutes). */
async function compiledFor(major: number, node: string): Promise<string> {
  const source = path.join(REPOSITORY, 'node_modules/better-sqlite3');
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const module = path.join(CACHE, `better-sqlite3-${version}-node-${major}.node`);
  if (existsSync(module)) return module;
  console.log(`compiling better-sqlite3 ${version} for Node ${major} (once)…`);
  const place = path.join(CACHE, `compile-node-${major}`);
  rmSync(place, { recursive: true, force: true });
  cpSync(source, place, { recursive: true, filter: (file) => !file.startsWith(path.join(source, 'build')) });
  const gyp = `cd "$0" && PATH="$1/bin:$PATH" npx --yes node-gyp rebuild --release --nodedir="$1"`;
  await outputOf(startOnLeash([], ['bash', '-c', gyp, place, node]), 'node-gyp');
  cpSync(path.join(place, 'build/Release/better_sqlite3.node'), module);
  rmSync(place, { recursive: true, force: true });
  return module;
}
