import { wishedPart } from '../domain/planning-proposal/eligibility.ts';
import type { Obstacle, OpenSlot, Waivable } from '../domain/planning-proposal/explanation.ts';
import type { PersonFairness } from '../domain/planning-proposal/fairness.ts';
import type { PlanningProblem } from '../domain/planning-proposal/problem.ts';
import type { Breach } from '../domain/planning-proposal/rule-check.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Proposal, Waiver } from '../planning/propose-planning.ts';
import type { Interval } from '../runtime/instant.ts';

export interface DescribedProposal {
  readonly problem: PlanningProblem;
  readonly proposal: Proposal;
  readonly timeZone: string;
  readonly nameOf: (personId: string) => string;
}

/** A proposal for people: the duties, what stays open and why, and how fair it is beside taking turns. */
export function describeProposal(described: DescribedProposal): readonly string[] {
  const { proposal } = described;
  return [
    ...describeDuties(described),
    '',
    ...describeOpen(described),
    ...describeStops(proposal),
    '',
    ...describeFairness(described),
  ];
}

function describeDuties({ problem, proposal, timeZone, nameOf }: DescribedProposal): readonly string[] {
  const people = new Map(problem.people.map((person) => [person.personId, person]));
  return problem.slots.map((slot) => {
    const takers = proposal.assignments.filter(({ slotId }) => slotId === slot.id);
    const names = takers.map(({ personId }) => {
      const person = people.get(personId);
      const unwished = person !== undefined && wishedPart(person, slot, 'rather-not') > 0;
      return `${nameOf(personId)}${unwished ? ' (would rather not)' : ''}`;
    });
    const missing = Array.from({ length: slot.people - takers.length }, () => '(open)');
    return `${during(slot, timeZone)}  ${slot.name}: ${[...names, ...missing].join(', ')}`;
  });
}

function describeOpen({ problem, proposal, timeZone, nameOf }: DescribedProposal): readonly string[] {
  const { open, waivers } = proposal;
  if (open.length === 0) return [`all ${problem.slots.length} duties are covered, and no rule is broken`];
  return [
    `${open.length} of ${problem.slots.length} duties cannot be covered without breaking a rule:`,
    ...open.flatMap((slot) => describeOpenSlot(slot, timeZone, nameOf)),
    ...waivers
      .filter(({ rule, uncoveredHours }) => rule !== null || !wonByOne(waivers, uncoveredHours))
      .flatMap((waiver) => describeWaiver(waiver, proposal.fairness.uncoveredHours)),
  ];
}

/** True when giving up a single rule wins as much as giving up all. */
function wonByOne(waivers: readonly Waiver[], uncoveredHours: number): boolean {
  return waivers.some((waiver) => waiver.rule !== null && waiver.uncoveredHours <= uncoveredHours);
}

function describeOpenSlot(
  { slot, missing, people }: OpenSlot,
  timeZone: string,
  nameOf: (personId: string) => string,
): readonly string[] {
  return [
    `${during(slot, timeZone)}  ${slot.name}: ${missing === 1 ? '1 person is' : `${missing} people are`} missing`,
    ...people.map(({ personId, obstacles }) => {
      const reasons = obstacles.map((obstacle) => describeObstacle(obstacle, timeZone));
      const all = reasons.length === 0 ? 'could: the search was stopped too early' : reasons.join('; ');
      return `  ${nameOf(personId)}: ${all}`;
    }),
  ];
}

function describeObstacle(obstacle: Obstacle, timeZone: string): string {
  switch (obstacle.kind) {
    case 'skill':
      return `does not know ${obstacle.skill}`;
    case 'unavailable':
      return `unavailable ${during(obstacle.during, timeZone)}`;
    case 'rule':
      return describeBreach(obstacle.breach, timeZone);
  }
}

function describeBreach(breach: Breach, timeZone: string): string {
  switch (breach.rule) {
    case 'one-place-at-a-time':
      return `on duty ${during(breach.with, timeZone)}`;
    case 'longest-run-hours':
      return `would be on duty ${round(breach.hours)} h without a break, ${breach.limit} h at most`;
    case 'longest-run-days':
      return `would start a duty on ${breach.days} days running, ${breach.limit} at most`;
    case 'rest':
      return `only ${round(breach.gapHours)} h of rest, ${breach.limit} h needed, beside the duty ${during(breach.with, timeZone)}`;
    case 'no-two-weeks-running':
      return `on duty in the week beside it: ${during(breach.with, timeZone)}`;
    case 'rolling-hours':
      return `would have ${round(breach.hours)} h in ${breach.days} days, ${breach.limit} h at most`;
    case 'weeks-running':
      return `would be on duty ${breach.weeks} weeks running, ${breach.limit} at most`;
    case 'cap':
      return `would have ${round(breach.amount)} ${breach.cap.count} in the ${breach.cap.per}, ${breach.cap.atMost} at most`;
  }
}

const WAIVED: Readonly<Record<Waivable, string>> = {
  'longest-run-hours': 'longestRunHours',
  'longest-run-days': 'longestRunDays',
  rest: 'restHours',
  'no-two-weeks-running': 'noTwoWeeksRunning',
  'rolling-hours': 'hours in days running (rules of the team)',
  'weeks-running': 'weeks running (rules of the team)',
  cap: 'caps',
};

function describeWaiver({ rule, uncoveredHours }: Waiver, now: number): readonly string[] {
  if (rule === null)
    return [
      `without any rule ${uncoveredHours === 0 ? 'everything could be covered' : `${round(uncoveredHours)} h would still be open, for want of people who know how and can`}`,
    ];
  if (uncoveredHours >= now) return [];
  const left =
    uncoveredHours === 0 ? 'everything could be covered' : `${round(uncoveredHours)} h would stay open`;
  return [`without ${WAIVED[rule]} ${left}, instead of ${round(now)} h open`];
}

function describeStops({ proved }: Proposal): readonly string[] {
  return [
    ...(proved.coverage ? [] : ['the search was stopped: more might be covered']),
    ...(proved.fairness ? [] : ['the search was stopped: it might be fairer']),
  ];
}

const COLUMNS: readonly (readonly [string, (person: PersonFairness) => number])[] = [
  ['past', (person) => person.past],
  ['planned', (person) => person.planned],
  ['total', (person) => person.past + person.planned],
  ['due', (person) => person.due],
  ['hours', (person) => person.hours],
  ['duties', (person) => person.duties],
  ['nights', (person) => person.nights],
  ['weekends', (person) => person.weekends],
  ['holidays', (person) => person.holidays],
  ['rather not', (person) => person.ratherNot],
];

function describeFairness({ proposal, nameOf }: DescribedProposal): readonly string[] {
  const { fairness, rotation } = proposal;
  const names = fairness.people.map(({ personId }) => nameOf(personId));
  const width = Math.max(...names.map((name) => name.length), 'burden'.length);
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(width), ...cells.map((cell, index) => cell.padStart(COLUMNS[index]?.[0].length ?? 0))].join(
      '  ',
    );
  const figure = (of: (planning: typeof fairness) => number) =>
    `${round(of(fairness))} (taking turns: ${round(of(rotation))})`;
  return [
    row(
      'burden',
      COLUMNS.map(([title]) => title),
    ),
    ...fairness.people.map((person, index) =>
      row(
        names[index] ?? '',
        COLUMNS.map(([, value]) => String(Math.round(value(person)))),
      ),
    ),
    `from the least to the most loaded: ${figure((planning) => planning.spread)}`,
    `standard deviation: ${figure((planning) => planning.standardDeviation)}`,
    `duties that someone would rather not have: ${figure((planning) => planning.ratherNot)}`,
    `duties that break a rule: ${figure((planning) => planning.breaches)}`,
    `hours left open: ${figure((planning) => planning.uncoveredHours)}`,
  ];
}

function during({ startAt, endAt }: Interval, timeZone: string): string {
  return `${localOf(startAt, timeZone)} to ${localOf(endAt, timeZone)}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
