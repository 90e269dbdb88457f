import type { AlarmStage } from '../domain/endpoint/alarm-step.ts';
import type { Instant } from '../runtime/instant.ts';
import type { DomainEvent } from './domain-event.ts';

export const ALARM_KINDS = ['phone', 'trunk', 'disk', 'backup', 'setup'] as const;

/** Something that is out of order and has been told. */
export interface Alarm {
  readonly kind: (typeof ALARM_KINDS)[number];
  /** Id of the person whose phones they are, name of the trunk, percent of the disk that are left, or a fault and what it is about. */
  readonly name: string;
  readonly stage: AlarmStage;
  readonly raisedAt: Instant;
}

/** Where alarms are kept; each change is one transaction with the event that tells of it. */
export interface AlarmStore {
  standing(): Promise<readonly Alarm[]>;
  raise(alarm: Alarm, event: DomainEvent): Promise<void>;
  /** `domainEvent` null: it ends without a word. */
  end(alarm: Alarm, event: DomainEvent | null, at: Instant): Promise<void>;
}
