import type { CallRecord } from '../../calls/log/call-history.ts';
import { mayAboutCall, type Right, scopeOf } from '../../domain/permissions.ts';
import type { MemberContext } from '../request-context.ts';
import { servedHotlines } from '../served.ts';

/** Rights over one call. */
const CALL_RIGHTS = ['calls.see', 'calls.listen', 'messages.delete'] as const satisfies readonly Right[];
type CallRight = (typeof CALL_RIGHTS)[number];

export function isCallRight(right: Right): right is CallRight {
  return CALL_RIGHTS.some((one) => one === right);
}

/** Whether the right over calls covers this one. What decides is looked up only where something does. */
export async function isCallInScope(
  context: MemberContext,
  right: CallRight,
  { id, hotlineId, attempts }: Pick<CallRecord, 'id' | 'hotlineId' | 'attempts'>,
): Promise<boolean> {
  const { actor, dependencies } = context;
  const scope = scopeOf(right, actor.role);
  if (scope !== 'own') return scope === 'all';
  const [task, served] = await Promise.all([dependencies.taskSearch.ofCall(id), servedHotlines(context)]);
  return mayAboutCall(
    right,
    actor,
    { hotlineId, rang: attempts.map(({ personId }) => personId), task },
    served,
  );
}
