import type { Intervention } from '../domain/labour/intervention.ts';
import { type BrokenRest, collides, lawfulReturn, type RestOutcome } from '../domain/labour/rest.ts';
import { restOf } from '../domain/labour/rest-rule.ts';
import { sourceOf } from '../domain/labour/rule-sources.ts';
import { restAround } from '../domain/labour/working-hours.ts';
import type { Absence } from '../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { workerOf } from './clocks.ts';
import type { PersonRules } from './labour-settings.ts';
import { type LabourSources, readRules } from './labour-sources.ts';

/** A rest that interventions broke, and what it asks. */
export interface RestDue {
  readonly personId: string;
  readonly rest: BrokenRest;
  readonly outcome: RestOutcome;
  /** Work is planned before it may begin. */
  readonly collides: boolean;
  /** The rest that should have been had, in hours. */
  readonly hours: number;
  /** Where that stands. */
  readonly source: string;
}

/** As far back as a rest can reach. */
export const REST_REACH_MS = 8 * 24 * 3_600_000;

/** What a person's interventions about an instant did to their rest; null: nothing, or nobody can tell. */
export function restDue(
  rules: PersonRules,
  absences: readonly Absence[],
  interventions: readonly Intervention[],
  at: Instant,
): RestDue | null {
  if (rules.labour.regime === 'elected') return null;
  const rule = restOf(rules.team.rest, rules.labour.regime);
  const rest = restAround(workerOf(rules, absences), interventions.flatMap(timeOf), at, rule);
  if (rest === null) return null;
  const outcome = lawfulReturn(rest, rule);
  if (outcome === null || outcome.why === 'had') return null;
  return {
    personId: rules.personId,
    rest,
    outcome,
    collides: collides(outcome, rest.nextWorkAt),
    hours: rule[outcome.period].hours,
    source: sourceOf(`${outcome.period}-rest`, rules.team.preset, rules.labour.regime),
  };
}

/** Whether somebody must be told: they would come back too early, or rest is owed to them. */
export function isToBeNotified({ collides: tooEarly, outcome }: RestDue): boolean {
  return tooEarly || outcome.owed > 0;
}

/** The same for one intervention of the record, with everything looked up. */
export async function restDueAfter(
  sources: LabourSources,
  intervention: Intervention,
): Promise<RestDue | null> {
  const at = intervention.endAt ?? intervention.startAt;
  const within = { startAt: at - REST_REACH_MS, endAt: at + REST_REACH_MS };
  const [rulesOf, absences, others] = await Promise.all([
    readRules(sources),
    sources.absences(within.startAt),
    sources.interventions.list({ personIds: [intervention.personId], within }),
  ]);
  const all = [...others.filter(({ id }) => id !== intervention.id), intervention];
  return restDue(rulesOf(intervention.personId), absences, all, at);
}

/** What of an intervention is known to be work. */
export function timeOf({ state, startAt, endAt }: Intervention): readonly Interval[] {
  return state === 'withdrawn' || endAt === null ? [] : [{ startAt, endAt }];
}
