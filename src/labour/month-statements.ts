import type { Intervention } from '../domain/labour/intervention.ts';
import {
  isEmpty,
  type StatedDuty,
  type StatedRest,
  type Statement,
  statementOf,
} from '../domain/labour/statement.ts';
import { workBetween } from '../domain/labour/working-hours.ts';
import type { Absence, ScheduleInForce } from '../domain/schedule/schedule.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import { dayOf } from '../domain/schedule/wall-clock.ts';
import { createBreather } from '../runtime/clock.ts';
import { contains, type Instant, type Interval } from '../runtime/instant.ts';
import { hourRule, packageRule, workerOf } from './clocks.ts';
import type { PersonRules } from './labour-settings.ts';
import { type LabourSources, readRules } from './labour-sources.ts';
import { type Month, spanOf } from './month.ts';
import { REST_REACH_MS, restDue } from './rest-due.ts';
import { announcementOf, type ToldDuty, toldFirst } from './told-duties.ts';

/** Duty before the month that may be the beginning of a week in it. */
const BEFORE_MS = 36 * 24 * 3_600_000;

/** Of many schedules and people, one after the other: the event loop has its turn in between. */
export const LONGEST_TURN_MS = 10;

/** The statements of a month as they are by now, of those people who had duty or interventions in it. */
export async function statementsOfMonth(
  sources: LabourSources,
  month: Month,
  personIds: readonly string[],
): Promise<readonly Statement[]> {
  const facts = await readFacts(sources, month, personIds);
  const people = await sources.people();
  const breathe = createBreather(LONGEST_TURN_MS);
  const statements: Statement[] = [];
  for (const personId of personIds) {
    await breathe();
    statements.push(statementFor(facts, month, personId, people.get(personId)?.name ?? personId));
  }
  return statements.filter((statement) => !isEmpty(statement));
}

interface MonthFacts {
  readonly rulesOf: (personId: string) => PersonRules;
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  readonly interventions: readonly Intervention[];
  readonly absences: readonly Absence[];
  readonly told: readonly ToldDuty[];
}

type Duty = Pick<StatedDuty, 'scheduleId' | 'scheduleName' | 'startAt' | 'endAt'> & {
  readonly personId: string;
};

async function readFacts(
  sources: LabourSources,
  month: Month,
  personIds: readonly string[],
): Promise<MonthFacts> {
  // The month of every zone that there is.
  const wide = spanOf(month, 'UTC');
  const from = wide.startAt - BEFORE_MS;
  const to = wide.endAt + 24 * 3_600_000;
  const [rulesOf, schedules, absences, told, interventions] = await Promise.all([
    readRules(sources),
    sources.schedules(from),
    sources.absences(from),
    sources.toldDuties(from),
    sources.interventions.list({ personIds, within: { startAt: wide.startAt - REST_REACH_MS, endAt: to } }),
  ]);
  return { rulesOf, duties: await dutiesByPerson(schedules, from, to), interventions, absences, told };
}

/** Everybody's duty on every schedule, each whole. */
export async function dutiesByPerson(
  schedules: readonly ScheduleInForce[],
  from: Instant,
  to: Instant,
): Promise<ReadonlyMap<string, readonly Duty[]>> {
  const found = new Map<string, Duty[]>();
  const breathe = createBreather(LONGEST_TURN_MS);
  for (const schedule of schedules) {
    await breathe();
    for (const { personId, startAt, endAt } of shiftsBetween(schedule, from, to)) {
      const duty = { personId, startAt, endAt, scheduleId: schedule.id, scheduleName: schedule.name };
      const others = found.get(personId);
      if (others) others.push(duty);
      else found.set(personId, [duty]);
    }
  }
  return found;
}

function statementFor(facts: MonthFacts, month: Month, personId: string, name: string): Statement {
  const rules = facts.rulesOf(personId);
  const { team, labour } = rules;
  const span = spanOf(month, team.timeZone);
  const worker = workerOf(rules, facts.absences);
  const mine = facts.interventions.filter((one) => one.personId === personId);
  const work = workBetween(worker, span.startAt, span.endAt);
  const workDays = new Set(work.map(({ startAt }) => dayOf(startAt, team.timeZone)));
  return statementOf({
    ...{ personId, name, payrollNumber: labour.payrollNumber, month, currency: team.currency },
    ...{ span, work, scheme: team.scheme },
    duties: (facts.duties.get(personId) ?? []).map((duty) => ({
      ...withoutPerson(duty),
      notice: noticeOf(facts.told, duty, rules),
    })),
    interventions: mine.toSorted((a, b) => a.startAt - b.startAt),
    rests: restsOf(rules, facts.absences, mine, span),
    rules: {
      hours: hourRule(team),
      packages: packageRule(team),
      isRestDay: (day) => !workDays.has(day),
    },
  });
}

function withoutPerson({ scheduleId, scheduleName, startAt, endAt }: Duty) {
  return { scheduleId, scheduleName, startAt, endAt };
}

function noticeOf(told: readonly ToldDuty[], duty: Duty, { team }: PersonRules): StatedDuty['notice'] {
  const first = toldFirst(duty, told);
  if (first === null) return null;
  const { provenAt, given } = announcementOf({ ...first, startAt: duty.startAt }, team.notice, team.timeZone);
  return { toldAt: provenAt, given, reason: first.reason };
}

/** Each rest once, by the last intervention that fell into it. */
function restsOf(
  rules: PersonRules,
  absences: readonly Absence[],
  interventions: readonly Intervention[],
  span: Interval,
): readonly StatedRest[] {
  const bySince = new Map<Instant, StatedRest>();
  for (const one of interventions.toSorted((a, b) => a.startAt - b.startAt)) {
    if (one.endAt === null || one.state === 'withdrawn' || !contains(span, one.startAt)) continue;
    const due = restDue(rules, absences, interventions, one.endAt);
    if (due !== null)
      bySince.set(due.rest.since, {
        interventionId: one.id,
        why: due.outcome.why,
        earliestReturnAt: due.outcome.earliestReturnAt,
        owedMinutes: Math.ceil(due.outcome.owed / 60_000),
      });
  }
  return [...bySince.values()];
}
