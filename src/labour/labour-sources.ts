import type { Person, Team } from '../domain/person.ts';
import type { Absence, ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import type { InterventionReader } from './intervention-record.ts';
import { type LabourSettingsReader, type PersonRules, rulesFinder } from './labour-settings.ts';
import type { ToldDuty } from './told-duties.ts';

/** A call that somebody took, and how soon. */
export interface Acceptance {
  readonly personId: string;
  readonly at: Instant;
  readonly seconds: number;
}

/** What there is to know for rest, limits, statements and fairness. */
export interface LabourSources {
  readonly settings: LabourSettingsReader;
  readonly interventions: InterventionReader;
  people(): Promise<ReadonlyMap<string, Person>>;
  teams(): Promise<ReadonlyMap<string, Team>>;
  /** Every schedule; what ended before `since` is left out. */
  schedules(since: Instant): Promise<readonly ScheduleInForce[]>;
  absences(since: Instant): Promise<readonly Absence[]>;
  /** From the first ring to the acceptance, of calls that people took in a period. */
  acceptances(within: Interval): Promise<readonly Acceptance[]>;
  /** Duties that were published and begin from `since` on, as they were told. */
  toldDuties(since: Instant): Promise<readonly ToldDuty[]>;
  /** Of those that were given late without a publication, somebody's that end after `since`. */
  lateDutiesOf(personId: string, since: Instant): Promise<readonly ToldDuty[]>;
}

/** Finds what holds for people, as it stands now. */
export async function readRules(
  sources: Pick<LabourSources, 'settings' | 'teams'>,
): Promise<(personId: string) => PersonRules> {
  const [rules, people, teams] = await Promise.all([
    sources.settings.rules(),
    sources.settings.people(),
    sources.teams(),
  ]);
  return rulesFinder(rules, people, teams);
}
