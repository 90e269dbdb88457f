import os from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { highestHeld, isHeld } from './held-rate.ts';
import { type BuiltService, buildService } from './measured-service.ts';
import { describeReport, type Report } from './report.ts';
import { type RunResult, run, type Subject } from './run.ts';
import { soak } from './soak.ts';
import { storm } from './storm.ts';

interface Flags {
  readonly rates?: readonly number[];
  readonly seconds: number;
  readonly held: boolean;
  readonly storm?: true;
  readonly soak?: number;
  readonly profile?: string;
  readonly json?: true;
}

const USUAL_RATES = [50, 100];
const SUBJECTS = ['native', 'agi', 'vigie'] as const;

const flags = new Command('bench:calls')
  .description(
    'Time calls through Vigie beside the same calls through Dial() and through an AGI script, each on a fresh Asterisk.',
  )
  .option('--rates <list>', `calls a second, such as 50,100 (default: ${USUAL_RATES.join(',')})`, rates)
  .option('--seconds <count>', 'how long calls come in at each rate', whole, 10)
  .option('--no-held', 'do not search for the highest rate that each holds')
  .option('--storm', '300 callers at once on one hotline; without --rates, only this')
  .option('--soak <calls>', 'that many calls, and what stays of them; without --rates, only this', whole)
  .option('--profile <directory>', 'leave CPU profiles of the service there')
  .option('--json', 'print JSON')
  .parse()
  .opts<Flags>();

const service = buildService();
try {
  const report = await measure(service, flags);
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report));
} finally {
  service.remove();
}

async function measure(built: BuiltService, flags: Flags): Promise<Report> {
  const alone = flags.storm !== undefined || flags.soak !== undefined;
  const compares = flags.rates !== undefined || !alone;
  const wanted = flags.rates ?? USUAL_RATES;
  const held = compares && flags.held;
  return {
    machine: {
      processors: os.availableParallelism(),
      model: os.cpus()[0]?.model.trim() ?? '',
      node: process.versions.node,
    },
    runs: compares ? await compare(built, wanted, flags) : [],
    highestHeld: held
      ? {
          native: await search(built, 'native', flags),
          agi: await search(built, 'agi', flags),
          vigie: await search(built, 'vigie', flags),
        }
      : null,
    storm: flags.storm ? await storm(built, flags.profile ?? null) : null,
    soak: flags.soak ? await soak(built, flags.soak, wanted[0] ?? 50) : null,
  };
}

async function compare(built: BuiltService, wanted: readonly number[], flags: Flags): Promise<RunResult[]> {
  const results: RunResult[] = [];
  for (const rate of wanted) {
    for (const subject of SUBJECTS) results.push(await runOnce(built, subject, rate, flags));
  }
  return results;
}

function search(built: BuiltService, subject: Subject, flags: Flags): Promise<number> {
  return highestHeld(async (rate) => isHeld(await runOnce(built, subject, rate, flags)));
}

function runOnce(built: BuiltService, subject: Subject, rate: number, flags: Flags): Promise<RunResult> {
  // Beside the report, which may be on its way into a file.
  process.stderr.write(`${subject} at ${rate}/s…\n`);
  const { seconds, profile = null } = flags;
  return run(built, { subject, rate, seconds, holdSeconds: 1, profileDirectory: profile });
}

function rates(list: string): readonly number[] {
  return list.split(',').map((rate) => whole(rate));
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('expected whole numbers from 1 up');
  return value;
}
