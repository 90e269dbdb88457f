import type { Config } from '../config.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Clock } from '../runtime/clock.ts';
import { ok } from '../runtime/result.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { type Forecast, type ForecastPerson, type ForecastTarget, foresee } from './forecast.ts';
import { findWanted } from './wanted-hotline.ts';
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
    const found = await findWanted(db, config, clock, wanted, flags.at);
    if (!found.ok) return found;
    const { sources, hotline, opening, at, timeZone } = found.value;
    const forecast = await foresee(sources, hotline, opening, at);
    return ok(flags.json ? asJson(forecast) : asText(describe(forecast, timeZone)));
  });
}

function describe(forecast: Forecast, timeZone: string): readonly string[] {
  const { hotline, branch, policy, at } = forecast;
  return [
    `${hotline.name} (${hotline.id}) at ${localOf(Date.parse(at), timeZone)} (${timeZone})`,
    ...(branch === null ? [] : [`opening: ${branch}`]),
    forecast.steps.length === 0
      ? 'nobody is called: voicemail, last resort or announcement at once'
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
