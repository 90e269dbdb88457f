import type { DutyDifference } from '../domain/schedule/told-duty.ts';
import type { DomainEvent } from './domain-event.ts';

/** A difference that is to be told now. */
export interface Found {
  readonly schedule: string;
  readonly timeZone: string;
  readonly difference: DutyDifference;
  readonly atOnce: boolean;
  /** Null: nobody changed it. */
  readonly by: string | null;
}

/** One event a person for what begins at once, and one for the rest: each in the order of time. */
export function eventsOf(found: readonly Found[]): readonly DomainEvent[] {
  const people = [...new Set(found.map(({ difference }) => difference.personId))];
  return people.flatMap((personId) =>
    [true, false].flatMap((atOnce): readonly DomainEvent[] => {
      const own = found
        .filter((one) => one.difference.personId === personId && one.atOnce === atOnce)
        .sort((a, b) => a.difference.startAt - b.difference.startAt);
      const [first] = own;
      if (!first) return [];
      const by = own.every((one) => one.by === first.by) ? first.by : null;
      const changes = own.map(({ schedule, timeZone, difference: { kind, isShadow, startAt, endAt } }) => ({
        kind,
        ...(isShadow ? { isShadow } : {}),
        schedule,
        timeZone,
        startAt,
        endAt,
      }));
      return [{ kind: 'duty-changed', personId, atOnce, changes, by }];
    }),
  );
}
