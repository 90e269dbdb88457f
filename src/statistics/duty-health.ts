import { workBetween } from '../domain/labour/working-hours.ts';
import { USUAL_WEIGHTS } from '../domain/planning-proposal/burden.ts';
import { type DutyHealth, dutyHealth } from '../domain/statistics/duty-health.ts';
import type { Period } from '../domain/statistics/periods.ts';
import { hourRule, workerOf } from '../labour/clocks.ts';
import { type LabourSources, readRules } from '../labour/labour-sources.ts';
import { spanOf } from '../labour/month.ts';
import { dutiesByPerson, LONGEST_TURN_MS } from '../labour/month-statements.ts';
import { timeOf } from '../labour/rest-due.ts';
import { createBreather } from '../runtime/clock.ts';

/** So far behind the month it is looked for what came after a night. */
const BEHIND_MS = 8 * 24 * 3_600_000;
/** A run, or a duty, that reaches into the month began so long before it at most. */
const BEFORE_MS = 31 * 24 * 3_600_000;

/** What being on call was for each of these people in a month, by the weights of the automatic planning. */
export async function healthInMonth(
  sources: LabourSources,
  personIds: readonly string[],
  month: Period,
  homeZone: string,
): Promise<ReadonlyMap<string, DutyHealth>> {
  const home = spanOf(month, homeZone);
  const reach = { startAt: home.startAt - BEFORE_MS, endAt: home.endAt + BEHIND_MS };
  const [schedules, interventions, absences, rulesOf] = await Promise.all([
    sources.schedules(reach.startAt),
    sources.interventions.list({ personIds, within: reach }),
    sources.absences(reach.startAt),
    readRules(sources),
  ]);
  const duties = await dutiesByPerson(schedules, reach.startAt, home.endAt);
  const breathe = createBreather(LONGEST_TURN_MS);
  const health = new Map<string, DutyHealth>();
  for (const personId of personIds) {
    await breathe();
    const rules = rulesOf(personId);
    const hours = hourRule(rules.team);
    const own = interventions.filter((one) => one.personId === personId).flatMap(timeOf);
    const facts = {
      duties: duties.get(personId) ?? [],
      interventions: own,
      work: own.length === 0 ? [] : workBetween(workerOf(rules, absences), home.startAt, reach.endAt),
    };
    const span = spanOf(month, hours.timeZone);
    health.set(personId, dutyHealth(facts, { name: month, span }, hours, USUAL_WEIGHTS));
  }
  return health;
}
