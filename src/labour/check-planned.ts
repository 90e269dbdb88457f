import { checkDuty } from '../domain/labour/check-duty.ts';
import { checkWork } from '../domain/labour/check-work.ts';
import type { Finding, JudgedFinding } from '../domain/labour/finding.ts';
import { limitsOf, NO_LIMITS } from '../domain/labour/limits.ts';
import { noticeOf } from '../domain/labour/notice-period.ts';
import { restOf } from '../domain/labour/rest-rule.ts';
import { sourceOf } from '../domain/labour/rule-sources.ts';
import { workBetween } from '../domain/labour/working-hours.ts';
import type { DutyChange } from '../domain/schedule/compare-duty.ts';
import type { Absence, PlannedShift, ScheduleInForce } from '../domain/schedule/schedule.ts';
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
  const late = wanted.changes.flatMap((change) =>
    change.kind === 'removed' ? [] : (shortNotice(rulesOf(change.personId), change, now) ?? []),
  );
  return [...found.filter(({ personId }) => concerned.has(personId)), ...late];
}

/** What these people's duty breaks in a period, with schedules as they were and as they would be. */
export async function brokenBeforeAndAfter(
  sources: LabourSources,
  changes: readonly { readonly before: ScheduleInForce | null; readonly after: ScheduleInForce | null }[],
  period: Interval,
  personIds: ReadonlySet<string>,
): Promise<{ readonly old: readonly JudgedFinding[]; readonly now: readonly JudgedFinding[] }> {
  const before = changes.flatMap((one) => one.before ?? []);
  const after = changes.flatMap((one) => one.after ?? []);
  const changed = new Set([...before, ...after].map(({ id }) => id));
  const others = (await sources.schedules(period.startAt - AROUND_MS)).filter(({ id }) => !changed.has(id));
  return {
    old: await findingsOf(sources, [...others, ...before], period, [], personIds),
    now: await findingsOf(sources, [...others, ...after], period, [], personIds),
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
    const { regime } = rules.labour;
    const [limits, rest] = [limitsOf(rules.team.limits, regime), restOf(rules.team.rest, regime)];
    return checkWork(person, limits, rest, hourRule(rules.team)).map((one) => judged(one, rules));
  });
}

async function findingsOf(
  sources: LabourSources,
  schedules: readonly ScheduleInForce[],
  period: Interval,
  shifts: readonly PlannedShift[],
  /** Left out: everybody. */
  personIds?: ReadonlySet<string>,
): Promise<readonly JudgedFinding[]> {
  const [from, to] = [period.startAt - AROUND_MS, period.endAt + AROUND_MS];
  const [rulesOf, absences] = await Promise.all([readRules(sources), sources.absences(from)]);
  const duties = await dutiesByPerson(schedules, from, to);
  const people = new Set([...duties.keys(), ...shifts.map(({ personId }) => personId)]);
  const concerned = [...people].filter((personId) => personIds?.has(personId) ?? true);
  return inTurns(concerned, (personId) => {
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

type PersonalDuty = Interval & { readonly personId: string };

/** Whether a duty that is given now is told too late; null: it is in time. */
export function shortNotice(
  rules: PersonRules,
  { personId, startAt, endAt }: PersonalDuty,
  now: Instant,
): JudgedFinding | null {
  if (rules.labour.regime === 'elected') return null;
  const { notice, timeZone } = rules.team;
  const { given, days } = noticeOf(now, startAt, notice, timeZone);
  if (given === 'in-time') return null;
  const degree = given === 'late' ? 'near' : 'broken';
  return judged(
    { rule: 'short-notice', personId, startAt, endAt, amount: days, limit: notice.days, degree },
    rules,
  );
}

/** What of a duty somebody is put on falls into their leave: then it is nobody's. */
export function duringLeave(
  rules: PersonRules,
  { personId, ...time }: PersonalDuty,
  absences: readonly Absence[],
): readonly JudgedFinding[] {
  const leave = absences.filter((absence) => absence.personId === personId);
  const person = { personId, regime: rules.labour.regime, duties: [time], leave };
  return checkDuty(person, NO_LIMITS, hourRule(rules.team))
    .filter(({ rule }) => rule === 'paid-leave')
    .map((one) => judged(one, rules));
}

function judged(finding: Finding, { team, labour }: PersonRules): JudgedFinding {
  const { blocking, preset, timeZone } = team;
  const { rule } = finding;
  return {
    ...finding,
    isBlocking: blocking.includes(rule),
    source: sourceOf(rule, preset, labour.regime),
    timeZone,
  };
}
