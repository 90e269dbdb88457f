import { HOTLINE_NUMBER } from './bench-asterisk.ts';
import { type CallFigures, figuresOf } from './figures.ts';
import { plainHotline } from './hotlines.ts';
import type { BuiltService, MeasuredService } from './measured-service.ts';
import { placeCalls } from './place-calls.ts';
import { type Aftermath, aftermath, withAsterisk } from './run.ts';
import { type Cost, startWatch } from './watch.ts';

export interface SoakResult extends CallFigures, Cost, Aftermath {
  readonly rate: number;
  /** With no call going on, after a full collection: before the calls, and after. */
  readonly before: Held;
  readonly after: Held;
}

/** What the service keeps. */
export interface Held {
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
  readonly openResources: number;
  readonly listeners: number;
}

/** Until then caches fill and code is compiled, which is growth of another kind. */
const FIRST_CALLS = 500;

/** Many calls, one after the other, to see whether anything of them stays. */
export function soak(built: BuiltService, calls: number, rate: number): Promise<SoakResult> {
  return withAsterisk((asterisk) =>
    built.during(asterisk, { hotline: plainHotline(), profileDirectory: null }, async (service) => {
      const load = { number: HOTLINE_NUMBER, rate, calls, holdSeconds: 1 };
      await placeCalls(asterisk, { ...load, calls: FIRST_CALLS });
      await aftermath(asterisk, service);
      const before = await heldBy(service);
      const cost = startWatch(asterisk, service);
      const placed = await placeCalls(asterisk, load);
      const spent = await cost(calls);
      const left = await aftermath(asterisk, service);
      return { rate, ...figuresOf(placed, calls), ...spent, ...left, before, after: await heldBy(service) };
    }),
  );
}

async function heldBy(service: MeasuredService): Promise<Held> {
  const { heapMegabytes, openResources, listeners } = await service.probe('all');
  return { residentMegabytes: service.memoryMegabytes().now, heapMegabytes, openResources, listeners };
}
