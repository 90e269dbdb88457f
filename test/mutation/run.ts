import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { type Mutation, mutated, mutationsOf } from './mutations.ts';
import { EXPLAINED, TARGETS, type Target } from './targets.ts';

/** Of those that no reason explains, so many in a hundred must be noticed by a test. */
const WANTED_PERCENT = 95;
/** A mutation may make an endless loop: that is noticed, too. */
const LIMIT_MS = 300_000;

const flags = new Command('mutate')
  .description('Change one small thing of a rule at a time, and see whether the nearest tests notice.')
  .option('--only <text>', 'only code whose path holds it', '')
  .option('--every <count>', 'only every so many mutations, for a sample', Number, 1)
  .option('--json', 'print JSON')
  .parse()
  .opts<{ only: string; every: number; json?: true }>();

interface Finding {
  readonly mutation: Mutation;
  readonly isNoticed: boolean;
}

/** Put back also when the run is broken off. */
const originals = new Map<string, string>();
const putBack = () => {
  for (const [file, text] of originals) writeFileSync(file, text);
  originals.clear();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    putBack();
    process.exit(130);
  });
process.once('exit', putBack);

const findings: Finding[] = [];
for (const target of TARGETS.filter(({ code }) => code.includes(flags.only)))
  findings.push(...(await tryTarget(target)));
report(findings);

async function tryTarget({ code, tests }: Target): Promise<readonly Finding[]> {
  if (!(await passes(tests))) throw new Error(`${tests.join(' ')}: fails without any mutation`);
  const found: Finding[] = [];
  for (const file of filesOf(code)) {
    const text = readFileSync(file, 'utf8');
    const wanted = mutationsOf(file, text).filter((_, index) => index % flags.every === 0);
    for (const mutation of wanted) {
      originals.set(file, text);
      writeFileSync(file, mutated(text, mutation));
      const isNoticed = !(await passes(tests));
      putBack();
      found.push({ mutation, isNoticed });
      if (!isNoticed) process.stderr.write(`survives  ${describe(mutation)}\n`);
    }
  }
  return found;
}

function filesOf(code: string): readonly string[] {
  if (statSync(code).isFile()) return [code];
  return readdirSync(code, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(code, name))
    .toSorted();
}

/** Whether the tests are content. A thread that hangs is ended with its group. */
function passes(tests: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const run = spawn('npx', ['vitest', 'run', '--bail=1', '--reporter=dot', ...tests], {
      stdio: 'ignore',
      detached: true,
    });
    const timer = setTimeout(() => {
      if (run.pid !== undefined) process.kill(-run.pid, 'SIGKILL');
    }, LIMIT_MS);
    run.once('exit', (status) => {
      clearTimeout(timer);
      resolve(status === 0);
    });
  });
}

function keyOf({ file, before, after }: Mutation): string {
  return `${file}: ${before} → ${after}`;
}

function describe(mutation: Mutation): string {
  return `${mutation.file}:${mutation.line}  ${mutation.before.replace(/\s+/g, ' ')} → ${mutation.after}`;
}

function report(all: readonly Finding[]): void {
  const survivors = all.filter(({ isNoticed }) => !isNoticed).map(({ mutation }) => mutation);
  const unexplained = survivors.filter((mutation) => EXPLAINED[keyOf(mutation)] === undefined);
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
        '',
      ].join('\n'),
    );
  if (percent < WANTED_PERCENT) process.exitCode = 1;
}
