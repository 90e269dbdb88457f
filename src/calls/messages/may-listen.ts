import { mayAboutCall, scopeOf } from '../../domain/permissions.ts';
import type { Role } from '../../domain/person.ts';
import type { ScheduleStore } from '../../planning/schedule-store.ts';
import { hotlinesServedBy, type ServingReader } from '../../planning/who-serves.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { TaskSearch } from '../../tasks/task-search.ts';
import type { CallHistory } from '../log/call-history.ts';

export interface ListenSources {
  readonly history: CallHistory;
  readonly tasks: Pick<TaskSearch, 'ofCall'>;
  readonly reader: ServingReader;
  readonly schedules: ScheduleStore;
}

/**
 * Whether somebody may hear a call's message now, as on the pages. Asked when a private link is opened: it was sent to
 * whoever might listen then, and gives no more than they may today.
 */
export async function mayListen(
  person: { readonly personId: string; readonly role: Role },
  callId: string,
  { history, tasks, reader, schedules }: ListenSources,
  now: Instant,
): Promise<boolean> {
  if (scopeOf('calls.listen', person.role) === 'all') return true;
  const [call, task, served] = await Promise.all([
    history.find(callId),
    tasks.ofCall(callId),
    hotlinesServedBy(person.personId, reader, schedules, now),
  ]);
  if (call === null) return false;
  const rang = call.attempts.map(({ personId }) => personId);
  return mayAboutCall('calls.listen', person, { hotlineId: call.hotlineId, rang, task }, served);
}
