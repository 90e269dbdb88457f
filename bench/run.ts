import { waitUntil } from '../trial/wait-until.ts';
import { AGI_NUMBER, prepareAgi, recordsOfAgi } from './agi-way.ts';
import { type BenchAsterisk, HOTLINE_NUMBER, NATIVE_NUMBER, startBenchAsterisk } from './bench-asterisk.ts';
import { type CallFigures, figuresOf } from './figures.ts';
import { plainHotline } from './hotlines.ts';
import type { BuiltService, MeasuredService } from './measured-service.ts';
import { placeCalls, startResponders } from './place-calls.ts';
import { type Cost, startWatch } from './watch.ts';

/** `native`: bare `Dial()`; `agi`: a script of the kind that Vigie takes the place of. */
export type Subject = 'native' | 'agi' | 'vigie';

export interface RunPlan {
  readonly subject: Subject;
  readonly rate: number;
  readonly seconds: number;
  /** How long a call that was taken lasts; the service must have joined it by then. */
  readonly holdSeconds: number;
  /** Where the service leaves a CPU profile; null: none is made. */
  readonly profileDirectory: string | null;
}

export interface RunResult extends CallFigures, Cost, Aftermath {
  readonly subject: Subject;
  readonly rate: number;
}

/** What is found when the calls are over. */
export interface Aftermath {
  /** Still in Asterisk some seconds after the last call. */
  readonly channelsLeft: number;
  readonly bridgesLeft: number;
  /** The service's records by how they end, `none` for those that do not; empty for `Dial()`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What the service logged as warnings and above, and how often. */
  readonly complaints: Readonly<Record<string, number>>;
}

const NUMBERS: Readonly<Record<Subject, string>> = {
  native: NATIVE_NUMBER,
  agi: AGI_NUMBER,
  vigie: HOTLINE_NUMBER,
};
/** 300 callers who hang up at once take the service some seconds to write down. */
const SETTLE_MS = 20_000;

/** Calls at one rate, on an Asterisk that has done nothing before. */
export async function run(service: BuiltService, plan: RunPlan): Promise<RunResult> {
  if (plan.subject === 'native') return withAsterisk((asterisk) => measure(asterisk, null, plan));
  if (plan.subject === 'agi')
    return withAsterisk(async (asterisk) => {
      // The trial's Asterisk has only the modules that Vigie asks for.
      for (const module of ['res_speech', 'res_agi']) await asterisk.cli(`module load ${module}.so`);
      const script = prepareAgi(asterisk.host);
      await asterisk.cli(`dialplan set global BENCH_AGI ${script}`);
      const result = await measure(asterisk, null, plan);
      return { ...result, outcomes: { recorded: recordsOfAgi(asterisk.host) } };
    });
  const { profileDirectory } = plan;
  return withAsterisk((asterisk) =>
    service.during(asterisk, { hotline: plainHotline(), profileDirectory }, (running) =>
      measure(asterisk, running, plan),
    ),
  );
}

/** A fresh Asterisk with the responders' phones, for as long as `work` takes. */
export async function withAsterisk<T>(
  work: (asterisk: BenchAsterisk) => Promise<T>,
  habit?: 'keeps-log',
): Promise<T> {
  const asterisk = await startBenchAsterisk(habit);
  try {
    const responders = await startResponders(asterisk);
    return await work(asterisk).finally(responders.stop);
  } finally {
    await asterisk.stop();
  }
}

async function measure(
  asterisk: BenchAsterisk,
  service: MeasuredService | null,
  { subject, rate, seconds, holdSeconds }: RunPlan,
): Promise<RunResult> {
  const number = NUMBERS[subject];
  await warmUp(asterisk, number, holdSeconds);
  const calls = Math.round(rate * seconds);
  const cost = startWatch(asterisk, service);
  const placed = await placeCalls(asterisk, { number, rate, calls, holdSeconds });
  const spent = await cost(calls);
  return { subject, rate, ...figuresOf(placed, calls), ...spent, ...(await aftermath(asterisk, service)) };
}

/** The first calls of a program load and compile what the others find ready: neither side is timed on them. */
export async function warmUp(asterisk: BenchAsterisk, number: string, holdSeconds: number): Promise<void> {
  await placeCalls(asterisk, { number, rate: 20, calls: 40, holdSeconds });
}

export async function aftermath(
  asterisk: BenchAsterisk,
  service: MeasuredService | null,
): Promise<Aftermath> {
  // What is not over by then is what the result is to show.
  await asterisk.empty({ withinMs: SETTLE_MS }).catch(() => undefined);
  if (service) await everyCallEnded(service).catch(() => undefined);
  const [channels, bridges] = await Promise.all([asterisk.channels(), asterisk.bridges()]);
  return {
    channelsLeft: channels.length,
    bridgesLeft: bridges.length,
    outcomes: (await service?.outcomes()) ?? {},
    complaints: service?.complaints() ?? {},
  };
}

function everyCallEnded(service: MeasuredService): Promise<boolean> {
  const ended = async () => (await service.outcomes()).none === undefined;
  return waitUntil('every call has an end', ended, SETTLE_MS);
}
