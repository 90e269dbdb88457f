import { nextHandoff, onCallAt } from '../domain/schedule/resolve-on-call.ts';
import type { OnCall } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import type { ScheduleStore } from './schedule-store.ts';

export interface Roster {
  /** In the order they should be dialled; empty in a gap or for an unknown schedule. */
  readonly onCall: readonly OnCall[];
  /** On whose clocks the duty is told. */
  readonly timeZone: string;
}

/** The one door for "who is on call": routing, commands, pages and forecasts all come through here. */
export async function whoIsOnCall(store: ScheduleStore, scheduleId: string, at: Instant): Promise<Roster> {
  const schedule = await store.schedule(scheduleId, at);
  if (!schedule) return { onCall: [], timeZone: 'UTC' };
  return { onCall: onCallAt(schedule, at), timeZone: schedule.timeZone };
}

/** When the schedule next puts other people on duty; null: not in the foreseeable future, or no such schedule. */
export async function nextHandoffOf(
  store: ScheduleStore,
  scheduleId: string,
  at: Instant,
): Promise<Instant | null> {
  const schedule = await store.schedule(scheduleId, at);
  return schedule && nextHandoff(schedule, at);
}
