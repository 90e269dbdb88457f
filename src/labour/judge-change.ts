import type { JudgedFinding } from '../domain/labour/finding.ts';
import { without } from '../domain/labour/intervals.ts';
import { dutyByPerson } from '../domain/schedule/compare-duty.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { brokenBeforeAndAfter, duringLeave, shortNotice } from './check-planned.ts';
import type { PersonRules } from './labour-settings.ts';
import { type LabourSources, readRules } from './labour-sources.ts';

/** A schedule as it is and as somebody wants it, at once and without a draft. Null: there is none. */
export interface ScheduleChange {
  readonly before: ScheduleInForce | null;
  readonly after: ScheduleInForce | null;
}

/** Duty that its person is told of later than they were to be. */
export interface LateDuty extends Interval {
  readonly scheduleId: string;
  readonly personId: string;
}

/** What a change of the planning is by the rules of the people whom it concerns. */
export interface ChangeVerdict {
  /** What it newly breaks; what was broken before is no reason to speak of it again. */
  readonly broken: readonly JudgedFinding[];
  readonly late: readonly LateDuty[];
}

const DAY = 24 * 3_600_000;
/** What is changed further ahead is looked at before it is published, or in time. */
const AHEAD_MS = 90 * DAY;

export async function judgeChange(
  sources: LabourSources,
  changes: readonly ScheduleChange[],
  at: Instant,
): Promise<ChangeVerdict> {
  const given = changes.flatMap((change) => newDuty(change, at));
  const wanted = changes.flatMap((change) => newlyWanted(change, at));
  if (given.length === 0 && wanted.length === 0) return { broken: [], late: [] };
  const rulesOf = await readRules(sources);
  const short = given.flatMap((duty) => {
    const found = shortNotice(rulesOf(duty.personId), duty, at);
    return found === null ? [] : [{ duty, found }];
  });
  const absences = await sources.absences(at);
  const onLeave = wanted.flatMap((one) => duringLeave(rulesOf(one.personId), one, absences));
  return {
    broken: [
      ...(await newlyBroken(
        sources,
        changes,
        given.filter(({ personId }) => limitsDuty(rulesOf(personId))),
      )),
      ...onLeave,
      ...short.map(({ found }) => found),
    ].toSorted((a, b) => a.startAt - b.startAt),
    late: short.map(({ duty }) => duty),
  };
}

/** Time on duty that people did not have before, whatever becomes of the rest of their duty. */
function newDuty({ before, after }: ScheduleChange, at: Instant): readonly LateDuty[] {
  if (after === null) return [];
  const old = before === null ? new Map() : dutyByPerson(before, at, at + AHEAD_MS);
  return [...dutyByPerson(after, at, at + AHEAD_MS)].flatMap(([personId, duties]) =>
    without(duties, old.get(personId) ?? []).map((time) => ({ scheduleId: after.id, personId, ...time })),
  );
}

/** Where somebody puts people who may be away then, and would be on duty otherwise. */
function newlyWanted({ before, after }: ScheduleChange, at: Instant): readonly LateDuty[] {
  const placed = (schedule: ScheduleInForce | null) =>
    [...(schedule?.shifts ?? []), ...(schedule?.overrides ?? [])].flatMap(({ personId, startAt, endAt }) =>
      personId === null || endAt <= at ? [] : [{ personId, startAt, endAt }],
    );
  const old = placed(before);
  const kept = new Set(old.map(keyOf));
  return placed(after)
    .filter((one) => !kept.has(keyOf(one)))
    .flatMap(({ personId, ...time }) =>
      without(
        [time],
        old.filter((one) => one.personId === personId),
      ).map((part) => ({ ...part, scheduleId: after?.id ?? '', personId })),
    );
}

/** Whether anything but leave and notice limits the planned duty of a person: mostly nothing does. */
function limitsDuty({ labour: { regime }, team: { limits } }: PersonRules): boolean {
  const { weeksRunning, saturdaysPerMonth, sundaysPerMonth, holidaysPerMonth, dutyHours, dutyDays } = limits;
  const own = [weeksRunning, saturdaysPerMonth, sundaysPerMonth, holidaysPerMonth, dutyHours, dutyDays];
  return regime === 'young' || regime === 'child' || own.some((limit) => limit !== null);
}

function keyOf({ personId, startAt, endAt }: Interval & { readonly personId: string }): string {
  return `${personId} ${startAt} ${endAt}`;
}

async function newlyBroken(
  sources: LabourSources,
  changes: readonly ScheduleChange[],
  given: readonly LateDuty[],
): Promise<readonly JudgedFinding[]> {
  if (given.length === 0) return [];
  const period = {
    startAt: Math.min(...given.map(({ startAt }) => startAt)),
    endAt: Math.max(...given.map(({ endAt }) => endAt)),
  };
  const concerned = new Set(given.map(({ personId }) => personId));
  const { old, now } = await brokenBeforeAndAfter(sources, changes, period, concerned);
  const isKnown = (one: JudgedFinding) =>
    old.some(
      ({ rule, personId, startAt, amount }) =>
        rule === one.rule && personId === one.personId && startAt === one.startAt && amount >= one.amount,
    );
  return now.filter((one) => !isKnown(one));
}
