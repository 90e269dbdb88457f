import { MINOR_NIGHT } from '../domain/labour/check-duty.ts';
import { nightTime } from '../domain/labour/hour-kinds.ts';
import type { PlanningProblem, Wish } from '../domain/planning-proposal/problem.ts';
import type { Cap, PersonRule } from '../domain/planning-proposal/rules.ts';
import type { Interval } from '../runtime/instant.ts';
import { hourRule } from './clocks.ts';
import type { PersonRules } from './labour-settings.ts';

const DAYS_OF_WEEK = 7;

/**
 * The same problem within the rules of people's teams: what a planned duty must not break is a rule of the search, so that
 * no proposal breaks it. Absences are in the problem already; rest and hours of work are broken by interventions alone.
 */
export function withinTheLaw(
  problem: PlanningProblem,
  rulesOf: (personId: string) => PersonRules,
): PlanningProblem {
  const rules = problem.people.map(({ personId }) => rulesOf(personId)).filter(isProtected);
  return {
    ...problem,
    rules: {
      ...problem.rules,
      caps: [...problem.rules.caps, ...rules.flatMap(capsOf)],
      ofPeople: [...(problem.rules.ofPeople ?? []), ...rules.flatMap(limitsOf)],
    },
    people: problem.people.map((person) => ({
      ...person,
      wishes: [...person.wishes, ...nightsOf(rulesOf(person.personId), problem.slots)],
    })),
  };
}

function isProtected({ labour }: PersonRules): boolean {
  return labour.regime !== 'elected';
}

function capsOf({ personId, team: { limits } }: PersonRules): readonly Cap[] {
  const counted = [
    ['saturdays', limits.saturdaysPerMonth],
    ['sundays', limits.sundaysPerMonth],
    ['holidays', limits.holidaysPerMonth],
  ] as const;
  return counted.flatMap(([count, atMost]) =>
    atMost === null ? [] : [{ count, per: 'month' as const, atMost, personId }],
  );
}

function limitsOf({ personId, team: { limits } }: PersonRules): readonly PersonRule[] {
  const { dutyHours, dutyDays, weeksRunning } = limits;
  return [
    ...(dutyHours === null
      ? []
      : [{ kind: 'rolling-hours' as const, personId, hours: dutyHours.hours, days: dutyHours.days }]),
    // A day of duty is 24 hours at most.
    ...(dutyDays === null
      ? []
      : [
          {
            ...{ kind: 'rolling-hours' as const, personId, hours: dutyDays.days * 24 },
            days: dutyDays.weeks * DAYS_OF_WEEK,
          },
        ]),
    ...(weeksRunning === null ? [] : [{ kind: 'weeks-running' as const, personId, weeks: weeksRunning }]),
  ];
}

/** L3163-2: whoever is under age is never planned at night. */
function nightsOf({ labour: { regime }, team }: PersonRules, slots: readonly Interval[]): readonly Wish[] {
  if (regime !== 'young' && regime !== 'child') return [];
  const rule = { ...hourRule(team), ...MINOR_NIGHT[regime] };
  return slots.flatMap((slot) =>
    nightTime(slot, rule).map((night) => ({ ...night, preference: 'unavailable' as const })),
  );
}
