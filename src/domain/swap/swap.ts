import type { Instant, Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { RuleViolation } from '../rule-violation.ts';
import type { Override } from '../schedule/schedule.ts';
import type { SwapRule } from './swap-rule.ts';

/** Somebody's duty that a colleague may take over. */
export interface Swap extends Interval {
  readonly id: number;
  readonly scheduleId: string;
  readonly giverId: string;
  /** Null: whoever wants it. */
  readonly offeredTo: string | null;
  /** The colleague's duty that the giver takes in return, on the same schedule; null: a gift. */
  readonly inReturn: Interval | null;
  readonly note: string | null;
  readonly proposedAt: Instant;
  readonly state: SwapState;
}

export type SwapState =
  | { readonly kind: 'proposed' }
  /** A colleague wants it; a supervisor decides. */
  | { readonly kind: 'accepted'; readonly takerId: string }
  /** In force, as this override. */
  | {
      readonly kind: 'made';
      readonly takerId: string;
      readonly approvedBy: string | null;
      readonly override: Override;
      /** What the giver took in return. */
      readonly returned?: Override;
    }
  | { readonly kind: 'declined'; readonly by: string }
  | { readonly kind: 'refused'; readonly takerId: string; readonly by: string }
  | { readonly kind: 'withdrawn' }
  | {
      readonly kind: 'undone';
      readonly by: string;
      readonly override: Override;
      readonly returned?: Override;
    };

export type SwapAction =
  | { readonly kind: 'accept'; readonly by: string }
  | { readonly kind: 'decline'; readonly by: string }
  | { readonly kind: 'approve'; readonly by: string }
  | { readonly kind: 'refuse'; readonly by: string }
  | { readonly kind: 'withdraw'; readonly by: string }
  | { readonly kind: 'undo'; readonly by: string };

/** What the planning says of the swap's time, from now on. */
export interface SwapFacts {
  readonly now: Instant;
  /** The name under which the override tells who made it. */
  readonly madeBy: string;
  readonly needsApproval: boolean;
  /** The giver is on duty through all of it. */
  readonly isGiversDuty: boolean;
  /** Of whoever takes it: absent, or on duty on the schedule, at some time of it. */
  readonly takerIsAbsent: boolean;
  readonly takerIsOnDuty: boolean;
  /** Of the duty in return; true, false and false where there is none. */
  readonly isTakersDuty: boolean;
  readonly giverIsAbsent: boolean;
  readonly giverIsOnDuty: boolean;
}

export type SwapStep = Result<SwapState, readonly RuleViolation<SwapRule>[]>;

/** What an action makes of a swap, or the rules it would break. */
export function stepSwap(swap: Swap, action: SwapAction, facts: SwapFacts): SwapStep {
  switch (action.kind) {
    case 'accept':
      return accept(swap, action.by, facts);
    case 'decline':
      return decline(swap, action.by);
    case 'approve':
      return approve(swap, action.by, facts);
    case 'refuse':
      if (swap.state.kind !== 'accepted') return violation('awaits-approval');
      return ok({ kind: 'refused', takerId: swap.state.takerId, by: action.by });
    case 'withdraw':
      return withdraw(swap, action.by);
    case 'undo':
      if (swap.state.kind !== 'made') return violation('is-done');
      if (Math.max(swap.endAt, swap.inReturn?.endAt ?? 0) <= facts.now) return violation('not-over');
      return ok({
        kind: 'undone',
        by: action.by,
        override: swap.state.override,
        ...(swap.state.returned ? { returned: swap.state.returned } : {}),
      });
  }
}

/** True while somebody may yet act on it, or has taken the duty: the same time cannot be proposed twice. */
export function occupies({ state }: Swap): boolean {
  return state.kind === 'proposed' || state.kind === 'accepted' || state.kind === 'made';
}

/** True while somebody has yet to answer or to decide. */
export function isWaiting({ state }: Swap): boolean {
  return state.kind === 'proposed' || state.kind === 'accepted';
}

function accept(swap: Swap, by: string, facts: SwapFacts): SwapStep {
  if (swap.state.kind !== 'proposed') return violation('awaits-answer');
  if (by === swap.giverId) return violation('offered-to-another', by);
  if (swap.offeredTo !== null && swap.offeredTo !== by) return violation('offered-to-them', by);
  const obstacle = obstacleTo(swap, by, facts);
  if (obstacle) return obstacle;
  if (facts.needsApproval) return ok({ kind: 'accepted', takerId: by });
  return ok(made(swap, by, null, facts));
}

function decline(swap: Swap, by: string): SwapStep {
  if (swap.state.kind !== 'proposed') return violation('awaits-answer');
  // One of all colleagues who does not want it leaves it to the others.
  if (swap.offeredTo !== by) return violation('offered-to-them', by);
  return ok({ kind: 'declined', by });
}

function approve(swap: Swap, by: string, facts: SwapFacts): SwapStep {
  if (swap.state.kind !== 'accepted') return violation('awaits-approval');
  const { takerId } = swap.state;
  return obstacleTo(swap, takerId, facts) ?? ok(made(swap, takerId, by, facts));
}

function withdraw(swap: Swap, by: string): SwapStep {
  if (by !== swap.giverId) return violation('own-proposal', by);
  if (swap.state.kind !== 'proposed' && swap.state.kind !== 'accepted') return violation('awaits-answer');
  return ok({ kind: 'withdrawn' });
}

/** The planning may have changed since the proposal, so it is asked at each step. */
function obstacleTo(swap: Swap, takerId: string, facts: SwapFacts): SwapStep | null {
  if (swap.endAt <= facts.now) return violation('not-over');
  if (!facts.isGiversDuty) return violation('own-duty', swap.giverId);
  if (facts.takerIsAbsent) return violation('is-present', takerId);
  if (facts.takerIsOnDuty) return violation('is-free', takerId);
  return swap.inReturn === null ? null : obstacleToReturn(swap, swap.inReturn, takerId, facts);
}

function obstacleToReturn(
  { giverId }: Swap,
  inReturn: Interval,
  takerId: string,
  facts: SwapFacts,
): SwapStep | null {
  // Half of an exchange would be a gift that nobody made.
  if (inReturn.startAt <= facts.now) return violation('return-to-come');
  if (!facts.isTakersDuty) return violation('own-duty', takerId);
  if (facts.giverIsAbsent) return violation('is-present', giverId);
  if (facts.giverIsOnDuty) return violation('is-free', giverId);
  return null;
}

/** What has passed stays the giver's. */
function made(swap: Swap, takerId: string, approvedBy: string | null, facts: SwapFacts): SwapState {
  const override: Override = {
    action: 'takes-over',
    personId: takerId,
    replacesId: swap.giverId,
    startAt: Math.max(swap.startAt, facts.now),
    endAt: swap.endAt,
    madeBy: facts.madeBy,
  };
  const { inReturn, giverId } = swap;
  if (inReturn === null) return { kind: 'made', takerId, approvedBy, override };
  const returned: Override = {
    action: 'takes-over',
    personId: giverId,
    replacesId: takerId,
    startAt: inReturn.startAt,
    endAt: inReturn.endAt,
    madeBy: facts.madeBy,
  };
  return { kind: 'made', takerId, approvedBy, override, returned };
}

function violation(rule: SwapRule, about = ''): SwapStep {
  return fail([{ path: [], rule, about }]);
}
