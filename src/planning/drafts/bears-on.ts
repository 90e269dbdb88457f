import type { Interval } from '../../runtime/instant.ts';
import type { RecordedChange } from '../configuration.ts';

/** Fields that change nobody's duty. */
const HARMLESS = new Set(['name', 'teamId', 'swapApproval', 'confirmation']);

/** Whether a change of a schedule may change who is on duty in the period. */
export function bearsOn(change: RecordedChange, period: Interval): boolean {
  return [change.before, change.after].some(
    (fields) =>
      fields !== null && Object.entries(fields).some(([name, value]) => touches(name, value, period)),
  );
}

function touches(name: string, value: unknown, period: Interval): boolean {
  if (HARMLESS.has(name)) return false;
  if ((name !== 'shifts' && name !== 'overrides') || !Array.isArray(value)) return true;
  return value.some(({ startAt, endAt }: Interval) => startAt < period.endAt && endAt > period.startAt);
}
