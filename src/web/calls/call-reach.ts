import type { CallRecord } from '../../calls/log/call-history.ts';
import { mayAboutTask, type Right, scopeOf } from '../../domain/permissions.ts';
import type { MemberContext } from '../request-context.ts';
import { servedHotlines } from '../served.ts';

/** Rights over one call. */
const CALL_RIGHTS = ['calls.see', 'calls.listen', 'messages.delete'] as const satisfies readonly Right[];
type CallRight = (typeof CALL_RIGHTS)[number];

export function isCallRight(right: Right): right is CallRight {
  return CALL_RIGHTS.some((one) => one === right);
}

/**
 * Whether a right over calls reaches one. Where it reaches one's own: a call that rang them, one of a task that they
 * see, or one that they were told of, whose notice leads to it.
 */
export async function mayAboutCall(
  context: MemberContext,
  right: CallRight,
  { id, attempts }: Pick<CallRecord, 'id' | 'attempts'>,
): Promise<boolean> {
  const { actor, dependencies } = context;
  const reach = scopeOf(right, actor.role);
  if (reach !== 'own') return reach === 'all';
  if (attempts.some(({ personId }) => personId === actor.personId)) return true;
  const task = await dependencies.taskSearch.ofCall(id);
  if (task !== null && mayAboutTask('tasks.see', actor, task, await servedHotlines(context))) return true;
  return dependencies.search.wasTold(id, actor.personId);
}
