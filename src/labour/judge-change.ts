import { without } from '../domain/labour/intervals.ts';
import { noticeOf } from '../domain/labour/notice-period.ts';
import { dutyByPerson } from '../domain/schedule/compare-duty.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { brokenBeforeAndAfter, type JudgedFinding } from './check-planned.ts';
import { type LabourSources, readRules } from './labour-sources.ts';

/** A schedule as it is and as somebody wants it, at once and without a draft. */
export interface WantedChange {
  readonly before: ScheduleInForce;
  readonly after: ScheduleInForce;
  readonly at: Instant;
}

/** What a change of the planning is by the rules of the people whom it concerns. */
export interface ChangeVerdict {
  /** What their team says must not be. Empty: nothing. */
  readonly forbidden: readonly JudgedFinding[];
  /** Duty that they get later than they were to be told of it. */
  readonly late: readonly (Interval & { readonly personId: string })[];
}

const DAY = 24 * 3_600_000;
/** What is changed further ahead is looked at before it is published, or in time. */
const AHEAD_MS = 90 * DAY;
const NOTHING: ChangeVerdict = { forbidden: [], late: [] };

export async function judgeChange(
  sources: LabourSources,
  { before, after, at }: WantedChange,
): Promise<ChangeVerdict> {
  const given = newDuty({ before, after, at });
  if (given.length === 0) return NOTHING;
  const rulesOf = await readRules(sources);
  const late = given.filter(({ personId, startAt }) => {
    const { team, labour } = rulesOf(personId);
    return (
      labour.regime !== 'elected' && noticeOf(at, startAt, team.notice, team.timeZone).given !== 'in-time'
    );
  });
  const mayForbid = given.some(({ personId }) => rulesOf(personId).team.blocking.length > 0);
  return { late, forbidden: mayForbid ? await forbidden(sources, { before, after, at }, given) : [] };
}

/** Time on duty that people did not have before, whatever becomes of the rest of their duty. */
function newDuty({ before, after, at }: WantedChange): ChangeVerdict['late'] {
  const old = dutyByPerson(before, at, at + AHEAD_MS);
  return [...dutyByPerson(after, at, at + AHEAD_MS)].flatMap(([personId, duties]) =>
    without(duties, old.get(personId) ?? []).map((time) => ({ personId, ...time })),
  );
}

/** What the change brings; what was broken before is no reason to refuse it. */
async function forbidden(
  sources: LabourSources,
  { before, after }: WantedChange,
  given: ChangeVerdict['late'],
): Promise<readonly JudgedFinding[]> {
  const period = {
    startAt: Math.min(...given.map(({ startAt }) => startAt)),
    endAt: Math.max(...given.map(({ endAt }) => endAt)),
  };
  const { old, now } = await brokenBeforeAndAfter(sources, before, after, period);
  const concerned = new Set(given.map(({ personId }) => personId));
  const isKnown = (one: JudgedFinding) =>
    old.some(
      ({ rule, personId, startAt, amount }) =>
        rule === one.rule && personId === one.personId && startAt === one.startAt && amount >= one.amount,
    );
  return now.filter((one) => one.isBlocking && concerned.has(one.personId) && !isKnown(one));
}
