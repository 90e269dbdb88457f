import { type CallOpening, callOpening } from '../calls/live/call-opening.ts';
import type { CandidateSources } from '../calls/live/candidates.ts';
import type { Config } from '../config.ts';
import { createDirectory } from '../database/configuration/directory.ts';
import { readHotlines } from '../database/configuration/hotline-store.ts';
import type { Database } from '../database/database.ts';
import { createScheduleStore } from '../database/planning/schedule-store.ts';
import type { Step } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import { parseMoment } from '../domain/items/moment.ts';
import { comparableNumber } from '../domain/phone-number.ts';
import type { ScheduleStore } from '../planning/schedule-store.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Instant } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';

/** The hotline and the instant that a command is asked about, and all it takes to answer. */
export interface WantedHotline {
  readonly hotline: Hotline;
  /** How a call that comes in at that instant is treated. */
  readonly opening: CallOpening;
  readonly at: Instant;
  /** On whose clocks times are read and told. */
  readonly timeZone: string;
  readonly sources: CandidateSources;
}

/** Finds a hotline by its id or one of its numbers, and reads `at`; now when that is not given. */
export async function findWanted(
  db: Database,
  config: Config,
  clock: Clock,
  wanted: string,
  at: string | undefined,
): Promise<Result<WantedHotline, readonly string[]>> {
  const sources = { directory: createDirectory(db), schedules: createScheduleStore(db) };
  const number = comparableNumber(wanted, config.numberingPlan.homeCountry);
  const hotline =
    (await readHotlines(db, wanted)).get(wanted) ??
    (number === null ? null : await sources.directory.hotlineByNumber(number));
  if (!hotline) return fail([`there is no hotline ${wanted}`]);
  const usual = await sources.directory.policy(hotline.policyId);
  const timeZone = (await zoneOf(sources.schedules, usual?.steps ?? [])) ?? config.timeZone;
  const instant = at === undefined ? clock.now() : parseMoment(at, timeZone);
  if (instant === null)
    return fail([`--at is ${JSON.stringify(at)}: expected a time such as 2026-11-23 18:00`]);
  const opening = await callOpening(sources.directory, hotline, instant);
  if (!opening) throw new Error(`hotline ${hotline.id} has no policy`);
  return ok({ hotline, opening, at: instant, timeZone, sources });
}

/** Times are told on the clocks of the first schedule that the usual policy asks, else on those of home. */
async function zoneOf(schedules: ScheduleStore, steps: readonly Step[]): Promise<string | null> {
  const target = steps.flatMap((step) => step.targets).find((candidate) => candidate.kind === 'schedule');
  const schedule = target && (await schedules.schedule(target.scheduleId));
  return schedule?.timeZone ?? null;
}
