import type { Instant, Interval } from '../runtime/instant.ts';
import type { EscalationPolicy, Target } from './escalation/policy.ts';
import type { Hotline } from './hotline.ts';
import { openingAt } from './opening.ts';
import { isHere, type Person, type Team } from './person.ts';
import type { DialTarget } from './phone-number.ts';
import { dutyAt } from './schedule/duty.ts';
import type { ScheduleInForce } from './schedule/schedule.ts';
import { type Changing, Inquiry, stretches } from './schedule/stretch.ts';

/** A time in which a hotline would reach nobody, although it should. */
export interface HotlineGap extends Interval {
  /** Nobody is there to be dialled; or somebody is, and none of their phones can be. */
  readonly reason: 'nobody' | 'nobody-can-be-dialled';
}

/** What bears on whom a hotline reaches. What is missing rings nobody. */
export interface HotlineSurroundings {
  readonly policies: ReadonlyMap<string, EscalationPolicy>;
  readonly schedules: ReadonlyMap<string, ScheduleInForce>;
  readonly people: ReadonlyMap<string, Person>;
  readonly teams: ReadonlyMap<string, Team>;
  /** Whether the hotline can ring it at all. */
  readonly canRing: (target: DialTarget, hotline: Hotline) => boolean;
}

/**
 * When a call to the hotline would ring no phone, within `[from, to)`: nobody is on duty in any step of the policy that
 * holds then, or nobody who is can be dialled (a mobile without a trunk, no phone at all). A branch that is meant to ring
 * nobody is no gap.
 */
export function hotlineGaps(
  hotline: Hotline,
  surroundings: HotlineSurroundings,
  from: Instant,
  to: Instant,
): readonly HotlineGap[] {
  const found: { startAt: Instant; endAt: Instant; reason: HotlineGap['reason'] }[] = [];
  const lack = (at: Instant) => lackAt(hotline, surroundings, at);
  for (const { startAt, endAt, value } of stretches(lack, from, to)) {
    if (value === null) continue;
    const last = found.at(-1);
    if (last && last.reason === value && last.endAt === startAt) last.endAt = endAt;
    else found.push({ startAt, endAt, reason: value });
  }
  return found;
}

function lackAt(hotline: Hotline, surroundings: HotlineSurroundings, at: Instant) {
  const inquiry = new Inquiry(at);
  const branch = inquiry.ask((instant) => openingAt(hotline, instant));
  if (branch !== null && branch.policyId === null) return inquiry.conclude(null);
  const steps = surroundings.policies.get(branch?.policyId ?? hotline.policyId)?.steps ?? [];
  let phones: readonly DialTarget[] = [];
  let isSomebodyThere = false;
  for (const target of steps.flatMap(({ targets }) => targets)) {
    const reached = reachedBy(target, surroundings, inquiry);
    isSomebodyThere ||= reached.isSomebodyThere;
    phones = [...phones, ...reached.phones];
  }
  if (phones.some((phone) => surroundings.canRing(phone, hotline))) return inquiry.conclude(null);
  return inquiry.conclude(isSomebodyThere ? ('nobody-can-be-dialled' as const) : ('nobody' as const));
}

function reachedBy(
  target: Target,
  { schedules, teams, people }: HotlineSurroundings,
  inquiry: Inquiry,
): { readonly isSomebodyThere: boolean; readonly phones: readonly DialTarget[] } {
  if (target.kind === 'number') return { isSomebodyThere: true, phones: [target.target] };
  const here = personIdsOf(target, schedules, teams, inquiry)
    .flatMap((id) => people.get(id) ?? [])
    .filter((person) => inquiry.ask(presenceOf(person)));
  return {
    isSomebodyThere: here.length > 0,
    phones: here.flatMap(({ contactMethods }) => contactMethods.map((method) => method.target)),
  };
}

function personIdsOf(
  target: Exclude<Target, { kind: 'number' }>,
  schedules: HotlineSurroundings['schedules'],
  teams: HotlineSurroundings['teams'],
  inquiry: Inquiry,
): readonly string[] {
  if (target.kind === 'person') return [target.personId];
  if (target.kind === 'team') return teams.get(target.teamId)?.memberIds ?? [];
  const schedule = schedules.get(target.scheduleId);
  if (schedule === undefined) return [];
  return inquiry.ask((at) => dutyAt(schedule, at)).onDuty.map(({ personId }) => personId);
}

/** Whether they have joined and not left. */
function presenceOf(person: Person): Changing<boolean> {
  const joinsAt = person.joinsAt ?? Number.NEGATIVE_INFINITY;
  const leavesAt = person.leavesAt ?? Number.POSITIVE_INFINITY;
  return (at) => {
    const value = isHere(person, at);
    if (value) return { startAt: joinsAt, endAt: leavesAt, value };
    return at < joinsAt
      ? { startAt: Number.NEGATIVE_INFINITY, endAt: joinsAt, value }
      : { startAt: leavesAt, endAt: Number.POSITIVE_INFINITY, value };
  };
}
