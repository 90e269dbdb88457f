import type { PackageRule } from '../domain/labour/duty-packages.ts';
import type { HourRule } from '../domain/labour/hour-kinds.ts';
import type { TeamRules } from '../domain/labour/team-rules.ts';
import type { WorkingHours } from '../domain/labour/working-hours.ts';
import { workplaceHolidays } from '../domain/labour/workplace.ts';
import type { Absence } from '../domain/schedule/schedule.ts';
import type { PersonRules } from './labour-settings.ts';

/** By which nights and holidays a team's hours are told apart. */
export function hourRule({ timeZone, night, workplace }: TeamRules): HourRule {
  return { timeZone, nightFrom: night.from, nightTo: night.to, isHoliday: workplaceHolidays(workplace) };
}

/** By which days a team's duty is paid. */
export function packageRule(team: TeamRules): PackageRule {
  const { timeZone, dayChange, evening, shortNightHours, workplace } = team;
  return { timeZone, dayChange, evening, shortNightHours, isHoliday: workplaceHolidays(workplace) };
}

/** When a person works: what rest is reckoned from. */
export function workerOf(
  { personId, team, labour }: PersonRules,
  absences: readonly Absence[],
): WorkingHours {
  return {
    hours: labour.workingHours ?? team.workingHours,
    timeZone: team.timeZone,
    isHoliday: workplaceHolidays(team.workplace),
    away: absences.filter((absence) => absence.personId === personId),
  };
}
