import type { Regime } from '../domain/labour/limits.ts';
import { presetRules } from '../domain/labour/presets.ts';
import type { TeamRules } from '../domain/labour/team-rules.ts';
import type { Team } from '../domain/person.ts';
import type { WeeklyHours } from '../domain/schedule/duty-window.ts';
import type { Author, RecordedChange, Version } from '../planning/configuration.ts';
import type { Result } from '../runtime/result.ts';

/** The team that stands for everybody whose teams have no rules of their own. */
export const EVERYBODY = '';

/** What is known of a person as an employee. */
export interface PersonLabour {
  readonly regime: Regime;
  /** What the payroll program knows them by (*matricule*); empty: nobody has said. */
  readonly payrollNumber: string;
  /** Null: their team's. */
  readonly workingHours: readonly WeeklyHours[] | null;
}

export const ORDINARY: PersonLabour = { regime: 'employee', payrollNumber: '', workingHours: null };

/** Where rules of teams, and what is known of people, are read. */
export interface LabourSettingsReader {
  /** By team; `EVERYBODY` may be among them. */
  rules(): Promise<ReadonlyMap<string, TeamRules>>;
  people(): Promise<ReadonlyMap<string, PersonLabour>>;
  rulesVersion(teamId: string): Promise<Version>;
  personVersion(personId: string): Promise<Version>;
}

/** Somebody else changed them since they were looked at: what is stored now, and who changed it, the latest last. */
export interface Moved {
  readonly version: Version;
  readonly changes: readonly RecordedChange[];
}

/** Each change leaves an audit entry. `basedOn`: the version that was looked at; null: whatever is there is replaced. */
export interface LabourSettings extends LabourSettingsReader {
  /** Rules of null: the team goes by everybody's again. */
  saveRules(
    teamId: string,
    rules: TeamRules | null,
    author: Author,
    basedOn?: Version | null,
  ): Promise<Result<void, Moved>>;
  savePerson(
    personId: string,
    labour: PersonLabour,
    author: Author,
    basedOn?: Version | null,
  ): Promise<Result<void, Moved>>;
}

/** What holds for one person's duty. */
export interface PersonRules {
  readonly personId: string;
  readonly teamId: string;
  readonly team: TeamRules;
  readonly labour: PersonLabour;
}

/** Finds what holds for people: of their teams the first that has rules, else everybody's, else the Code du travail. */
export function rulesFinder(
  rules: ReadonlyMap<string, TeamRules>,
  people: ReadonlyMap<string, PersonLabour>,
  teams: ReadonlyMap<string, Team>,
): (personId: string) => PersonRules {
  const everybody = rules.get(EVERYBODY) ?? presetRules('code-du-travail');
  return (personId) => {
    const own = [...teams.values()].find(
      ({ id, memberIds }) => memberIds.includes(personId) && rules.has(id),
    );
    const team = (own && rules.get(own.id)) ?? everybody;
    const labour = people.get(personId) ?? ORDINARY;
    const isElected = team.preset === 'elected';
    return {
      personId,
      teamId: own?.id ?? EVERYBODY,
      team,
      labour: isElected ? { ...labour, regime: 'elected' } : labour,
    };
  };
}
