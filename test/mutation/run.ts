import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { EXPLAINED } from './explained.ts';
import { type Mutation, mutationsOf } from './mutations.ts';
import { filesIn, reaches } from './nearest-tests.ts';
import { switchedCode } from './switched-code.ts';
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
  /** False: no test comes by it. */
  readonly isPassed: boolean;
}

const findings: Finding[] = [];
for (const target of TARGETS) findings.push(...(await tryTarget(target)));
report(findings);

async function tryTarget({ code, tests }: Target): Promise<readonly Finding[]> {
  const files = filesIn(code, '.ts').filter((file) => file.includes(flags.only));
  const texts = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const all = texts.flatMap(({ file, text }) => mutationsOf(file, text)).filter(isDrawn);
  const mutations = all.map((mutation, id) => ({ ...mutation, id }));
  if (mutations.length === 0) return [];
  const switched = texts.map(({ file, text }) => {
    const own = mutations.filter((mutation) => mutation.file === file);
    return [file, switchedCode(file, text, own)] as const;
  });
  const near = tests
    .flatMap((test) => filesIn(test, '.test.ts'))
    .filter((test) => files.some((file) => reaches(test, file)))
    // What takes long is left with what nothing else has noticed.
    .toSorted((a, b) => Number(a.includes('.property.')) - Number(b.includes('.property.')));
  const trials = createTrials(Object.fromEntries(switched));
  const open = new Set(mutations.map(({ id }) => id));
  const passed = new Set<number>();
  try {
    for (const test of new Set(near)) {
      if (open.size === 0) break;
      const outcome = await trials.run(
        test,
        mutations.filter(({ id }) => open.has(id)),
      );
      for (const id of outcome.passed) passed.add(id);
      for (const id of outcome.noticed) open.delete(id);
      process.stderr.write(`${mutations.length - open.size} of ${mutations.length}  ${code}, with ${test}\n`);
    }
  } finally {
    trials.end();
  }
  return mutations.map((mutation) => ({
    mutation,
    isNoticed: !open.has(mutation.id),
    isPassed: passed.has(mutation.id),
  }));
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
  const never = new Set(all.filter(({ isPassed }) => !isPassed).map(({ mutation }) => mutation));
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
        ...unexplained.map(
          (mutation) => `  ${never.has(mutation) ? 'never run  ' : 'not noticed'}: ${describe(mutation)}`,
        ),
        ...needless.map((mutation) => `  noticed, though explained: ${describe(mutation)}`),
        '',
      ].join('\n'),
    );
  if (percent < WANTED_PERCENT) process.exitCode = 1;
}
