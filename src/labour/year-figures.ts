import { HOUR, merged, totalOf } from '../domain/labour/intervals.ts';
import type { Interval } from '../runtime/instant.ts';
import type { LabourSources } from './labour-sources.ts';
import { dutiesByPerson } from './month-statements.ts';
import { timeOf } from './rest-due.ts';

/** What the works council is told of a year (L2312-17; IDCC 3248, art. 96.2.1.5): of all together, of no person. */
export interface YearFigures {
  readonly people: number;
  readonly dutyHours: number;
  readonly interventions: number;
  readonly interventionHours: number;
}

/** Of these people in a period; hours on two schedules at once are hours once. */
export async function yearFigures(
  sources: LabourSources,
  personIds: readonly string[],
  period: Interval,
): Promise<YearFigures> {
  const [schedules, interventions] = await Promise.all([
    sources.schedules(period.startAt),
    sources.interventions.list({ personIds, within: period }),
  ]);
  const duties = await dutiesByPerson(schedules, period.startAt, period.endAt);
  const within = interventions
    .filter(({ startAt }) => period.startAt <= startAt && startAt < period.endAt)
    .map((one) => ({ personId: one.personId, time: timeOf(one) }))
    .filter(({ time }) => time.length > 0);
  const cut = ({ startAt, endAt }: Interval) => ({
    startAt: Math.max(startAt, period.startAt),
    endAt: Math.min(endAt, period.endAt),
  });
  const onCall = personIds.map((id) => totalOf(merged((duties.get(id) ?? []).map(cut))));
  const worked = personIds.map((id) =>
    totalOf(within.filter(({ personId }) => personId === id).flatMap(({ time }) => time)),
  );
  const sum = (values: readonly number[]) =>
    Math.round((values.reduce((total, one) => total + one, 0) / HOUR) * 10) / 10;
  return {
    people: personIds.filter((_, index) => (onCall[index] ?? 0) + (worked[index] ?? 0) > 0).length,
    dutyHours: sum(onCall),
    interventions: within.length,
    interventionHours: sum(worked),
  };
}
