import { gapsOfHotlines } from '../calls/hotline-gaps.ts';
import type { Config } from '../config.ts';
import { createDirectory } from '../database/configuration/directory.ts';
import type { Database } from '../database/database.ts';
import { createScheduleStore, readSchedules } from '../database/planning/schedule-store.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { HotlineGap } from '../domain/hotline-gaps.ts';
import { gaps } from '../domain/schedule/coverage.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { isoInterval, readSpan, type SpanFlags } from './span.ts';
import { withDatabase } from './with-database.ts';

export interface GapsFlags extends SpanFlags {
  readonly json?: boolean;
}

const HOUR = 60 * 60 * 1000;
/** As far ahead as one looks without saying so. */
const MONTH = 31 * 24 * HOUR;

interface ScheduleGaps {
  readonly schedule: Schedule;
  readonly span: Interval;
  readonly gaps: readonly Interval[];
}

/**
 * `vigie gaps [SCHEDULE]`: when somebody must be on duty and nobody is, and when a hotline would reach nobody; in the
 * next month unless told otherwise.
 */
export function gapsCommand(
  config: Config,
  clock: Clock,
  wanted: string | undefined,
  flags: GapsFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const ids = [...(await readSchedules(db, wanted, clock.now())).keys()];
    if (wanted !== undefined && ids.length === 0) return fail([`there is no schedule ${wanted}`]);
    const found: ScheduleGaps[] = [];
    for (const id of ids) {
      const one = await gapsOf(db, id, flags, clock.now());
      if (!one.ok) return one;
      found.push(one.value);
    }
    // Asked of one schedule, it is answered of that one.
    const hotlines = wanted === undefined ? await unreached(db, config, flags, clock.now()) : ok([]);
    if (!hotlines.ok) return hotlines;
    const text = [...found.flatMap(describe), ...hotlines.value.flatMap(describeHotline)];
    return ok(
      flags.json
        ? asJson([...found.map(forPrograms), ...hotlines.value.map(hotlineForPrograms)])
        : asText(text),
    );
  });
}

interface HotlineGaps {
  readonly hotline: Hotline;
  readonly gaps: readonly HotlineGap[];
}

/** Hotlines that reach nobody at some time, whatever their schedules say. */
async function unreached(
  db: Database,
  config: Config,
  flags: GapsFlags,
  now: Instant,
): Promise<Result<readonly HotlineGaps[], readonly string[]>> {
  const span = readSpan(flags, config.timeZone, now, (from) => from + MONTH);
  if (!span.ok) return span;
  const sources = { directory: createDirectory(db), schedules: createScheduleStore(db) };
  const found = await gapsOfHotlines(sources, config.numberingPlan, span.value.startAt, span.value.endAt);
  return ok(found.filter(({ gaps: own }) => own.length > 0));
}

const WHY: Readonly<Record<HotlineGap['reason'], string>> = {
  nobody: 'nobody is there',
  'nobody-can-be-dialled': 'nobody who is there can be dialled',
};

function describeHotline({ hotline, gaps: found }: HotlineGaps): readonly string[] {
  const days = (at: Instant) => localOf(at, hotline.timeZone).slice(0, 16);
  const count = found.length === 1 ? 'once' : `${found.length} times`;
  return [
    `hotline ${hotline.name} (${hotline.id}) reaches nobody ${count} (${hotline.timeZone})`,
    ...found.map(
      ({ startAt, endAt, reason }) =>
        `  ${days(startAt)} to ${days(endAt)} (${hours(endAt - startAt)}): ${WHY[reason]}`,
    ),
  ];
}

function hotlineForPrograms({ hotline: { id, name, timeZone }, gaps: found }: HotlineGaps) {
  return {
    hotline: { id, name, timeZone },
    gaps: found.map((gap) => ({ ...isoInterval(gap), reason: gap.reason })),
  };
}

async function gapsOf(db: Database, id: string, flags: GapsFlags, now: Instant) {
  const store = createScheduleStore(db);
  const zone = (await store.schedule(id, now))?.timeZone ?? 'UTC';
  const span = readSpan(flags, zone, now, (from) => from + MONTH);
  if (!span.ok) return span;
  const schedule = await store.schedule(id, span.value.startAt);
  if (!schedule) throw new Error(`schedule ${id} has gone`);
  const { startAt, endAt } = span.value;
  return ok({ schedule, span: span.value, gaps: gaps(schedule, startAt, endAt) });
}

function describe({ schedule, span, gaps: found }: ScheduleGaps): readonly string[] {
  const local = (at: Instant) => localOf(at, schedule.timeZone);
  const days = (at: Instant) => local(at).slice(0, 16);
  const count = found.length === 0 ? 'no gap' : found.length === 1 ? '1 gap' : `${found.length} gaps`;
  return [
    `${schedule.name} (${schedule.id}): ${count} from ${days(span.startAt)} to ${days(span.endAt)} (${schedule.timeZone})`,
    ...found.map(({ startAt, endAt }) => `  ${days(startAt)} to ${days(endAt)} (${hours(endAt - startAt)})`),
  ];
}

function hours(length: number): string {
  return `${Math.round(length / (HOUR / 100)) / 100} h`;
}

function forPrograms({ schedule, span, gaps: found }: ScheduleGaps) {
  const { id, name, timeZone } = schedule;
  return { schedule: { id, name, timeZone }, ...isoInterval(span), gaps: found.map(isoInterval) };
}
