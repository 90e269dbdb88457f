import { type Carried, type CarriedAlone, carriedAlone, fairShares } from '../domain/labour/fair-share.ts';
import { type StandbyBurden, standbyBurden } from '../domain/labour/standby-burden.ts';
import { USUAL_WEIGHTS } from '../domain/planning-proposal/burden.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import { createBreather } from '../runtime/clock.ts';
import type { Interval } from '../runtime/instant.ts';
import { hourRule } from './clocks.ts';
import { EVERYBODY } from './labour-settings.ts';
import { type LabourSources, readRules } from './labour-sources.ts';
import { dutiesByPerson, LONGEST_TURN_MS } from './month-statements.ts';
import { timeOf } from './rest-due.ts';

/** What each of these people carried in a period, on all schedules together. */
export async function carriedBy(
  sources: LabourSources,
  personIds: readonly string[],
  period: Interval,
): Promise<readonly Carried[]> {
  const [schedules, interventions, rulesOf] = await Promise.all([
    sources.schedules(period.startAt),
    sources.interventions.list({ personIds, within: period }),
    readRules(sources),
  ]);
  const duties = await dutiesByPerson(schedules, period.startAt, period.endAt);
  const carriers = personIds.map((personId) => ({
    personId,
    duties: (duties.get(personId) ?? []).map((duty) => cut(duty, period)),
    interventions: interventions.filter((one) => one.personId === personId).flatMap(timeOf),
  }));
  const carrying = carriers.filter(
    ({ duties: own, interventions: worked }) => own.length + worked.length > 0,
  );
  // One measure for all: that of the first person's team.
  const rule = hourRule(rulesOf(personIds[0] ?? EVERYBODY).team);
  const breathe = createBreather(LONGEST_TURN_MS);
  const alone: CarriedAlone[] = [];
  for (const carrier of carrying) {
    await breathe();
    alone.push(carriedAlone(carrier, rule, USUAL_WEIGHTS));
  }
  return fairShares(alone);
}

/** What makes each schedule's stand-by look like working time, from what the telephone measured. */
export async function standbyOf(
  sources: LabourSources,
  period: Interval,
): Promise<readonly (StandbyBurden & { readonly schedule: string })[]> {
  const [schedules, interventions, rulesOf, acceptances] = await Promise.all([
    sources.schedules(period.startAt),
    sources.interventions.list({ within: period }),
    readRules(sources),
    sources.acceptances(period),
  ]);
  const breathe = createBreather(LONGEST_TURN_MS);
  const found: (StandbyBurden & { readonly schedule: string })[] = [];
  for (const schedule of schedules) {
    await breathe();
    const shifts = shiftsBetween(schedule, period.startAt, period.endAt);
    const [first] = shifts;
    if (!first) continue;
    const { team } = rulesOf(first.personId);
    const during = interventions.filter((one) =>
      shifts.some(
        (shift) =>
          shift.personId === one.personId && shift.startAt <= one.startAt && one.startAt < shift.endAt,
      ),
    );
    const facts = {
      duties: shifts.map((shift) => cut(shift, period)),
      interventions: during.flatMap(timeOf),
      acceptSeconds: acceptances
        .filter(({ personId, at }) =>
          shifts.some((shift) => shift.personId === personId && shift.startAt <= at && at < shift.endAt),
        )
        .map(({ seconds }) => seconds),
      reactionMinutes: team.reactionMinutes,
    };
    found.push({ schedule: schedule.name, ...standbyBurden(facts, hourRule(team), team.risk) });
  }
  return found;
}

function cut({ startAt, endAt }: Interval, period: Interval): Interval {
  return { startAt: Math.max(startAt, period.startAt), endAt: Math.min(endAt, period.endAt) };
}
