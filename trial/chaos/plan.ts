import { HOTLINES } from './cast.ts';
import type { Chance } from './chance.ts';
import { FAULTS, type Fault } from './faults.ts';

/** One call of a run. `number` is the caller's, and no other call's. */
export interface PlannedCall {
  readonly atMs: number;
  readonly number: string;
  readonly hotline: string;
  /** How long the caller stays at most, whatever happens. */
  readonly staysMs: number;
}

export interface PlannedFault {
  /** After the end of the fault before. */
  readonly afterMs: number;
  readonly lastsMs: number;
  readonly fault: Fault;
}

export interface Plan {
  readonly calls: readonly PlannedCall[];
  /** Begun one after the other while the run lasts. */
  readonly faults: readonly PlannedFault[];
}

/** All that chance decides, decided before anything runs: the seed alone says what a run will try. */
export function planRun(chance: Chance, lastsMs: number): Plan {
  const calls: PlannedCall[] = [];
  for (let atMs = 2_000; atMs < lastsMs; atMs += chance.between(500, 4_000)) {
    calls.push({
      atMs,
      number: `+336120${String(calls.length).padStart(5, '0')}`,
      hotline: chance.pick(HOTLINES),
      staysMs: chance.next() < 0.2 ? chance.between(300, 4_000) : chance.between(8_000, 50_000),
    });
  }
  return { calls, faults: planFaults(chance, lastsMs) };
}

/** Every kind once, in an order of chance, before any comes again. */
function planFaults(chance: Chance, lastsMs: number): PlannedFault[] {
  const faults: PlannedFault[] = [];
  let left: Fault[] = [];
  for (let spent = 0; spent < lastsMs; ) {
    if (left.length === 0) left = [...FAULTS];
    const fault = chance.pick(left);
    left = left.filter((other) => other !== fault);
    const planned = {
      afterMs: chance.between(1_500, 7_000),
      lastsMs: chance.between(...fault.seconds) * 1_000,
      fault,
    };
    faults.push(planned);
    spent += planned.afterMs + planned.lastsMs;
  }
  return faults;
}
