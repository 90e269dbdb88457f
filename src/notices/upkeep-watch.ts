import type { AlarmDetail } from '../domain/notice/alarm-detail.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { Alarm, AlarmStore } from './alarm-store.ts';

/** What can be wrong with the machine or the installation, rather than with calls. */
export const UPKEEP_KINDS = ['disk', 'backup', 'setup'] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

export interface UpkeepTrouble {
  readonly kind: UpkeepKind;
  readonly name: string;
  /** Null: there is nothing to add. */
  readonly detail: AlarmDetail | null;
}

const LOOK_EVERY_SECONDS = 300;

/**
 * Tells when something of the house's upkeep goes wrong, once, and when it is over. `look` is given what stands, so
 * that what hovers about a limit is not told again and again.
 */
export function createUpkeepWatch(dependencies: {
  readonly look: (
    stands: (trouble: Omit<UpkeepTrouble, 'detail'>) => boolean,
  ) => Promise<readonly UpkeepTrouble[]>;
  readonly alarms: AlarmStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}): RecurringWork {
  const { alarms, clock, log } = dependencies;

  async function look() {
    const standing = (await alarms.standing()).filter(isUpkeep);
    const found = await dependencies.look((trouble) => standing.some(isAbout(trouble)));
    const at = clock.now();
    for (const trouble of found.filter((one) => !standing.some(isAbout(one)))) await raise(trouble);
    for (const alarm of standing.filter((one) => !found.some(isAbout(one)))) await end(alarm);
    return at + LOOK_EVERY_SECONDS * SECOND;
  }

  async function raise({ kind, name, detail }: UpkeepTrouble): Promise<void> {
    const event = { kind: 'trouble', subject: kind, name, said: 'down', detail } as const;
    await alarms.raise({ kind, name, stage: 'told', raisedAt: clock.now() }, event);
    log.warn({ kind, name, detail }, 'trouble with the upkeep');
    dependencies.onDomainEvent();
  }

  async function end(alarm: UpkeepAlarm): Promise<void> {
    const { kind, name } = alarm;
    const event = { kind: 'trouble', subject: kind, name, said: 'back', detail: null } as const;
    await alarms.end(alarm, event, clock.now());
    log.info({ kind, name }, 'trouble with the upkeep is over');
    dependencies.onDomainEvent();
  }

  return recurringWork(dependencies, 'upkeep watch', look);
}

type UpkeepAlarm = Alarm & { readonly kind: UpkeepKind };

/** An alarm of this watch, not of phones and trunks. */
export function isUpkeep(alarm: Alarm): alarm is UpkeepAlarm {
  return UPKEEP_KINDS.some((known) => known === alarm.kind);
}

function isAbout({ kind, name }: { readonly kind: string; readonly name: string }) {
  return (one: { readonly kind: string; readonly name: string }) => one.kind === kind && one.name === name;
}
