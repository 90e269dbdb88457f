import { callOpening } from '../calls/call-opening.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createDirectory } from '../database/directory.ts';
import { readHotlines } from '../database/hotline-store.ts';
import { createScheduleBook } from '../database/schedule-store.ts';
import type { Step } from '../domain/escalation/policy.ts';
import { comparableNumber } from '../domain/phone-number.ts';
import { fail, ok } from '../domain/result.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import { parseMoment } from '../planning/portable-config/moment.ts';
import type { ScheduleBook } from '../planning/schedule-book.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { type Forecast, type ForecastPerson, type ForecastTarget, foresee } from './forecast.ts';
import { withDatabase } from './with-database.ts';

export interface WhoFlags {
  readonly at?: string;
  readonly json?: boolean;
}

/** `vigie who HOTLINE`: whom a call to the hotline (its id or a number) would ring, step by step, and why. */
export function whoCommand(
  config: Config,
  clock: Clock,
  wanted: string,
  flags: WhoFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const sources = { directory: createDirectory(db), schedules: createScheduleBook(db) };
    const number = comparableNumber(wanted, config.numberingPlan.homeCountry);
    const hotline =
      (await readHotlines(db, wanted)).get(wanted) ??
      (number === null ? null : await sources.directory.hotlineByNumber(number));
    if (!hotline) return fail([`there is no hotline ${wanted}`]);
    const usual = await sources.directory.policy(hotline.policyId);
    const timeZone = (await zoneOf(sources.schedules, usual?.steps ?? [])) ?? config.timeZone;
    const at = flags.at === undefined ? clock.now() : parseMoment(flags.at, timeZone);
    if (at === null)
      return fail([`--at is ${JSON.stringify(flags.at)}: expected a time such as 2026-11-23 18:00`]);
    const opening = await callOpening(sources.directory, hotline, at);
    if (!opening) throw new Error(`hotline ${hotline.id} has no policy`);
    const forecast = await foresee(sources, hotline, opening, at);
    return ok(flags.json ? asJson(forecast) : asText(describe(forecast, timeZone)));
  });
}

/** Times are told on the clocks of the first schedule that the usual policy asks, else on those of home. */
async function zoneOf(schedules: ScheduleBook, steps: readonly Step[]): Promise<string | null> {
  const target = steps.flatMap((step) => step.targets).find((candidate) => candidate.kind === 'schedule');
  const schedule = target && (await schedules.schedule(target.scheduleId));
  return schedule?.timeZone ?? null;
}

function describe(forecast: Forecast, timeZone: string): readonly string[] {
  const { hotline, branch, policy, at } = forecast;
  return [
    `${hotline.name} (${hotline.id}) at ${localOf(Date.parse(at), timeZone)} (${timeZone})`,
    ...(branch === null ? [] : [`opening: ${branch}`]),
    forecast.steps.length === 0
      ? 'nobody is rung: voicemail, last resort or announcement at once'
      : `policy ${policy.name}: ${policy.rounds} rounds, ${policy.overallLimitSeconds} s at most`,
    ...forecast.steps.flatMap((step) => [
      `step ${step.step}: ${step.strategy}, ${step.ringSeconds} s${step.skill === null ? '' : `, first those who know ${step.skill}`}`,
      ...step.targets.flatMap(describeTarget),
    ]),
  ];
}

function describeTarget({ target, people }: ForecastTarget): readonly string[] {
  return [`  ${target}`, ...(people.length === 0 ? ['    nobody'] : people.map(describePerson))];
}

function describePerson({ name, why, contacts }: ForecastPerson): string {
  const ways = contacts.map(({ address, confirm }) =>
    confirm ? address : `${address} (without pressing 1)`,
  );
  return `    ${name} (${why}): ${ways.length === 0 ? 'no contact method' : ways.join(', then ')}`;
}
