import type { Instant, Interval } from '../../runtime/instant.ts';
import { type CompensationLine, compensate, type Scheme, sum, type ToCompensate } from './compensation.ts';
import { countHours, HOUR_KINDS, type Hours } from './hour-kinds.ts';
import { common, MINUTE, merged, toMinutes, totalOf, without } from './intervals.ts';
import type { Intervention } from './intervention.ts';
import type { NoticeGiven } from './notice-period.ts';
import type { RestReason } from './rest.ts';

/** A duty of the person on one schedule, and how it was told. */
export interface StatedDuty extends Interval {
  readonly scheduleId: string;
  readonly scheduleName: string;
  /** Null: nothing was published of it, so nobody can tell. */
  readonly notice: {
    readonly toldAt: Instant;
    readonly given: NoticeGiven;
    readonly reason: string | null;
  } | null;
}

/** The rest that an intervention broke, and what is left of it. */
export interface StatedRest {
  readonly interventionId: string;
  readonly why: RestReason;
  readonly earliestReturnAt: Instant;
  readonly owedMinutes: number;
}

/** One time, rounded to whole minutes, with its minutes by kind. */
export interface StatedTime extends Interval {
  readonly minutes: Hours;
}

/**
 * What R3121-2 asks to be handed over at the end of a month: the hours of duty, and what was given for them. It is data:
 * pages, PDF and CSV are made of it, and it is kept as it is.
 */
export interface Statement {
  readonly personId: string;
  readonly name: string;
  readonly payrollNumber: string;
  /** `2026-11` */
  readonly month: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly duties: readonly (StatedDuty & StatedTime)[];
  /** Of all schedules together: hours on two at once are hours once. */
  readonly dutyMinutes: Hours;
  readonly interventions: readonly (StatedTime &
    Pick<Intervention, 'id' | 'place' | 'travelMinutes' | 'reason' | 'state'>)[];
  /** Outside working hours. */
  readonly interventionMinutes: Hours;
  readonly rests: readonly StatedRest[];
  readonly compensation: readonly CompensationLine[];
  readonly totals: { readonly cents: number; readonly restMinutes: number; readonly owedRestMinutes: number };
}

export interface StatementFacts
  extends Pick<Statement, 'personId' | 'name' | 'payrollNumber' | 'month' | 'currency' | 'rests'> {
  /** Whole duties, also where they reach into other months. */
  readonly duties: readonly StatedDuty[];
  readonly interventions: readonly Intervention[];
  /** Working hours: what falls into them is no intervention on call. */
  readonly work: readonly Interval[];
  readonly span: Interval;
  readonly scheme: Scheme;
  readonly rules: Pick<ToCompensate, 'hours' | 'packages' | 'isRestDay'>;
}

/** The statement of one person and month. */
export function statementOf(facts: StatementFacts): Statement {
  const { span, rules } = facts;
  const minutesOf = (time: readonly Interval[]) => inMinutes(countHours(time, rules.hours));
  const duties = facts.duties.map((duty) => ({ ...duty, ...toMinutes(duty) }));
  const inMonth = duties.flatMap((duty) =>
    common([duty], [span]).map((cut) => ({ ...duty, ...cut, minutes: minutesOf([cut]) })),
  );
  const interventions = facts.interventions
    .filter(({ state, startAt }) => state !== 'withdrawn' && span.startAt <= startAt && startAt < span.endAt)
    .map(stated);
  const paid = without(interventions, facts.work.map(toMinutes));
  const compensation = compensate(facts.scheme, {
    ...rules,
    month: span,
    duties: oneAtATime(duties),
    interventions: paid,
  });
  return {
    personId: facts.personId,
    name: facts.name,
    payrollNumber: facts.payrollNumber,
    month: facts.month,
    timeZone: rules.hours.timeZone,
    currency: facts.currency,
    duties: inMonth,
    dutyMinutes: minutesOf(merged(inMonth)),
    interventions: interventions.map((one) => ({ ...one, minutes: minutesOf([one]) })),
    interventionMinutes: minutesOf(paid),
    rests: facts.rests,
    compensation,
    totals: {
      cents: sum(compensation.map(({ cents }) => cents)),
      restMinutes: sum(compensation.map(({ restMinutes }) => restMinutes)),
      owedRestMinutes: sum(facts.rests.map(({ owedMinutes }) => owedMinutes)),
    },
  };
}

/** Whether there is anything to state. */
export function isEmpty({ duties, interventions }: Statement): boolean {
  return duties.length === 0 && interventions.length === 0;
}

export function minutesInAll(minutes: Hours): number {
  return sum(HOUR_KINDS.map((kind) => minutes[kind]));
}

function stated({ id, place, travelMinutes, reason, state, startAt, endAt }: Intervention) {
  return { id, place, travelMinutes, reason, state, ...toMinutes({ startAt, endAt: endAt ?? startAt }) };
}

/** Duty on two schedules at once is duty once; it was told late where one of them was. */
function oneAtATime(duties: readonly StatedDuty[]): ToCompensate['duties'] {
  const isLate = ({ notice }: StatedDuty) => notice !== null && notice.given !== 'in-time';
  const inTime = merged(duties.filter((duty) => !isLate(duty)));
  const late = without(merged(duties.filter(isLate)), inTime);
  const together = totalOf(late) === 0 ? inTime : [...inTime, ...late];
  return together.map((one) => ({ ...one, isLate: late.includes(one) }));
}

function inMinutes(hours: Hours): Hours {
  const each = (kind: keyof Hours) => Math.round(hours[kind] / MINUTE);
  return {
    holiday: each('holiday'),
    sunday: each('sunday'),
    night: each('night'),
    saturday: each('saturday'),
    day: each('day'),
  };
}
