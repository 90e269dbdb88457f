import type { Instant } from '../../runtime/instant.ts';
import type { Assignment } from './assignment.ts';
import { type PreparedSchedule, prepare } from './prepared-schedule.ts';
import { isNobodys, type Turn } from './rotation.ts';
import type { OnCallReason, Override, Rotation, ScheduleInForce } from './schedule.ts';
import { shadowsAt } from './shadows.ts';
import { Inquiry, type Stretch } from './stretch.ts';

/** What a schedule says at an instant. */
export interface Duty {
  /** In ringing order; nobody twice. */
  readonly onDuty: readonly Assignment[];
  /** Who would be on duty, were they not absent. */
  readonly absent: readonly Assignment[];
  /** Trainees beside them whom no call rings; those who are called are on duty. */
  readonly shadows: readonly Assignment[];
}

/**
 * Who is on duty at `at`, and around it for as long as nothing that bears on it changes. Everything that is asked of a
 * schedule comes from here.
 */
export function dutyAt(schedule: ScheduleInForce, at: Instant): Stretch<Duty> {
  const prepared = prepare(schedule);
  const inquiry = new Inquiry(at);
  const overrides = inquiry.ask(prepared.overrides);
  const planned = overrides.some(replacesAll) ? [] : plannedAt(prepared, inquiry);
  const assigned = withoutRepeats(overrides.reduce(applyOverride, planned));

  const absent = assigned.filter(({ personId }) => inquiry.ask(prepared.absenceOf(personId)));
  const present = absent.length === 0 ? assigned : assigned.filter((one) => !absent.includes(one));
  const { dialled, shadows } = shadowsAt(prepared, present, inquiry);
  return inquiry.conclude({
    onDuty: dialled.length === 0 ? present : [...present, ...dialled],
    absent,
    shadows,
  });
}

/** The first layer that holds decides: planned shifts, then each rotation from the top. */
function plannedAt(prepared: PreparedSchedule, inquiry: Inquiry): readonly Assignment[] {
  const shifts = inquiry.ask(prepared.shifts);
  if (shifts.length > 0)
    return shifts.map((shift) => ({
      personId: shift.personId,
      reason: { kind: 'planned-shift' },
      source: shift,
      turn: 0,
    }));
  for (const { rotation, turns, window } of prepared.rotations) {
    const turn = inquiry.ask(turns);
    if (turn !== null && !isNobodys(turn) && inquiry.ask(window))
      return takeTurn(rotation, turn, prepared, inquiry);
  }
  return [];
}

/** Whose turn it is, or who covers for them: nobody covers for two. Who finds nobody to cover for them keeps their turn. */
function takeTurn(
  rotation: Rotation,
  { number, holders, others }: Turn,
  prepared: PreparedSchedule,
  inquiry: Inquiry,
): readonly Assignment[] {
  const isAbsent = (personId: string) => inquiry.ask(prepared.absenceOf(personId));
  const holding = holders.filter((personId) => personId !== null);
  const covering = new Set<string>();
  const coverOf = (holderId: string) => {
    if (rotation.whenAbsent === 'gap' || !isAbsent(holderId)) return holderId;
    const isFree = (personId: string) =>
      !covering.has(personId) && !holding.includes(personId) && !isAbsent(personId);
    const found = others.find(isFree);
    if (found !== undefined) covering.add(found);
    return found ?? holderId;
  };
  return holding.map((holderId) => {
    const personId = coverOf(holderId);
    const reason: OnCallReason = {
      kind: 'rotation',
      rotationId: rotation.id,
      rotationName: rotation.name,
      coversId: personId === holderId ? null : holderId,
    };
    return { personId, reason, source: rotation, turn: number };
  });
}

function replacesAll({ action, replacesId }: Override): boolean {
  return action !== 'adds' && replacesId === null;
}

function applyOverride(assigned: readonly Assignment[], override: Override): readonly Assignment[] {
  const put = assignmentsOf(override);
  if (override.action === 'adds') return [...assigned, ...put];
  if (override.replacesId === null) return put;
  // The replacement takes the place of the replaced in the ringing order.
  return assigned.flatMap((one) => (stands(one, override.replacesId) ? put : [one]));
}

function assignmentsOf(override: Override): readonly Assignment[] {
  const { action, personId, replacesId, madeBy } = override;
  if (action === 'removes' || personId === null) return [];
  return [{ personId, reason: { kind: 'override', action, replacesId, madeBy }, source: override, turn: 0 }];
}

/** Replacing an absent person replaces whoever covers for them. */
function stands({ personId, reason }: Assignment, replacedId: string | null): boolean {
  return personId === replacedId || (reason.kind === 'rotation' && reason.coversId === replacedId);
}

function withoutRepeats(assigned: readonly Assignment[]): readonly Assignment[] {
  if (assigned.length < 2) return assigned;
  const seen = new Set<string>();
  return assigned.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}
