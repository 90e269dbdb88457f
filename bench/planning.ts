import os from 'node:os';
import { Command } from 'commander';
import { nextHandoff, onCallAt } from '../src/domain/schedule/resolve-on-call.ts';
import type { ScheduleInForce } from '../src/domain/schedule/schedule.ts';
import { shiftsBetween } from '../src/domain/schedule/shifts.ts';
import { percentiles } from './figures.ts';
import { DECADE_END, DECADE_START, plannedDecade } from './planned-decade.ts';
import { changesByMinute, peopleAt } from './straightforward-planning.ts';

/**
 * What the planning engine costs, beside the straightforward way in the same run. Times are of this process's
 * processor, which others on the machine disturb less than the clock on the wall.
 */

const YEAR = 365 * 86_400_000;
const SCHEDULES = 50;
const LIMITS = { onCallMicroseconds: 50, yearOfShiftsMs: 100 };

interface Report {
  readonly machine: { readonly processors: number; readonly model: string; readonly node: string };
  /** Loading the holidays, and everything that runs for the first time. */
  readonly firstAnswerMs: number;
  readonly onCallMicroseconds: Figures;
  /** On a schedule just read, as in a step of a call. */
  readonly freshOnCallMicroseconds: Figures;
  readonly nextHandoffMicroseconds: Figures;
  /** 50 schedules, just read. */
  readonly yearOfShiftsMs: Figures;
  readonly shiftsFound: number;
  readonly straightforward: {
    readonly peopleMicroseconds: Figures;
    /** One day of one schedule, each minute; the year of all is this times 365 times 50. */
    readonly dayByMinuteMs: number;
  };
  /** How many times as long the straightforward way takes. */
  readonly ratios: { readonly onCall: number; readonly yearOfShifts: number };
  readonly limits: typeof LIMITS;
  readonly withinLimits: boolean;
}

interface Figures {
  readonly median: number;
  readonly p95: number;
}

const flags = new Command('bench:planning')
  .description('Time the planning engine on schedules of ten years beside the straightforward way.')
  .option('--json', 'print JSON')
  .parse()
  .opts<{ readonly json?: true }>();

const report = measure();
process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report));
if (!report.withinLimits) process.exitCode = 1;

function measure(): Report {
  const schedule = plannedDecade('primary');
  const firstAnswerMs = spent(() => onCallAt(schedule, DECADE_START + YEAR));
  const onCall = batches(200, 100, (i) => onCallAt(schedule, scattered(i)));
  const fresh = batches(100, 1, (i) => onCallAt({ ...schedule }, scattered(i)));
  const handoff = batches(50, 20, (i) => nextHandoff(schedule, scattered(i)));
  const people = batches(30, 5, (i) => peopleAt(schedule, scattered(i)));
  let shiftsFound = 0;
  const years = Array.from({ length: 12 }, () => {
    const schedules = Array.from({ length: SCHEDULES }, (_, i) => plannedDecade(`schedule-${i}`));
    return spent(() => {
      shiftsFound = yearOfShifts(schedules);
    });
  });
  // The first two make the code warm.
  const year = figures(years.slice(2));
  const day = 86_400_000;
  const dayByMinuteMs = spent(() => changesByMinute(schedule, DECADE_END - day, DECADE_END));
  return {
    machine: {
      processors: os.availableParallelism(),
      model: os.cpus()[0]?.model.trim() ?? '',
      node: process.versions.node,
    },
    firstAnswerMs,
    onCallMicroseconds: onCall,
    freshOnCallMicroseconds: fresh,
    nextHandoffMicroseconds: handoff,
    yearOfShiftsMs: year,
    shiftsFound,
    straightforward: { peopleMicroseconds: people, dayByMinuteMs },
    ratios: {
      onCall: people.median / onCall.median,
      yearOfShifts: (dayByMinuteMs * 365 * SCHEDULES) / year.median,
    },
    limits: LIMITS,
    withinLimits: onCall.median <= LIMITS.onCallMicroseconds && year.median <= LIMITS.yearOfShiftsMs,
  };
}

function yearOfShifts(schedules: readonly ScheduleInForce[]): number {
  return schedules.reduce((sum, one) => sum + shiftsBetween(one, DECADE_END - YEAR, DECADE_END).length, 0);
}

/** Instants all over the decade, far from one another. */
function scattered(i: number): number {
  return DECADE_START + ((i * 7_919 * 3_700_000) % (DECADE_END - DECADE_START));
}

/** Microseconds of one piece of work, by batches: one alone is too short for the clock. */
function batches(count: number, size: number, work: (i: number) => unknown): Figures {
  for (let i = 0; i < size * 5; i++) work(i);
  return figures(
    Array.from({ length: count }, (_, batch) => {
      const milliseconds = spent(() => {
        for (let i = 0; i < size; i++) work(batch * size + i);
      });
      return (milliseconds * 1000) / size;
    }),
  );
}

function figures(values: readonly number[]): Figures {
  const { p50Ms: median, p95Ms: p95 } = percentiles(values);
  return { median, p95 };
}

/** Milliseconds of processor time. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function describeReport({ machine, straightforward, ratios, limits, ...found }: Report): string {
  const us = ({ median, p95 }: Figures) => `${median.toFixed(1)} µs (p95 ${p95.toFixed(1)})`;
  return `${[
    `${machine.processors} processors (${machine.model}), Node ${machine.node}`,
    '',
    'a schedule of ten years: 4 layers, 500 overrides, 200 shifts, 200 absences, public holidays',
    `  who is on duty, until when and why   ${us(found.onCallMicroseconds)}, limit ${limits.onCallMicroseconds} µs`,
    `  the same, schedule just read         ${us(found.freshOnCallMicroseconds)}`,
    `  next handoff                         ${us(found.nextHandoffMicroseconds)}`,
    `  straightforward, people alone        ${us(straightforward.peopleMicroseconds)}: ${ratios.onCall.toFixed(0)} times as long`,
    `  the very first answer                ${found.firstAnswerMs.toFixed(0)} ms, holidays loaded`,
    '',
    `a year of shifts of ${SCHEDULES} such schedules (${found.shiftsFound} shifts)`,
    `  shiftsBetween, schedules just read   ${found.yearOfShiftsMs.median.toFixed(1)} ms (p95 ${found.yearOfShiftsMs.p95.toFixed(1)}), limit ${limits.yearOfShiftsMs} ms`,
    `  straightforward, minute by minute    ${(straightforward.dayByMinuteMs * 365 * SCHEDULES).toFixed(0)} ms, from one day of one schedule: ${ratios.yearOfShifts.toFixed(0)} times as long`,
    '',
    found.withinLimits ? 'within the limits' : 'BEYOND THE LIMITS',
  ].join('\n')}\n`;
}
