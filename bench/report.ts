import type { RunResult, Subject } from './run.ts';
import type { SoakResult } from './soak.ts';
import type { StormResult } from './storm.ts';

/** All that one invocation has measured. */
export interface Report {
  readonly machine: { readonly processors: number; readonly model: string; readonly node: string };
  readonly runs: readonly RunResult[];
  /** Null: not searched for. */
  readonly highestHeld: Readonly<Record<Subject, number>> | null;
  readonly storm: StormResult | null;
  readonly soak: SoakResult | null;
}

/** The report for people. */
export function describeReport(report: Report): string {
  const { machine, runs, highestHeld, storm, soak } = report;
  const parts = [`${machine.processors} processors (${machine.model}), Node ${machine.node}`];
  if (runs.length > 0) parts.push([runTable(runs), ...ratios(runs)].join('\n'));
  if (highestHeld)
    parts.push(
      `highest rate held, calls a second: Dial() ${highestHeld.native}, Vigie ${highestHeld.vigie}` +
        ` (${(highestHeld.vigie / highestHeld.native).toFixed(2)} of Dial()),` +
        ` an AGI script ${highestHeld.agi} (Vigie ${(highestHeld.vigie / highestHeld.agi).toFixed(1)} times that)`,
    );
  if (storm) parts.push(describeStorm(storm));
  if (soak) parts.push(describeSoak(soak));
  const complaints = [...runs, ...(storm ? [storm] : []), ...(soak ? [soak] : [])].flatMap((result) =>
    Object.entries(result.complaints).map(([what, count]) => `  ${count} × ${what}`),
  );
  if (complaints.length > 0) parts.push(['the service complained:', ...new Set(complaints)].join('\n'));
  return `${parts.join('\n\n')}\n`;
}

type Column = readonly [title: string, cell: (run: RunResult) => string];

const NAMES: Readonly<Record<Subject, string>> = { native: 'Dial()', agi: 'AGI script', vigie: 'Vigie' };

const COLUMNS: readonly Column[] = [
  ['calls/s', ({ rate }) => String(rate)],
  ['', ({ subject }) => NAMES[subject]],
  ['calls', ({ calls }) => String(calls)],
  ['failed', ({ failed }) => String(failed)],
  ['p50 ms', ({ p50Ms }) => milliseconds(p50Ms)],
  ['p95 ms', ({ p95Ms }) => milliseconds(p95Ms)],
  ['p99 ms', ({ p99Ms }) => milliseconds(p99Ms)],
  ['left', ({ channelsLeft, bridgesLeft }) => String(channelsLeft + bridgesLeft)],
  ['Asterisk CPU/call', ({ asteriskMsPerCall }) => withUnit(asteriskMsPerCall, 'ms')],
  ['service CPU/call', ({ serviceMsPerCall }) => withUnit(serviceMsPerCall, 'ms')],
  ['CPU', ({ servicePercent }) => withUnit(servicePercent, '%')],
  ['peak', ({ servicePeakMegabytes }) => withUnit(servicePeakMegabytes, 'MB')],
  ['loop p99/max', ({ loopDelayMs }) => loopDelay(loopDelayMs)],
  ['machine', ({ machinePercent }) => withUnit(machinePercent, '%')],
];

function runTable(runs: readonly RunResult[]): string {
  const cells = [COLUMNS.map(([title]) => title), ...runs.map((run) => COLUMNS.map(([, cell]) => cell(run)))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = `|${widths.map((width) => `${'-'.repeat(width + 1)}:`).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** What can be compared between machines, and between hours of a shared one: both sides had the same. */
function ratios(runs: readonly RunResult[]): readonly string[] {
  return runs.flatMap((vigie) => {
    const native = runs.find(({ subject, rate }) => subject === 'native' && rate === vigie.rate);
    if (vigie.subject !== 'vigie' || !native) return [];
    const { serviceMsPerCall: service } = vigie;
    const { asteriskMsPerCall: dial } = native;
    const cost = service === null || dial === null ? '–' : (service / dial).toFixed(2);
    const wait = (vigie.p99Ms / native.p99Ms).toFixed(1);
    return `at ${vigie.rate}/s the service takes ${cost} times what Dial() costs Asterisk; p99 is ${wait} times Dial()'s`;
  });
}

function describeStorm(storm: StormResult): string {
  const { calls, failed, lost, greeted } = storm;
  return [
    `storm: ${calls} callers within a second, ${failed} failed, ${lost} lost`,
    `  answered: p50 ${milliseconds(storm.p50Ms)} ms, last ${milliseconds(storm.maxMs)} ms`,
    `  greeted: ${greeted.callers}, p50 ${milliseconds(greeted.p50Ms)} ms, last ${milliseconds(greeted.maxMs)} ms`,
    `  event loop late by at most ${withUnit(storm.loopDelayMs?.max ?? null, 'ms')}`,
    `  ended: ${counts(storm.outcomes)}; left in Asterisk: ${storm.channelsLeft + storm.bridgesLeft}`,
  ].join('\n');
}

function describeSoak(soak: SoakResult): string {
  const { before, after } = soak;
  const change = (from: number, to: number) => `${from.toFixed(0)} → ${to.toFixed(0)}`;
  return [
    `soak: ${soak.calls} calls at ${soak.rate}/s, ${soak.failed} failed, p99 ${milliseconds(soak.p99Ms)} ms`,
    `  memory: ${change(before.residentMegabytes, after.residentMegabytes)} MB, of it heap ${change(before.heapMegabytes, after.heapMegabytes)} MB`,
    `  listeners: ${change(before.listeners, after.listeners)}; open resources: ${change(before.openResources, after.openResources)}`,
    `  ended: ${counts(soak.outcomes)}; left in Asterisk: ${soak.channelsLeft + soak.bridgesLeft}`,
  ].join('\n');
}

function counts(outcomes: Readonly<Record<string, number>>): string {
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');
}

function milliseconds(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(1);
}

function withUnit(value: number | null, unit: string): string {
  return value === null ? '–' : `${value.toFixed(value < 20 ? 1 : 0)} ${unit}`;
}

function loopDelay(delay: RunResult['loopDelayMs']): string {
  return delay === null ? '–' : `${delay.p99.toFixed(0)}/${delay.max.toFixed(0)} ms`;
}
