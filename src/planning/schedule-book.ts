import type { Schedule } from '../domain/schedule/schedule.ts';

/** Where schedules are kept. */
export interface ScheduleBook {
  schedule(id: string): Promise<Schedule | null>;
}
