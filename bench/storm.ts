import { HOTLINE_NUMBER } from './bench-asterisk.ts';
import { type CallFigures, figuresOf, percentiles } from './figures.ts';
import { greetingHotline } from './hotlines.ts';
import type { BuiltService } from './measured-service.ts';
import { placeCalls } from './place-calls.ts';
import { type Aftermath, aftermath, withAsterisk } from './run.ts';
import { type Cost, startWatch } from './watch.ts';

export interface StormResult extends CallFigures, Cost, Aftermath {
  /** From the entry into the dialplan to the greeting, over all callers; by Asterisk's own log. */
  readonly greeted: { readonly callers: number; readonly p50Ms: number; readonly maxMs: number };
  /** Calls without a known end. */
  readonly lost: number;
}

const CALLERS = 300;
/** Nobody waits for the other 298 to have talked. */
const HOLD_SECONDS = 15;
/** One of Asterisk's own sounds. */
const GREETING = 'queue-thankyou';

/** 300 people call one hotline within a second; two are there to answer. The service has done nothing before. */
export function storm(built: BuiltService, profileDirectory: string | null): Promise<StormResult> {
  const hotline = greetingHotline(GREETING);
  return withAsterisk(
    (asterisk) =>
      built.during(asterisk, { hotline, profileDirectory }, async (service) => {
        const cost = startWatch(asterisk, service);
        const load = { number: HOTLINE_NUMBER, rate: CALLERS, calls: CALLERS, holdSeconds: HOLD_SECONDS };
        const placed = await placeCalls(asterisk, load);
        const spent = await cost(CALLERS);
        const after = await aftermath(asterisk, service);
        const { none: _, ...known } = after.outcomes;
        const lost = CALLERS - Object.values(known).reduce((sum, count) => sum + count, 0);
        const waits = waitsForGreeting(asterisk.log(), GREETING);
        const { p50Ms, maxMs } = percentiles(waits);
        return {
          ...figuresOf(placed, CALLERS),
          ...spent,
          ...after,
          greeted: { callers: waits.length, p50Ms, maxMs },
          lost,
        };
      }),
    'keeps-log',
  );
}

/** For each caller who was greeted, the milliseconds from the first line of the dialplan to the greeting. */
export function waitsForGreeting(log: string, greeting: string): readonly number[] {
  const entered = new Map<string, number>();
  const greeted = new Map<string, number>();
  const line = new RegExp(
    `^\\[([\\d-]+ [\\d:.]+)\\].*?(?:Executing \\[\\d+@vigie-bench:1\\].*"(PJSIP/bench-\\w+)"|<(PJSIP/bench-\\w+)> Playing '${greeting}\\b)`,
    'gm',
  );
  for (const [, time, entering, playing] of log.matchAll(line)) {
    const at = Date.parse(`${time?.replace(' ', 'T')}Z`);
    if (entering) entered.set(entering, at);
    if (playing && !greeted.has(playing)) greeted.set(playing, at);
  }
  return [...greeted].flatMap(([channel, at]) => {
    const from = entered.get(channel);
    return from === undefined ? [] : [at - from];
  });
}
