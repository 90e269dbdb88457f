import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaps } from '../../../src/domain/schedule/coverage.ts';
import { dutyAt } from '../../../src/domain/schedule/duty.ts';
import { onCallAt } from '../../../src/domain/schedule/resolve-on-call.ts';
import type { ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { type DutyShift, shiftsBetween } from '../../../src/domain/schedule/shifts.ts';
import { stretches } from '../../../src/domain/schedule/stretch.ts';
import { anySchedule, FROM, TO } from './any-schedule.ts';
import { askOracle, type Run } from './oracle.ts';

/** The engine's walk in the oracle's words. */
function walked(schedule: ScheduleInForce): Run[] {
  const runs: { startAt: number; endAt: number; what: string }[] = [];
  for (const { endAt, value } of stretches((at) => dutyAt(schedule, at), FROM, TO)) {
    const what = value.onDuty.map(({ personId }) => personId).join();
    const last = runs.at(-1);
    if (last?.what === what) last.endAt = Math.min(endAt, TO);
    else runs.push({ startAt: last?.endAt ?? FROM, endAt: Math.min(endAt, TO), what });
  }
  return runs;
}

/** Who is on duty by the shifts alone, whatever the order. */
function sweep(shifts: readonly DutyShift[]): Run[] {
  const edges = [...new Set([FROM, TO, ...shifts.flatMap(({ startAt, endAt }) => [startAt, endAt])])]
    .filter((edge) => FROM <= edge && edge <= TO)
    .sort((a, b) => a - b);
  const byStart = [...shifts].sort((a, b) => a.startAt - b.startAt);
  const runs: { startAt: number; endAt: number; what: string }[] = [];
  let open: DutyShift[] = [];
  let next = 0;
  for (const [i, startAt] of edges.slice(0, -1).entries()) {
    for (let shift = byStart[next]; shift && shift.startAt <= startAt; shift = byStart[++next])
      open.push(shift);
    open = open.filter(({ endAt }) => endAt > startAt);
    const what = open
      .map(({ personId }) => personId)
      .sort()
      .join();
    const endAt = edges[i + 1] ?? TO;
    const last = runs.at(-1);
    if (last?.what === what) last.endAt = endAt;
    else runs.push({ startAt, endAt, what });
  }
  return runs;
}

const unordered = (runs: readonly Run[]): Run[] => {
  const merged: Run[] = [];
  for (const { startAt, endAt, what } of runs) {
    const sorted = what.split(',').sort().join();
    const last = merged.at(-1);
    if (last?.what === sorted) merged[merged.length - 1] = { ...last, endAt };
    else merged.push({ startAt, endAt, what: sorted });
  }
  return merged;
};

test('the oracle agrees about every minute of 200 random schedules of ten years', {
  timeout: 600_000,
}, () => {
  let changes = 0;
  fc.assert(
    fc.property(
      anySchedule,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (schedule, chance) => {
        const oracle = askOracle(schedule, FROM, TO);
        changes += oracle.onDuty.length;
        expect(walked(schedule)).toEqual(oracle.onDuty);
        expect(sweep(shiftsBetween(schedule, FROM, TO))).toEqual(unordered(oracle.onDuty));
        expect(
          gaps(schedule, FROM, TO).map(({ startAt, endAt }) => ({ startAt, endAt, what: 'gap' })),
        ).toEqual(oracle.gaps.filter(({ what }) => what === 'gap'));
        // At any instant too, asked on its own: the first and last of some runs, and one inside.
        for (let i = 0; i < 100; i++) {
          const run = oracle.onDuty[Math.floor((chance.next().value ?? 0) * oracle.onDuty.length)];
          if (!run) continue;
          const inside = run.startAt + Math.floor((chance.next().value ?? 0) * (run.endAt - run.startAt));
          for (const at of [run.startAt, Math.min(inside, run.endAt - 1), run.endAt - 1])
            expect(
              onCallAt(schedule, at)
                .map(({ personId }) => personId)
                .join(),
            ).toBe(run.what);
        }
      },
    ),
    { numRuns: 200, endOnFailure: true },
  );
  // Random schedules that say nothing would prove nothing.
  expect(changes).toBeGreaterThan(40_000);
});
