import type { ManagedSchedule } from '../../domain/items/configuration.ts';
import type { Override } from '../../domain/schedule/schedule.ts';
import {
  type Swap,
  type SwapAction,
  type SwapFacts,
  type SwapState,
  stepSwap,
} from '../../domain/swap/swap.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Author, Warnings } from '../configuration.ts';
import { editScheduleIn, type PlanningViolation, type Wanted } from '../edit-schedule.ts';
import type { PlanningStore, PlanningTransaction } from '../planning-store.ts';
import { withoutOverride } from '../schedule-edits.ts';
import type { SwapRefusal } from './propose-swap.ts';
import { isAbsentIn, isDutyOf, isOnDutyIn } from './swap-facts.ts';

/** A swap as it became. */
export interface AnsweredSwap extends Swap {
  /** What of the rules of people's teams it newly breaks. */
  readonly warnings: Warnings;
}

/** Accepts, declines, approves, refuses, withdraws or undoes a swap; the schedule follows in the same transaction. */
export function actOnSwap(
  store: PlanningStore,
  id: number,
  action: SwapAction,
  author: Author,
): Promise<Result<AnsweredSwap, SwapRefusal>> {
  return store.edit(async (planning): Promise<Result<AnsweredSwap, SwapRefusal>> => {
    const swap = await planning.swaps.swap(id);
    if (!swap) return invalid([{ path: [], rule: 'swap-exists', about: '' }]);
    const schedule = await planning.configuration.item('schedules', swap.scheduleId);
    if (!schedule) return fail({ kind: 'no-such-schedule' });
    const step = stepSwap(swap, action, await factsOf(planning, schedule, swap, action, author));
    if (!step.ok) return invalid(step.error);
    const followed = await follow(planning, swap, step.value, author);
    if (!followed.ok) return followed;
    const after = { ...swap, state: step.value };
    await planning.swaps.write(swap, after, author);
    return ok({ ...after, warnings: followed.value });
  });
}

async function factsOf(
  { configuration }: PlanningTransaction,
  schedule: ManagedSchedule,
  swap: Swap,
  action: SwapAction,
  author: Author,
): Promise<SwapFacts> {
  const inForce = { ...schedule, absences: await configuration.absences() };
  const takerId = swap.state.kind === 'accepted' ? swap.state.takerId : action.by;
  const left = { startAt: Math.max(swap.startAt, author.at), endAt: swap.endAt };
  return {
    now: author.at,
    madeBy: author.actor,
    needsApproval: schedule.swapApproval === 'supervisor',
    isGiversDuty: isDutyOf(inForce, swap.giverId, left),
    takerIsAbsent: isAbsentIn(inForce, takerId, left),
    takerIsOnDuty: isOnDutyIn(inForce, takerId, left),
    isTakersDuty: swap.inReturn === null || isDutyOf(inForce, takerId, swap.inReturn),
    giverIsAbsent: swap.inReturn !== null && isAbsentIn(inForce, swap.giverId, swap.inReturn),
    giverIsOnDuty: swap.inReturn !== null && isOnDutyIn(inForce, swap.giverId, swap.inReturn),
  };
}

/** A swap that is made is an override, an exchange two, judged together; undone, they go. */
async function follow(
  { configuration }: PlanningTransaction,
  swap: Swap,
  state: SwapState,
  author: Author,
): Promise<Result<Warnings, SwapRefusal>> {
  if (state.kind !== 'made' && state.kind !== 'undone') return ok([]);
  const overrides = [state.override, state.returned ?? []].flat();
  const edit = { scheduleId: swap.scheduleId, basedOn: null, author, reason: swap.note, by: 'swap' as const };
  const edited = await editScheduleIn(configuration, edit, null, (schedule) =>
    state.kind === 'undone' ? withoutAll(schedule, author, overrides) : ok(withAll(schedule, overrides)),
  );
  if (edited.ok) return ok(edited.value.warnings);
  if (edited.error.kind === 'invalid') return invalid(edited.error.violations);
  throw new Error(`swap ${swap.id} cannot change its schedule: ${edited.error.kind}`);
}

function withAll(schedule: ManagedSchedule, overrides: readonly Override[]): Wanted {
  return {
    schedule: { ...schedule, overrides: [...schedule.overrides, ...overrides] },
    at: ['overrides', schedule.overrides.length],
  };
}

function withoutAll(
  schedule: ManagedSchedule,
  author: Author,
  overrides: readonly Override[],
): Result<Wanted, readonly PlanningViolation[]> {
  let left: Wanted = { schedule, at: [] };
  for (const override of overrides) {
    const without = withoutOverride(left.schedule, { author }, override);
    if (!without.ok) return without;
    left = without.value;
  }
  return ok(left);
}

function invalid(violations: readonly PlanningViolation[]): Result<never, SwapRefusal> {
  return fail({ kind: 'invalid', violations });
}
