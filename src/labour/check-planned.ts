import { checkDuty } from '../domain/labour/check-duty.ts';
import { checkWork } from '../domain/labour/check-work.ts';
import type { Finding } from '../domain/labour/finding.ts';
import { noticeOf } from '../domain/labour/notice-period.ts';
import { workBetween } from '../domain/labour/working-hours.ts';
import type { DutyChange } from '../domain/schedule/compare-duty.ts';
import type { PlannedShift, ScheduleInForce } from '../domain/schedule/schedule.ts';
import { createBreather } from '../runtime/clock.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { hourRule, workerOf } from './clocks.ts';
import type { PersonRules } from './labour-settings.ts';
import { type LabourSources, readRules } from './labour-sources.ts';
import { dutiesByPerson, LONGEST_TURN_MS } from './month-statements.ts';
import { timeOf } from './rest-due.ts';

const DAY = 24 * 3_600_000;
/** What lies so far around a period can bear on what is in it: months, 15 days, weeks running. */
const AROUND_MS = 36 * DAY;
/** Averages and night work look back a year. */
const YEAR_MS = 366 * DAY;

/** A finding with what its person's team says to it. */
export interface JudgedFinding extends Finding {
  readonly isBlocking: boolean;
  readonly timeZone: string;
}

/** A planning as somebody wants it. */
export interface WantedPlanning {
  readonly schedule: ScheduleInForce;
  /** As they were put there, whether or not their person is away then. */
  readonly shifts: readonly PlannedShift[];
  readonly period: Interval;
  readonly changes: readonly DutyChange[];
}

/** What a wanted planning breaks together with everybody's duty elsewhere, in its period. */
export async function checkWanted(
  sources: LabourSources,
  wanted: WantedPlanning,
  now: Instant,
): Promise<readonly JudgedFinding[]> {
  const { schedule, period } = wanted;
  const others = (await sources.schedules(period.startAt - AROUND_MS)).filter(({ id }) => id !== schedule.id);
  const concerned = new Set([...wanted.shifts, ...wanted.changes].map(({ personId }) => personId));
  const found = await findingsOf(sources, [...others, schedule], period, wanted.shifts);
  const rulesOf = await readRules(sources);
  const late = wanted.changes.flatMap((change) => shortNotice(rulesOf(change.personId), change, now));
  return [...found.filter(({ personId }) => concerned.has(personId)), ...late];
}

/** What everybody's duty breaks in a period, with one schedule as it was and as it would be. */
export async function brokenBeforeAndAfter(
  sources: LabourSources,
  before: ScheduleInForce,
  after: ScheduleInForce,
  period: Interval,
): Promise<{ readonly old: readonly JudgedFinding[]; readonly now: readonly JudgedFinding[] }> {
  const others = (await sources.schedules(period.startAt - AROUND_MS)).filter(({ id }) => id !== before.id);
  return {
    old: await findingsOf(sources, [...others, before], period, []),
    now: await findingsOf(sources, [...others, after], period, []),
  };
}

/** What everybody's planned duty breaks in a period. */
export async function checkPlanned(
  sources: LabourSources,
  period: Interval,
): Promise<readonly JudgedFinding[]> {
  return findingsOf(sources, await sources.schedules(period.startAt - AROUND_MS), period, []);
}

/** What these people's work and interventions broke in a period. */
export async function checkWorked(
  sources: LabourSources,
  period: Interval,
  personIds: readonly string[],
): Promise<readonly JudgedFinding[]> {
  const from = period.startAt - YEAR_MS;
  const [rulesOf, absences, interventions] = await Promise.all([
    readRules(sources),
    sources.absences(from),
    sources.interventions.list({ personIds, within: { startAt: from, endAt: period.endAt } }),
  ]);
  // Without interventions it is working hours alone, which are not ours to judge.
  const concerned = personIds.filter((id) => interventions.some(({ personId }) => personId === id));
  return inTurns(concerned, (personId) => {
    const rules = rulesOf(personId);
    const mine = interventions.filter((one) => one.personId === personId).flatMap(timeOf);
    const work = workBetween(workerOf(rules, absences), from, period.endAt);
    const person = { personId, regime: rules.labour.regime, work, interventions: mine, period };
    const { limits, rest } = rules.team;
    return checkWork(person, limits, rest, hourRule(rules.team)).map((one) => judged(one, rules));
  });
}

async function findingsOf(
  sources: LabourSources,
  schedules: readonly ScheduleInForce[],
  period: Interval,
  shifts: readonly PlannedShift[],
): Promise<readonly JudgedFinding[]> {
  const [from, to] = [period.startAt - AROUND_MS, period.endAt + AROUND_MS];
  const [rulesOf, absences] = await Promise.all([readRules(sources), sources.absences(from)]);
  const duties = await dutiesByPerson(schedules, from, to);
  const people = new Set([...duties.keys(), ...shifts.map(({ personId }) => personId)]);
  return inTurns([...people], (personId) => {
    const rules = rulesOf(personId);
    const mine = [...(duties.get(personId) ?? []), ...shifts.filter((shift) => shift.personId === personId)];
    const leave = absences.filter((absence) => absence.personId === personId);
    const person = { personId, regime: rules.labour.regime, duties: mine, leave };
    return checkDuty(person, rules.team.limits, hourRule(rules.team))
      .filter((one) => one.startAt < period.endAt && period.startAt < one.endAt)
      .map((one) => judged(one, rules));
  });
}

/** What is found of each, with turns for the event loop in between. */
async function inTurns(
  personIds: readonly string[],
  findingsFor: (personId: string) => readonly JudgedFinding[],
): Promise<readonly JudgedFinding[]> {
  const breathe = createBreather(LONGEST_TURN_MS);
  const found: JudgedFinding[] = [];
  for (const personId of personIds) {
    await breathe();
    found.push(...findingsFor(personId));
  }
  return found;
}

function shortNotice(rules: PersonRules, change: DutyChange, now: Instant): readonly JudgedFinding[] {
  if (change.kind === 'removed' || rules.labour.regime === 'elected') return [];
  const { notice, timeZone } = rules.team;
  const { given, days } = noticeOf(now, change.startAt, notice, timeZone);
  if (given === 'in-time') return [];
  const { personId, startAt, endAt } = change;
  const degree = given === 'late' ? 'near' : 'broken';
  return [
    judged(
      { rule: 'short-notice', personId, startAt, endAt, amount: days, limit: notice.days, degree },
      rules,
    ),
  ];
}

function judged(finding: Finding, { team }: PersonRules): JudgedFinding {
  return { ...finding, isBlocking: team.blocking.includes(finding.rule), timeZone: team.timeZone };
}
