import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { EXPLAINED } from './explained.ts';
import { type Mutation, mutated, mutationsOf } from './mutations.ts';
import { filesIn, reaches } from './nearest-tests.ts';
import { TARGETS, type Target } from './targets.ts';
import { createTrials } from './trials.ts';

/** Of those that no reason explains, so many in a hundred must be noticed by a test. */
const WANTED_PERCENT = 95;

const flags = new Command('mutate')
  .description('Change one small thing of a rule at a time, and see whether the nearest tests notice.')
  .option('--only <text>', 'only code whose path holds it', '')
  .option('--sample <percent>', 'only so many of a hundred mutations, drawn by the seed', Number, 100)
  .option('--seed <number>', 'of the sample', Number, 1)
  .option('--json', 'print JSON')
  .parse()
  .opts<{ only: string; sample: number; seed: number; json?: true }>();

interface Finding {
  readonly mutation: Mutation;
  readonly isNoticed: boolean;
}

const trials = createTrials();
process.once('exit', trials.end);
const findings: Finding[] = [];
for (const target of TARGETS) findings.push(...(await tryTarget(target)));
report(findings);
trials.end();

async function tryTarget({ code, tests }: Target): Promise<readonly Finding[]> {
  const files = filesIn(code, '.ts').filter((file) => file.includes(flags.only));
  const wanted = files
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .map(({ file, text }) => ({ file, text, mutations: mutationsOf(file, text).filter(isDrawn) }))
    .filter(({ mutations }) => mutations.length > 0);
  if (wanted.length === 0) return [];
  const all = tests
    .flatMap((test) => filesIn(test, '.test.ts'))
    .filter((test) => wanted.some(({ file }) => reaches(test, file)));
  const usual = await trials.run({ tests: all, changed: null }, null);
  if (!usual?.ok) {
    const failed = Object.keys(usual?.milliseconds ?? {}).at(-1);
    throw new Error(`${code}: ${failed} fails without any mutation`);
  }
  const quickestFirst = all.toSorted((a, b) => (usual.milliseconds[a] ?? 0) - (usual.milliseconds[b] ?? 0));
  const found: Finding[] = [];
  for (const { file, text, mutations } of wanted) {
    const near = quickestFirst.filter((test) => reaches(test, file));
    const usualMs = near.reduce((sum, test) => sum + (usual.milliseconds[test] ?? 0), 0);
    for (const mutation of mutations) {
      const changed = { file, text: mutated(text, mutation) };
      const isNoticed = near.length > 0 && (await trials.run({ tests: near, changed }, usualMs))?.ok !== true;
      found.push({ mutation, isNoticed });
      if (!isNoticed) process.stderr.write(`survives  ${describe(mutation)}\n`);
    }
    process.stderr.write(`${found.filter((one) => one.isNoticed).length} of ${found.length}  ${file}\n`);
  }
  return found;
}

/** Whether a mutation is of the sample: by its words and the seed, so that the same ones are drawn each time. */
function isDrawn(mutation: Mutation): boolean {
  const words = `${flags.seed} ${mutation.start} ${keyOf(mutation)}`;
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % 100 < flags.sample;
}

function keyOf({ file, context, before, after }: Mutation): string {
  return `${file}: ${context} [${before.replace(/\s+/g, ' ')} → ${after.replace(/\s+/g, ' ')}]`;
}

function describe(mutation: Mutation): string {
  return `${mutation.file}:${mutation.line}  ${keyOf(mutation).slice(mutation.file.length + 2)}`;
}

function report(all: readonly Finding[]): void {
  const survivors = all.filter(({ isNoticed }) => !isNoticed).map(({ mutation }) => mutation);
  const unexplained = survivors.filter((mutation) => EXPLAINED[keyOf(mutation)] === undefined);
  const needless = all
    .filter(({ mutation, isNoticed }) => isNoticed && EXPLAINED[keyOf(mutation)] !== undefined)
    .map(({ mutation }) => mutation)
    .filter((mutation) => !survivors.some((other) => keyOf(other) === keyOf(mutation)));
  const counted = all.length - (survivors.length - unexplained.length);
  const percent = counted === 0 ? 100 : (100 * (counted - unexplained.length)) / counted;
  if (flags.json)
    process.stdout.write(`${JSON.stringify({ mutations: all.length, percent, unexplained }, null, 2)}\n`);
  else
    process.stdout.write(
      [
        `${all.length} mutations, ${all.length - survivors.length} noticed, ${survivors.length - unexplained.length} explained`,
        `${percent.toFixed(1)} % noticed of those to be noticed (wanted: ${WANTED_PERCENT} %)`,
        ...unexplained.map((mutation) => `  not noticed: ${describe(mutation)}`),
        ...needless.map((mutation) => `  noticed, though explained: ${describe(mutation)}`),
        '',
      ].join('\n'),
    );
  if (percent < WANTED_PERCENT) process.exitCode = 1;
}
