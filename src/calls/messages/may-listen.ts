import { mayAboutCall, type SupervisorsHear, scopeOf } from '../../domain/permissions.ts';
import type { Role } from '../../domain/person.ts';
import type { ScopeSources } from '../../planning/hotlines-in-scope.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { TaskSearch } from '../../tasks/task-search.ts';
import type { CallHistory } from '../log/call-history.ts';
import { callHotlinesInScope } from './message-scope.ts';

export interface ListenSources extends ScopeSources {
  readonly history: CallHistory;
  readonly tasks: Pick<TaskSearch, 'ofCall'>;
  readonly supervisorsHear: SupervisorsHear;
}

/**
 * Whether somebody may hear a call's message now, as on the pages. Asked when a private link is opened: it was sent to
 * whoever might listen then, and gives no more than they may today.
 */
export async function mayListen(
  person: { readonly personId: string; readonly role: Role },
  callId: string,
  sources: ListenSources,
  now: Instant,
): Promise<boolean> {
  if (scopeOf('calls.listen', person.role) === 'all') return true;
  const [call, task, hotlines] = await Promise.all([
    sources.history.find(callId),
    sources.tasks.ofCall(callId),
    callHotlinesInScope('calls.listen', person, sources, sources.supervisorsHear, now),
  ]);
  if (call === null) return false;
  const rang = call.attempts.map(({ personId }) => personId);
  return mayAboutCall('calls.listen', person, { hotlineId: call.hotlineId, rang, task }, hotlines);
}
