import type { Intervention } from '../domain/labour/intervention.ts';
import { workBetween } from '../domain/labour/working-hours.ts';
import { USUAL_WEIGHTS } from '../domain/planning-proposal/burden.ts';
import type { Absence } from '../domain/schedule/schedule.ts';
import { type DutyHealth, dutyHealth } from '../domain/statistics/duty-health.ts';
import type { Period } from '../domain/statistics/periods.ts';
import { hourRule, workerOf } from '../labour/clocks.ts';
import type { PersonRules } from '../labour/labour-settings.ts';
import { type LabourSources, readRules } from '../labour/labour-sources.ts';
import { spanOf } from '../labour/month.ts';
import { dutiesByPerson, LONGEST_TURN_MS } from '../labour/month-statements.ts';
import { timeOf } from '../labour/rest-due.ts';
import { createBreather } from '../runtime/clock.ts';
import type { Interval } from '../runtime/instant.ts';

/** So far behind the month it is looked for what came after a night. */
const BEHIND_MS = 8 * 24 * 3_600_000;
/** A run, or a duty, that reaches into the month began so long before it at most. */
const BEFORE_MS = 31 * 24 * 3_600_000;

export type HealthOfPeople = ReadonlyMap<string, DutyHealth>;

/**
 * What being on call was for each of these people in months, in their order, by the weights of the automatic planning.
 * All of it is read once.
 */
export async function healthByMonth(
  sources: LabourSources,
  personIds: readonly string[],
  months: readonly Period[],
  homeZone: string,
): Promise<ReadonlyMap<Period, HealthOfPeople>> {
  const health = new Map<Period, HealthOfPeople>();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return health;
  const { startAt } = reachOf(first, homeZone);
  const within = { startAt, endAt: reachOf(last, homeZone).endAt };
  const [schedules, interventions, absences, rulesOf] = await Promise.all([
    sources.schedules(startAt),
    sources.interventions.list({ personIds, within }),
    sources.absences(startAt),
    readRules(sources),
  ]);
  const duties = await dutiesByPerson(schedules, startAt, spanOf(last, homeZone).endAt);
  const facts = { duties, interventions, absences, rulesOf };
  for (const month of months) health.set(month, await healthInMonth(facts, personIds, month, homeZone));
  return health;
}

interface HealthFacts {
  readonly duties: ReadonlyMap<string, readonly Interval[]>;
  readonly interventions: readonly Intervention[];
  readonly absences: readonly Absence[];
  readonly rulesOf: (personId: string) => PersonRules;
}

async function healthInMonth(
  { duties, interventions, absences, rulesOf }: HealthFacts,
  personIds: readonly string[],
  month: Period,
  homeZone: string,
): Promise<HealthOfPeople> {
  const home = spanOf(month, homeZone);
  const reach = reachOf(month, homeZone);
  const breathe = createBreather(LONGEST_TURN_MS);
  const health = new Map<string, DutyHealth>();
  for (const personId of personIds) {
    await breathe();
    const rules = rulesOf(personId);
    const hours = hourRule(rules.team);
    const own = interventions
      .filter((one) => one.personId === personId)
      .flatMap(timeOf)
      .filter(({ startAt, endAt }) => startAt < reach.endAt && endAt >= reach.startAt);
    const facts = {
      duties: (duties.get(personId) ?? []).filter(
        ({ startAt, endAt }) => startAt < home.endAt && endAt > reach.startAt,
      ),
      interventions: own,
      work: own.length === 0 ? [] : workBetween(workerOf(rules, absences), home.startAt, reach.endAt),
    };
    const span = spanOf(month, hours.timeZone);
    health.set(personId, dutyHealth(facts, { name: month, span }, hours, USUAL_WEIGHTS));
  }
  return health;
}

/** What bears on a month: a run or a duty that reaches into it, and what came after its last night. */
function reachOf(month: Period, zone: string): Interval {
  const { startAt, endAt } = spanOf(month, zone);
  return { startAt: startAt - BEFORE_MS, endAt: endAt + BEHIND_MS };
}
