import type { ManagedSchedule } from '../../domain/items/configuration.ts';
import {
  type Swap,
  type SwapAction,
  type SwapFacts,
  type SwapState,
  stepSwap,
} from '../../domain/swap/swap.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Author } from '../configuration.ts';
import { editScheduleIn, type PlanningViolation, type Wanted } from '../edit-schedule.ts';
import type { PlanningStore, PlanningTransaction } from '../planning-store.ts';
import { withoutOverride } from '../schedule-edits.ts';
import type { SwapRefusal } from './propose-swap.ts';
import { isAbsentIn, isDutyOf, isOnDutyIn } from './swap-facts.ts';

/** Accepts, declines, approves, refuses, withdraws or undoes a swap; the schedule follows in the same transaction. */
export function actOnSwap(
  store: PlanningStore,
  id: number,
  action: SwapAction,
  author: Author,
): Promise<Result<Swap, SwapRefusal>> {
  return store.edit(async (planning): Promise<Result<Swap, SwapRefusal>> => {
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
    return ok(after);
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

/** A swap that is made is an override, an exchange two; undone, they go. */
async function follow(
  { configuration }: PlanningTransaction,
  swap: Swap,
  state: SwapState,
  author: Author,
): Promise<Result<null, SwapRefusal>> {
  if (state.kind !== 'made' && state.kind !== 'undone') return ok(null);
  for (const override of [state.override, state.returned ?? []].flat()) {
    const followed = await followOne(configuration, swap, { ...state, override }, author);
    if (!followed.ok) return followed;
  }
  return ok(null);
}

async function followOne(
  configuration: PlanningTransaction['configuration'],
  swap: Swap,
  state: Extract<SwapState, { readonly kind: 'made' | 'undone' }>,
  author: Author,
): Promise<Result<null, SwapRefusal>> {
  const change = (schedule: ManagedSchedule): Result<Wanted, readonly PlanningViolation[]> => {
    if (state.kind === 'undone') return withoutOverride(schedule, { author }, state.override);
    const overrides = [...schedule.overrides, state.override];
    return ok({ schedule: { ...schedule, overrides }, at: ['overrides', schedule.overrides.length] });
  };
  const edit = { scheduleId: swap.scheduleId, basedOn: null, author, reason: swap.note };
  const edited = await editScheduleIn(configuration, edit, null, change);
  if (edited.ok) return ok(null);
  if (edited.error.kind === 'invalid') return invalid(edited.error.violations);
  throw new Error(`swap ${swap.id} cannot change its schedule: ${edited.error.kind}`);
}

function invalid(violations: readonly PlanningViolation[]): Result<never, SwapRefusal> {
  return fail({ kind: 'invalid', violations });
}
