import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { outputOf, startOnLeash } from './asterisk/leash.ts';
import { CACHE, REPOSITORY } from './asterisk/repository.ts';
import { otherNode } from './other-node.ts';

/** How the database's module is: as it is delivered (minutes), or without optimisation, a fifth of the time. */
export type Compiled = 'as-delivered' | 'quickly';

export interface NodeRun {
  /** `v22.21.1` */
  readonly version: string;
  readonly passed: boolean;
  /** What the tests said; empty where they said it themselves. */
  readonly said: string;
}

/** Runs tests of this checkout as it stands on another Node, from the npm registry. */
export async function testOnNode(
  major: number,
  places: readonly string[],
  { compiled, shown }: { readonly compiled: Compiled; readonly shown: boolean },
): Promise<NodeRun> {
  const node = await otherNode(major);
  const house = await houseFor(major, node, compiled);
  const binary = path.join(node, 'bin/node');
  const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  if (shown) console.log(`Node ${version}`);
  const run = spawnSync(binary, ['node_modules/vitest/vitest.mjs', 'run', ...places], {
    cwd: house,
    stdio: shown ? 'inherit' : 'pipe',
    encoding: 'utf8',
    env: { ...withoutVitest(process.env), PATH: `${node}/bin:${process.env.PATH}` },
  });
  const said = shown ? '' : `${run.stdout}${run.stderr}`;
  return { version, passed: run.status === 0, said };
}

/** A run of tests within another is to know nothing of it. */
function withoutVitest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(VITEST|TEST$|NODE_)/.test(name));
  return Object.fromEntries(kept);
}

/** This checkout as it stands, with the database's module compiled for another Node. */
async function houseFor(major: number, node: string, compiled: Compiled): Promise<string> {
  const house = path.join(CACHE, `house-node-${major}-${compiled}`);
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
  cpSync(await compiledFor(major, node, compiled), path.join(build, 'Release/better_sqlite3.node'));
  return house;
}

/** The module, compiled once for each version of it and of Node. */
async function compiledFor(major: number, node: string, compiled: Compiled): Promise<string> {
  const source = path.join(REPOSITORY, 'node_modules/better-sqlite3');
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const module = path.join(CACHE, `better-sqlite3-${version}-node-${major}-${compiled}.node`);
  if (existsSync(module)) return module;
  console.error(`compiling better-sqlite3 ${version} for Node ${major} (once)…`);
  const place = path.join(CACHE, `compile-node-${major}-${compiled}`);
  rmSync(place, { recursive: true, force: true });
  cpSync(source, place, { recursive: true, filter: (file) => !file.startsWith(path.join(source, 'build')) });
  const gyp = `cd "$0" && PATH="$1/bin:$PATH" npx --yes node-gyp rebuild --release`;
  // Not as a flag: what somebody's npmrc says of it would count more. The other two come after what the module asks for.
  const headers = `npm_config_nodedir=${node}`;
  const hurry = compiled === 'quickly' ? ['CFLAGS=-O0', 'CXXFLAGS=-O0'] : [];
  await outputOf(startOnLeash([], ['env', headers, ...hurry, 'bash', '-c', gyp, place, node]), 'node-gyp');
  cpSync(path.join(place, 'build/Release/better_sqlite3.node'), module);
  rmSync(place, { recursive: true, force: true });
  return module;
}
