import type { CallRecord } from '../../calls/log/call-history.ts';
import { callHotlinesInScope } from '../../calls/messages/message-scope.ts';
import { mayAboutCall, type Right, scopeOf } from '../../domain/permissions.ts';
import type { MemberContext } from '../request-context.ts';

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
  const { actor, dependencies, now } = context;
  const scope = scopeOf(right, actor.role);
  if (scope === 'all' || scope === 'none') return scope === 'all';
  const [task, hotlines] = await Promise.all([
    dependencies.taskSearch.ofCall(id),
    callHotlinesInScope(right, actor, dependencies, dependencies.supervisorsHear, now),
  ]);
  return mayAboutCall(
    right,
    actor,
    { hotlineId, rang: attempts.map(({ personId }) => personId), task },
    hotlines,
  );
}
