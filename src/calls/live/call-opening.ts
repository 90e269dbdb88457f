import type { EscalationPolicy } from '../../domain/escalation/policy.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { openingAt } from '../../domain/opening.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Directory } from '../directory.ts';

/** How a hotline treats a call that comes in at a certain time. */
export interface CallOpening {
  /** The name of the branch; null: none holds, it is as usual. */
  readonly branch: string | null;
  /** Without steps when the branch rings nobody. */
  readonly policy: EscalationPolicy;
  /** Until when calls are treated so. Infinite: for ever. */
  readonly until: Instant;
}

/** The one place where a call's policy is chosen; null when the policy is not known. */
export async function callOpening(
  directory: Pick<Directory, 'policy'>,
  hotline: Hotline,
  at: Instant,
): Promise<CallOpening | null> {
  const { value: branch, endAt: until } = openingAt(hotline, at);
  if (branch === null) {
    const policy = await directory.policy(hotline.policyId);
    return policy && { branch: null, policy, until };
  }
  const policy = branch.policyId === null ? nobody(branch.name) : await directory.policy(branch.policyId);
  return policy && { branch: branch.name, policy, until };
}

/** A policy that rings nobody: the hotline's `noAnswer` at once. */
export function nobody(name: string): EscalationPolicy {
  return { id: '', name, steps: [], rounds: 1, overallLimitSeconds: 0 };
}
